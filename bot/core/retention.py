"""What is kept for how long, in days: the project's promises, which pruning keeps and `/privacy` names."""

APPEAL_WINDOW = 30
"""Within which a decision may be appealed against."""

TEXTS = APPEAL_WINDOW + 14
"""For which texts are kept that a case was decided by, counted from the decision; those in no case from their post."""

REPORTERS = 90
"""For which it is kept who reported, counted from the case's end."""

STRIKES = 365
RIGHTS = 365
"""For which it is kept that a chat's owner was told of a missing right; then they are told again."""

DECISIONS = 730
"""After which a case goes with every row about it, whether somebody decided it or not."""

RECENT_MESSAGES = 2
"""For which the ids of messages are kept that a rule may have to delete later."""
