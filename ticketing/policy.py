"""The policy: any number of goals, who is told how, when it climbs (REQUIREMENTS section 2).

A goal has an anchor, a guard, stop events, pause reasons, a calendar and a target per level.
Goals of one metric in several tables are judged apart; the strictest drives what people hear.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ticketing.calendars import AlwaysOpen, CalendarSpec, ServiceHours, compile_hours, office_hours
from ticketing.commands import PauseReason
from ticketing.compiled import CompiledGoal, compiled_goals, joined_goals
from ticketing.directory import Role
from ticketing.goals import Anchor as Anchor  # noqa: PLC0414 offered here too
from ticketing.goals import Goal as Goal  # noqa: PLC0414 offered here too
from ticketing.guards import ALWAYS, Guard
from ticketing.lifecycle import Gate
from ticketing.notices import Way
from ticketing.selection import ANYTHING, Select
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration, Instant, TimeOfDay
from watchkeeper.core.levels import Level
from watchkeeper.core.words import Word


class Retarget(Word):
    """From when a target counts after a change."""

    FROM_CHANGE = "from_change"  # what was used is used; the new target starts now
    FROM_REPORT = "from_report"
    FROM_REOPENING = "from_reopening"  # a new cycle with clocks at zero
    RESUME = "resume"  # the clocks go on; the gap does not count


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told: a role, one person, or (neither) the ticket's owner, else who is on duty."""

    role: Role | None = None
    person: PersonId | None = None

    def __str__(self) -> str:
        if self.person is not None:
            return f"person:{self.person}"
        return f"role:{self.role.value}" if self.role else "owner"


Audience = tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class DeliveryWindow:
    """The hours of a day in which a level's messages go out; it never moves a clock."""

    opens: TimeOfDay
    closes: TimeOfDay


@dataclass(frozen=True, slots=True)
class Digest:
    """Messages wait for this time of day and go out as one."""

    at: TimeOfDay
    on_workdays: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """How people are told at one level; repeated until somebody acknowledges."""

    by: tuple[Way, ...]
    again: Duration | None = None
    times: int = 12
    call_after: Duration | None = None
    forgotten_after: Duration | None = None  # acknowledged, and then nothing for so long
    hours: DeliveryWindow | None = None
    digest: Digest | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain: how long after the anchor, to whom, how often again."""

    at: Duration
    to: Audience
    repeat: Duration | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps by time until the fault is resolved (R23)."""

    name: str
    anchor: Anchor
    steps: tuple[Step, ...]
    when: Guard = ALWAYS
    holds_while_recovered: bool = True
    respaces_late_steps: bool = True


@dataclass(frozen=True, slots=True)
class GoalWarnings:
    """Who hears when a share (percent) of a goal's time is used up."""

    metrics: frozenset[str]
    shares: tuple[int, ...]
    to: tuple[Audience, ...]
    when: Guard = ALWAYS
    holds_while_recovered: bool = False
    reach: Level | None = None  # told as at this level, whatever the ticket's


@dataclass(frozen=True, slots=True)
class Recovery:
    """What follows when a fault goes away or comes back."""

    hysteresis: Duration = Duration(5 * MINUTE)
    reopen_within: Duration = Duration(24 * HOUR)
    still_failing_after: Duration = Duration(30 * MINUTE)
    resolves_itself: frozenset[Level] = frozenset({Level.III, Level.IV})
    reminds_at: TimeOfDay = TimeOfDay(9 * HOUR)


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long a clock may rest, and the only reasons a level allows (R22)."""

    limit: Duration = Duration(5 * 24 * HOUR)
    only: Mapping[Level, frozenset[PauseReason]] = field(
        default_factory=lambda: MappingProxyType({})
    )


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy as it binds: its goals are those of the tables that were agreed."""

    name: str
    goals: tuple[Goal, ...]
    reach: Mapping[Level, Reach]
    chains: tuple[Chain, ...] = ()
    warnings: tuple[GoalWarnings, ...] = ()
    gates: Mapping[Gate, frozenset[Level]] = field(default_factory=lambda: MappingProxyType({}))
    recovery: Recovery = field(default_factory=Recovery)
    pauses: Pauses = field(default_factory=Pauses)
    group_wait: Duration = Duration(15 * SECOND)
    select: Select = field(default_factory=lambda: ANYTHING)
    becomes: tuple[tuple[str, Guard], ...] = ()  # another policy once its condition holds
    written_ticket: Duration | None = None  # a call is to come in writing within (R40)
    worsened: Retarget = Retarget.FROM_CHANGE
    improved: Retarget = Retarget.FROM_REPORT
    reopened: Retarget = Retarget.FROM_REOPENING
    calendars: Mapping[str, CalendarSpec] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(goal.table for goal in self.goals))

    @property
    def calendars_elsewhere(self) -> tuple[str, ...]:
        """Return the calendars that goals name and the policy does not define."""
        named = sorted({goal.calendar for goal in self.goals})
        return tuple(name for name in named if name not in self.calendars)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a ticket runs by, pinned when it opened: a policy's version, zone and hours."""

    version: int
    policy: Policy
    zone: str
    hours: Mapping[str, ServiceHours]
    goals: tuple[CompiledGoal, ...] = field(compare=False, repr=False)

    @property
    def label(self) -> str:
        return f"{self.policy.name} v{self.version}"


_NONE_PINNED: Mapping[str, ServiceHours] = MappingProxyType({})


def terms_of(
    policy: Policy,
    *,
    version: int,
    zone: str,
    pinned: Mapping[str, ServiceHours] = _NONE_PINNED,
) -> Terms:
    """Return *policy* with its calendars compiled for *zone*.  Raises InvalidInput.

    ``pinned``: the hours of calendars that it does not define; 7x24 and the plain 5x8 need none.
    """
    hours = {
        goal.calendar: pinned.get(goal.calendar) or _hours(policy, goal.calendar, zone)
        for goal in policy.goals
    }
    goals = compiled_goals(policy.goals, hours)
    return Terms(version, policy, zone, MappingProxyType(hours), goals)


def joined(earlier: Terms, later: Terms, at: Instant) -> Terms:
    """Return *later* terms for a ticket that came under them at *at*, and keeps its past."""
    return replace(later, goals=joined_goals(earlier.goals, later.goals, at))


def _hours(policy: Policy, name: str, zone: str) -> ServiceHours:
    if name in policy.calendars:
        return compile_hours(replace(policy.calendars[name], zone=zone))
    if name == "7x24":
        return AlwaysOpen()
    if name == "5x8":
        return compile_hours(office_hours(zone))
    raise InvalidInput("there is no calendar {name!r}; known are 7x24, 5x8", name=name)


def with_tables(policy: Policy, tables: tuple[str, ...]) -> Policy:
    """Return *policy* with the goals of *tables* only; where none are named, with all.

    Raises InvalidInput for a table that the policy does not have.
    """
    for table in tables:
        if table not in policy.tables:
            raise InvalidInput(
                "the policy {policy!r} has no table {table!r}; known are {known}",
                policy=policy.name,
                table=table,
                known=", ".join(policy.tables),
            )
    bound = tables or policy.tables
    return replace(policy, goals=tuple(goal for goal in policy.goals if goal.table in bound))


def scale(policy: Policy, divisor: int) -> Policy:
    """Return *policy* with every duration divided; hours of the day, which cannot be, are off."""
    if divisor == 1:
        return policy

    def shorter(duration: Duration) -> Duration:
        return Duration(max(1, duration // divisor))

    def perhaps(duration: Duration | None) -> Duration | None:
        return None if duration is None else shorter(duration)

    def scaled_goal(goal: Goal) -> Goal:
        targets = {level: shorter(target) for level, target in goal.targets.items()}
        return replace(
            goal,
            targets=MappingProxyType(targets),
            unresolved_after=perhaps(goal.unresolved_after),
        )

    def scaled_reach(reach: Reach) -> Reach:
        return replace(
            reach,
            again=perhaps(reach.again),
            call_after=perhaps(reach.call_after),
            forgotten_after=perhaps(reach.forgotten_after),
            hours=None,
            digest=None,
        )

    def scaled_chain(chain: Chain) -> Chain:
        steps = (
            replace(step, at=shorter(step.at), repeat=perhaps(step.repeat)) for step in chain.steps
        )
        return replace(chain, steps=tuple(steps))

    return replace(
        policy,
        goals=tuple(scaled_goal(goal) for goal in policy.goals),
        reach=MappingProxyType({level: scaled_reach(it) for level, it in policy.reach.items()}),
        chains=tuple(scaled_chain(chain) for chain in policy.chains),
        recovery=replace(
            policy.recovery,
            hysteresis=shorter(policy.recovery.hysteresis),
            reopen_within=shorter(policy.recovery.reopen_within),
            still_failing_after=shorter(policy.recovery.still_failing_after),
        ),
        pauses=replace(policy.pauses, limit=shorter(policy.pauses.limit)),
        group_wait=shorter(policy.group_wait),
        written_ticket=perhaps(policy.written_ticket),
    )
