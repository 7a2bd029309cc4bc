"""Reddit's AutoModerator: its rules, as they stand on a subreddit's wiki page.

What its keys mean is after https://www.reddit.com/wiki/automoderator/full-documentation and the part of Reddit's own
source that was public, `r2/lib/automoderator.py`.
"""
