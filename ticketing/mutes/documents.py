"""Silences as clients of an Alertmanager read and write them; fulfils the intake's SilenceBook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ticketing.mutes.api import document_of, read_silence
from ticketing.mutes.desk import MuteDesk
from ticketing.mutes.matchers import read_matcher
from watchkeeper.access.model import Principal
from watchkeeper.core.clock import Clock


class SilenceDocuments:
    """Puts the desk's silences into the API's JSON."""

    def __init__(self, desk: MuteDesk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    async def silences(
        self, asking: Principal, filters: Sequence[str]
    ) -> Sequence[Mapping[str, object]]:
        wanted, now = tuple(read_matcher(one) for one in filters), self._clock.now()
        return [document_of(one, now) for one in self._desk.listed(asking, wanted)]

    async def silence(self, asking: Principal, silence: str) -> Mapping[str, object]:
        return document_of(self._desk.get(asking, silence), self._clock.now())

    async def put(self, asking: Principal, document: object) -> str:
        wish = read_silence(document, created_by=asking.name)
        return (await self._desk.put(asking, wish)).id

    async def expire(self, asking: Principal, silence: str) -> None:
        await self._desk.expire(asking, silence)
