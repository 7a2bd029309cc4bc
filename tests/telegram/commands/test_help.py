from bot.telegram.command import all_commands
from bot.texts.catalogue import translator
from tests.cases.court import MEMBER, Court
from tests.telegram.commands.bench import PRIVATE, message, play, update


async def test_help_lists_every_command() -> None:
    [(method, answer)] = await play(Court(), update(message("/help", chat=PRIVATE)))
    assert (method, answer["chat_id"]) == ("sendMessage", MEMBER)
    for name, command in all_commands().items():
        assert f"/{name} - {command.summary(translator(None))}" in answer["text"]
    assert set(all_commands()) >= {"start", "help", "report"}


async def test_in_a_group_the_answer_is_private() -> None:
    [(method, answer)] = await play(Court(), update(message("/help")))
    assert (method, answer["chat_id"]) == ("sendMessage", MEMBER)
