"""The meter as Prometheus reads it: the only importer of prometheus-client."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import accumulate

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot import __version__
from bot.core.judge import Judge
from bot.core.meter import Meter, Timings
from bot.core.ports import Rules

EVERY_CHAT = 0
"""No chat has this id, so its judge has the rules that every chat has."""


class Metrics:
    """Prints a meter, and the rules that every chat has."""

    type = "text/plain; version=0.0.4; charset=utf-8"

    def __init__(self, meter: Meter, rules: Rules) -> None:
        self._rules = rules
        self._collector = _Meter(meter)
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(self._collector)
        ProcessCollector(registry=self._registry)

    async def text(self) -> bytes:
        """Everything, in Prometheus's text format."""
        self._collector.judge = await self._rules.judge_for(EVERY_CHAT)
        return generate_latest(self._registry)


def rules_version(judge: Judge) -> str:
    """8 hex digits that change when any enabled rule that every chat has changes, comes or goes."""
    versions = sorted(f"{rule.name}@{rule.version}:{rule.mode}" for rule in judge.rules)
    return sha256("\n".join(versions).encode("utf-8", "surrogatepass")).hexdigest()[:8]


class _Meter(Collector):
    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self.judge: Judge | None = None

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("ombud_build", "This version of Ombud", {"version": __version__})
        yield from self._updates()
        yield from self._actions()
        yield from self._calls()
        yield _histogram("ombud_commit_seconds", "How long the database took to commit", self._meter.commits)
        for name, (meaning, read) in sorted(self._meter.gauges.items()):
            yield GaugeMetricFamily(f"ombud_{name}", meaning, read())
        yield from self._in_force()

    def _updates(self) -> Iterator[Metric]:
        yield CounterMetricFamily("ombud_updates_received", "Updates taken from Telegram", self._meter.received)
        yield CounterMetricFamily("ombud_updates_handled", "Updates that are done with", self._meter.handled)

    def _actions(self) -> Iterator[Metric]:
        actions = CounterMetricFamily("ombud_actions", "Actions by kind and outcome", labels=("action", "outcome"))
        for labels, count in sorted(self._meter.actions.items()):
            actions.add_metric(labels, count)
        yield actions

    def _calls(self) -> Iterator[Metric]:
        meaning = "Calls to the Bot API by method and error code; `ok` if done, `unreachable` if there was no answer"
        calls = CounterMetricFamily("ombud_bot_api_calls", meaning, labels=("method", "code"))
        for labels, count in sorted(self._meter.calls.items()):
            calls.add_metric(labels, count)
        yield calls
        meaning = "Seconds that Telegram asked calls to wait (429)"
        yield CounterMetricFamily("ombud_bot_api_retry_after_seconds", meaning, self._meter.told_to_wait)

    def _in_force(self) -> Iterator[Metric]:
        if self.judge is None:
            return
        rules = GaugeMetricFamily("ombud_rules", "Rules that every chat has, by mode", labels=("mode",))
        modes = [rule.mode.value for set_ in self.judge.sets for rule in set_.rules]
        for mode in sorted(set(modes)):
            rules.add_metric((mode,), modes.count(mode))
        yield rules
        version = {"version": rules_version(self.judge)}
        yield InfoMetricFamily("ombud_rules_version", "Changes when a rule that every chat has does", version)


def _histogram(name: str, meaning: str, timings: Timings) -> Metric:
    bounds = [*map(str, timings.bounds), "+Inf"]
    buckets = list(zip(bounds, accumulate(timings.counts), strict=True))
    return HistogramMetricFamily(name, meaning, buckets=buckets, sum_value=timings.total)
