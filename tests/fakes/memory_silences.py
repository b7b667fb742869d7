"""Silences kept in memory, with ticketing's own reading, life and rights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from collector.intake.silences import Document
from ticketing.mutes.api import document_of, read_silence
from ticketing.mutes.matchers import read_matcher
from ticketing.mutes.rights import customer_for, sees
from ticketing.mutes.silences import Silence, expire, in_order, is_asked_for, put
from watchkeeper.access.model import Principal
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import NotFound, Unavailable


class MemorySilences:
    """Fulfils SilenceBook; ``is_down`` makes it refuse as a full disk would."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.kept: dict[str, Silence] = {}
        self.is_down = False

    async def silences(self, asking: Principal, filters: Sequence[str]) -> Sequence[Document]:
        matchers, now = tuple(read_matcher(one) for one in filters), self._clock.now()
        seen = [one for one in self.kept.values() if sees(asking, one)]
        return [document_of(s, now) for s in in_order(seen, now) if is_asked_for(s, matchers)]

    async def silence(self, asking: Principal, silence: str) -> Document:
        return document_of(self._seen(asking, silence), self._clock.now())

    async def put(self, asking: Principal, document: object) -> str:
        self._check_up()
        wish = read_silence(document, created_by=asking.name)
        if wish.id:
            self._seen(asking, wish.id)
        wish = replace(wish, customer=customer_for(asking))
        done = put(self.kept, wish, self._clock.now(), str(uuid4()))
        for one in (done.ended, done.silence):
            if one is not None:
                self.kept[one.id] = one
        return done.silence.id

    async def expire(self, asking: Principal, silence: str) -> None:
        self._check_up()
        self.kept[silence] = expire(self._seen(asking, silence), self._clock.now())

    def _seen(self, asking: Principal, silence: str) -> Silence:
        found = self.kept.get(silence)
        if found is None or not sees(asking, found):
            raise NotFound("there is no silence {id}", id=silence[:80])
        return found

    def _check_up(self) -> None:
        if self.is_down:
            raise Unavailable("the database cannot be written now: {reason}", reason="disk full")
