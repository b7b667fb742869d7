"""After an acknowledgement nothing begins to be sent to whoever gave it (P19)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from tests.fakes.office import PlainRenderer
from tests.ticketing.story import ENGINEER, FALLBACK, START, Story
from ticketing.directory import Contact, Person
from ticketing.events import EventKind
from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    RateLimit,
    Receipt,
    TemporaryTransportError,
    TransportError,
)
from ticketing.notify.decide import Instead, QueuedMessage
from ticketing.notify.queue import claim, due
from ticketing.notify.wording import AS_CHAT, Wording
from ticketing.outbox import House, OutboxMetrics, OutboxWorker
from ticketing.views import TicketView
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import HOUR, Instant
from watchkeeper.core.levels import Level
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

Meanwhile = Callable[[], Awaitable[object]]


@dataclass
class Line:
    """A channel on which something happens while it sends; it fails as it is told."""

    name: str = "line"
    kind: str = "wecom"
    wording: Wording = AS_CHAT
    limit: RateLimit = field(default_factory=lambda: RateLimit(1_000))
    knows_repeats: bool = False
    error: TransportError | None = None
    meanwhile: Meanwhile | None = None
    sent: list[str] = field(default_factory=list)

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        self.sent.append(f"{address}: {message.text}")
        if self.meanwhile is not None:
            await self.meanwhile()
        if self.error is not None:
            raise self.error
        return Receipt("1", "ok")


@dataclass
class Desk:
    """The ticket service, with something that happens while it is asked for a ticket."""

    story: Story
    meanwhile: Meanwhile | None = None

    async def view(self, number: int) -> TicketView:
        happens, self.meanwhile = self.meanwhile, None
        if happens is not None:
            await happens()
        return await self.story.service.view(number)

    async def pass_on(
        self, message: QueuedMessage, *, said: str, claimed_at: Instant | None
    ) -> Instead:
        return await self.story.service.pass_on(message, said=said, claimed_at=claimed_at)


class People:
    """Everybody has the one line."""

    def person(self, person: PersonId) -> Person | None:
        return Person(person, person, "zh", "Asia/Shanghai", (Contact("wecom", str(person)),))


@dataclass
class Watch:
    """A story whose messages go over one line."""

    story: Story
    line: Line
    desk: Desk

    async def acknowledge(self) -> None:
        await self.story.acknowledge()

    async def states(self) -> dict[str, str]:
        rows = await self.story.messages(recipient=ENGINEER)
        return {f"{row['kind']} {row['ticket']} {row['way']}": row["state"] for row in rows}


@pytest.fixture
def watch(database: Database) -> Watch:
    clock = ManualClock(START)
    story, line = Story(database, clock=clock), Line()
    desk = Desk(story)
    clock.add(
        OutboxWorker(
            database,
            clock,
            channels=[line],
            people=People(),
            tickets=desk,
            renderer=PlainRenderer(),
            metrics=OutboxMetrics(story.registry, [line]),
            house=House(),
        )
    )
    return Watch(story, line, desk)


async def test_an_acknowledgement_while_a_message_is_made_comes_first(watch: Watch) -> None:
    """It commits before the claim: the page is dropped, and the line is never called."""
    watch.desk.meanwhile = watch.acknowledge
    await watch.story.fire(level=Level.I)
    await watch.story.pass_time(minutes=4)
    assert watch.line.sent == []
    assert set((await watch.states()).values()) == {"dropped"}


async def test_what_was_overtaken_is_left_out_of_one_message_of_several(watch: Watch) -> None:
    """Of two tickets in one message one is acknowledged meanwhile: the other is told alone."""
    await watch.story.fire("A", on="web-1", level=Level.II)
    await watch.story.fire("B", on="web-2", level=Level.II)
    watch.desk.meanwhile = watch.acknowledge
    await watch.story.pass_time(minutes=1)
    assert watch.line.sent == [f"{ENGINEER}: opened 2"]
    assert await watch.states() == {"opened 1 page": "dropped", "opened 2 page": "sent"}


@pytest.mark.parametrize(
    "error", [TemporaryTransportError("busy"), PermanentTransportError("no such user")],
    ids=["busy", "refused"],
)  # fmt: skip
async def test_what_fails_after_an_acknowledgement_is_not_tried_again(
    watch: Watch, error: TransportError
) -> None:
    """It was under way when the acknowledgement came: sent this once, and nobody else is told."""
    watch.line.error, watch.line.meanwhile = error, watch.acknowledge
    await watch.story.fire(level=Level.II)
    await watch.story.pass_time(minutes=1)
    assert watch.line.sent == [f"{ENGINEER}: opened 1"]
    watch.line.meanwhile = None
    await watch.story.pass_time(minutes=20)
    assert watch.line.sent == [f"{ENGINEER}: opened 1"]
    assert await watch.states() == {"opened 1 page": "dropped"}
    assert await watch.story.messages(recipient=FALLBACK) == []
    told = await watch.story.events(1, EventKind.NOTIFIED)
    assert [event for event in told if "instead_of" in event.data] == []


async def test_what_arrives_after_an_acknowledgement_counts_as_sent(watch: Watch) -> None:
    """It had begun before; the outbox says what happened."""
    watch.line.meanwhile = watch.acknowledge
    await watch.story.fire(level=Level.II)
    await watch.story.pass_time(minutes=1)
    assert await watch.states() == {"opened 1 page": "sent"}


async def test_a_crash_while_it_was_overtaken_repeats_nothing(
    watch: Watch, database: Database
) -> None:
    """Claimed by a sender that died, then acknowledged: it is not sent again."""
    await watch.story.fire(level=Level.II)
    (row,) = await watch.story.messages(recipient=ENGINEER)
    now = watch.story.clock.now()
    found = await database.read(lambda c: due(c, Instant(now + HOUR)))
    await database.write(lambda c: claim(c, found, channel="line", now=now))
    await watch.acknowledge()
    await watch.story.pass_time(hours=1)
    assert all(ENGINEER not in one or "opened" not in one for one in watch.line.sent)
    assert (await watch.states())["opened 1 page"] == "dropped"
    assert row["state"] == "queued"


async def test_a_claim_takes_all_or_none(watch: Watch, database: Database) -> None:
    """Where one of several is gone, the others stay to be had."""
    await watch.story.fire("A", on="web-1", level=Level.II)
    await watch.story.fire("B", on="web-2", level=Level.II)
    now = watch.story.clock.now()
    found = await database.read(lambda c: due(c, Instant(now + HOUR)))
    await watch.acknowledge()
    left = await database.write(lambda c: claim(c, found, channel="line", now=now))
    assert left == {message.id for message in found if message.ticket == 2}
    assert (await watch.states())["opened 2 page"] == "queued"
