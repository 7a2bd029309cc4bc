"""Look after the database: copies of it, what is kept no longer, its key, and whether the log was changed."""
