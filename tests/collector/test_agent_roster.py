"""Tokens of agents in memory: what is asked of the database, and that revocation counts at once."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import insert, update

from collector.agent_roster import AgentRoster
from collector.agent_tokens import AgentIdentity
from collector.tables import agents
from tests.counted_database import CountedDatabase
from watchkeeper.access.secrets import hash_of
from watchkeeper.core.errors import Unauthenticated, Unavailable
from watchkeeper.core.instants import HOUR, SECOND, Instant, later
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

START = Instant(1_790_000_000_000)
WAIT_SECONDS = 10


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def ledger(database: Database) -> CountedDatabase:
    return CountedDatabase(database)


@pytest.fixture
async def roster(ledger: CountedDatabase, clock: ManualClock) -> AgentRoster:
    for number in range(3):
        await _enrol(ledger.database, number)
    return AgentRoster(ledger, clock)


async def _enrol(database: Database, number: int) -> None:
    row = {
        "id": f"a{number}",
        "target": f"host-{number}",
        "token_hash": hash_of(f"t{number}"),
        "hostname": "h",
        "machine_id": f"m{number}",
        "version": "1",
        "enrolled_at": START,
    }
    await database.write(lambda connection: connection.execute(insert(agents).values(row)))


async def _revoke(database: Database, agent: str) -> None:
    await database.write(
        lambda connection: connection.execute(
            update(agents).where(agents.c.id == agent).values(revoked_at=START)
        )
    )


async def _agent_of(roster: AgentRoster, token: str) -> str | None:
    try:
        return (await roster.identity_of(token)).agent
    except Unauthenticated:
        return None


async def _pushes(roster: AgentRoster, times: int) -> set[AgentIdentity]:
    return {await roster.identity_of(f"t{number}") for _ in range(times) for number in range(3)}


async def test_pushes_do_not_ask_the_database(
    roster: AgentRoster, ledger: CountedDatabase, clock: ManualClock
) -> None:
    """However many agents push, the database is asked once in half a minute."""
    assert await _pushes(roster, 50) == {AgentIdentity(f"a{n}", f"host-{n}") for n in range(3)}
    assert ledger.reads == 1
    for _ in range(8):
        await clock.advance(later(clock.now(), 15 * SECOND))
        await _pushes(roster, 5)
    assert ledger.reads == 5


async def test_revocation_counts_at_once(roster: AgentRoster, ledger: CountedDatabase) -> None:
    """The first push after a revocation is refused; the others' tokens are still remembered."""
    await _pushes(roster, 1)
    await _revoke(ledger.database, "a1")
    roster.forget("a1")
    reads = ledger.reads
    assert (await roster.identity_of("t0")).agent == "a0"
    assert ledger.reads == reads
    with pytest.raises(Unauthenticated):
        await roster.identity_of("t1")


async def test_revocation_elsewhere_counts_within_half_a_minute(
    roster: AgentRoster, ledger: CountedDatabase, clock: ManualClock
) -> None:
    """What another node revoked, or enrolled, is known here with the next comparison."""
    await _pushes(roster, 1)
    await _revoke(ledger.database, "a1")
    await _enrol(ledger.database, 7)
    assert (await roster.identity_of("t7")).target == "host-7"
    await clock.advance(later(clock.now(), 30 * SECOND))
    with pytest.raises(Unauthenticated):
        await roster.identity_of("t1")


async def test_a_new_agent_ends_the_earlier_of_its_target(
    roster: AgentRoster, ledger: CountedDatabase
) -> None:
    """A target has one agent: the token before counts no more, the new one without a question."""
    await _pushes(roster, 1)
    await _revoke(ledger.database, "a2")
    roster.admit("new", AgentIdentity("a9", "host-2"))
    reads = ledger.reads
    assert (await roster.identity_of("new")).agent == "a9"
    assert ledger.reads == reads
    with pytest.raises(Unauthenticated):
        await roster.identity_of("t2")


@pytest.mark.parametrize("is_known", [False, True], ids=["looked up alone", "compared"])
async def test_what_was_read_before_a_revocation_does_not_outlive_it(
    is_known: bool, roster: AgentRoster, ledger: CountedDatabase, clock: ManualClock
) -> None:
    """An answer of the database that was underway when a token was revoked is not kept."""
    await _pushes(roster, 1)
    if is_known:
        await clock.advance(later(clock.now(), 31 * SECOND))
        asked = "t0"
    else:
        await _enrol(ledger.database, 7)
        asked = "t7"
    ledger.has_read.clear()
    ledger.may_answer.clear()
    async with asyncio.timeout(WAIT_SECONDS), asyncio.TaskGroup() as group:
        push = group.create_task(_agent_of(roster, asked))
        await ledger.has_read.wait()
        for agent in ("a1", "a7"):
            await _revoke(ledger.database, agent)
            roster.forget(agent)
        ledger.may_answer.set()
    assert push.result() == ("a0" if is_known else None)
    for token in ("t1", "t7"):
        with pytest.raises(Unauthenticated):
            await roster.identity_of(token)


async def test_pushes_go_on_while_one_compares(
    roster: AgentRoster, ledger: CountedDatabase, clock: ManualClock
) -> None:
    """A slow database holds up one push, not all of them, and is asked once."""
    await _pushes(roster, 1)
    await clock.advance(later(clock.now(), 31 * SECOND))
    ledger.may_answer.clear()
    ledger.has_read.clear()
    async with asyncio.timeout(WAIT_SECONDS), asyncio.TaskGroup() as group:
        slow = group.create_task(roster.identity_of("t0"))
        await ledger.has_read.wait()
        assert (await roster.identity_of("t1")).agent == "a1"
        assert ledger.reads == 2
        ledger.may_answer.set()
        assert (await slow).agent == "a0"


async def test_agents_that_counted_go_on_without_the_database(
    roster: AgentRoster, ledger: CountedDatabase, clock: ManualClock
) -> None:
    """While the database is gone those count for an hour who did; strangers are told to wait."""
    await _pushes(roster, 1)
    ledger.is_gone = True
    await clock.advance(later(clock.now(), HOUR))
    assert (await roster.identity_of("t0")).agent == "a0"
    with pytest.raises(Unavailable):
        await roster.identity_of("stranger")
    await clock.advance(later(clock.now(), SECOND))
    with pytest.raises(Unavailable):
        await roster.identity_of("t0")
    ledger.is_gone = False
    assert (await roster.identity_of("t0")).agent == "a0"
