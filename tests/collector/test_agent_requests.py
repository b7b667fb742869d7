"""The book of requests to agents: handed out once, settled once, never another's."""

from __future__ import annotations

import pytest

from collector.agent_requests import MOST_KEPT, PATIENCE, SILENT, AgentRequests, Settled
from tests.storage.series.conftest import SetClock
from watchkeeper.core.instants import Instant
from watchkeeper.wire.connections import ConnectionReport
from watchkeeper.wire.requests import CONNECTIONS, DONE, Result

REPORT = ConnectionReport(15.0, (), 0, 0.0, 0.0)


class Heard:
    """Keeps what was settled."""

    def __init__(self) -> None:
        self.all: list[Settled] = []

    async def settled(self, settled: Settled) -> None:
        self.all.append(settled)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def book(clock: SetClock, heard: Heard) -> AgentRequests:
    made = AgentRequests(clock)
    made.tell(heard)
    return made


async def test_a_request_goes_out_once_and_is_settled_by_its_target(
    book: AgentRequests, heard: Heard
) -> None:
    """The next push of the target gets it, no other; its answer is told with who asked."""
    book.ask("web-1", CONNECTIONS, ticket=7, by="rule")
    assert book.for_push("web-2") == ()
    (request,) = book.for_push("web-1")
    assert book.for_push("web-1") == ()
    assert book.is_asked("web-1")
    assert await book.take("web-1", [Result(request.id, DONE, report=REPORT)]) == 0
    (settled,) = heard.all
    assert (settled.asked.ticket, settled.result.report) == (7, REPORT)
    assert book.latest("web-1") is settled
    assert not book.is_asked("web-1")
    assert await book.take("web-1", [Result(request.id, DONE, report=REPORT)]) == 1
    assert len(heard.all) == 1


async def test_nobody_answers_for_another(book: AgentRequests, heard: Heard) -> None:
    """An agent that guesses or overhears a number cannot put anything on another's ticket."""
    asked = book.ask("web-1", CONNECTIONS, ticket=7, by="rule")
    assert asked is not None
    early = Result(asked.request.id, DONE, report=REPORT)
    assert await book.take("web-1", [early]) == 1, "it was not sent yet"
    book.for_push("web-1")
    assert await book.take("web-2", [early]) == 1
    assert await book.take("web-1", [Result("f" * 32, DONE, report=REPORT)]) == 1
    assert heard.all == []
    assert book.is_asked("web-1")


async def test_one_ticket_asks_a_host_once_and_a_host_only_so_much(book: AgentRequests) -> None:
    """Two rules of one ticket ask once; the fifth ticket at a time goes without."""
    assert book.ask("web-1", CONNECTIONS, ticket=1, by="rule")
    assert book.ask("web-1", CONNECTIONS, ticket=1, by="rule") is None
    made = [book.ask("web-1", CONNECTIONS, ticket=number, by="rule") for number in range(2, 8)]
    assert [one is not None for one in made] == [True, True, True, False, False, False]
    assert len(book.for_push("web-1")) == 4


async def test_whoever_stays_silent_is_told_after_five_minutes(
    book: AgentRequests, heard: Heard, clock: SetClock
) -> None:
    """An agent that is gone, or too old to read requests, leaves no request behind."""
    started = clock.now()
    assert await book.next_due() is None
    book.ask("web-1", CONNECTIONS, ticket=7, by="rule")
    assert await book.next_due() == started + PATIENCE
    clock.instant = Instant(started + PATIENCE - 1)
    await book.run_due()
    assert heard.all == []
    clock.instant = Instant(started + PATIENCE)
    await book.run_due()
    assert [one.result.state for one in heard.all] == [SILENT]
    assert book.for_push("web-1") == ()
    assert await book.next_due() is None


async def test_memory_is_bounded(book: AgentRequests) -> None:
    """Requests that wait, and what is remembered of targets, have an end."""
    asked = [book.ask(f"h{n}", CONNECTIONS, ticket=n, by="rule") for n in range(1_100)]
    assert sum(one is not None for one in asked) == 1_000
    for number in range(MOST_KEPT + 50):
        target = f"again-{number}"
        book._waiting.clear()
        book.ask(target, CONNECTIONS, ticket=None, by="me")
        (request,) = book.for_push(target)
        await book.take(target, [Result(request.id, "unknown")])
    assert book.latest("again-0") is None
    assert book.latest(f"again-{MOST_KEPT + 49}") is not None
