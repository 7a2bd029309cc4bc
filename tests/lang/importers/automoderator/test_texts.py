"""What is said to people, without Markdown and placeholders."""

import pytest

from bot.lang.importers.automoderator.texts import headline, plainly


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Hi u/{{author}}, your {{kind}} is gone.", "Your post is gone."),
        ("Thanks, {{author}}!", "Thanks!"),
        ("**Read** [the rules](https://x.example/rules) of /r/{{subreddit}}.", "Read the rules (https://x.example/rules) of this chat."),
        ("# Head\n\n> quoted\n\n---\n\n\nEnd", "Head\n\nquoted\n\nEnd"),
        ("About {{match-1}}", "About …"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)  # fmt: skip
def test_messages(text: str, plain: str) -> None:
    assert plainly(text) == plain


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Bad word ({{match}})", "Bad word"),
        ("Bad word: {{match-1}}.", "Bad word."),
        ("Bad domain [{{domain}}] here", "Bad domain here"),
        ('It names " {{match}} ".', "It names."),
        ("{{match}}", ""),
        ("Shop {{match}}", "Shop"),
    ],
)
def test_headlines(text: str, line: str) -> None:
    assert headline(text) == line
