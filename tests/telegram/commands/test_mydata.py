import json

from tests.cases.court import GROUP, MEMBER, Court
from tests.telegram.commands.bench import PRIVATE, handlers, message, update


async def test_a_file_with_everything_about_the_person_and_nobody_else() -> None:
    court = Court()
    court.subjects.data[MEMBER] = {"your reports": [{"ref": "R-1", "words": "чат \ud800"}], "your strikes": []}
    court.subjects.data[99] = {"your reports": [{"ref": "R-2"}]}
    await (await handlers(court)).handle(update(message("/mydata", chat=PRIVATE)))
    [call] = court.chat.calls
    assert (call.method, call.params["chat_id"]) == ("sendDocument", MEMBER)
    assert call.params["caption"] == "All that is kept about you: 1 entry."
    file = call.files["document"]
    assert (file.name, file.mime) == ("mydata.json", "application/json")
    told = json.loads(file.content)
    assert told["user_id"] == MEMBER
    assert [report["ref"] for report in told["your reports"]] == ["R-1"]


async def test_in_a_group_the_file_comes_in_private() -> None:
    court = Court()
    await (await handlers(court)).handle(update(message("/mydata")))
    calls = [(call.method, call.params["chat_id"]) for call in court.chat.calls]
    assert calls == [("deleteMessage", GROUP.id), ("sendDocument", MEMBER)]


async def test_a_chat_has_no_data_of_its_own() -> None:
    court = Court()
    await (await handlers(court)).handle(update(message("/mydata", sender_chat={"id": -5, "type": "channel"})))
    assert court.chat.of("sendDocument") == []
