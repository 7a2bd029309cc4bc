"""What rules remember outlives the program, even one that is killed; nothing is counted twice."""

from pathlib import Path

from bot.fakeapi import FakeApi
from tests.acceptance.process import TOKEN, running
from tests.handled import handled

RULES = """
rules:
  - {id: flood, if: {flood: {posts: 5, within: 10m}}, then: [mute: {for: 1h}, purge: 24h], category: other_violation_tc,
     reason: Slow down., examples: {match: [{posts: [a, b, c, d, e]}], ignore: [a]}}
  - {id: raid, applies_to: [join], if: {joins: {count: 3, within: 10m}}, then: [mute: {for: 1h}],
     category: other_violation_tc, reason: A raid., examples: {match: [{kind: join, joiners: [1, 2, 3]}], ignore: [a]}}
"""


async def test_a_flood_and_a_raid_over_a_kill(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES)
    async with FakeApi(TOKEN) as api:
        settings = {
            "OMBUD_TELEGRAM__TOKEN": TOKEN,
            "OMBUD_TELEGRAM__API_URL": api.url,
            "OMBUD_STORAGE__URL": "sqlite:///ombud.db",
            "OMBUD_RULES__PATHS": "rules.yaml",
        }
        url = f"sqlite:///{tmp_path / 'ombud.db'}"
        max_, mia, *raiders = (api.user(name) for name in ("Max", "Mia", "Una", "Duo", "Tre"))
        group = api.supergroup("Group", owner=api.user("Olga"), members=[max_, mia])
        async with running(tmp_path, settings=settings) as bot:
            await bot.while_running(api.until(lambda: bool(api.polls), within=20))
            sent = [group.post(max_, f"number {number}")["message_id"] for number in range(4)]
            for raider in raiders[:2]:
                group.join(raider)
            await bot.while_running(handled(api, url))
            assert not api.called("restrictChatMember")
        # Leaving the block has killed it.
        async with running(tmp_path, settings=settings) as bot:
            group.post(mia, "hello")
            sent.append(group.post(max_, "number 4")["message_id"])
            group.join(raiders[2])
            await bot.while_running(handled(api, url))
            await bot.stop()
        assert [params["user_id"] for params in api.called("restrictChatMember")] == [max_.id, raiders[2].id]
        assert [params["message_ids"] for params in api.called("deleteMessages")] == [sent]
