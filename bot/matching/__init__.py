"""How posts are read: views, links, and one index over the patterns of every rule."""
