"""What is interrupted: an alert becomes a ticket, timers ring, somebody answers."""

from __future__ import annotations

from enum import Enum
from typing import Any

from tests.ticketing.story import START, Story, target
from ticketing.commands import Cancel
from ticketing.events import SYSTEM
from ticketing.views import TicketFilter, TicketState
from watchkeeper.core.alerts import ActiveSet
from watchkeeper.core.instants import DAY, MINUTE, Instant
from watchkeeper.core.levels import Level
from watchkeeper.storage.database import Database

_ANSWERED_AFTER = 12 * MINUTE  # somebody was told a second time
_RINGING_UNTIL = 16 * MINUTE  # told again after ten minutes, warned after fifteen


class Act(Enum):
    """The part of a journey that is interrupted."""

    ALERT = "an alert becomes a ticket"
    TIMERS = "timers ring and fill the outbox"
    ANSWER = "an answer cancels what waits"


class Journey(Story):
    """One fault on a host of its own, on a day of its own, so that journeys do not meet."""

    def __init__(self, database: Database, number: int, *, after: int = 0) -> None:
        self.begins_at = Instant(START + number * DAY)
        super().__init__(database, start=Instant(self.begins_at + after))
        self.host = f"host-{number}"
        self.inventory.facts[self.host] = target(self.host)

    async def evaluate(self, **changes: Any) -> None:
        """Hand over this host's alerts by a rule group of its own."""
        alerts = tuple(self.firing.values())
        facts: dict[str, Any] = {"is_complete": True, **changes}
        source = f"rules/{self.host}.yml;services"
        now = self.clock.now()
        await self.service.hand_over(ActiveSet(source, evaluated_at=now, alerts=alerts, **facts))

    async def numbers(self) -> list[int]:
        wanted = TicketFilter(states=tuple(TicketState), target=self.host)
        return [row.number for row in await self.service.rows(wanted)]

    async def outcome(self) -> dict[str, Any]:
        """Return what was decided and who is to be told, in words that no journey has alone."""
        decided: list[list[list[object]]] = []
        told: list[list[str]] = []
        for number in await self.numbers():
            decided.append(
                [
                    [event.kind.value, event.decision, event.recorded_at - self.begins_at]
                    for event in await self.events(number)
                ]
            )
            told += [
                [row["dedup_key"].partition("/")[2], row["kind"], row["state"]]
                for row in await self.messages(ticket=number)
            ]
        return {"decided": decided, "told": sorted(told)}


async def begin(database: Database, act: Act, number: int) -> None:
    """Do what comes before the part that is interrupted."""
    journey = Journey(database, number)
    if act is not Act.ALERT:
        await journey.fire(on=journey.host, level=Level.II)
    if act is Act.ANSWER:
        await journey.clock.advance(Instant(journey.begins_at + _ANSWERED_AFTER))


async def carry_out(database: Database, act: Act, number: int) -> Journey:
    """Do the part that is interrupted; done once more, it changes nothing."""
    journey = Journey(database, number, after=_ANSWERED_AFTER if act is Act.ANSWER else 0)
    match act:
        case Act.ALERT:
            await journey.fire(on=journey.host, level=Level.II)
        case Act.TIMERS:
            await journey.clock.advance(Instant(journey.begins_at + _RINGING_UNTIL))
        case Act.ANSWER:
            for ticket in await journey.numbers():
                await journey.acknowledge(ticket)
    return journey


async def put_away(journey: Journey) -> None:
    """Leave nothing that rings on the days of later journeys."""
    for number in await journey.numbers():
        await journey.do(Cancel(number=number, actor=SYSTEM, reason="the test is over"))
