"""Back the database up, restore it, and drop what is kept no longer."""
