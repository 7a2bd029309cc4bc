"""The command line: one file a subcommand, found by its name."""


def main() -> int:
    """Run the subcommand that the arguments name and return its exit status."""
    raise NotImplementedError
