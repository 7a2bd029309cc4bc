"""Rules of other bots to rule sets of ours: one package a format."""
