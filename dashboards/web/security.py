"""Headers of every page, and the two checks of every form: same site, and the session's token."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from aiohttp import web

from watchkeeper.access.secrets import is_same
from watchkeeper.core.errors import Forbidden

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""No inline script or style, nothing from elsewhere, never inside another page."""

_SAME_SITE = frozenset({"same-origin", "none"})


def check_same_origin(request: web.Request) -> None:
    """Raise Forbidden for a form that another site sent (by Sec-Fetch-Site, else Origin)."""
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        is_ours = fetch_site in _SAME_SITE
    else:
        origin = request.headers.get("Origin")
        is_ours = origin is None or urlsplit(origin).netloc == request.host
    if not is_ours:
        raise Forbidden("this form came from another site; open the page here and try again")


def check_csrf(given: str, expected: str) -> None:
    if not is_same(given, expected):
        raise Forbidden("this form is too old; open the page again and repeat it")


def local_path(path: str) -> str:
    """Return *path* where it leads to a page of ours, else the first page."""
    is_local = path.startswith("/") and not path.startswith(("//", "/\\"))
    is_clean = all(character.isprintable() for character in path) and "\\" not in path
    return path if is_local and is_clean and len(path) <= 500 else "/"
