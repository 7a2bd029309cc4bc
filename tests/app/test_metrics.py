"""What Prometheus gets, read by its own parser."""

from prometheus_client.parser import text_string_to_metric_families

from bot.actions.delete import Delete
from bot.app.metrics import Metrics, rules_version
from bot.core.meter import Meter
from bot.core.outcome import Status
from tests.cases.court import scam_rule
from tests.fakes import FakeRules

Samples = dict[tuple[str, ...], float]


async def shown(meter: Meter, rules: FakeRules | None = None) -> Samples:
    """Every number, by its name and its labels' values."""
    text = await Metrics(meter, rules or FakeRules(scam_rule(actions=(Delete(),)))).text()
    families = text_string_to_metric_families(text.decode())
    return {(item.name, *item.labels.values()): item.value for family in families for item in family.samples}


async def test_nothing_happened_yet() -> None:
    numbers = await shown(Meter())
    assert numbers["ombud_updates_received_total",] == 0
    assert numbers["ombud_updates_handled_total",] == 0
    assert numbers["ombud_rules", "enforce"] == 1
    assert numbers["process_start_time_seconds",] > 0


async def test_everything_that_was_counted() -> None:
    meter = Meter()
    meter.received, meter.handled = 5, 3
    meter.acted("delete", Status.DONE)
    meter.called("deleteMessage", 0, at=1.0)
    meter.called("sendMessage", 429, at=2.0, retry_after=4)
    meter.watch("lanes_busy", "Chats at work", lambda: 2)
    numbers = await shown(meter)
    expected: Samples = {
        ("ombud_updates_received_total",): 5,
        ("ombud_updates_handled_total",): 3,
        ("ombud_actions_total", "delete", "done"): 1,
        ("ombud_bot_api_calls_total", "ok", "deleteMessage"): 1,
        ("ombud_bot_api_calls_total", "429", "sendMessage"): 1,
        ("ombud_bot_api_retry_after_seconds_total",): 4,
        ("ombud_lanes_busy",): 2,
    }
    assert expected.items() <= numbers.items()


async def test_commits_are_a_histogram() -> None:
    meter = Meter()
    for seconds in (0.0004, 0.002, 0.002, 30.0):
        meter.commits.add(seconds)
    numbers = await shown(meter)
    assert numbers["ombud_commit_seconds_bucket", "0.0005"] == 1
    assert numbers["ombud_commit_seconds_bucket", "0.0025"] == 3
    assert numbers["ombud_commit_seconds_bucket", "5.0"] == 3
    assert numbers["ombud_commit_seconds_bucket", "+Inf"] == 4
    assert numbers["ombud_commit_seconds_count",] == 4


async def test_the_version_is_that_of_the_rules() -> None:
    rules = FakeRules(scam_rule(actions=(Delete(),)))
    version = rules_version(await rules.judge_for(0))
    assert (await shown(Meter(), rules))["ombud_rules_version_info", version] == 1
    assert version != rules_version(await FakeRules().judge_for(0))
