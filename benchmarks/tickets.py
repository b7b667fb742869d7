"""What a ticket costs in memory: the fold of its log, and a question to a calendar.

The log is a common one: opened at level II, acknowledged, assigned, planned, waited for an
authorisation and went on, was solved, reported, answered, agreed upon; ten events, the contract's eight goals.
The least of several rounds is told, in CPU time, since other work only ever makes a round longer.

    benchmarks/run tickets [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.ticketing.logs import Log, at, contract
from ticketing.calendars import compile_hours, office_hours
from ticketing.events import EventKind
from ticketing.fold import fold
from watchkeeper.core.instants import HOUR

ROUNDS = 15
CALLS_A_ROUND = 400


@dataclass(frozen=True)
class Figure:
    """One line of the table: microseconds of CPU, and what was aimed at."""

    what: str
    microseconds: float
    goal: float

    @property
    def is_met(self) -> bool:
        return self.microseconds <= self.goal


def common_log() -> Log:
    """Return a ticket of ten events in which most of what can happen to a clock happens."""
    return (
        Log("II")
        .add(EventKind.ACKNOWLEDGED, 0.2)
        .add(EventKind.ASSIGNED, 0.3, owner="chen.hao")
        .add(EventKind.PLAN_SUBMITTED, 1)
        .add(EventKind.PAUSED, 2, reason="customer_authorisation")
        .add(EventKind.RESUMED, 4)
        .add(EventKind.RESOLVED, 7)
        .add(EventKind.REPORT_SUBMITTED, 9)
        .add(EventKind.REPLIED, 9.2)
        .add(EventKind.CAUSE_AGREED, 9.3)
    )


def least(do: Callable[[], object]) -> float:
    """Return the microseconds of CPU that one call takes in the best round."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time_ns()
        for _ in range(CALLS_A_ROUND):
            do()
        best = min(best, (time.process_time_ns() - begun) / CALLS_A_ROUND / 1000)
    return best


def figures() -> list[Figure]:
    events, terms, hours = (
        common_log().events,
        contract(),
        compile_hours(office_hours("Asia/Shanghai")),
    )
    assert len(events) == 10
    return [
        Figure("fold of ten events", least(lambda: fold(events, terms, at(12))), 40),
        Figure("deadline, 5x8", least(lambda: hours.deadline(at(3.3), 17 * HOUR)), 2),
        Figure("elapsed, 5x8", least(lambda: hours.elapsed(at(3.3), at(99.5))), 2),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    found = figures()
    print(f"{'':24}{'us of CPU':>10}{'goal':>8}")
    for one in found:
        print(
            f"{one.what:24}{one.microseconds:10.2f}{one.goal:8g}  {'met' if one.is_met else 'MISSED'}"
        )
    if given.json:
        given.json.write_text(json.dumps([asdict(one) for one in found], indent=2))


if __name__ == "__main__":
    main()
