"""How many of our own forbidden posts (`tests/rules/forbidden.py`) the default rule sets find, by kind and language."""

from tests.rules.forbidden import FORBIDDEN
from tests.rules.sets import by_a_newcomer, judge

_REMOVING = {"delete", "decline"}


def run() -> None:
    """Print the share that is deleted, and the share that moderators are asked about."""
    total = deleted = asked = 0
    for (kind, language), texts in sorted(FORBIDDEN.items()):
        found = [{step.action.name for step in judge(by_a_newcomer(text)).steps} for text in texts]
        removed = sum(not names.isdisjoint(_REMOVING) for names in found)
        escalated = sum(names.isdisjoint(_REMOVING) for names in found if names)
        print(f"forbidden: {kind} {language}: {len(texts)} posts, deleted {removed}, asked about {escalated}")
        total, deleted, asked = total + len(texts), deleted + removed, asked + escalated
    print(f"forbidden: all {total} posts, deleted {deleted / total:.0%}, asked about {asked / total:.0%}")


if __name__ == "__main__":
    run()
