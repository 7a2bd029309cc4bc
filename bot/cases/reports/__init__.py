"""Members' reports: taking them, weighing them, and telling what came of them."""
