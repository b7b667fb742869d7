"""What a reader of dated days gives: the days, and the lines that it did not understand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ticketing.workdays.days import DatedDay
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text

MAX_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was not understood, its words, and why."""

    line: int
    excerpt: str
    said: Text

    def __str__(self) -> str:
        return f"line {self.line}: {self.said} ({self.excerpt})"


@dataclass(frozen=True, slots=True)
class DaysReading:
    """Days of a file, in order; none of them where there is a problem.

    ``notes``: what was read, but a person should look at before it is confirmed.
    """

    days: tuple[DatedDay, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def reason_of(error: InvalidInput) -> Text:
    return text(error.sentence, **error.facts)


def days_reading(
    days: Iterable[tuple[int, DatedDay]],
    problems: list[Problem],
    notes: Iterable[Problem] = (),
) -> DaysReading:
    """Return a reading of (line, day) pairs; a date that is told in two ways is a problem."""
    by_date: dict[object, DatedDay] = {}
    for line, dated in days:
        known = by_date.setdefault(dated.day, dated)
        if (known.kind, known.spans) != (dated.kind, dated.spans):
            said = text("{day} stands here in two ways", day=dated.day)
            problems.append(Problem(line, dated.name, said))
    if problems:
        return DaysReading((), tuple(problems[:MAX_PROBLEMS]))
    ordered = sorted(by_date.values(), key=lambda dated: dated.day)
    return DaysReading(tuple(ordered), notes=tuple(notes)[:MAX_PROBLEMS])


def refused(said: Text, *, line: int = 1, excerpt: str = "") -> DaysReading:
    return DaysReading((), (Problem(line, excerpt, said),))
