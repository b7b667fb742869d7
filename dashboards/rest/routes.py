"""The table of REST routes: path, summary, body, result; handlers and OpenAPI come from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from aiohttp import web

from dashboards.rest import access, files, findings, knowledge, messages, reports, targets, tickets
from dashboards.rest.call import Call, Handler
from dashboards.rest.handle import rest
from dashboards.rest.manners import PLAIN, Manners
from dashboards.rest.openapi import Operation, openapi
from dashboards.ticket_commands import COMMANDS
from dashboards.web.deps import Pages
from ticketing.commands import OpenTicket
from ticketing.notify.message_desk import ChannelState
from ticketing.notify.undelivered import SentAnew, Undelivered
from ticketing.views import Acceptance, Finding, GoalView, TicketView
from watchkeeper.access.audit import AuditRow
from watchkeeper.access.tokens import Token

PREFIX = "/api/watch/v1"
_NUMBER = r"{number:\d{1,12}}"
_MESSAGE = r"{message:\d{1,12}}"
_SEQ = r"{seq:\d{1,9}}"
_FINGERPRINT = r"{fingerprint:[0-9a-f]{1,64}}"
_LIST_QUERY: Mapping[str, str] = MappingProxyType(
    {
        "state": "states with commas between, or `any`; without it the live ones",
        "level": "levels with commas between: I,II",
        "customer": "tickets of one customer",
        "target": "tickets of one target",
        "text": "words in title, target or what was written; at most 200 characters",
        "order": "queue, due, newest, or best: where the title has the words, first",
        "limit": "at most 1000",
        "after": "`next` of the page before, in the same order: what comes behind it",
    }
)

_PAST_QUERY: Mapping[str, str] = MappingProxyType(
    {
        "known_at": "RFC 3339: as it was known then; nothing can be done to it",
        "corrected_at": "RFC 3339: as is known now to have been then, by all that was written since",
    }
)

_KNOWLEDGE_QUERY: Mapping[str, str] = MappingProxyType(
    {"text": "words that it holds; at most 200 characters"}
)

_FORM_QUERY: Mapping[str, str] = MappingProxyType(
    {
        "document": "zh or en: the form as an HTML document in that language, too",
        "version": "a version; without it the newest",
    }
)

_AUDIT_QUERY: Mapping[str, str] = MappingProxyType(
    {"limit": "at most 1000; 50 where nothing is said", "before": "rows before this number"}
)


@dataclass(frozen=True, slots=True)
class Route:
    """One operation; ``body`` and ``result`` are the types that OpenAPI describes."""

    method: str
    path: str
    summary: str
    handler: Handler
    result: Any
    body: Any = None
    query: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    is_open: bool = False
    status: int = 200
    fixed: tuple[str, str] | None = None  # a path variable that the table fills in
    manners: Manners = PLAIN
    kind: str = "application/json"  # of what is answered; `result` is one line of lines
    body_kind: str = "application/json"


def _command_routes() -> tuple[Route, ...]:
    return tuple(
        Route(
            "POST",
            f"/tickets/{_NUMBER}/{{command:{name}}}",
            f"{model.__name__}: {(model.__doc__ or name).strip().splitlines()[0]}",
            tickets.carry_out,
            TicketView,
            body=model,
            fixed=("command", name),
            manners=tickets.CHANGED,
        )
        for name, model in COMMANDS.items()
    )


ROUTES: tuple[Route, ...] = (
    Route("GET", "/health", "Whether the server answers", access.health, access.Health, is_open=True),
    Route("GET", "/me", "Who asks, with which scopes", access.me, access.Me),
    Route("GET", "/tickets", "List tickets", tickets.list_tickets, tickets.TicketList, query=_LIST_QUERY),
    Route("POST", "/tickets", "Open a ticket by hand", tickets.open_ticket, TicketView, body=OpenTicket, status=201, manners=tickets.OPENED),
    Route("GET", f"/tickets/{_NUMBER}", "Show all of a ticket", tickets.show_ticket, TicketView, query=_PAST_QUERY, manners=tickets.SHOWN),
    Route("GET", f"/tickets/{_NUMBER}/explain/{{goal}}", "Explain a deadline", tickets.explain_goal, GoalView, query=_PAST_QUERY),
    Route("POST", f"/tickets/{_NUMBER}/files", "Attach a file", files.attach, TicketView, body=files.FileForm, body_kind="multipart/form-data", status=201),
    Route("GET", f"/tickets/{_NUMBER}/files/{_SEQ}", "A file of a ticket, as it was attached", files.give, bytes, kind="application/octet-stream"),
    Route("POST", f"/tickets/{_NUMBER}/files/{_SEQ}/erase", "Erase a file; its hash stays in the log", files.erase, TicketView, body=files.Erasure),
    Route("GET", f"/tickets/{_NUMBER}/knowledge", "Articles that fit a ticket now, the closest first", knowledge.list_for_ticket, tuple[knowledge.ArticleRow, ...]),
    *_command_routes(),
    Route("GET", "/knowledge", "List articles of the knowledge base", knowledge.list_articles, tuple[knowledge.ArticleRow, ...], query=_KNOWLEDGE_QUERY),
    Route("GET", "/knowledge/{name:[^/]+}", "Show an article", knowledge.show_article, knowledge.ArticleView),
    Route("GET", "/findings", "Active alerts without a ticket", findings.list_findings, tuple[Finding, ...]),
    Route("GET", "/findings/accepted", "Findings that are accepted now, also those that do not fire", findings.list_acceptances, tuple[Acceptance, ...]),
    Route("POST", f"/findings/{_FINGERPRINT}/accept", "Accept a finding: no ticket of III or IV until then", findings.accept, Acceptance, body=findings.AcceptanceWish, status=201),
    Route("DELETE", f"/findings/{_FINGERPRINT}/accept", "Take an acceptance back", findings.take_back, tuple[Acceptance, ...]),
    Route("GET", "/messages/undelivered", "Messages that have not arrived, with what the service answered", messages.list_undelivered, tuple[Undelivered, ...]),
    Route("POST", "/messages/send-anew", "Send all again that were given up", messages.send_all_anew, SentAnew),
    Route("POST", "/messages/discard", "Discard all that were given up", messages.discard_all, messages.Discarded),
    Route("POST", f"/messages/{_MESSAGE}/send-anew", "Send an undelivered message again", messages.send_one_anew, SentAnew),
    Route("POST", f"/messages/{_MESSAGE}/discard", "Discard an undelivered message", messages.discard_one, messages.Discarded),
    Route("GET", "/channels", "How each channel of messages fares", messages.list_channels, tuple[ChannelState, ...]),
    Route("GET", "/targets", "List targets", targets.list_targets, tuple[targets.TargetView, ...]),
    Route("GET", "/targets/{name:[^/]+}", "Show a target", targets.show_target, targets.TargetView),
    Route("GET", "/hosts", "List hosts with their main values", targets.list_hosts, tuple[targets.HostSummary, ...]),
    Route("GET", "/hosts/{name:[^/]+}", "Show a host's values", targets.show_host, targets.HostValues),
    Route("GET", "/reports", "List daily check forms", reports.list_forms, tuple[reports.FormSummary, ...]),
    Route("POST", "/reports", "Make the form of a day now", reports.make_form, reports.FormView, body=reports.FormWish, query=_FORM_QUERY, status=201),
    Route("GET", "/reports/{number}", "Show a form", reports.show_form, reports.FormView, query=_FORM_QUERY),
    Route("POST", "/reports/{number}/rows", "Fill in rows by hand", reports.fill_rows, reports.FormView, body=reports.RowEntries),
    Route("POST", "/reports/{number}/sign", "Sign a form", reports.sign_form, reports.FormView, body=reports.Signature),
    Route("POST", "/reports/{number}/correct", "Open a new version of a signed form", reports.correct_form, reports.FormView),
    Route("POST", "/links", "Make a one-time sign-in link", access.make_link, access.Link, body=access.LinkWish, status=201),
    Route("POST", "/passwords", "Set a password", access.set_password, access.Me, body=access.PasswordWish),
    Route("GET", "/audit", "Show the audit trail, newest first", access.list_audit, tuple[AuditRow, ...], query=_AUDIT_QUERY),
    Route("GET", "/tokens", "List tokens", access.list_tokens, tuple[Token, ...]),
    Route("POST", "/tokens", "Make a token", access.make_token, access.MadeToken, body=access.TokenWish, status=201),
    Route("DELETE", "/tokens/{id}", "Revoke a token", access.revoke_token, tuple[Token, ...]),
)  # fmt: skip


def rest_routes(pages: Pages, more: tuple[Route, ...] = ()) -> list[web.RouteDef]:
    """Return the routes of /api/watch/v1, with *more* of the server's, and of their document."""
    described = document(more)

    async def show_document(_call: Call) -> dict[str, Any]:
        return described

    described_by = Route("GET", "/openapi.json", "This document", show_document, dict)
    return [_aiohttp_route(pages, route) for route in (*ROUTES, *more, described_by)]


def _aiohttp_route(pages: Pages, route: Route) -> web.RouteDef:
    """Return the route; where it is a GET, aiohttp lets HEAD in, too."""
    handler = rest(
        pages, route.handler, is_open=route.is_open, status=route.status, manners=route.manners
    )
    return web.route(route.method, PREFIX + route.path, handler)


def document(more: tuple[Route, ...] = ()) -> dict[str, Any]:
    """Return the OpenAPI document of all routes."""
    return openapi([Operation(**_described(route)) for route in (*ROUTES, *more)], PREFIX)


def _described(route: Route) -> dict[str, Any]:
    return {item.name: getattr(route, item.name) for item in fields(Operation)}
