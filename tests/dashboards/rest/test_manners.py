"""Versions, conditions, repeated calls and HEAD, for every route that has them."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientSession
from sqlalchemy import func, select

from dashboards.rest.etags import versions_from
from dashboards.rest.repeats import KEPT
from dashboards.rest.routes import ROUTES, document
from dashboards.rest.tables import rest_key
from tests.dashboards.rest.caller import Caller
from tests.dashboards.web.site import Site
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import SECOND, Duration, later

WISH = {"level": "III", "summary": "slow", "customer": "acme", "actor": "engineer-a"}


async def test_a_command_keeps_to_the_version_that_was_read(site: Site, call: Caller) -> None:
    """A later version is refused by 412 and changes nothing; the answer brings the new version."""
    await site.story.fire(on="web-1")
    read = (await call.ask("GET", "/tickets/1")).headers["ETag"]
    done = await call.ask("POST", "/tickets/1/acknowledge", {}, If_Match=read)
    assert (done.status, done.headers["ETag"] != read) == (200, True)
    late = await call.ask("POST", "/tickets/1/comment", {"text": "x"}, If_Match=read)
    assert (late.status, late.body["code"]) == (412, "outdated")
    shown = await call.ask("GET", "/tickets/1")
    assert (shown.headers["ETag"], shown.body["row"]["version"]) == (
        done.headers["ETag"], int(done.headers["ETag"].strip('"')),
    )  # fmt: skip
    for tags in ("*", f'"1", {shown.headers["ETag"]}', f"W/{shown.headers['ETag']}"):
        again = await call.ask("POST", "/tickets/1/acknowledge", {}, If_Match=tags)
        assert again.status == 200, tags


@pytest.mark.parametrize("header", ["", "7", '"7', '"7" "8"', ", ", 'w/"7"', '"a"b"'])
def test_a_tag_without_sense_is_refused(header: str) -> None:
    """Said, not taken for a version that nobody has."""
    with pytest.raises(InvalidInput, match="If-Match"):
        versions_from(header)


@pytest.mark.parametrize(
    ("header", "versions"),
    [("*", None), ('"7"', {7}), ('"7", W/"8"', {7, 8}), ('"other"', set()), ('"²"', set())],
    ids=["any", "one", "two, one weak", "another server's", "no digit of ours"],
)
def test_tags_name_versions(header: str, versions: set[int] | None) -> None:
    """What is no number of ours is a version that no ticket has."""
    assert versions_from(header) == versions


async def test_head_tells_the_version_without_the_body(site: Site, call: Caller) -> None:
    """Of what is not there, and of what this caller may not see, it says so as GET does."""
    await site.story.fire(on="web-1")
    shown, glanced = await call.ask("GET", "/tickets/1"), await call.ask("HEAD", "/tickets/1")
    assert (glanced.status, glanced.headers["ETag"]) == (200, shown.headers["ETag"])
    assert (await call.ask("HEAD", "/tickets/99")).status == 404
    for path in ("/tickets", "/targets", "/health", "/openapi.json", "/hosts/web-1"):
        answer = await call.ask("HEAD", path)
        assert (answer.status, answer.headers["Content-Type"]) == (
            200, "application/json; charset=utf-8",
        )  # fmt: skip


async def test_a_call_is_carried_out_once(site: Site, call: Caller) -> None:
    """Sent three times, one ticket; each answer shows it as it is by then."""
    first = await call.ask("POST", "/tickets", WISH, Idempotency_Key="a")
    assert (first.status, first.body["row"]["number"]) == (201, 1)
    assert "Idempotent-Replayed" not in first.headers
    await call("POST", "/tickets/1/acknowledge", {})
    again = await call.ask("POST", "/tickets", WISH, Idempotency_Key="a")
    assert (again.status, again.headers["Idempotent-Replayed"]) == (201, "true")
    assert again.body["row"]["acknowledged_by"] is not None
    assert (await call("GET", "/tickets"))[1]["total"] == 1
    assert (await call("POST", "/tickets", WISH, Idempotency_Key="b"))[1]["row"]["number"] == 2


async def test_a_repeated_command_is_not_refused_by_what_it_did(site: Site, call: Caller) -> None:
    """Neither by the state that it made nor by the version that it left behind."""
    await site.story.fire(on="web-1")
    read = (await call.ask("HEAD", "/tickets/1")).headers["ETag"]
    wish = {"cause_class": "application", "cause": "leak", "method": "restart"}
    for _ in range(2):
        answer = await call.ask(
            "POST", "/tickets/1/resolve", wish, If_Match=read, Idempotency_Key="done"
        )
        assert (answer.status, answer.body["row"]["state"]) == (200, "resolved")
    assert answer.headers["Idempotent-Replayed"] == "true"
    assert (await call("POST", "/tickets/1/resolve", wish))[0] == 409


async def test_calls_at_once_are_one(site: Site, call: Caller) -> None:
    """Whoever comes second waits for the first and is answered as a repetition."""
    answers = await asyncio.gather(
        *(call.ask("POST", "/tickets", WISH, Idempotency_Key="a") for _ in range(5))
    )
    assert {answer.status for answer in answers} <= {201, 409}
    assert {answer.body["row"]["number"] for answer in answers if answer.status == 201} == {1}
    assert (await call("GET", "/tickets"))[1]["total"] == 1


async def test_what_was_refused_uses_up_no_key(site: Site, call: Caller) -> None:
    """The corrected call takes the same key."""
    wrong = {**WISH, "target": "web-1", "customer": "other"}
    assert (await call("POST", "/tickets", wrong, Idempotency_Key="a"))[0] == 400
    assert (await call("POST", "/tickets", WISH, Idempotency_Key="a"))[0] == 201


async def test_a_key_belongs_to_one_caller_and_one_request(
    site: Site, session: ClientSession, call: Caller
) -> None:
    """Another body or path under it is refused; another token's key is another key."""
    assert (await call("POST", "/tickets", WISH, Idempotency_Key="a"))[0] == 201
    other = {**WISH, "summary": "slower"}
    assert (await call("POST", "/tickets", other, Idempotency_Key="a"))[0] == 409
    assert (await call("POST", "/tickets/1/acknowledge", {}, Idempotency_Key="a"))[0] == 409
    writer = Caller(site, session, await site.token(Scope.TICKETS_WRITE, Scope.ADMIN))
    for _ in range(2):
        status, ticket = await writer("POST", "/tickets", WISH, Idempotency_Key="a")
        assert (status, ticket["row"]["number"]) == (201, 2)


async def test_a_key_is_forgotten_after_a_day(site: Site, call: Caller) -> None:
    """Then it is as good as new, and its row is gone."""
    assert (await call("POST", "/tickets", WISH, Idempotency_Key="a"))[0] == 201
    await site.clock.advance(later(site.clock.now(), Duration(KEPT + SECOND)))
    answer = await call.ask("POST", "/tickets", WISH, Idempotency_Key="b")
    assert answer.body["row"]["number"] == 2
    rows = await site.story.database.read(
        lambda connection: connection.scalar(select(func.count()).select_from(rest_key))
    )
    assert rows == 1


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb"], ids=["empty", "too long", "a tab"])
async def test_a_key_without_sense_is_refused(site: Site, call: Caller, key: str) -> None:
    """Nothing is opened."""
    assert (await call("POST", "/tickets", WISH, Idempotency_Key=key))[0] == 400
    assert (await call("GET", "/tickets"))[1]["total"] == 0


async def test_conditions_that_would_not_be_kept_are_refused(site: Site, call: Caller) -> None:
    """Who sends one relies on it."""
    for header in ({"If_Match": '"1"'}, {"Idempotency_Key": "a"}):
        status, answer = await call("POST", "/links", {"person": "engineer-a"}, **header)
        assert (status, answer["code"]) == (400, "invalid_input")
    assert (await call("POST", "/tickets", WISH, If_Match='"1"'))[0] == 400


def test_the_document_says_which_route_keeps_to_what() -> None:
    """Each route that keeps to a header names it, and no other does."""
    paths = document()["paths"]
    found = {
        (method.upper(), path, parameter["name"])
        for path, item in paths.items()
        for method, operation in item.items()
        for parameter in operation["parameters"]
        if parameter["in"] == "header"
    }
    tickets = [route for route in ROUTES if route.manners.shown_again is not None]
    assert sum(name == "Idempotency-Key" for _, _, name in found) == len(tickets) > 0
    assert ("POST", "/api/watch/v1/tickets/{number}/resolve", "If-Match") in found
    assert "ETag" in paths["/api/watch/v1/tickets"]["post"]["responses"]["201"]["headers"]
