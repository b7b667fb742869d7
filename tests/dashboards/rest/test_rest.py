"""REST: tokens and sessions, each command, bounds, and the document that describes it."""

from __future__ import annotations

import json

import pytest
from aiohttp import ClientSession

from dashboards.rest.routes import ROUTES, document
from dashboards.ticket_commands import COMMANDS
from tests.dashboards.rest.caller import Caller
from tests.dashboards.rest.conftest import ALL
from tests.dashboards.web.site import Site
from ticketing.events import EventKind
from ticketing.views import TicketState
from watchkeeper.access.model import Scope
from watchkeeper.core.instants import rfc3339
from watchkeeper.core.levels import Level


async def test_a_ticket_is_opened_worked_and_resolved(site: Site, call: Caller) -> None:
    """Every step of the demo goes through here; times are RFC 3339, durations seconds."""
    status, ticket = await call(
        "POST", "/tickets", {"level": "III", "summary": "slow", "customer": "acme", "actor": "engineer-a"},
    )  # fmt: skip
    assert (status, ticket["row"]["number"], ticket["row"]["level"]) == (201, 1, "III")
    assert ticket["row"]["opened_at"] == "2026-11-23T01:00:00.000Z"
    targets = {goal["goal"]: goal["target_seconds"] for goal in ticket["goals"]}
    assert targets["respond@level"] == 1800
    steps: list[tuple[str, dict[str, object]]] = [
        ("acknowledge", {"note": "on it"}),
        ("plan", {"solution": "restart"}),
        ("resolve", {"cause_class": "application", "cause": "leak", "method": "restart",
                     "restored_at": "2026-11-23T01:00:00Z"}),
        ("report", {"kind": "application", "cause": "leak", "method": "restart", "losses": "none"}),
    ]  # fmt: skip
    for command, body in steps:
        status, ticket = await call(
            "POST", f"/tickets/1/{command}", {**body, "actor": "engineer-a"}
        )
        assert status == 200, ticket
    assert ticket["row"]["state"] == TicketState.RESOLVED.value
    assert ticket["row"]["acknowledged_by"] == "engineer-a"
    status, goal = await call("GET", "/tickets/1/explain/respond")
    assert (status, goal["state"], goal["calendar"]) == (200, "met", "7x24")


async def test_lists_are_filtered_and_paged(site: Site, call: Caller) -> None:
    for name in ("A", "B", "C"):
        await site.story.fire(name, on="web-1", level=Level.III)
    await site.story.fire("D", on="db-1", level=Level.I)
    status, found = await call("GET", "/tickets?level=III&limit=2")
    assert (status, found["total"], len(found["tickets"])) == (200, 3, 2)
    _, found = await call("GET", "/tickets?target=db-1&state=any")
    assert [row["level"] for row in found["tickets"]] == ["I"]
    _, found = await call("GET", "/tickets?state=closed,cancelled")
    assert found == {"total": 0, "tickets": [], "next": None}


async def test_a_list_is_read_page_by_page(site: Site, call: Caller) -> None:
    """``next`` is handed back as ``after`` until there is none; a foreign one is refused."""
    for name in ("A", "B", "C"):
        await site.story.fire(name, on="web-1", level=Level.III)
    found: list[int] = []
    path = "/tickets?limit=2"
    for rows in (2, 1):
        status, page = await call("GET", path)
        assert (status, page["total"], len(page["tickets"])) == (200, 3, rows)
        found += [row["number"] for row in page["tickets"]]
        path = f"/tickets?limit=2&after={page['next']}"
    assert (found, page["next"]) == ([1, 2, 3], None)
    status, answer = await call("GET", path)
    assert (status, answer["code"]) == (400, "invalid_input")
    _, first = await call("GET", "/tickets?limit=1")
    assert (await call("GET", f"/tickets?order=due&after={first['next']}"))[0] == 400


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code", "words"),
    [
        ("GET", "/tickets/99", None, 404, "not_found", "99"),
        ("GET", "/tickets?level=V", None, 400, "invalid_input", "'V' is no level"),
        ("GET", "/tickets?state=lost", None, 400, "invalid_input", "'lost'"),
        ("GET", "/tickets?limit=-1", None, 400, "invalid_input", "whole number"),
        ("POST", "/tickets", {"level": "I"}, 400, "invalid_input", "'summary' must be filled in"),
        ("POST", "/tickets", {"level": "I", "sumary": "x"}, 400, "invalid_input", "no field 'sumary'"),
        ("POST", "/tickets", [1], 400, "invalid_input", "JSON object"),
        ("POST", "/tickets/1/comment", {"text": "y" * 30_000}, 413, "too_large", "20000"),
        ("POST", "/tickets/1/resolve", {"cause_class": "aliens", "cause": "c", "method": "m"}, 400, "invalid_input", "known are equipment"),
        ("POST", "/tickets/1/pause", {"reason": "customer", "until": "tomorrow"}, 400, "invalid_input", "RFC 3339"),
        ("POST", "/tickets/1/rank", {"requested_by": "x"}, 400, "invalid_input", "'rank' must be filled in"),
        ("POST", "/tickets/1/rank", {"rank": "first", "requested_by": "x"}, 400, "invalid_input", "a whole number"),
        ("POST", "/tickets/1/rank", {"rank": 10**10, "requested_by": "x"}, 400, "invalid_input", "a whole number"),
        ("POST", "/tickets/1/pause", {"reason": "customer", "until": 10**18}, 400, "invalid_input", "RFC 3339"),
        ("GET", "/tickets/24909939796", None, 404, "not_found", "24909939796"),
        ("POST", "/tickets/24909939796/resume", {}, 404, "not_found", "24909939796"),
        ("POST", "/tickets/1/acknowledge", {"actor": "nobody"}, 404, "not_found", "'nobody'"),
        ("GET", "/hosts/none", None, 404, "not_found", "none"),
        ("POST", "/tokens", {"name": "x", "scopes": "all"}, 400, "invalid_input", "no scope 'all'"),
    ],
)  # fmt: skip
async def test_bad_input_gets_code_and_sentence(
    site: Site,
    call: Caller,
    method: str,
    path: str,
    body: object,
    status: int,
    code: str,
    words: str,
) -> None:
    """The sentence says what to do; the code is for programs."""
    await site.story.fire(on="web-1")
    found, answer = await call(method, path, body)
    assert (found, answer["code"]) == (status, code)
    assert words in answer["sentence"]
    assert "at" in answer


async def test_a_rank_is_set_and_taken_away(site: Site, call: Caller) -> None:
    """null takes the customer's order away again; OpenAPI says that it may."""
    await site.story.fire(on="web-1")
    for rank in (2, None):
        status, ticket = await call(
            "POST",
            "/tickets/1/rank",
            {"rank": rank, "requested_by": "Ms Li", "actor": "engineer-a"},
        )
        assert (status, ticket["row"]["rank"]) == (200, rank)
    schema = document()["components"]["schemas"]["SetRank"]
    assert schema["required"] == ["rank", "requested_by"]
    assert {"type": "null"} in schema["properties"]["rank"]["anyOf"]


async def test_errors_are_said_in_the_caller_s_language(call: Caller) -> None:
    _, answer = await call("GET", "/tickets/99", None, **{"Accept-Language": "zh-CN"})
    assert "没有" in answer["sentence"]


async def test_who_brings_nothing_or_a_wrong_token_is_refused(
    site: Site, session: ClientSession
) -> None:
    for token in ("", "wk_wrong"):
        status, answer = await Caller(site, session, token)("GET", "/tickets")
        assert (status, answer["code"]) == (401, "unauthenticated")


async def test_a_token_does_what_its_scopes_say(site: Site, session: ClientSession) -> None:
    """Reading is not writing; acting for a person needs the administrator's scope."""
    await site.story.fire(on="web-1")
    reader = Caller(site, session, await site.token(Scope.TICKETS_READ))
    assert (await reader("GET", "/tickets/1"))[0] == 200
    assert (await reader("POST", "/tickets/1/acknowledge", {}))[0] == 403
    assert (await reader("GET", "/targets"))[0] == 403
    assert (await reader("GET", "/tokens"))[0] == 403
    writer = Caller(site, session, await site.token(*ALL))
    assert (await writer("POST", "/tickets/1/acknowledge", {"actor": "engineer-a"}))[0] == 403
    status, ticket = await writer("POST", "/tickets/1/acknowledge", {})
    assert status == 200
    assert ticket["row"]["acknowledged_by"].startswith("token:")


async def test_a_token_of_another_customer_learns_nothing(
    site: Site, session: ClientSession
) -> None:
    await site.story.fire(on="web-1")
    other = Caller(site, session, await site.token(*ALL, customers=frozenset({"other"})))
    assert (await other("GET", "/tickets/1"))[0] == 404
    assert (await other("POST", "/tickets/1/acknowledge", {}))[0] == 404
    assert (await other("GET", "/tickets?customer=acme"))[1]["total"] == 0
    names = [target["customer"] for target in (await other("GET", "/targets"))[1]]
    assert names == ["other"]
    assert (await other("POST", "/tickets", {"level": "I", "summary": "x", "customer": "acme"}))[0] == 404  # fmt: skip


async def test_who_works_on_tickets_may_not_correct_what_was_written_down(
    site: Site, session: ClientSession
) -> None:
    """A corrected time may clear a breach: it takes a scope of its own."""
    await site.story.fire(on="web-1")
    wish = {"seq": 2, "happened_at": "2026-11-23T01:00:00Z", "reason": "by phone"}
    writer = Caller(site, session, await site.token(*ALL))
    assert (await writer("POST", "/tickets/1/correct", wish))[0] == 403
    corrector = Caller(site, session, await site.token(*ALL, Scope.TICKETS_CORRECT, Scope.ADMIN))
    await site.story.acknowledge()
    seq = (await site.story.events(1, EventKind.ACKNOWLEDGED))[0].seq
    done = await corrector(
        "POST", "/tickets/1/correct", {**wish, "seq": seq, "actor": "engineer-a"}
    )
    assert done[0] == 200


async def test_who_works_on_tickets_may_not_date_back(site: Site, session: ClientSession) -> None:
    """What happened earlier than it is written down may clear a breach, as a correction may."""
    await site.story.fire(on="web-1")
    late = {"occurred_at": "2026-11-23T01:00:00Z"}
    writer = Caller(site, session, await site.token(*ALL))
    assert (await writer("POST", "/tickets/1/acknowledge", late))[0] == 403
    assert (await writer("POST", "/tickets/1/acknowledge", {}))[0] == 200


async def test_no_link_leads_to_what_one_may_not_see(site: Site, session: ClientSession) -> None:
    """Who may not see a ticket neither links to it nor reads what it is called in a link."""
    await site.story.fire(on="web-1")
    await site.story.call_in(customer="", target="", summary="the core switch")
    own = Caller(site, session, await site.token(*ALL, customers=frozenset({"acme"})))
    wish = {"to": 2, "kind": "caused_by"}
    assert (await own("POST", "/tickets/1/link", wish))[0] == 404
    every = Caller(site, session, await site.token(*ALL))
    status, view = await every("POST", "/tickets/1/link", wish)
    assert (status, [link["title"] for link in view["links"]]) == (200, ["the core switch"])
    assert (await own("GET", "/tickets/1"))[1]["links"] == []


async def test_a_ticket_is_shown_as_it_was(site: Site, call: Caller) -> None:
    """By ``known_at``, with the version of then; explanations and HEAD likewise."""
    await site.story.call_in(summary="printer")
    then = rfc3339(site.story.clock.now())
    before = (await call("GET", "/tickets/1"))[1]["row"]["version"]
    await site.story.pass_time(minutes=5)
    await site.story.acknowledge()
    for name in ("known_at", "corrected_at"):
        status, view = await call("GET", f"/tickets/1?{name}={then}")
        assert (status, view["row"]["version"]) == (200, before)
        assert view["row"]["acknowledged_at"] is None
        status, goal = await call("GET", f"/tickets/1/explain/respond@level?{name}={then}")
        assert (status, goal["verdict"]) == (200, "pending")
    assert (await call("GET", f"/tickets/1?known_at={then}&corrected_at={then}"))[0] == 400
    assert (await call("GET", "/tickets/1?known_at=2001-01-01T00:00:00Z"))[0] == 404
    assert (await call("GET", "/tickets/1?known_at=yesterday"))[0] == 400


async def test_who_works_on_tickets_may_not_erase_what_was_written(
    site: Site, session: ClientSession
) -> None:
    """What is gone never comes back: it takes a scope of its own."""
    await site.story.call_in(summary="printer", description="ask Ms Li")
    wish = {"seq": 1, "piece": "description", "reason": "asked", "approved_by": "manager-b"}
    writer = Caller(site, session, await site.token(*ALL))
    assert (await writer("POST", "/tickets/1/redact", wish))[0] == 403
    eraser = Caller(site, session, await site.token(*ALL, Scope.TICKETS_REDACT))
    status, view = await eraser("POST", "/tickets/1/redact", wish)
    assert (status, view["description"]) == (200, "")
    opened = next(entry for entry in view["timeline"] if entry["seq"] == 1)
    assert opened["erased"] == ["description"]


async def test_a_session_needs_its_csrf_token_to_change_anything(
    site: Site, session: ClientSession
) -> None:
    """A cookie alone reads; writing needs the page's token, so that no other site can."""
    await site.story.fire(on="web-1")
    session.cookie_jar.update_cookies({"watchkeeper_session": await site.cookie("engineer-a")})
    browser = Caller(site, session, "")
    assert (await browser("GET", "/tickets/1"))[0] == 200
    assert (await browser("POST", "/tickets/1/acknowledge", {}))[0] == 403


async def test_hosts_have_their_values(site: Site, call: Caller) -> None:
    await site.measure("web-1", disk=0.5)
    _, hosts = await call("GET", "/hosts")
    web_1 = next(host for host in hosts if host["name"] == "web-1")
    assert (web_1["answers"], web_1["cpu_busy_ratio"]) == (1.0, pytest.approx(0.25))
    assert web_1["newest_sample_at"] == "2026-11-23T01:00:00.000Z"
    _, host = await call("GET", "/hosts/web-1")
    values = {value["kind"]: value["value"] for value in host["values"]}
    assert values["filesystem"] == pytest.approx(0.5)


async def test_links_and_tokens_are_made_and_revoked(site: Site, call: Caller) -> None:
    """What the command line prints: a path to sign in, a secret shown once."""
    status, link = await call("POST", "/links", {"person": "engineer-a"})
    assert status == 201
    assert (await site.gate.person_of_link(link["path"].removeprefix("/link/"))) is not None
    status, made = await call("POST", "/tokens", {"name": "scraper", "scopes": "metrics:read"})
    assert (status, made["token"]["scopes"]) == (201, ["metrics:read"])
    _, listed = await call("GET", "/tokens")
    assert made["secret"] not in json.dumps(listed)
    assert (await call("DELETE", f"/tokens/{made['token']['id']}"))[0] == 200
    _, me = await call("GET", "/me")
    assert "admin" in me["scopes"]


def test_the_document_describes_every_route_and_command() -> None:
    """One table makes both; every reference in it leads somewhere."""
    made = document()
    described = {(method.upper(), path) for path, item in made["paths"].items() for method in item}
    assert len(described) == len(ROUTES)
    for name in COMMANDS:
        assert ("POST", f"/api/watch/v1/tickets/{{number}}/{name}") in described
    schemas = made["components"]["schemas"]
    for reference in _references(made):
        assert reference.removeprefix("#/components/schemas/") in schemas
    resolve = schemas["Resolve"]
    assert set(resolve["required"]) == {"cause_class", "cause", "method"}
    ids = [item["operationId"] for path in made["paths"].values() for item in path.values()]
    assert len(ids) == len(set(ids))


def _references(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [found for item in value.values() for found in _references(item)]
    if isinstance(value, list):
        return [found for item in value for found in _references(item)]
    return []


async def test_a_finding_is_accepted_and_taken_back(site: Site, call: Caller) -> None:
    """With a reason and an end; it stands among the accepted until it is taken back."""
    await site.story.fire("CpuBusy", on="web-1", level=Level.RECORD)
    _, (finding,) = await call("GET", "/findings")
    assert finding["acceptance"] is None
    path = f"/findings/{finding['fingerprint']}/accept"
    wish = {"note": "known", "until": "2026-12-01T00:00:00Z"}
    status, accepted = await call("POST", path, wish)
    assert (status, accepted["note"], accepted["accepted_until"]) == (
        201, "known", "2026-12-01T00:00:00.000Z",
    )  # fmt: skip
    _, (finding,) = await call("GET", "/findings")
    assert finding["acceptance"] == accepted
    assert await call("GET", "/findings/accepted") == (200, [accepted])
    assert await call("DELETE", path) == (200, [])
    assert (await call("DELETE", path))[0] == 404


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"until": "2026-12-01T00:00:00Z"}, 400),
        ({"note": "known"}, 400),
        ({"note": "known", "until": "tomorrow"}, 400),
        ({"note": "known", "until": "2026-11-01T00:00:00Z"}, 400),
        ({"note": 7, "until": "2026-12-01T00:00:00Z"}, 400),
        ({"note": "x" * 3_000, "until": "2026-12-01T00:00:00Z"}, 413),
    ],
)
async def test_an_acceptance_that_makes_no_sense_is_refused(
    site: Site, call: Caller, wish: dict[str, object], status: int
) -> None:
    await site.story.fire("CpuBusy", on="web-1", level=Level.RECORD)
    _, (finding,) = await call("GET", "/findings")
    answer, problem = await call("POST", f"/findings/{finding['fingerprint']}/accept", wish)
    assert answer == status, problem
    assert (await call("GET", "/findings/accepted"))[1] == []


async def test_only_who_works_for_the_customer_accepts_its_findings(
    site: Site, session: ClientSession, call: Caller
) -> None:
    """A token of another customer learns nothing; one that only reads may not."""
    await site.story.fire("CpuBusy", on="web-1", level=Level.RECORD)
    _, (finding,) = await call("GET", "/findings")
    path = f"/findings/{finding['fingerprint']}/accept"
    wish = {"note": "known", "until": "2026-12-01T00:00:00Z"}
    stranger = Caller(site, session, await site.token(*ALL, customers=frozenset({"other"})))
    reader = Caller(site, session, await site.token(Scope.TICKETS_READ))
    assert (await stranger("POST", path, wish))[0] == 404
    assert (await reader("POST", path, wish))[0] == 403
    await call("POST", path, wish)
    assert await stranger("GET", "/findings/accepted") == (200, [])
    assert (await stranger("DELETE", path))[0] == 404
    assert (await reader("DELETE", path))[0] == 403
