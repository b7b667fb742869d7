"""What ``watchkeeper tickets heads`` and ``tickets verify`` ask the server."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dashboards.rest.call import Call, Lines
from dashboards.rest.routes import Route
from dashboards.rest.streams import LINES_TYPE
from ticketing.ledger.desk import LogDesk, Verified
from ticketing.log.days import DayHead
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.core.instants import Instant, date_from_text

_SHOWN_DAYS, _MOST_DAYS = 31, 1_000
_MOST_HEADS = 1_000
_HEADS_QUERY: Mapping[str, str] = MappingProxyType(
    {
        "limit": "at most 1000; 31 where nothing is said",
        "before": "days before this one: 2026-11-23",
    }
)


@dataclass(frozen=True, slots=True)
class DayHeadView:
    """A closed day: ``head`` proves the logs of all tickets as they were at ``ends_at``."""

    day: str
    zone: str
    ends_at: Instant
    tickets: int
    events: int
    last_number: int
    root: str
    previous: str
    head: str


@dataclass(frozen=True, slots=True)
class VerificationWish:
    """``heads``: such as somebody kept outside; each must be one of ours still."""

    heads: tuple[str, ...] = ()


class LogTools:
    """Handlers; a verification reads everything, and there is one at a time."""

    def __init__(self, desk: LogDesk) -> None:
        self._desk = desk
        self._is_busy = False

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/log/heads", "Heads of days over the logs of all tickets, newest first", self.heads, tuple[DayHeadView, ...], query=_HEADS_QUERY),
            Route("POST", "/log/verify", "Compare the logs of all tickets with their chains, texts and days; lines of JSON say how far it is", self.verify, Verified, body=VerificationWish, kind=LINES_TYPE),
        )  # fmt: skip

    async def heads(self, call: Call) -> tuple[DayHeadView, ...]:
        call.principal.require_scope(Scope.TICKETS_READ)
        before = call.query("before")
        heads = await self._desk.heads(
            before=date_from_text(before) if before else None,
            most=call.query_number("limit", _SHOWN_DAYS, _MOST_DAYS),
        )
        return tuple(_view(head) for head in heads)

    async def verify(self, call: Call) -> Lines:
        call.principal.require_everywhere(Scope.ADMIN)
        published = _heads_in(await call.body())
        if self._is_busy:
            raise Unavailable("another examination is under way; wait for its end")
        return Lines(self._lines(published))

    async def _lines(self, published: tuple[str, ...]) -> AsyncGenerator[Verified, None]:
        self._is_busy = True
        try:
            async with aclosing(self._desk.verify(published)) as lines:
                async for line in lines:
                    yield line
        finally:
            self._is_busy = False


def _heads_in(given: Mapping[str, Any]) -> tuple[str, ...]:
    heads = given.get("heads", [])
    is_list = isinstance(heads, list) and all(isinstance(head, str) for head in heads)
    if set(given) - {"heads"} or not is_list or len(heads) > _MOST_HEADS:
        raise InvalidInput(
            "send the heads to look for as a list: {example}", example='{"heads": []}'
        )
    return tuple(heads)


def _view(head: DayHead) -> DayHeadView:
    return DayHeadView(
        day=head.day.isoformat(),
        zone=head.zone,
        ends_at=head.ends_at,
        tickets=head.tickets,
        events=head.events,
        last_number=head.last_number,
        root=head.root,
        previous=head.previous,
        head=head.head,
    )
