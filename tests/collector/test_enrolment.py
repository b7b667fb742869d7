"""Enrolment of agents: one-time secrets, targets, tokens; over a real HTTP server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request
from hypothesis import given
from hypothesis import strategies as st

from collector.agent_tokens import AgentIdentity
from collector.enrolment import Enrolment, free_name, name_from_hostname
from collector.intake.enrol import enrolment_routes
from watchkeeper.core.errors import NotFound, Unauthenticated
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Instant
from watchkeeper.inventory.files import check_name
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database
from watchkeeper.wire.enrolment import (
    CA_PATH,
    ENROL_PATH,
    EnrolmentAnswer,
    EnrolmentRequest,
    answer_from_bytes,
    bytes_from_request,
    token_from_text,
)

START = Instant(1_790_000_000_000)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
async def inventory(database: Database, clock: ManualClock, tmp_path: Path) -> InventoryStore:
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "t.yml").write_text("targets:\n- {name: db-1, address: 10.0.0.3}\n")
    store = InventoryStore(database, clock, folder=tmp_path)
    await store.reload()
    return store


@pytest.fixture
def enrolment(database: Database, inventory: InventoryStore, clock: ManualClock) -> Enrolment:
    return Enrolment(database, inventory, clock)


async def _secret(enrolment: Enrolment, target: str | None = None) -> str:
    word = await enrolment.make_token(
        url="https://watch:8420", ca_sha256="a" * 64, made_by="engineer-a", target=target
    )
    return token_from_text(word).secret


def _request(secret: str, hostname: str = "web-1", machine: str = "m1") -> EnrolmentRequest:
    return EnrolmentRequest(secret=secret, hostname=hostname, machine_id=machine, version="1.0")


async def _enrol(enrolment: Enrolment, hostname: str, machine: str) -> EnrolmentAnswer:
    return await enrolment.enrol(_request(await _secret(enrolment), hostname, machine))


async def test_a_host_becomes_a_target_and_its_agent_is_known(
    enrolment: Enrolment, inventory: InventoryStore
) -> None:
    """An unknown host is added to the inventory, and its token tells whose push it is."""
    answer = await _enrol(enrolment, '服务器 "一"', "m1")
    target = inventory.current.target('服务器 "一"')
    assert target.agent
    assert inventory.current.go_live(target.name) == START + 7 * DAY
    assert await enrolment.authenticate_agent(answer.token) == AgentIdentity(
        answer.agent, '服务器 "一"'
    )


async def test_a_secret_counts_once(enrolment: Enrolment) -> None:
    """Another machine with the same secret is refused, and told what to do."""
    secret = await _secret(enrolment)
    await enrolment.enrol(_request(secret))
    with pytest.raises(Unauthenticated, match="was used already; make another"):
        await enrolment.enrol(_request(secret, "web-2", "m2"))


async def test_a_lost_answer_can_be_asked_for_again(
    enrolment: Enrolment, clock: ManualClock
) -> None:
    """The same machine may repeat within ten minutes; the token of the first answer ends."""
    secret = await _secret(enrolment)
    first = await enrolment.enrol(_request(secret))
    second = await enrolment.enrol(_request(secret))
    assert second.target == first.target
    with pytest.raises(Unauthenticated):
        await enrolment.authenticate_agent(first.token)
    await clock.advance(Instant(START + 11 * MINUTE))
    with pytest.raises(Unauthenticated, match="was used already"):
        await enrolment.enrol(_request(secret))


async def test_a_machine_without_id_cannot_repeat(enrolment: Enrolment) -> None:
    """Where nothing tells machines apart a secret counts once and no more."""
    secret = await _secret(enrolment)
    await enrolment.enrol(_request(secret, machine=""))
    with pytest.raises(Unauthenticated, match="was used already"):
        await enrolment.enrol(_request(secret, machine=""))


async def test_a_secret_ends(enrolment: Enrolment, clock: ManualClock) -> None:
    """A day after it was made a secret counts no more."""
    secret = await _secret(enrolment)
    await clock.advance(Instant(START + 24 * HOUR))
    with pytest.raises(Unauthenticated, match="has ended"):
        await enrolment.enrol(_request(secret))


async def test_a_reinstalled_host_stays_the_same_target(enrolment: Enrolment) -> None:
    """A machine that was there keeps its target; its earlier agent's token ends."""
    first = await _enrol(enrolment, "web-1", "m1")
    again = await _enrol(enrolment, "renamed", "m1")
    assert again.target == "web-1"
    with pytest.raises(Unauthenticated):
        await enrolment.authenticate_agent(first.token)


async def test_two_hosts_of_one_name_are_two_targets(enrolment: Enrolment) -> None:
    """Another machine of the same name gets a name of its own and takes nothing over."""
    first = await _enrol(enrolment, "localhost", "m1")
    second = await _enrol(enrolment, "localhost", "m2")
    assert (first.target, second.target) == ("localhost", "localhost-2")
    assert (await enrolment.authenticate_agent(first.token)).target == "localhost"


async def test_a_target_of_a_file_is_linked(
    enrolment: Enrolment, inventory: InventoryStore
) -> None:
    """A host whose name stands in a file becomes that target; nothing is added."""
    answer = await _enrol(enrolment, "db-1", "m1")
    assert answer.target == "db-1"
    assert inventory.current.target("db-1").at == "targets/t.yml:2"


async def test_a_token_for_a_target_gives_that_name(enrolment: Enrolment) -> None:
    """A token made for a target names it, whatever the host calls itself."""
    answer = await enrolment.enrol(_request(await _secret(enrolment, "db-1"), "ip-10-0-0-3"))
    assert answer.target == "db-1"


async def test_a_revoked_agent_is_a_stranger(enrolment: Enrolment) -> None:
    """After revoke the token counts no more, at once, and the list says when."""
    answer = await _enrol(enrolment, "web-1", "m1")
    await enrolment.authenticate_agent(answer.token)
    await enrolment.revoke(answer.agent, by="engineer-a")
    with pytest.raises(Unauthenticated, match="enrol the agent again"):
        await enrolment.authenticate_agent(answer.token)
    assert [agent.revoked_at for agent in await enrolment.agents()] == [START]
    with pytest.raises(NotFound):
        await enrolment.revoke(answer.agent, by="engineer-a")


@pytest.fixture
async def client(
    enrolment: Enrolment,
) -> AsyncIterator[TestClient[Request, Application]]:
    app = Application()
    app.add_routes(enrolment_routes(enrolment, b"-----BEGIN CERTIFICATE-----\n"))
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_enrolment_over_http(
    client: TestClient[Request, Application], enrolment: Enrolment
) -> None:
    """The agent's request is answered with its token; the CA can be fetched beside it."""
    body = bytes_from_request(_request(await _secret(enrolment)))
    async with client.post(ENROL_PATH, data=body) as response:
        assert response.status == 200
        answer = answer_from_bytes(await response.read())
    assert (await enrolment.authenticate_agent(answer.token)).target == "web-1"
    async with client.get(CA_PATH) as response:
        assert (await response.read()).startswith(b"-----BEGIN")


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (bytes_from_request(_request("guess")), 401, "not known here"),
        (b"{", 400, "no JSON"),
        (b"{}", 400, "needs the texts"),
        (b"[" * 70_000, 400, "longer than"),
    ],
    ids=["a guess", "a torn body", "nothing in it", "too long"],
)
async def test_bad_requests_get_a_sentence(
    body: bytes, status: int, said: str, client: TestClient[Request, Application]
) -> None:
    """What is wrong with a request is said, and nothing is enrolled."""
    async with client.post(ENROL_PATH, data=aiohttp.BytesPayload(body)) as response:
        assert (response.status, said in (await response.json())["error"]) == (status, True)


@given(st.text(max_size=400))
def test_any_hostname_becomes_a_name(hostname: str) -> None:
    """Whatever a host calls itself, its target has a name that fits."""
    name = name_from_hostname(hostname)
    assert check_name(name) == name


@given(st.text(min_size=1, max_size=210), st.integers(0, 5))
def test_a_free_name_is_free(wanted: str, count: int) -> None:
    """The name given out is not taken."""
    taken: set[str] = set()
    for _ in range(count):
        taken.add(free_name(wanted, taken))
    assert len(taken) == count
