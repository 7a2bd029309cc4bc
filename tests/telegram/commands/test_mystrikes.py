from bot.core.outcome import Outcome, Status
from bot.core.strikes import IN_EFFECT, StrikeEntry
from tests.cases.court import GROUP, MEMBER, Court
from tests.telegram.commands.bench import PRIVATE, message, play, update

DAY = 86_400


async def listed(court: Court) -> str:
    court.chat.always("getChat", lambda params: Outcome(Status.DONE, result={"id": GROUP.id, "title": "A & <B>"}))
    calls = await play(court, update(message("/mystrikes", chat=PRIVATE)))
    [answer] = [params for method, params in calls if method == "sendMessage"]
    assert answer["chat_id"] == MEMBER
    return str(answer["text"])


def strike(key: str, at: int, rule: str = "", case: str | None = None, who: int = MEMBER) -> StrikeEntry:
    return StrikeEntry(key, GROUP.id, who, rule, "v", at, at + IN_EFFECT, case)


async def test_who_has_none_is_told_so() -> None:
    court = Court()
    await court.store.add_strike(strike("a", 5, who=7))
    assert await listed(court) == "You have no strikes."


async def test_each_says_when_why_and_until_when() -> None:
    court = Court()
    now = int(court.clock.at)
    await court.store.add_strike(strike("a", now - 100 * DAY, "set/old"))
    await court.store.add_strike(strike("b", now - 9 * DAY, "", "C-22"))
    await court.store.add_strike(strike("c", now - 5 * DAY, "", "C-33"))
    await court.store.add_strike(strike("d", now, "set/rule<1>"))
    await court.store.take_back("C-33", now)
    assert (await listed(court)).splitlines() == [
        "<b>A &amp; &lt;B&gt;</b>: 2 strikes in effect",
        "• 14 Nov 22:13 UTC: counts until 12 Feb 22:13 UTC (rule <code>set/rule&lt;1&gt;</code>)",
        "• 9 Nov 22:13 UTC: taken back (by a moderator, case <code>C-33</code>)",
        "• 5 Nov 22:13 UTC: counts until 3 Feb 22:13 UTC (by a moderator, case <code>C-22</code>)",
        "• 6 Aug 22:13 UTC: counts no more (rule <code>set/old</code>)",
    ]


async def test_of_many_the_latest_are_shown() -> None:
    court = Court()
    for number in range(25):
        await court.store.add_strike(strike(str(number), int(court.clock.at) - number))
    text = await listed(court)
    assert text.count("•") == 20
    assert text.endswith("and 5 older ones")
