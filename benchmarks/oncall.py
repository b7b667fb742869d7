"""What on-call duty costs: a year of shifts, and who is on duty now.

    benchmarks/run oncall [--json FILE]

CPU time of one thread; the best of several rounds, so that a busy machine does not count.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from ticketing.directory import Role
from ticketing.oncall.expand import expand
from ticketing.oncall.ics import schedule_calendar
from ticketing.oncall.roster import Post, make_roster
from ticketing.oncall.schedule import DayType, Layer, Rotation, Schedule
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import (
    HOUR,
    MINUTE,
    Instant,
    TimeOfDay,
    instant_of_local,
)

ROUNDS = 5
ASKED = 20_000
ZONE = "America/New_York"
CUSTOMERS = 200
FIRST = date(2026, 1, 5)
START = instant_of_local(date(2026, 1, 6), 0, ZONE)
END = instant_of_local(date(2027, 1, 6), 0, ZONE)
TURNS = tuple((PersonId(name),) for name in ("ann", "bob", "cai"))


@dataclass(frozen=True)
class Figure:
    """One thing measured, beside what it may cost."""

    what: str
    microseconds: float
    goal: float


def main() -> None:
    """Print a line for each figure; write them as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    figures = [_expanded(_weekly()), _expanded(_by_hours()), _asked(), _written()]
    for figure in figures:
        print(f"{figure.what:<48} {figure.microseconds:>10.2f} us   goal {figure.goal:>8.0f} us")
    if wanted.json:
        wanted.json.write_text(json.dumps([asdict(figure) for figure in figures], indent=1))


def _weekly() -> Schedule:
    return Schedule("weekly rota", ZONE, (Layer("all", Rotation(TURNS, FIRST)),))


def _by_hours() -> Schedule:
    """Three people by the week at nights and week-ends, the first of them on workdays."""
    hours = ((TimeOfDay(9 * HOUR), TimeOfDay(17 * HOUR + 30 * MINUTE)),)
    day = Layer("day", Rotation(TURNS[:1]), on=DayType.WORKDAY, hours=hours)
    return Schedule("rota by hours", ZONE, (day, Layer("rest", Rotation(TURNS, FIRST))))


def _expanded(schedule: Schedule) -> Figure:
    shifts = expand(schedule, START, END, _is_workday)
    spent = _best(lambda: expand(schedule, START, END, _is_workday), times=5)
    return Figure(f"a year, 3 people, {schedule.name}: {len(shifts)} shifts", spent, 5_000)


def _asked() -> Figure:
    schedule = _by_hours()
    shifts = {schedule.name: expand(schedule, START, END, _is_workday)}
    posts = [
        Post(f"customer-{number}", Role.DUTY, schedule=schedule.name) for number in range(CUSTOMERS)
    ]
    roster = make_roster(posts, shifts, start=START, end=END)
    step = (END - START) // ASKED
    spent = _best(
        lambda: [
            roster.on_duty("customer-7", Role.DUTY, Instant(START + number * step))
            for number in range(ASKED)
        ],
        times=1,
    )
    return Figure(f"on_duty among {CUSTOMERS} customers", spent / ASKED, 5)


def _written() -> Figure:
    shifts = expand(_by_hours(), START, END, _is_workday)
    spent = _best(
        lambda: schedule_calendar(
            "rota", shifts, made_at=START, name_of=str, translate=lambda sentence: sentence
        ),
        times=1,
    )
    return Figure(f"iCalendar text of {len(shifts)} shifts", spent, 100_000)


def _is_workday(day: date) -> bool:
    return day.weekday() < 5


def _best(do: Callable[[], object], *, times: int) -> float:
    """Return the least CPU time of one call, in microseconds."""
    spent: list[float] = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(times):
            do()
        spent.append((time.process_time() - begun) / times * 1e6)
    return min(spent)


if __name__ == "__main__":
    main()
