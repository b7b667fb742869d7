"""What ``watchkeeper silence`` asks the server: silences, made, listed and ended."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.rest.call import Call
from dashboards.rest.given import Given, duration, optional, word
from dashboards.rest.routes import Route
from ticketing.mutes.api import MAX_COMMENT
from ticketing.mutes.desk import MuteDesk
from ticketing.mutes.matchers import read_matchers, text_of
from ticketing.mutes.silences import Silence, SilenceState, SilenceWish
from watchkeeper.access.model import Scope
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import TooLarge
from watchkeeper.core.instants import Instant, instant_from_rfc3339, later
from watchkeeper.core.texts import storable

_ID = "{id:[^/]{1,36}}"


@dataclass(frozen=True, slots=True)
class SilenceView:
    """A silence; ``customer``: whose alerts alone it holds."""

    id: str
    state: SilenceState
    matchers: str
    starts_at: Instant
    ends_at: Instant
    created_by: str
    comment: str
    customer: str | None
    updated_at: Instant


@dataclass(frozen=True, slots=True)
class NewSilence:
    """Conditions on labels, ``{alertname="DiskFull", instance=~"web-.*"}``; without a start, now.

    Either ``ends_at``, or ``lasts`` from the start: ``2h``.  With the ``id`` of a silence it is
    edited.
    """

    matchers: str
    comment: str
    starts_at: Instant | None = None
    ends_at: Instant | None = None
    lasts: str | None = None
    customer: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class SilenceTools:
    """Looking needs ``tickets:read``, changing ``tickets:write``."""

    desk: MuteDesk
    clock: Clock

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/silences", "Silences: active ones first, then coming ones, then past ones", self.listed, tuple[SilenceView, ...]),
            Route("POST", "/silences", "Silence alerts for a time, or edit a silence", self.put, SilenceView, body=NewSilence, status=201),
            Route("GET", f"/silences/{_ID}", "Show a silence", self.show, SilenceView),
            Route("DELETE", f"/silences/{_ID}", "End a silence now", self.expire, SilenceView),
        )  # fmt: skip

    async def listed(self, call: Call) -> tuple[SilenceView, ...]:
        call.principal.require_scope(Scope.TICKETS_READ)
        return tuple(self._view(one) for one in self.desk.listed(call.principal))

    async def show(self, call: Call) -> SilenceView:
        call.principal.require_scope(Scope.TICKETS_READ)
        return self._view(self.desk.get(call.principal, call.request.match_info["id"]))

    async def put(self, call: Call) -> SilenceView:
        """Make a silence, or edit one.  Raises InvalidInput, NotFound, Forbidden, TooLarge."""
        call.principal.require_scope(Scope.TICKETS_WRITE)
        given = await call.body()
        starts_at = _maybe_instant(optional(given, "starts_at"))
        wish = SilenceWish(
            created_by=call.actor(given),
            matchers=read_matchers(word(given, "matchers")),
            starts_at=starts_at,
            ends_at=self._end(given, starts_at),
            comment=_comment(word(given, "comment")),
            customer=optional(given, "customer"),
            id=optional(given, "id") or "",
        )
        made = await self.desk.put(call.principal, wish)
        call.pages.broadcaster.changed("commissioning")
        return self._view(made)

    async def expire(self, call: Call) -> SilenceView:
        call.principal.require_scope(Scope.TICKETS_WRITE)
        ended = await self.desk.expire(call.principal, call.request.match_info["id"])
        call.pages.broadcaster.changed("commissioning")
        return self._view(ended)

    def _end(self, given: Given, starts_at: Instant | None) -> Instant:
        lasts = duration(given, "lasts")
        if lasts is None:
            return instant_from_rfc3339(word(given, "ends_at"))
        return later(self.clock.now() if starts_at is None else starts_at, lasts)

    def _view(self, one: Silence) -> SilenceView:
        return SilenceView(
            id=one.id,
            state=one.state(self.clock.now()),
            matchers=text_of(one.matchers),
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            created_by=one.created_by,
            comment=one.comment,
            customer=one.customer,
            updated_at=one.updated_at,
        )


def _maybe_instant(text: str | None) -> Instant | None:
    return instant_from_rfc3339(text) if text else None


def _comment(text: str) -> str:
    if len(text) > MAX_COMMENT:
        raise TooLarge("a comment has at most {most} characters", most=MAX_COMMENT)
    return storable(text)
