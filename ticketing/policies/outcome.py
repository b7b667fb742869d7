"""What a trial of a policy came to, ticket by ticket: what is kept does not grow with the logs.  Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.policies.trial import Left, TriedGoal, TriedTicket
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, Instant
from watchkeeper.core.levels import LEVELS, Level

LONGEST_SPAN = 800 * DAY
MOST_LISTED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialSpan:
    """The tickets that are tried: closed from *start* up to but not at *end*, of these customers."""

    start: Instant
    end: Instant
    customer: str | None = None
    seen: frozenset[str] | None = None  # the customers that the caller sees; None: all

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise InvalidInput("the span ends before it begins")
        if self.end - self.start > LONGEST_SPAN:
            raise InvalidInput("a span has {days} days at most", days=LONGEST_SPAN // DAY)


@dataclass(frozen=True, slots=True)
class GoalCount:
    """A goal at one level: how often it was owed and breached, and would have been."""

    level: Level
    goal: str
    owed_before: int
    breached_before: int
    owed: int
    breached: int


@dataclass(frozen=True, slots=True)
class ChangedGoal:
    """A goal of a ticket that is breached today and would not be, or the other way round."""

    ticket: int
    level: Level
    goal: str
    cycle: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PolicyOutcome:
    """What would have been; ``changes`` is cut at 500 rows, the counts are whole.

    ``others`` ran by other policies, ``unselected`` are such as its ``select`` does not want,
    ``unreadable`` have a log that cannot be read.  ``is_whole``: every ticket of the span was
    looked at; else the newest of them were.
    """

    policy: str
    instead_of: str | None
    start: Instant
    end: Instant
    is_whole: bool
    tickets: int
    others: int
    unselected: int
    unreadable: int
    breached: int
    breached_before: int
    changed: int
    goals: tuple[GoalCount, ...]
    changes: tuple[ChangedGoal, ...]


class TrialTally:
    """Counts tried tickets."""

    def __init__(self) -> None:
        self._counts: dict[tuple[Level, str], tuple[int, int, int, int]] = {}
        self._left = dict.fromkeys(Left, 0)
        self._changes: list[ChangedGoal] = []
        self._tickets = self._unreadable = 0
        self._breached = self._breached_before = self._changed = 0

    def add(self, tried: TriedTicket | Left) -> None:
        if isinstance(tried, Left):
            self._left[tried] += 1
            return
        self._tickets += 1
        self._breached += any(goal.is_breached for goal in tried.goals)
        self._breached_before += any(goal.was_breached for goal in tried.goals)
        changed = [goal for goal in tried.goals if goal.is_changed]
        self._changed += bool(changed)
        room = MOST_LISTED - len(self._changes)
        self._changes += [_changed(tried.number, goal) for goal in changed[:room]]
        for goal in tried.goals:
            self._count(goal)

    def add_unreadable(self) -> None:
        self._unreadable += 1

    def outcome(
        self, *, policy: str, instead_of: str | None, span: TrialSpan, is_whole: bool
    ) -> PolicyOutcome:
        levels = {level: rank for rank, level in enumerate(LEVELS)}
        return PolicyOutcome(
            policy=policy,
            instead_of=instead_of,
            start=span.start,
            end=span.end,
            is_whole=is_whole,
            tickets=self._tickets,
            others=self._left[Left.OTHER],
            unselected=self._left[Left.UNSELECTED],
            unreadable=self._unreadable,
            breached=self._breached,
            breached_before=self._breached_before,
            changed=self._changed,
            goals=tuple(
                GoalCount(level, goal, *counts)
                for (level, goal), counts in sorted(
                    self._counts.items(), key=lambda item: levels[item[0][0]]
                )
            ),
            changes=tuple(self._changes),
        )

    def _count(self, goal: TriedGoal) -> None:
        if not (goal.is_owed_before or goal.is_owed_after):
            return
        key = goal.level, goal.goal
        owed_before, breached_before, owed, breached = self._counts.get(key, (0, 0, 0, 0))
        self._counts[key] = (
            owed_before + goal.is_owed_before,
            breached_before + goal.was_breached,
            owed + goal.is_owed_after,
            breached + goal.is_breached,
        )


def _changed(number: int, goal: TriedGoal) -> ChangedGoal:
    return ChangedGoal(
        ticket=number,
        level=goal.level,
        goal=goal.goal,
        cycle=goal.cycle,
        before=None if goal.before is None else goal.before.value,
        after=None if goal.after is None else goal.after.value,
    )
