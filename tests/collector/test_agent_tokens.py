"""Tokens of agents are renewed while they count: lost answers and crashes cost nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from collector.agent_tokens import GRACE, LIFETIME, AgentIdentity
from collector.enrolment import Enrolment
from collector.intake.enrol import enrolment_routes
from watchkeeper.access.audit import latest_audit_rows
from watchkeeper.core.errors import Unauthenticated
from watchkeeper.core.instants import DAY, Duration, Instant, later
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database
from watchkeeper.wire.encoder import TOKEN_PATH
from watchkeeper.wire.enrolment import EnrolmentRequest, token_from_text

START = Instant(1_790_000_000_000)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
async def inventory(database: Database, clock: ManualClock, tmp_path: Path) -> InventoryStore:
    store = InventoryStore(database, clock, folder=tmp_path)
    await store.reload()
    return store


@pytest.fixture
def enrolment(database: Database, inventory: InventoryStore, clock: ManualClock) -> Enrolment:
    return Enrolment(database, inventory, clock)


@pytest.fixture
async def first(enrolment: Enrolment) -> str:
    """The token of an agent that was enrolled just now."""
    word = await enrolment.make_token(url="https://watch:8420", ca_sha256="", made_by="a")
    request = EnrolmentRequest(token_from_text(word).secret, "web-1", "m1", "0.1.0")
    return (await enrolment.enrol(request)).token


async def is_due(enrolment: Enrolment, token: str, clock: ManualClock) -> bool:
    identity = await enrolment.authenticate_agent(token)
    return identity.renew_at is not None and clock.now() >= identity.renew_at


async def counts(enrolment: Enrolment, token: str) -> bool:
    try:
        return (await enrolment.authenticate_agent(token)).target == "web-1"
    except Unauthenticated:
        return False


async def go_on(clock: ManualClock, span: int) -> None:
    await clock.advance(later(clock.now(), Duration(span)))


async def test_a_token_is_due_after_a_third_of_its_life_and_ends_with_it(
    enrolment: Enrolment, first: str, clock: ManualClock
) -> None:
    assert not await is_due(enrolment, first, clock)
    await go_on(clock, LIFETIME // 3)
    assert await is_due(enrolment, first, clock)
    await go_on(clock, LIFETIME - LIFETIME // 3 - 1)
    assert await counts(enrolment, first)
    await go_on(clock, 1)
    with pytest.raises(Unauthenticated, match="has ended; enrol the agent again"):
        await enrolment.authenticate_agent(first)


async def test_the_old_token_counts_until_a_day_after_the_new_one_is_used(
    enrolment: Enrolment, first: str, clock: ManualClock
) -> None:
    await go_on(clock, 31 * DAY)
    second = await enrolment.renew_token(first)
    await go_on(clock, 5 * DAY)
    assert await counts(enrolment, first)
    assert not await is_due(enrolment, second, clock)
    await go_on(clock, GRACE - 1)
    assert await counts(enrolment, first)
    assert await is_due(enrolment, first, clock)
    await go_on(clock, 1)
    assert not await counts(enrolment, first)
    assert await counts(enrolment, second)


async def test_an_answer_that_was_lost_is_made_again(
    enrolment: Enrolment, first: str, clock: ManualClock
) -> None:
    """A token that was handed out and never used ends with the next one."""
    lost = await enrolment.renew_token(first)
    second = await enrolment.renew_token(first)
    assert not await counts(enrolment, lost)
    assert await counts(enrolment, second)


async def test_an_agent_that_lost_its_new_token_goes_on_with_the_old_one(
    enrolment: Enrolment, first: str, clock: ManualClock
) -> None:
    """Its disk was set back after the new one was used: the old one is renewed once more."""
    second = await enrolment.renew_token(first)
    assert await counts(enrolment, second)
    third = await enrolment.renew_token(first)
    assert await counts(enrolment, third)
    await go_on(clock, GRACE)
    assert [await counts(enrolment, each) for each in (first, second, third)] == [
        False,
        False,
        True,
    ]


async def test_another_node_knows_at_once(
    enrolment: Enrolment,
    first: str,
    database: Database,
    inventory: InventoryStore,
    clock: ManualClock,
) -> None:
    """The agent may push to another server of the same database with its next request."""
    other = Enrolment(database, inventory, clock)
    assert await counts(other, first)
    second = await enrolment.renew_token(first)
    assert await counts(other, second)
    assert await counts(enrolment, first)
    await go_on(clock, GRACE)
    assert not await counts(enrolment, first)
    assert not await counts(other, first)


async def test_a_revoked_agent_has_no_token_that_counts(enrolment: Enrolment, first: str) -> None:
    second = await enrolment.renew_token(first)
    (agent,) = await enrolment.agents()
    await enrolment.revoke(agent.id, by="engineer-a")
    assert not await counts(enrolment, first)
    assert not await counts(enrolment, second)
    with pytest.raises(Unauthenticated):
        await enrolment.renew_token(second)


async def test_a_renewal_is_written_into_the_audit_trail(
    enrolment: Enrolment, first: str, database: Database
) -> None:
    second = await enrolment.renew_token(first)
    (row, *_) = await database.read(latest_audit_rows)
    assert (row.action, row.subject) == ("agent_token_renewed", "web-1")
    assert row.actor.startswith("agent:")
    assert second not in str(row)


async def test_a_token_is_renewed_over_http(enrolment: Enrolment, first: str) -> None:
    """Only who has one gets another; it is kept by nobody on the way."""
    application = Application()
    application.add_routes(enrolment_routes(enrolment, None))
    client: TestClient[Request, Application] = TestClient(TestServer(application))
    async with client:
        refused = await client.post(TOKEN_PATH, headers={"Authorization": "Bearer nobody"})
        assert refused.status == 401
        nobody = await client.post(TOKEN_PATH)
        assert nobody.status == 401
        answer = await client.post(TOKEN_PATH, headers={"Authorization": f"Bearer {first}"})
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "no-store"
        second = (await answer.text()).strip()
    assert await counts(enrolment, second)


def test_two_identities_are_the_same_agent_whatever_their_token() -> None:
    assert AgentIdentity("a", "t", Instant(1), Instant(2), is_new=True) == AgentIdentity("a", "t")
