"""Silences over HTTP: amtool, and the requests of other clients, against a real server."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from collector.intake.silences import MAX_BODY_BYTES, MAX_FILTERS, SilencesIntake
from tests.amtool import amtool
from tests.fakes.memory_silences import MemorySilences
from watchkeeper.access.asking import PRINCIPAL
from watchkeeper.access.model import SYSTEM, Principal, Scope
from watchkeeper.core.instants import HOUR, Instant, rfc3339
from watchkeeper.server.clock import ManualClock

Client = TestClient[web.Request, web.Application]
NOW = Instant(1_795_400_000_000)
READERS = {
    "acme": Principal("r", "acme's", frozenset(Scope), frozenset({"acme"})),
    "two": Principal("t", "both", frozenset(Scope), frozenset({"acme", "globex"})),
}


@web.middleware
async def _asked_by(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    request[PRINCIPAL] = READERS.get(request.headers.get("X-Test-Reader", ""), SYSTEM)
    return await handler(request)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def book(clock: ManualClock) -> MemorySilences:
    return MemorySilences(clock)


@pytest.fixture
async def client(book: MemorySilences) -> AsyncIterator[Client]:
    application = web.Application(middlewares=[_asked_by])
    application.add_routes(SilencesIntake(book).routes())
    async with TestClient(TestServer(application)) as found:
        yield found


def wanted(**changes: object) -> dict[str, object]:
    return {
        "matchers": [{"name": "job", "value": "node", "isRegex": False, "isEqual": True}],
        "startsAt": rfc3339(NOW),
        "endsAt": rfc3339(Instant(NOW + HOUR)),
        "createdBy": "li",
        "comment": "disk swap",
        **changes,
    }


async def post(client: Client, reader: str = "", **changes: object) -> str:
    headers = {"X-Test-Reader": reader}
    response = await client.post("/api/v2/silences", json=wanted(**changes), headers=headers)
    assert response.status == 200, await response.text()
    made: Mapping[str, str] = await response.json()
    assert list(made) == ["silenceID"]
    return made["silenceID"]


async def test_a_silence_is_made_edited_shown_and_ended(client: Client, clock: ManualClock) -> None:
    """The whole life, with the answers that Alertmanager gives."""
    first = await post(client)
    assert await post(client, id=first, comment="still at it") == first
    second = await post(
        client,
        id=first,
        endsAt=rfc3339(Instant(NOW + 2 * HOUR)),
        matchers=[{"name": "job", "value": "db", "isRegex": False}],
    )
    assert second != first
    await clock.advance(Instant(NOW + 1_000))
    listed = await (await client.get("/api/v2/silences")).json()
    assert [(one["id"], one["status"]["state"]) for one in listed] == [
        (second, "active"),
        (first, "expired"),
    ]
    for _ in range(2):
        ended = await client.delete(f"/api/v2/silence/{second}")
        assert (ended.status, await ended.read()) == (200, b"")
    shown = await (await client.get(f"/api/v2/silence/{second}")).json()
    assert shown["status"] == {"state": "expired"}
    assert shown["endsAt"] == rfc3339(Instant(NOW + 1_000))


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 1), ("?filter=job=node", 1), ("?filter=job%3D~%22d.*%22", 0), ("?creator=wu", 0)],
    ids=["all", "equal", "pattern", "another creator"],
)
async def test_silences_are_found_by_filters(client: Client, query: str, count: int) -> None:
    """As karma and amtool ask."""
    await post(client)
    assert len(await (await client.get(f"/api/v2/silences{query}")).json()) == count


async def test_a_customers_token_silences_and_sees_its_own(
    client: Client, book: MemorySilences
) -> None:
    """What the house or another customer silenced is not shown, not edited and not ended."""
    house, own = await post(client), await post(client, "acme")
    assert book.kept[own].customer == "acme"
    headers = {"X-Test-Reader": "acme"}
    listed = await (await client.get("/api/v2/silences", headers=headers)).json()
    assert [one["id"] for one in listed] == [own]
    for method in ("GET", "DELETE"):
        refused = await client.request(method, f"/api/v2/silence/{house}", headers=headers)
        assert refused.status == 404
    edit = await client.post("/api/v2/silences", json=wanted(id=house), headers=headers)
    assert edit.status == 404
    of_two = await client.post("/api/v2/silences", json=wanted(), headers={"X-Test-Reader": "two"})
    assert of_two.status == 403


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (json.dumps(wanted(matchers=[])).encode(), 400),
        (json.dumps(wanted(endsAt=rfc3339(Instant(NOW - 1)))).encode(), 400),
        (json.dumps(wanted(id="nobody")).encode(), 404),
        (b" " * (MAX_BODY_BYTES + 1), 413),
        (b"[" * 100_000, 400),
    ],
    ids=["no JSON", "a list", "no matcher", "over", "unknown id", "too large", "deep"],
)
async def test_what_makes_no_sense_is_refused(client: Client, body: bytes, status: int) -> None:
    """The answer is a sentence that says why."""
    headers = {"Content-Type": "application/json"}
    response = await client.post("/api/v2/silences", data=body, headers=headers)
    assert response.status == status
    assert isinstance(await response.json(), str)


async def test_other_bodies_and_queries_are_refused(client: Client) -> None:
    """A form is no JSON; filters are bounded and must be matchers."""
    assert (await client.post("/api/v2/silences", data={"a": "b"})).status == 415
    many = "&".join(["filter=a=b"] * (MAX_FILTERS + 1))
    assert (await client.get(f"/api/v2/silences?{many}")).status == 400
    assert (await client.get("/api/v2/silences?filter=what")).status == 400
    assert (await client.get("/api/v2/silence/nobody")).status == 404


async def test_what_cannot_be_stored_is_asked_for_again(
    client: Client, book: MemorySilences
) -> None:
    """503 with Retry-After: nothing is acknowledged that was not kept."""
    made = await post(client)
    book.is_down = True
    for refused in (
        await client.post("/api/v2/silences", json=wanted()),
        await client.delete(f"/api/v2/silence/{made}"),
    ):
        assert refused.status == 503
        assert refused.headers["Retry-After"] == "5"


async def test_amtool_adds_queries_updates_and_expires(
    client: Client, clock: ManualClock, book: MemorySilences
) -> None:
    """Debian's amtool, through the whole life of a silence."""
    url = f"--alertmanager.url=http://{client.host}:{client.port}"
    start = ["--start", rfc3339(NOW), "--end", "2100-01-01T00:00:00Z"]  # amtool has a clock, too
    made = await amtool(
        "silence", "add", url, *start, "-a", "li", "-c", "swap", "job=~no.*", 'env!="test"'
    )
    (silence,) = book.kept.values()
    assert made.strip() == silence.id
    assert [str(one) for one in silence.matchers] == ['job=~"no.*"', 'env!="test"']

    listed = json.loads(await amtool("silence", "query", url, "-o", "json", 'job="no.*"'))
    assert [one["id"] for one in listed] == [silence.id]
    assert json.loads(await amtool("silence", "query", url, "-o", "json", "job=db")) == []

    await amtool("silence", "update", url, "-c", "longer", silence.id)
    assert book.kept[silence.id].comment == "longer"
    await amtool("silence", "expire", url, silence.id)
    assert book.kept[silence.id].ends_at == clock.now()
