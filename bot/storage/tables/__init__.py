"""The tables as they are now. How they came to be is in `migrations`; a test compares the two.

Beside them stands the view `actions`, the log in the words of `ombud log`, made by a migration too.
"""

from bot.storage.tables._metadata import metadata
from bot.storage.tables.cases import appeals, case_keys, cases, pardons, reports, spree_posts, stains
from bot.storage.tables.log import action_log, chain, chain_tip, heads, matched_posts, matches, signers
from bot.storage.tables.people import (
    author_posts,
    chat_settings,
    chats,
    contacts,
    former_chats,
    missing_rights,
    pauses,
    strikes,
    trusted,
)
from bot.storage.tables.posts import album_parts, inbox, remembered_joins, remembered_messages
from bot.storage.tables.secrets import lasting_keys, positions

__all__ = [
    "action_log",
    "album_parts",
    "appeals",
    "author_posts",
    "case_keys",
    "cases",
    "chain",
    "chain_tip",
    "chat_settings",
    "chats",
    "contacts",
    "former_chats",
    "heads",
    "inbox",
    "lasting_keys",
    "matched_posts",
    "matches",
    "metadata",
    "missing_rights",
    "pardons",
    "pauses",
    "positions",
    "remembered_joins",
    "remembered_messages",
    "reports",
    "signers",
    "spree_posts",
    "stains",
    "strikes",
    "trusted",
]
