"""What decisions do at Telegram, and how it is taken back."""
