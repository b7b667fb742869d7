"""Silences and maintenance windows in force: alerts ask in memory what holds them.

A change is stored first, then in force, and then every alert that was held is looked at again: one
that is held no longer opens its ticket.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from uuid import uuid4

from sqlalchemy import Connection

from ticketing.mutes import store
from ticketing.mutes.book import MuteBook
from ticketing.mutes.matchers import Matchers, text_of
from ticketing.mutes.model import Mute
from ticketing.mutes.rights import customer_for, sees
from ticketing.mutes.silences import (
    Silence,
    SilenceWish,
    expire,
    forgettable,
    in_order,
    is_asked_for,
    put,
)
from ticketing.mutes.windows import Window, next_change
from ticketing.writing import TIMERS_WORKER
from watchkeeper.access.audit import record_audit
from watchkeeper.access.model import Principal
from watchkeeper.core.clock import Clock, Wake
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import DAY, Duration, Instant, later, rfc3339
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("ticketing.mutes")

_LOOKS_AHEAD = Duration(60 * DAY)


class MuteDesk:
    """Keeps what holds alerts.  Fulfils Mutes."""

    def __init__(
        self, database: Database, clock: Clock, *, wake: Wake = lambda _name: None
    ) -> None:
        self._database = database
        self._clock = clock
        self._wake = wake
        self._turn = asyncio.Lock()
        self._silences: dict[str, Silence] = {}
        self.windows: tuple[Window, ...] = ()
        self._plans: dict[str, Instant] = {}
        self._book = MuteBook((), ())

    def of(
        self, labels: Mapping[str, str], *, target: str, customer: str, at: Instant
    ) -> tuple[Mute, ...]:
        """Return what holds an alert at *at*."""
        return self._book.of(labels, target=target, customer=customer, at=at)

    async def load(self) -> None:
        """Take on what the database holds, and look again at all that is held."""
        async with self._turn:
            kept = await self._database.read(store.silences)
            self._silences = {one.id: one for one in kept}
            self._plans |= await self._database.read(store.plans)
            self.take_on(self.windows)
            await self._put_in_force()

    def take_on(self, windows: Iterable[Window]) -> None:
        """Let these windows hold alerts from now on; one that is new is planned since now."""
        now = self._clock.now()
        self.windows = tuple(
            replace(one, known_since=self._plans.setdefault(one.digest, now)) for one in windows
        )
        self._renew()

    async def keep_windows(self) -> None:
        """Store since when each window is planned as it is, and look again at what is held."""
        known = [(one.digest, one.name, one.known_since) for one in self.windows]
        await self._database.write(partial(store.keep_plans, fresh=known))
        await self._look_again()

    def next_window(self, after: Instant) -> Instant | None:
        """Return when a window opens or closes next; two months ahead is looked at again."""
        if not self.windows:
            return None
        far = later(after, _LOOKS_AHEAD)
        found = (next_change(one, after, _LOOKS_AHEAD) for one in self.windows)
        return min((at for at in found if at is not None), default=far)

    def listed(self, asking: Principal, filters: Matchers = ()) -> tuple[Silence, ...]:
        """Return those that *asking* sees and *filters* show, active ones first."""
        seen = (one for one in self._silences.values() if sees(asking, one))
        ordered = in_order(seen, self._clock.now())
        return tuple(one for one in ordered if is_asked_for(one, filters))

    def get(self, asking: Principal, id: str) -> Silence:
        """Return one by its id.  Raises NotFound."""
        found = self._silences.get(id)
        if found is None or not sees(asking, found):
            raise NotFound("there is no silence {id}", id=id[:80])
        return found

    async def put(self, asking: Principal, wish: SilenceWish) -> Silence:
        """Make or edit a silence, durably; one that may not be edited in place begins anew.

        Raises InvalidInput, NotFound, Forbidden, TooLarge.
        """
        own = wish.customer if asking.customers is None else customer_for(asking)
        wanted = replace(wish, customer=own)
        async with self._turn:
            if wanted.id:
                self.get(asking, wanted.id)
            done = put(self._silences, wanted, self._clock.now(), str(uuid4()))
            is_edit = done.silence.id == wanted.id
            changed = [one for one in (done.ended, done.silence) if one is not None]
            await self._store(changed, "silence_changed" if is_edit else "silence_made", asking)
        return done.silence

    async def expire(self, asking: Principal, id: str) -> Silence:
        """End a silence now, durably; one that is over stays so.  Raises NotFound."""
        async with self._turn:
            before = self.get(asking, id)
            ended = expire(before, self._clock.now())
            if ended != before:
                await self._store([ended], "silence_ended", asking)
        return ended

    async def _store(self, changed: list[Silence], action: str, asking: Principal) -> None:
        now = self._clock.now()
        old = forgettable(self._silences.values(), now)
        await self._database.write(
            partial(_keep, changed=changed, forgotten=old, action=action, by=asking.id, now=now)
        )
        for id in old:
            del self._silences[id]
        self._silences |= {one.id: one for one in changed}
        one = changed[-1]
        log.info(action.replace("_", " "), id=one.id, by=asking.id, until=rfc3339(one.ends_at))
        await self._put_in_force()

    async def _put_in_force(self) -> None:
        self._renew()
        await self._look_again()

    async def _look_again(self) -> None:
        await self._database.write(partial(store.look_again, now=self._clock.now()))
        self._wake(TIMERS_WORKER)

    def _renew(self) -> None:
        ordered = in_order(self._silences.values(), self._clock.now())
        self._book = MuteBook(ordered, self.windows)


def _keep(
    connection: Connection,
    *,
    changed: list[Silence],
    forgotten: tuple[str, ...],
    action: str,
    by: str,
    now: Instant,
) -> None:
    store.forget(connection, forgotten)
    store.keep(connection, changed)
    one = changed[-1]
    facts = {
        "matchers": text_of(one.matchers),
        "from": rfc3339(one.starts_at),
        "until": rfc3339(one.ends_at),
    }
    record_audit(connection, action, actor=by, at=now, subject=one.id, facts=facts)
