"""An outbox with real parts: database, mail server, robots; only the words are plain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prometheus_client import CollectorRegistry
from sqlalchemy import Connection, insert, select

from tests.fakes.ticket_views import MemoryTickets, ticket_view
from ticketing.directory import Contact, Person
from ticketing.events import Fact
from ticketing.notices import MessageKind, Way
from ticketing.notify.channel import Channel
from ticketing.outbox import (
    Form,
    House,
    MessageFacts,
    MessageRenderer,
    OutboxMetrics,
    OutboxWorker,
    RenderedMessage,
)
from ticketing.outbox_rows import outbox
from watchkeeper.access.model import PersonId
from watchkeeper.core.canonical import canonical_json
from watchkeeper.core.instants import Instant, instant_from_rfc3339
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

START = instant_from_rfc3339("2026-11-22T01:14:07Z")


class PlainRenderer:
    """Renders ``opened 7`` and ``repeat opened 7``; several with a plus between them."""

    def render(
        self, messages: Sequence[MessageFacts], *, language: str, form: Form
    ) -> RenderedMessage:
        words = " + ".join(_plain(one) for one in messages)
        return RenderedMessage(f"{language} {form.value}: {words}", words, words, words)


def _plain(facts: MessageFacts) -> str:
    number = facts.ticket.number if facts.ticket else 0
    return f"{'repeat ' if facts.is_repeat else ''}{facts.kind.value} {number}"


@dataclass
class MemoryPeople:
    """Fulfils PeopleReader from a dictionary."""

    contacts: dict[str, tuple[Contact, ...]] = field(default_factory=dict)

    def person(self, person: PersonId) -> Person | None:
        found = self.contacts.get(person)
        return None if found is None else Person(person, person, "zh", "Asia/Shanghai", found)


class Office:
    """Queues messages and shows what became of them."""

    def __init__(
        self,
        database: Database,
        clock: ManualClock,
        channels: Sequence[Channel],
        tickets: int = 60,
        renderer: MessageRenderer | None = None,
    ) -> None:
        self.database = database
        self.clock = clock
        self.people = MemoryPeople()
        self.registry = CollectorRegistry()
        self._count = 0
        self.worker = OutboxWorker(
            database,
            clock,
            channels=channels,
            people=self.people,
            tickets=MemoryTickets(*(ticket_view(number) for number in range(1, tickets + 1))),
            renderer=renderer or PlainRenderer(),
            metrics=OutboxMetrics(self.registry, channels),
            house=House(),
        )
        clock.add(self.worker)

    def hire(self, person: str, **addresses: str) -> PersonId:
        self.people.contacts[person] = tuple(Contact(*pair) for pair in addresses.items())
        return PersonId(person)

    async def queue(
        self,
        recipient: PersonId | None,
        *,
        way: Way = Way.PAGE,
        kind: MessageKind = MessageKind.OPENED,
        ticket: int = 7,
        after: int = 0,
        address: str | None = None,
        bundle: str | None = None,
        payload: Mapping[str, Fact] | None = None,
    ) -> int:
        """Put a row into the outbox as a decision does; return its id."""
        self._count += 1
        now = self.clock.now()
        row = {
            "dedup_key": f"{ticket}/{kind.value}/{self._count}",
            "kind": kind.value,
            "way": way.value,
            "recipient": recipient,
            "address": address,
            "ticket": ticket,
            "bundle": bundle,
            "payload": canonical_json(dict(payload or {})),
            "created_at": now,
            "not_before": now + after,
            "next_try_at": now + after,
        }

        def put(connection: Connection) -> int:
            query = insert(outbox).values(row).returning(outbox.c.id)
            return int(connection.execute(query).scalar_one())

        return await self.database.write(put)

    async def run(self) -> None:
        """Do what is due now."""
        await self.clock.advance(self.clock.now())

    async def pass_time(self, milliseconds: int) -> None:
        await self.clock.advance(Instant(self.clock.now() + milliseconds))

    async def row(self, message: int) -> Any:
        """Return the row of that id."""
        return await self.database.read(
            lambda connection: connection.execute(
                select(outbox).where(outbox.c.id == message)
            ).one()
        )

    def counted(self, channel: str, result: str) -> float:
        labels = {"channel": channel, "result": result}
        return self.registry.get_sample_value("watchkeeper_notifications_total", labels) or 0
