"""What rooms and the server's gatekeeper tell each other: who asks, and who need not say.

A request carries who asks under the keys below; a handler says itself where anybody may ask.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiohttp import BasicAuth, web

from watchkeeper.access.gate import SignedIn
from watchkeeper.access.model import Principal

PRINCIPAL: web.RequestKey[Principal] = web.RequestKey("principal", Principal)
"""There on every request that is not open to everybody."""

SIGNED_IN: web.RequestKey[SignedIn] = web.RequestKey("signed_in", SignedIn)
"""There where a session cookie counted; holds the CSRF token."""

_MOST_AUTHORIZATION = 4096  # characters


def token_of(request: web.BaseRequest) -> str | None:
    """Return the token a program sent, None where it sent none.

    As a bearer, or as the password of Basic, whose user name is not looked at: clients that know
    no bearer can have the token in the address, http://any:TOKEN@host.
    """
    header = request.headers.get("Authorization", "")[:_MOST_AUTHORIZATION]
    scheme, _, secret = header.partition(" ")
    match scheme.lower():
        case "bearer":
            return secret.strip()
        case "basic":
            return _password_of(header)
        case _:
            return None


def _password_of(header: str) -> str:
    """Return the password of a Basic header; what cannot be read is no token that counts."""
    try:
        password: str = BasicAuth.decode(header, encoding="utf-8").password
    except ValueError:
        return ""
    return password


Handler = TypeVar("Handler", bound=Callable[..., Awaitable[web.StreamResponse]])
_MARK = "is_open_to_all"


def open_to_all(handler: Handler) -> Handler:
    """Mark a handler that asks for no credentials, or for a key or signature of its own.

    The gatekeeper lets requests for it through; every handler without the mark is shut.
    """
    vars(handler)[_MARK] = True
    return handler


def is_open_to_all(handler: object) -> bool:
    return getattr(handler, _MARK, False) is True
