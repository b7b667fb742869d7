"""The fallback person hears what its own person cannot be told, in one unit of work."""

from __future__ import annotations

from types import MappingProxyType

from ticketing.directory import Directory
from ticketing.events import EventKind, Fact, NewEvent
from ticketing.notices import OutboxRow
from ticketing.notify import queue
from ticketing.notify.decide import INSTEAD_OF, Instead, QueuedMessage, instead
from ticketing.work import Work
from ticketing.writing import TicketWriter
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant


class FallbackPeople:
    """Passes messages on.  Fulfils ``ticketing.notify.giving_up.FallbackDesk``."""

    def __init__(self, writer: TicketWriter, directory: Directory) -> None:
        self._writer = writer
        self._directory = directory

    async def pass_on(
        self, message: QueuedMessage, *, said: str, claimed_at: Instant | None
    ) -> Instead:
        """Fail *message* and tell the fallback person instead, where it is urgent."""
        outcome: list[Instead] = []

        def unit(work: Work) -> None:
            outcome[:] = [self._pass_on(work, message, said, claimed_at)]

        await self._writer.write(unit)
        return outcome[0]

    def _pass_on(
        self, work: Work, message: QueuedMessage, said: str, claimed_at: Instant | None
    ) -> Instead:
        number, person = message.ticket, message.recipient
        if number is None or person is None or not work.load([number]):
            return Instead.NOTHING
        ticket = work.ticket(number)
        fallback = self._directory.fallback(ticket.subject.customer)
        then = instead(message, level=ticket.level, is_live=ticket.state.is_live, fallback=fallback)
        if then is Instead.NOTHING:
            return then
        told = f"{said}; {fallback} is told instead" if then is Instead.FALLBACK else said
        if not queue.fail(work.connection, message.id, told, claimed_at=claimed_at):
            return Instead.OVERTAKEN
        self._record(work, number, message, person, fallback if then is Instead.FALLBACK else None)
        return then

    def _record(
        self,
        work: Work,
        number: int,
        message: QueuedMessage,
        person: PersonId,
        fallback: PersonId | None,
    ) -> None:
        event = _event(message, person, fallback, work.now)
        if event.decision not in work.ticket(number).decisions:
            work.append(number, event)
        if fallback is not None:
            work.tell(self._row(message, person, fallback, work.now))
        work.settle(number)

    def _row(
        self, message: QueuedMessage, person: PersonId, fallback: PersonId, now: Instant
    ) -> OutboxRow:
        known = self._directory.person(person)
        payload: dict[str, Fact] = {
            **message.payload,
            INSTEAD_OF: str(person),
            "instead_of_name": known.name if known else str(person),
        }
        own = f"/{person}/{message.way.value}"
        return OutboxRow(
            dedup_key=f"{message.dedup_key.removesuffix(own)}/{fallback}/{message.way.value}",
            kind=message.kind,
            way=message.way,
            created_at=message.created_at,
            not_before=now,
            recipient=fallback,
            ticket=message.ticket,
            bundle=message.bundle,
            payload=MappingProxyType(payload),
        )


def _event(
    message: QueuedMessage, person: PersonId, fallback: PersonId | None, now: Instant
) -> NewEvent:
    """Return what the timeline says; a page and a call of one moment are one event."""
    name = "unreached" if fallback is None else INSTEAD_OF
    data: dict[str, Fact] = {name: str(person)}
    if fallback is not None:
        data["to"] = [str(fallback)]
    return NewEvent(
        EventKind.NOTIFIED,
        now,
        data=MappingProxyType(data),
        decision=f"{name}/{message.created_at}/{person}",
    )
