"""The gate of the shipped rules: tickets that healthy host-weeks would have opened.

A seeded fleet that is well (benchmarks/healthy; made up, but for the use of processors where
``--recorded`` names a folder with the NAB data) is replayed through every shipped pack by the same
trial as ``rules backtest``; topology, commissioning and maintenance, which hold tickets back, take
no part.  The goals: docs/en/benchmarks/gate.md.

    benchmarks/run gate [--hosts 20] [--days 7] [--seed 1] [--criticality high] [--recorded NAB]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.healthy.hosts import Host, Kind, agent_feed, host_of
from benchmarks.healthy.recorded import recorded_use
from benchmarks.healthy.shapes import WEEK, FeedOfSamples, Floats, Span
from benchmarks.healthy.surroundings import (
    backup_feed,
    database_feed,
    login_feed,
    own_feed,
    probe_feeds,
    switch_feeds,
)
from rules.alerting import Surroundings
from rules.backtest import Backtest, Outcome, WouldBeTicket
from rules.memory_series import MemorySeries
from rules.packs import shipped_rules
from rules.promql.evaluate import Evaluator
from watchkeeper.core.instants import DAY, HOUR, Duration, Instant
from watchkeeper.core.levels import Criticality, Level
from watchkeeper.server.clock import ManualClock

MONDAY = Instant(1_761_523_200_000)  # 2025-10-27 00:00 UTC
HOSTS_PER_SWITCH = 10
MOST_URGENT = 0.1  # tickets of level I and II a host-week
MOST_OTHERS = 1.0  # of level III and IV


class Gate(NamedTuple):
    """What a replay gave."""

    hosts: int
    host_weeks: float
    outcome: Outcome

    def per_host_week(self, *levels: Level) -> float:
        return sum(one.level in levels for one in self.outcome.tickets) / self.host_weeks

    @property
    def first_hour(self) -> tuple[WouldBeTicket, ...]:
        until = self.outcome.start + HOUR
        return tuple(one for one in self.outcome.tickets if one.opened_at <= until)

    @property
    def is_met(self) -> bool:
        urgent = self.per_host_week(Level.I, Level.II)
        others = self.per_host_week(Level.III, Level.IV)
        is_quiet = urgent <= MOST_URGENT and others <= MOST_OTHERS
        return is_quiet and not self.first_hour and not self.outcome.failing


class _Alike(NamedTuple):
    """All targets are equally critical."""

    degree: Criticality

    def criticality(self, instance: str) -> Criticality:
        del instance
        return self.degree


def fleet(
    hosts: int, seed: int, span: Span, recordings: Sequence[Floats] = ()
) -> Iterator[FeedOfSamples]:
    """Yield all that is told about a healthy fleet."""
    for number in range(hosts):
        yield from host_feeds(host_of(number, seed, span, recordings), span)
    for number in range(1 + hosts // HOSTS_PER_SWITCH):
        yield from switch_feeds(number, seed, span)
    yield own_feed(span, np.random.default_rng([seed, 10_000]))


def host_feeds(host: Host, span: Span) -> Iterator[FeedOfSamples]:
    yield agent_feed(host)
    yield from probe_feeds(host, span)
    yield backup_feed(host, span)
    yield login_feed(host, span)
    if host.kind is Kind.DATABASE:
        yield database_feed(host, span)


def replay(feeds: Iterable[FeedOfSamples], span: Span, criticality: Criticality) -> Outcome:
    """Return what all shipped rules would have done."""
    source = MemorySeries()
    for number, feed in enumerate(merged(feeds)):
        source.load(str(number), *feed)
    around = Surroundings(source, Evaluator(source), _Alike(criticality))
    trial = Backtest(shipped_rules(), around, ManualClock(span.end), start=span.start, end=span.end)
    *_, outcome = trial.run()
    assert isinstance(outcome, Outcome)
    return outcome


def merged(feeds: Iterable[FeedOfSamples]) -> Iterator[FeedOfSamples]:
    """Yield feeds that share their times as one: a few wide arrays are read fast."""
    together: dict[bytes, FeedOfSamples] = {}
    for feed in feeds:
        known = together.setdefault(feed.times.tobytes(), FeedOfSamples(feed.times, {}))
        known.samples.update(feed.samples)
    yield from together.values()


class Asked(NamedTuple):
    """Which replay."""

    hosts: int = 20
    days: float = 7
    seed: int = 1
    criticality: Criticality = Criticality.NORMAL
    recordings: Sequence[Floats] = ()


def gate(asked: Asked) -> Gate:
    """Replay so many days, at most a week less an hour: what was usual is known for that long."""
    length = min(Duration(int(asked.days * DAY)), Duration(WEEK - HOUR))
    span = Span(MONDAY, Instant(MONDAY + length))
    feeds = fleet(asked.hosts, asked.seed, span, asked.recordings)
    outcome = replay(feeds, span, asked.criticality)
    return Gate(asked.hosts, asked.hosts * length / WEEK, outcome)


def show(found: Gate) -> None:
    tickets, recorded = found.outcome.tickets, found.outcome.recorded
    print(f"{found.hosts} hosts, {found.host_weeks:.1f} healthy host-weeks")
    for name, levels, most in (
        ("level I and II", (Level.I, Level.II), MOST_URGENT),
        ("level III and IV", (Level.III, Level.IV), MOST_OTHERS),
    ):
        print(f"{name:18} {found.per_host_week(*levels):6.3f} a host-week; goal: at most {most}")
    print(f"{'first hour':18} {len(found.first_hour):6d} tickets; goal: 0")
    for title, those in (("tickets", tickets), ("recorded", recorded)):
        print(f"{title}: {_by_rule(those) or 'none'}")
    for broken in found.outcome.failing:
        print(f"{broken.rule} failed {broken.failures} times: {broken.problem}")


def _by_rule(tickets: Iterable[WouldBeTicket]) -> str:
    counted = Counter(f"{one.rule} {one.level}" for one in tickets)
    return ", ".join(f"{name}: {count}" for name, count in counted.most_common())


def _read(arguments: argparse.Namespace) -> Asked:
    nab: Path | None = arguments.recorded
    return Asked(
        hosts=arguments.hosts,
        days=arguments.days,
        seed=arguments.seed,
        criticality=Criticality(arguments.criticality),
        recordings=recorded_use(nab) if nab else (),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--seed", type=int, default=1)
    criticalities = [one.value for one in Criticality]
    parser.add_argument("--criticality", choices=criticalities, default=Criticality.NORMAL.value)
    parser.add_argument("--recorded", type=Path, metavar="NAB", help="folder of the NAB data")
    parser.add_argument("--each", action="store_true", help="show every ticket")
    arguments = parser.parse_args()
    begun = time.perf_counter()
    found = gate(_read(arguments))
    show(found)
    for one in found.outcome.tickets if arguments.each else ():
        print(f"  {(one.opened_at - MONDAY) / HOUR:7.2f} h  {one.level}  {one.rule}  {one.summary}")
    print(f"{found.outcome.evaluations} evaluations in {time.perf_counter() - begun:.0f} s")
    print("goal:", "met" if found.is_met else "NOT met")
    return 0 if found.is_met else 1


if __name__ == "__main__":
    sys.exit(main())
