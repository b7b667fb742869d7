"""``/api/satellite/v1/...``: satellites enrol, fetch their share and push what they measured.

The server, not the satellite, says whose samples these are: only courses of its own share are
taken, and ``instance`` and ``job`` come from the inventory.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from http import HTTPStatus

import numpy as np
from aiohttp import web
from prometheus_client import CollectorRegistry, Counter

from collector.agent_requests import AgentRequests
from collector.intake.push_layout import offset_of, shift_for
from collector.intake.push_wait import LoopWait
from collector.intake.statuses import status_of
from collector.probes.once import identified, identity_labels
from collector.satellites.desk import SatelliteIdentity
from collector.satellites.exchange import (
    ENROL_PATH,
    EXCHANGE_PATH,
    HAND_DOWN_PATH,
    MAX_BODY_BYTES,
    SELF,
    Answer,
    Report,
    bytes_of_answer,
    request_from,
)
from collector.satellites.handover import Course
from collector.satellites.room import SatelliteRoom, Share
from collector.satellites.states import JOB
from watchkeeper.access.asking import open_to_all, token_of
from watchkeeper.access.bodies import first_bytes, read_body
from watchkeeper.config.nodes import Node
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    Unauthenticated,
    Unavailable,
    WatchkeeperError,
)
from watchkeeper.core.instants import HOUR, SECOND, Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.storage.series.store import Feed, Sequences, SeriesStore
from watchkeeper.wire.columns import Push, decode
from watchkeeper.wire.enrolment import (
    MAX_ANSWER_BYTES,
    bytes_from_answer,
    request_from_bytes,
)
from watchkeeper.wire.requests import FarRequest

log = get_log("collector")

_LONGEST_INTERVAL = 24 * HOUR


class SatelliteMetrics:
    """Counters of what satellites send (docs/en/metrics/satellites.md)."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.exchanges = Counter(
            "watchkeeper_satellite_exchanges_total",
            "Requests of satellites, by status answered.",
            ["status"],
            registry=registry,
        )
        self.pushes = Counter(
            "watchkeeper_satellite_pushes_total",
            "Pushes in requests of satellites, by their status; 403: of a probe that is not its own.",
            ["status"],
            registry=registry,
        )


class SatelliteIntake:
    """The handlers; each checks the satellite's token itself."""

    def __init__(
        self,
        room: SatelliteRoom,
        store: SeriesStore,
        clock: Clock,
        metrics: SatelliteMetrics,
        requests: AgentRequests | None = None,
    ) -> None:
        self._room = room
        self._store = store
        self._clock = clock
        self._metrics = metrics
        self._requests = requests
        self._wait = LoopWait()
        self._audited: set[tuple[str, str]] = set()  # satellite and word, of this run

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(ENROL_PATH, self.enrol),
            web.post(EXCHANGE_PATH, self.exchange),
            web.get(HAND_DOWN_PATH, self.hand_down),
        ]

    @open_to_all
    async def enrol(self, request: web.Request) -> web.Response:
        try:
            body = await first_bytes(request, MAX_ANSWER_BYTES + 1)
            address = request.remote or ""
            answer = await self._room.desk.enrol(request_from_bytes(body), address=address)
        except WatchkeeperError as error:
            log.warning("enrolment refused", peer=request.remote, reason=error)
            return self._refusal(error)
        return web.Response(body=bytes_from_answer(answer), content_type="application/json")

    @open_to_all
    async def hand_down(self, request: web.Request) -> web.Response:
        try:
            identity = await self._identity(request)
            kinds = frozenset(request.query.get("kinds", "")[:400].split(",")) - {""}
            share = await self._room.share(identity.name, kinds)
        except WatchkeeperError as error:
            return self._refusal(error)
        headers = {"ETag": f'"{share.version}"', "Cache-Control": "no-store"}
        return web.Response(body=share.content, content_type="application/json", headers=headers)

    @open_to_all
    async def exchange(self, request: web.Request) -> web.Response:
        try:
            identity = await self._identity(request)
            body = await read_body(request, MAX_BODY_BYTES)
            report, packed = await asyncio.to_thread(request_from, body)
            answer = await self._take(identity, report, packed)
        except WatchkeeperError as error:
            self._metrics.exchanges.labels(str(status_of(error).value)).inc()
            log.debug("exchange refused", peer=request.remote, reason=error)
            return self._refusal(error)
        self._metrics.exchanges.labels("200").inc()
        return web.Response(body=bytes_of_answer(answer), content_type="application/json")

    async def _identity(self, request: web.Request) -> SatelliteIdentity:
        token = token_of(request)
        if not token:
            raise Unauthenticated("this needs the satellite's token: Authorization: Bearer ...")
        return await self._room.desk.identity_of(token)

    async def _take(
        self, identity: SatelliteIdentity, report: Report, packed: Sequence[bytes]
    ) -> Answer:
        share = await self._room.share(identity.name, frozenset(report.kinds))
        offset = self._offset(report.sent_at)
        pushes = await asyncio.to_thread(_decoded, packed)
        shift = shift_for(offset)
        async with asyncio.TaskGroup() as group:
            storing = [
                group.create_task(self._status_of_push(identity, share, push, shift))
                for push in pushes
            ]
        statuses = tuple(int(task.result()) for task in storing)
        noted = await self._noted(identity, report)
        self._room.heard(identity.name, report, share, offset)
        return Answer(share.version, statuses, noted, await self._asked(identity, report, share))

    async def _asked(
        self, identity: SatelliteIdentity, report: Report, share: Share
    ) -> tuple[FarRequest, ...]:
        """Settle what hosts answered through the satellite; return what is asked of others."""
        if self._requests is None:
            return ()
        strange = await self._requests.take_of_satellite(share.targets, report.results)
        if strange:
            log.warning(
                "a satellite answers what it was not asked",
                satellite=identity.name,
                results=strange,
            )
        return self._requests.for_satellite(share.targets)

    async def _noted(self, identity: SatelliteIdentity, report: Report) -> int:
        """Put notes into the audit; while the database is gone they wait at the satellite."""
        if not report.notes:
            return 0
        try:
            return await self._room.desk.note(identity, report.notes)
        except Unavailable as error:
            log.debug("notes of a satellite wait", satellite=identity.name, reason=error)
            return 0

    def _offset(self, sent_at: Instant) -> Duration:
        return offset_of(sent_at, self._clock.now(), self._wait.longest())

    async def _status_of_push(
        self,
        identity: SatelliteIdentity,
        share: Share,
        push: Push | WatchkeeperError,
        shift: Duration,
    ) -> HTTPStatus:
        try:
            if isinstance(push, WatchkeeperError):
                raise push
            await self._store_push(identity, share, push, shift)
            status = HTTPStatus.NO_CONTENT
        except WatchkeeperError as error:
            log.debug("push of a satellite refused", satellite=identity.name, reason=error)
            status = status_of(error)
        self._metrics.pushes.labels(str(status.value)).inc()
        return status

    async def _store_push(
        self, identity: SatelliteIdentity, share: Share, push: Push, shift: Duration
    ) -> None:
        course = _own_course(identity.name) if push.agent == SELF else share.courses.get(push.agent)
        if course is None:
            await self._audit(identity, push.agent)
            raise Forbidden("the probe of this push is not this satellite's")
        if not SECOND <= push.interval <= _LONGEST_INTERVAL:
            raise InvalidInput("the interval must be between 1s and 24h")
        feed = self._feed(course, push, self._feed_name(identity, course))
        vectors = np.frombuffer(push.vectors, "<f8").reshape(push.ticks, push.width)
        await self._store.append(
            feed,
            np.array(push.times, np.int64) + shift,
            vectors,
            sequence=Sequences(push.boot.hex(), push.first_sequence),
        )

    def _feed_name(self, identity: SatelliteIdentity, course: Course) -> str:
        return f"satellite:{identity.name}" if course.spec.kind == SELF else course.feed

    def _feed(self, course: Course, push: Push, name: str) -> Feed:
        """Return the feed with all columns of the push.  Raises Conflict where some are lost."""
        key = f"{push.boot.hex()}/{push.layout}"
        feed = self._store.known_feed(name, layout=key)
        known = len(feed.layout) if feed is not None and feed.interval == push.interval else 0
        if push.base > known:
            raise Conflict(
                "of this layout {known} series are known here, not {base}; send all of it",
                known=known,
                base=push.base,
            )
        feed = self._store.feed(name, interval=push.interval, layout=key)
        if known < push.width:
            feed.extend(_ours(push.additions[known - push.base :], course))
        return feed

    async def _audit(self, identity: SatelliteIdentity, word: str) -> None:
        """Write down, once in a run, that a satellite pushed what is not its own."""
        key = (identity.name, word)
        if key in self._audited or len(self._audited) >= 1_000:
            return
        self._audited.add(key)
        log.warning("a satellite pushed a probe that is not its own", satellite=identity.name)
        await self._room.desk.audit(
            "satellite_push_refused",
            actor=f"satellite {identity.name}",
            subject=identity.name,
            course=word[:64],
            id=identity.id,
        )

    def _refusal(self, error: WatchkeeperError) -> web.Response:
        status = status_of(error)
        headers = {"Retry-After": "5"} if status is HTTPStatus.SERVICE_UNAVAILABLE else None
        return web.json_response({"error": str(error)}, status=status, headers=headers)


def _decoded(packed: Sequence[bytes]) -> list[Push | WatchkeeperError]:
    found: list[Push | WatchkeeperError] = []
    for one in packed:
        try:
            found.append(decode(one))
        except WatchkeeperError as error:
            found.append(error)
    return found


def _own_course(name: str) -> Course:
    spec = ProbeSpec(kind=SELF, settings=Node({}, ""), name=SELF, job=JOB)
    return Course(Target(name=name), spec)


def _ours(additions: Iterable[Labels], course: Course) -> tuple[Labels, ...]:
    """Set instance, job and probe as the server's own probes have them, whatever was sent."""
    given, own = tuple(additions), _own_names(course)
    plain = {tuple(pair for pair in labels if pair[0] not in own): 0.0 for labels in given}
    if len(plain) < len(given):
        raise InvalidInput("two series of this push are one here")
    return tuple(identified(plain, course.target, course.spec))


def _own_names(course: Course) -> frozenset[str]:
    """Return the labels that the server sets on what this probe gives."""
    return frozenset(name for name, _ in identity_labels(course.target, course.spec))
