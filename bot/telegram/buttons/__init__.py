"""What buttons do: one file a family of buttons, found by the first word of what they carry."""
