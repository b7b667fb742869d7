"""The one connection to the server: live ticks first, the backlog behind them, the server's word back."""

from __future__ import annotations

import asyncio
import dataclasses
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol, TypeVar

import aiohttp

from agent.delivery import Outcome, outcome_of, pause_seconds
from collector.satellites.exchange import (
    CONTENT_TYPE,
    EXCHANGE_PATH,
    HAND_DOWN_PATH,
    Answer,
    Report,
    answer_from,
    bytes_of_request,
)
from collector.satellites.hand_down import MAX_BYTES
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput, Unavailable, WatchkeeperError
from watchkeeper.core.logs import get_log
from watchkeeper.satellite.columns import CourseTick, SatelliteSink
from watchkeeper.satellite.guard import own_connections
from watchkeeper.satellite.packing import (
    MOST_BYTES,
    MOST_PARTS,
    Key,
    Parcel,
    live_parcels,
    spooled_parcels,
    that_fit,
)
from watchkeeper.satellite.settings import Identity
from watchkeeper.satellite.spool import Spool

log = get_log("satellite")

BEAT_SECONDS = 5.0
"""How often the server hears of a satellite that has nothing to tell."""

_GATHER_SECONDS = 0.5
_REQUEST_SECONDS = 15.0
_BACKLOG_TICKS, _BACKLOG_BYTES = 2_000, 1 << 20
_MAX_ANSWER_BYTES = 256 << 10
_LONGEST_PAUSE_SECONDS = 15.0
_RETRY_SECONDS = 60.0
_KNOWN_LAYOUTS = 100_000
_GONE = frozenset(
    {
        HTTPStatus.NO_CONTENT,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    }
)

T = TypeVar("T")


class Keeper(Protocol):
    """What the link tells the rest of the satellite, and asks of it."""

    def report(self) -> Report:
        """Return how the satellite fares; its notes are added here."""
        ...

    def told(self, report: Report, answer: Answer) -> None:
        """The server has *report*: let go of its results, do what the server asks."""
        ...

    async def take_on(self, content: bytes, version: str) -> None:
        """Work by another document.  Raises InvalidInput where it cannot be read."""
        ...

    async def turn_away(self) -> None:
        """The server knows this satellite no more: let go of what it handed down."""
        ...

    def answered(self) -> None:
        """The server, or somebody in its place, answered."""
        ...

    def not_answered(self, reason: str) -> None: ...


class ServerSilent(Unavailable):
    """No answer that the server itself could have given."""


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Link:
    """Exchanges with the server until cancelled; what it does not take is kept on the disk."""

    def __init__(
        self,
        identity: Identity,
        session: aiohttp.ClientSession,
        sink: SatelliteSink,
        spool: Spool,
        keeper: Keeper,
        clock: Clock,
        executor: Executor,
        woken: asyncio.Event,
    ) -> None:
        self._url = identity.server.rstrip("/")
        self._headers = {"Authorization": f"Bearer {identity.token}"}
        self._session = session
        self._sink = sink
        self._spool = spool
        self._keeper = keeper
        self._clock = clock
        self._executor = executor
        self._woken = woken
        self._known: dict[Key, int] = {}  # series of layouts that the server knows
        self._failures = 0
        self._silent_until = clock.monotonic()
        self._said: Outcome | None = None
        self._unreadable = ""  # a version that could not be taken on
        self._retry_at = 0.0
        self._under_way: list[CourseTick] = []
        self.turned_at = clock.monotonic()
        self.outcomes: dict[str, int] = {}

    async def run(self) -> None:
        own_connections()
        try:
            while True:
                await self._rest()
                self.turned_at = self._clock.monotonic()
                await self._turn()
        finally:
            await asyncio.shield(self._keep([*self._under_way, *self._sink.take()]))

    async def _rest(self) -> None:
        """Wait for something to send, at most a beat; then a moment for more of it."""
        has_backlog = self._spool.ticks and not self._failures
        try:
            async with asyncio.timeout(_GATHER_SECONDS if has_backlog else BEAT_SECONDS):
                await self._woken.wait()
                await asyncio.sleep(_GATHER_SECONDS)
        except TimeoutError:
            pass

    async def _turn(self) -> None:
        self._woken.clear()
        self._under_way = live = self._sink.take()
        if self._clock.monotonic() < self._silent_until:
            await self._keep(live)
        else:
            await self._keep(await self._exchange(live))
        self._under_way = []

    async def _exchange(self, live: Sequence[CourseTick]) -> list[CourseTick]:
        """Tell the server; return the live ticks that must be kept."""
        try:
            rest = await self._told(live)
        except ServerSilent as error:
            self._note(Outcome.AWAY, str(error), {})
            self._keeper.not_answered(str(error))
            return list(live)
        except WatchkeeperError as error:
            log.error("the exchange with the server failed", reason=error)
        except Exception as error:  # the edge: one exchange must not end the satellite
            log.exception("the exchange with the server failed", reason=error)
        else:
            return rest
        self._note(Outcome.LATER, "it failed here", {})
        return list(live)

    async def _told(self, live: Sequence[CourseTick]) -> list[CourseTick]:
        parcels = await self._parcels(live)
        notes = await self._on_disk(self._spool.notes)
        report = dataclasses.replace(self._keeper.report(), notes=notes)
        body = await asyncio.to_thread(bytes_of_request, report, [push for _, push in parcels])
        reply = await self._request("POST", EXCHANGE_PATH, body, _MAX_ANSWER_BYTES)
        self._keeper.answered()
        if reply.status != HTTPStatus.OK:
            await self._refused(reply)
            return list(live)
        answer = answer_from(reply.body)
        if len(answer.statuses) != len(parcels):
            raise InvalidInput("the server's answer has another number of pushes")
        self._note(Outcome.STORED, "", {})
        self._keeper.told(report, answer)
        kept = await self._settle([parcel for parcel, _ in parcels], live, answer)
        if notes and answer.noted:
            await self._on_disk(lambda: self._spool.forget_notes(answer.noted))
        if answer.version != report.held:
            await self._fetch(answer.version, report.kinds)
        return kept

    async def _parcels(self, live: Sequence[CourseTick]) -> list[tuple[Parcel, bytes]]:
        """Return what fits into a request: the live ticks, then the oldest of the backlog."""
        sent_at = self._clock.now()
        fresh = live_parcels(live)
        taken = await asyncio.to_thread(
            that_fit,
            fresh,
            lambda one: one.packed(self._known.get(one.key, 0), sent_at),
            MOST_BYTES,
            MOST_PARTS,
        )
        room = MOST_BYTES - sum(len(push) for _, push in taken)
        if not self._spool.ticks or len(taken) < len(fresh) or room < _BACKLOG_BYTES:
            return taken
        stored = await self._on_disk(lambda: self._spool.oldest(_BACKLOG_TICKS, _BACKLOG_BYTES))
        behind = await asyncio.to_thread(
            that_fit,
            spooled_parcels(stored),
            lambda one: one.packed(0, sent_at),
            room,
            MOST_PARTS - len(taken),
        )
        return taken + behind

    async def _settle(
        self, parcels: Sequence[Parcel], live: Sequence[CourseTick], answer: Answer
    ) -> list[CourseTick]:
        """Forget what the server has or will never take; return the live ticks that remain."""
        done: list[int] = []
        dropped: list[int] = []
        over: set[tuple[str, int]] = set()
        lost = 0
        for parcel, status in zip(parcels, answer.statuses, strict=True):
            is_stored = status == HTTPStatus.NO_CONTENT
            if is_stored:
                self._known[parcel.key] = max(self._known.get(parcel.key, 0), parcel.width)
            elif status == HTTPStatus.CONFLICT:
                self._known.pop(parcel.key, None)
            if status not in _GONE:
                continue
            (done if is_stored else dropped).extend(parcel.ids)
            if not parcel.ids:
                over.update((parcel.course, tick.sequence) for tick in parcel.ticks)
                lost += 0 if is_stored else len(parcel.ticks)
        if len(self._known) > _KNOWN_LAYOUTS:
            self._known.clear()
        await self._tidy(done, dropped, lost)
        return [one for one in live if (one.course, one.tick.sequence) not in over]

    async def _tidy(self, done: Sequence[int], dropped: Sequence[int], lost: int) -> None:
        if done:
            await self._on_disk(lambda: self._spool.forget(done))
        if dropped:
            await self._on_disk(lambda: self._spool.drop(dropped))
        if lost:
            await self._on_disk(lambda: self._spool.count_dropped(lost))
        if lost or dropped:
            log.warning("the server refuses ticks; they are dropped", ticks=lost + len(dropped))

    async def _fetch(self, version: str, kinds: Sequence[str]) -> None:
        """Fetch what is in force now and work by it; tell the server at once that it is so."""
        now = self._clock.monotonic()
        if version == self._unreadable and now < self._retry_at:
            return
        path = f"{HAND_DOWN_PATH}?kinds={','.join(kinds)}"
        reply = await self._request("GET", path, b"", MAX_BYTES)
        if reply.status != HTTPStatus.OK:
            return
        try:
            await self._keeper.take_on(reply.body, reply.headers.get("etag", "").strip('"'))
        except WatchkeeperError as error:
            self._unreadable, self._retry_at = version, now + _RETRY_SECONDS
            log.error(
                "what the server handed down is refused; the one before goes on", reason=error
            )
            await self._note_down("hand_down_refused", {"reason": str(error)[:400]})
            return
        self._unreadable = ""
        self._woken.set()

    async def _refused(self, reply: _Reply) -> None:
        said = reply.body[:200].decode("utf-8", "replace")
        outcome = outcome_of(reply.status)
        if outcome is Outcome.UNAUTHORISED and self._said is not outcome:
            await self._keeper.turn_away()
        self._note(outcome, said or str(reply.status), reply.headers)

    def _note(self, outcome: Outcome, reason: str, headers: Mapping[str, str]) -> None:
        """Keep the pause after a failure; say once when the server is lost and when it is back."""
        self.outcomes[outcome.value] = self.outcomes.get(outcome.value, 0) + 1
        if outcome is Outcome.STORED:
            if self._said is not None:
                log.info("server takes ticks again", spooled=self._spool.ticks)
            self._failures, self._said = 0, None
            return
        self._failures += 1
        pause = pause_seconds(
            outcome, failures=self._failures, headers=headers, chance=os.urandom(1)[0] / 255
        )
        if outcome is not Outcome.UNAUTHORISED:
            pause = min(pause, _LONGEST_PAUSE_SECONDS)
        self._silent_until = self._clock.monotonic() + pause
        if outcome is not self._said:
            log.warning(_SENTENCES.get(outcome, _SENTENCES[Outcome.LATER]), reason=reason)
        self._said = outcome

    async def _request(self, method: str, path: str, body: bytes, most: int) -> _Reply:
        """Return the server's answer.  Raises ServerSilent where it was not the server that spoke."""
        headers = {**self._headers, "Content-Type": CONTENT_TYPE}
        try:
            async with (
                asyncio.timeout(_REQUEST_SECONDS),
                self._session.request(
                    method,
                    self._url + path,
                    data=body or None,
                    headers=headers,
                    allow_redirects=False,
                ) as answer,
            ):
                content = await answer.content.read(most + 1)
                while len(content) <= most and (
                    more := await answer.content.read(most + 1 - len(content))
                ):
                    content += more
                reply = _Reply(answer.status, _lowered(answer.headers), content)
        except TimeoutError:
            raise ServerSilent(
                "no answer within {seconds} s", seconds=int(_REQUEST_SECONDS)
            ) from None
        except (aiohttp.ClientError, OSError) as error:
            raise ServerSilent("{reason}", reason=str(error) or type(error).__name__) from error
        if len(reply.body) > most:
            raise InvalidInput("the server's answer is longer than {most} bytes", most=most)
        if is_somebody_else(reply.status, reply.headers.get("content-type", "")):
            raise ServerSilent("a gateway answers {status} in its place", status=reply.status)
        return reply

    async def _keep(self, ticks: Sequence[CourseTick]) -> None:
        """Spool ticks; where the disk refuses them they are lost, and that is said."""
        if not ticks:
            return
        now = self._clock.now()
        try:
            await self._on_disk(lambda: self._spool.append(ticks, now))
        except WatchkeeperError as error:
            log.error("ticks are lost", ticks=len(ticks), reason=error)

    async def _note_down(self, kind: str, facts: Mapping[str, str]) -> None:
        now = self._clock.now()
        await self._on_disk(lambda: self._spool.note(kind, facts, now))

    def _on_disk(self, work: Callable[[], T]) -> Awaitable[T]:
        return asyncio.get_running_loop().run_in_executor(self._executor, work)


def _lowered(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def is_somebody_else(status: int, content_type: str) -> bool:
    """Return whether an answer is a gateway's: ours are JSON, whatever their status."""
    is_json = content_type.partition(";")[0].strip() == "application/json"
    return status in {502, 504} or (status >= 500 and not is_json)


_SENTENCES = {
    Outcome.UNAUTHORISED: (
        "the server does not accept this satellite's token: probes stop, what it handed down is "
        "deleted, ticks are kept; enrol it again"
    ),
    Outcome.LATER: "the server takes nothing now; ticks are kept",
    Outcome.AWAY: "the server is away; ticks are kept",
}
