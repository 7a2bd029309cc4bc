"""How RE2 is asked to work: quietly, in bounded memory, for whole matches unless groups are wanted."""

import re2


def options(*, caseless: bool, memory: int, capture: bool = False) -> re2.Options:
    """RE2's options; `memory` in bytes bounds the program and its state cache."""
    chosen = re2.Options()
    chosen.log_errors = False
    chosen.never_capture = not capture
    chosen.case_sensitive = not caseless
    chosen.max_mem = memory
    return chosen
