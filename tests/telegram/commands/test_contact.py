from bot.core.outcome import Outcome, Status
from bot.core.post import Author, Role
from tests.cases.court import GROUP, MEMBER, OWNER, Court
from tests.fakes import FakeAdministrators
from tests.telegram.commands.bench import PRIVATE, message, play, update


def court() -> Court:
    people = [Author(2, "Ann <3", "ann"), Author(OWNER, "Olga")]
    made = Court(administrators=FakeAdministrators({GROUP.id: people}, {GROUP.id: OWNER}))
    made.chat.always("getChat", lambda _: Outcome(Status.DONE, result={"id": GROUP.id, "username": "x"}))
    made.chat.always("getChatMember", lambda _: Outcome(Status.DONE, result={"status": "member"}))
    return made


async def test_every_door_has_its_address() -> None:
    [(method, answer)] = await play(court(), update(message("/contact", chat=PRIVATE)))
    assert (method, answer["chat_id"]) == ("sendMessage", MEMBER)
    for address in ("abuse@telegram.org", "stopCA@telegram.org", "telegram.org/dsa-report", "dsa.telegram@edsr.eu"):
        assert address in answer["text"]
    assert "Its admins" not in answer["text"]


async def test_the_owner_comes_first() -> None:
    *_, (_, answer) = await play(court(), update(message("/contact -1001234567890", chat=PRIVATE)))
    admins = 'Its admins: <a href="tg://user?id=1">Olga</a>, <a href="https://t.me/ann">Ann &lt;3</a>'
    assert admins in answer["text"]


async def test_a_group_gets_a_link() -> None:
    calls = await play(court(), update(message("/contact")))
    assert {params["chat_id"] for _, params in calls} == {GROUP.id}
    assert "start=contact_-1001234567890" in calls[1][1]["text"]


async def test_the_link_leads_there() -> None:
    *_, (_, answer) = await play(court(), update(message("/start contact_-1001234567890", chat=PRIVATE)))
    assert "Olga" in answer["text"]


async def test_an_admin_who_chose_to_be_anonymous_is_not_named() -> None:
    made = court()
    hidden = Author(3, "Hidden", "hidden", roles={Role.ANONYMOUS: True})
    made.administrators.named[GROUP.id].append(hidden)
    *_, (_, answer) = await play(made, update(message("/contact -1001234567890", chat=PRIVATE)))
    assert "Olga" in answer["text"]
    assert "idden" not in answer["text"]
