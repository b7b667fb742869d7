"""What a route does beyond answering: tells versions, keeps to conditions, knows calls again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from dashboards.rest.call import Call


@dataclass(frozen=True, slots=True)
class Manners:
    """Which headers a route sends and keeps to.

    ``version`` of a result is its ETag; ``glance`` tells it without the result, for HEAD.
    ``is_conditional``: If-Match counts.  ``shown_again`` answers a call that was carried out
    before under its Idempotency-Key, by the number of its ticket.
    """

    version: Callable[[Any], int] | None = None
    glance: Callable[[Call], Awaitable[int]] | None = None
    is_conditional: bool = False
    shown_again: Callable[[Call, int], Awaitable[Any]] | None = None


PLAIN = Manners()
