"""Redirects: followed only to where the configuration allows; pure.

Where it allows any, no other host sends a probe to addresses that are this machine's own, or its
cloud's: ``check_reach`` looks at the address that is connected to.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from yarl import URL

from collector.probes.http_client import HttpReply, HttpRequest, Sender
from collector.probes.outcome import ProbeFailed

MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAME_METHOD = frozenset({307, 308})
_OF_ONE_ORIGIN = frozenset({"authorization", "cookie"})


class Redirects(Enum):
    """Which redirects a probe follows, at most five."""

    NONE = "none"
    SAME_HOST = "same-host"
    ANY = "any"


Allowed = tuple[str, ...] | Redirects
"""Or the hosts that it may be sent to, besides the one that was asked."""


def next_address(url: URL, reply: HttpReply, allowed: Allowed) -> URL | None:
    """Return where a reply sends us and the settings allow; None where the reply is to be judged.

    Raises ProbeFailed for a redirect that the settings do not allow.
    """
    location = reply.headers.get("Location", "")
    if reply.status not in _REDIRECTS or allowed is Redirects.NONE or not location:
        return None
    try:
        where = url.join(URL(location))
    except ValueError as error:
        raise ProbeFailed(
            "redirected to {where!r}, which is no address", where=location[:100]
        ) from error
    if where.scheme not in {"http", "https"} or not _is_allowed(url, where, allowed):
        raise ProbeFailed(
            "redirected to {where}, which redirects: {setting} does not allow",
            where=f"{where.scheme}://{where.host or ''}{where.raw_path}"[:100],
            setting=_said(allowed),
        )
    return where


def _is_allowed(url: URL, where: URL, allowed: Allowed) -> bool:
    if allowed is Redirects.ANY:
        return True
    if url.scheme == "https" and where.scheme != "https":
        return False
    hosts = allowed if isinstance(allowed, tuple) else ()
    return where.host == url.host or where.host in hosts


def _said(allowed: Allowed) -> str:
    return ", ".join(allowed) if isinstance(allowed, tuple) else allowed.value


def redirected(request: HttpRequest, reply: HttpReply, where: URL, allowed: Allowed) -> HttpRequest:
    """Return the request to follow a redirect by; another origin gets no credentials and no body."""
    same_origin = where.origin() == request.url.origin()
    if allowed is Redirects.ANY and where.host != request.url.host:
        request = replace(request, sent_by=Sender.A_SERVER)
    if reply.status in _SAME_METHOD and same_origin:
        return replace(request, url=where)
    headers = {
        name: value
        for name, value in request.headers.items()
        if name.lower() != "content-type" and (same_origin or name.lower() not in _OF_ONE_ORIGIN)
    }
    method = "HEAD" if request.method == "HEAD" else "GET"
    return replace(request, url=where, headers=headers, method=method, body=b"")
