"""How one person is told of one thing: by the ways of the policy, or by rules of their own.  Pure.

Rules say how somebody is told, never whether: where none of their steps reaches them, the ways of
the policy hold, and whoever sends finds the fallback person.
"""

from __future__ import annotations

from ticketing.directory import Person
from ticketing.notices import MessageKind, Way
from ticketing.notify.reach import PREFERENCE
from ticketing.oncall.personal import PersonalRules, Telling, plan_for
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Duration
from watchkeeper.core.levels import Level

BEGINS = frozenset(
    {
        MessageKind.OPENED,
        MessageKind.REOPENED,
        MessageKind.WORSENED,
        MessageKind.ESCALATED,
    }
)
"""What a person's own steps begin with; an answer ends them."""

NO_RULES = PersonalRules()


def tellings_of(
    kind: MessageKind,
    ways: tuple[Way, ...],
    *,
    to: PersonId,
    person: Person | None,
    level: Level,
    waited: Duration,
    has_answered: bool,
    rules: PersonalRules,
) -> tuple[Telling, ...]:
    """Return by which ways a person is told, each how long from now.

    A repeat goes by the step that they would have come to after *waited*; to who has answered
    already there is nothing to cancel, so they are told by the first step alone.
    """
    at_once = tuple(Telling(to, 0, Duration(0), way) for way in ways)
    if person is None or level not in rules.steps:
        return at_once
    if kind not in BEGINS and kind is not MessageKind.STILL_UNANSWERED:
        return at_once
    kinds = {contact.kind for contact in person.contacts}
    plan = plan_for(
        (to,),
        level,
        rules_of=lambda _: rules,
        ways=ways,
        reaches=lambda _: lambda way: not kinds.isdisjoint(PREFERENCE[way]),
    )
    if not plan.tellings:
        return at_once
    if kind in BEGINS:
        return plan.due(Duration(0)) if has_answered else plan.tellings
    latest = plan.due(waited)[-1:]
    return tuple(Telling(to, 0, Duration(0), one.by) for one in latest)
