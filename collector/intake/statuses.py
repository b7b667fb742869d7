"""Which status of HTTP says what kept us from taking what agents and satellites send."""

from __future__ import annotations

from http import HTTPStatus

from watchkeeper.core.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    TooLarge,
    Unauthenticated,
    Unavailable,
    WatchkeeperError,
)

_STATUS: tuple[tuple[type[WatchkeeperError], HTTPStatus], ...] = (
    (TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (InvalidInput, HTTPStatus.BAD_REQUEST),
    (Unauthenticated, HTTPStatus.UNAUTHORIZED),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (Conflict, HTTPStatus.CONFLICT),
    (NotFound, HTTPStatus.CONFLICT),  # the feed ended while the push came in: begin anew
    (Unavailable, HTTPStatus.SERVICE_UNAVAILABLE),
)


def status_of(error: WatchkeeperError) -> HTTPStatus:
    return next(
        (status for kind, status in _STATUS if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
