"""What moderators do about cases: taking, deciding, holding, handing on, and the deadlines."""
