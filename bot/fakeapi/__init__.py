"""A fake Bot API server, for the demo and the tests."""
