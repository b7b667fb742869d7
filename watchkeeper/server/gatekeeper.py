"""Who may call what: one table of paths, one middleware (D14).

Open without credentials is only what its room declares ``open_to_all``, next to its route; all else
needs a session cookie, a bearer token, or a connection over the server's own socket by root or its
own user.
"""

from __future__ import annotations

import os
import socket
import struct
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from watchkeeper.access.asking import PRINCIPAL, SIGNED_IN, is_open_to_all, token_of
from watchkeeper.access.gate import Gate
from watchkeeper.access.model import SYSTEM, Principal, Scope
from watchkeeper.access.sessions import COOKIE
from watchkeeper.core.errors import Forbidden, Unauthenticated


class Entry(Enum):
    """What a path asks of its caller."""

    SCOPE = "scope"  # a principal with the rule's scope
    WHOLE = "whole"  # the same, for all customers: what answers does not tell them apart
    ANYBODY = "anybody"  # any principal; the handler looks at scopes and customers
    PAGE = "page"  # a session; browsers are sent to sign in


@dataclass(frozen=True, slots=True)
class Rule:
    """Paths that begin with ``prefix``, for ``method`` (empty: all)."""

    prefix: str
    entry: Entry
    scope: Scope | None = None
    method: str = ""


RULES = (
    Rule("/metrics", Entry.WHOLE, Scope.METRICS_READ),
    Rule("/federate", Entry.WHOLE, Scope.QUERY_READ),
    Rule("/api/v1/write", Entry.WHOLE, Scope.METRICS_WRITE),
    Rule("/api/v1/import/", Entry.WHOLE, Scope.METRICS_WRITE),
    Rule("/api/v1/", Entry.WHOLE, Scope.QUERY_READ),
    Rule("/api/v2/silences", Entry.SCOPE, Scope.TICKETS_WRITE, method="POST"),
    Rule("/api/v2/silence/", Entry.SCOPE, Scope.TICKETS_WRITE, method="DELETE"),
    Rule("/api/v2/", Entry.WHOLE, Scope.ALERTS_WRITE, method="POST"),
    Rule("/api/v2/", Entry.SCOPE, Scope.TICKETS_READ),
    Rule("/api/webhooks/", Entry.WHOLE, Scope.ALERTS_WRITE),
    Rule("/api/watch/v1/", Entry.ANYBODY),
    Rule("/events", Entry.ANYBODY),
    Rule("/", Entry.PAGE),
)
"""First match wins.  A handler that is marked ``open_to_all`` is not looked up here."""


def rule_of(method: str, path: str) -> Rule:
    """Return the first rule that covers a request."""
    for rule in RULES:
        if path.startswith(rule.prefix) and rule.method in {"", method}:
            return rule
    raise AssertionError("the last rule covers everything")


def gatekeeper(gate: Gate) -> Middleware:
    """Return the middleware that finds out who asks and refuses what the table refuses."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if is_open_to_all(request.match_info.handler):
            return await handler(request)
        rule = rule_of(request.method, request.path)
        principal = await _principal_of(request, gate)
        if principal is None:
            return _ask_to_sign_in(request, rule)
        _check_scope(principal, rule)
        request[PRINCIPAL] = principal
        return await handler(request)

    return check


def _check_scope(principal: Principal, rule: Rule) -> None:
    if rule.scope is None:
        return
    if rule.entry is Entry.WHOLE:
        principal.require_everywhere(rule.scope)
    else:
        principal.require_scope(rule.scope)


async def _principal_of(request: web.Request, gate: Gate) -> Principal | None:
    """Return who asks, None for nobody.  Raises Unauthenticated for a token that does not count."""
    token = token_of(request)
    if token is not None:
        return await gate.bearer(token)
    if _is_own_socket(request):
        return SYSTEM
    cookie = request.cookies.get(COOKIE)
    signed_in = await gate.signed_in(cookie) if cookie else None
    if signed_in is None:
        return None
    request[SIGNED_IN] = signed_in
    return signed_in.principal


def _is_own_socket(request: web.Request) -> bool:
    """Tell whether root or this server's own user called over the Unix socket."""
    transport = request.transport
    connection = transport.get_extra_info("socket") if transport else None
    if connection is None or connection.family != socket.AF_UNIX:
        return False
    credentials = connection.getsockopt(
        socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")
    )
    _pid, user, _group = struct.unpack("3i", credentials)
    return user in {0, os.geteuid()}


def _ask_to_sign_in(request: web.Request, rule: Rule) -> web.StreamResponse:
    if rule.entry is not Entry.PAGE:
        raise Unauthenticated(
            "sign in, or send a token made by `watchkeeper token create` as a bearer"
        )
    if request.method not in {"GET", "HEAD"}:
        raise Forbidden("sign in first; nothing was changed")
    raise web.HTTPSeeOther(f"/sign-in?next={quote(request.path_qs, safe='')}")
