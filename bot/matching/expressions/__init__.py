"""The RE2 front end: reads an expression, says what is wrong with it, and translates it for the views."""
