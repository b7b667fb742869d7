"""The chains: report upwards until it is solved (R23), by time or by hand (R35).  Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ticketing.cycles import Cycle, Rest
from ticketing.decisions import OWNER_AND_LEAD, Decision, called
from ticketing.directory import Role
from ticketing.events import EventKind, Fact
from ticketing.guards import Guard
from ticketing.notices import MessageKind
from ticketing.policy import Anchor, Audience, Chain, Recipient, Step, Terms
from ticketing.rests import without_overlap
from ticketing.situation import Situation
from ticketing.ticket import Ticket
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.levels import Level


def chain_steps(situation: Situation) -> Iterator[Decision]:
    """Yield the steps of every chain that applies; of what repeats the newest due, or the next."""
    if situation.is_commissioning:
        return
    for chain in situation.terms.policy.chains:
        is_held = chain.holds_while_recovered and situation.is_recovered
        if not is_held and situation.holds(chain.when, situation.ticket.level):
            yield from _chain(situation, chain)


def _chain(situation: Situation, chain: Chain) -> Iterator[Decision]:
    base = _chain_base(chain, situation.ticket.cycle, situation.holds)
    if base is None:
        return
    moments = _moments(situation, chain, base)
    for index, (step, at) in enumerate(zip(chain.steps, moments, strict=True)):
        yield _step(situation, chain, index, 0, step, at)
        if step.repeat is not None:
            yield from _repeats(situation, chain, index, step, at)


def _moments(situation: Situation, chain: Chain, base: Instant) -> list[Instant]:
    """Return when each step is due: time gone or in maintenance apart, late ones spaced again."""
    cycle = situation.ticket.cycle
    gone = cycle.gone if chain.holds_while_recovered else ()
    rests = without_overlap((*gone, *cycle.maintenance))
    moments = [_after(base, step.at, rests) for step in chain.steps]
    live_at = situation.ticket.subject.go_live or base
    since = Instant(max(situation.ticket.cycle_recorded_at, base, live_at))
    if situation.ticket.level_recorded_at > since and _rose(situation, chain):
        since = situation.ticket.level_recorded_at
    late_by = since - moments[0]
    if chain.respaces_late_steps and late_by > 0:
        moments = [Instant(at + late_by) for at in moments]
    return moments


def _rose(situation: Situation, chain: Chain) -> bool:
    """Tell whether the chain began to apply with the latest change of level."""
    levels = situation.ticket.cycle.levels
    return len(levels) == 1 or not situation.holds(chain.when, levels[-2].level)


def _repeats(
    situation: Situation, chain: Chain, index: int, step: Step, at: Instant
) -> Iterator[Decision]:
    assert step.repeat is not None
    count = max(1, (situation.now - at) // step.repeat)
    for repetition in (count, count + 1):
        decision = _step(
            situation, chain, index, repetition, step, Instant(at + repetition * step.repeat)
        )
        if decision.key not in situation.ticket.decisions:
            yield decision
            return


def _step(
    situation: Situation, chain: Chain, index: int, repetition: int, step: Step, at: Instant
) -> Decision:
    data: dict[str, Fact] = {"chain": chain.name, "step": index + 1, "repetition": repetition}
    return Decision(
        at=at,
        key=step_key(chain, situation.ticket.cycle.number, index, repetition),
        event=EventKind.ESCALATED,
        data=data,
        message=MessageKind.ESCALATED,
        audience=step.to,
        ways=called(situation.reach.by),
        reach=situation.reach,
    )


def step_key(chain: Chain, cycle: int, index: int, repetition: int) -> str:
    return f"{chain.name}/{cycle}/{index + 1}/{repetition}"


def next_step_of(ticket: Ticket, terms: Terms) -> tuple[Chain, int] | None:
    """Return the chain and the step that a person who escalates by hand takes (R35).

    It is the first that nobody has taken yet, the last one where all were.
    """
    for chain in terms.policy.chains:
        for index in range(len(chain.steps)):
            if step_key(chain, ticket.cycle.number, index, 0) not in ticket.decisions:
                return chain, index
        return chain, len(chain.steps) - 1
    return None


def step_by_hand(ticket: Ticket, terms: Terms, now: Instant) -> Decision:
    """Return the next step of the chain, taken now and by a person (R35)."""
    step = next_step_of(ticket, terms)
    audience: Audience = OWNER_AND_LEAD
    key = f"by_hand/{ticket.version + 1}"
    data: dict[str, Fact] = {"by_hand": True}
    if step is not None:
        chain, index = step
        audience = chain.steps[index].to
        data |= {"chain": chain.name, "step": index + 1, "repetition": 0}
        own_key = step_key(chain, ticket.cycle.number, index, 0)
        key = own_key if own_key not in ticket.decisions else key
    reach = terms.policy.reach[Level.I]
    return Decision(
        at=now,
        key=key,
        event=EventKind.ESCALATED,
        data=data,
        message=MessageKind.ESCALATED,
        audience=audience or (Recipient(Role.LEAD),),
        ways=reach.by,
        reach=reach,
    )


def _chain_base(
    chain: Chain, cycle: Cycle, holds: Callable[[Guard, Level], bool]
) -> Instant | None:
    """Return from when a chain counts: its anchor, or when the ticket came to its level."""
    anchor = {
        Anchor.OCCURRED: cycle.occurred_at,
        Anchor.DETECTED: cycle.detected_at,
        Anchor.REPORTED: cycle.reported_at,
        Anchor.OPENED: cycle.opened_at,
    }.get(chain.anchor)
    came_at: Instant | None = None
    for index, run in enumerate(cycle.levels):
        if not holds(chain.when, run.level):
            came_at = None
        elif came_at is None:
            came_at = anchor if index == 0 else run.at
    return came_at


def _after(base: Instant, wait: Duration, rests: tuple[Rest, ...]) -> Instant:
    """Return *base* plus *wait*, not counting the time in which the chain rests."""
    at = Instant(base + wait)
    for rest in rests:
        if rest.end is not None and base <= rest.start < at:
            at = Instant(at + rest.end - rest.start)
    return at
