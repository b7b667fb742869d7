"""Those who send: agents and remote writers that repeat what was not acknowledged, as real ones do."""

from __future__ import annotations

import asyncio
import io
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus

import aiohttp
import cramjam

from tests.acceptance.harness import TIMEOUT, House, PushingAgent, Tick, labelled
from tests.chaos.book import Book, Entry, Found
from tests.chaos.clock import SteppedClock
from tests.collector.intake.prompb import message, one_series
from watchkeeper.client import Client
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration, Instant, later

COLUMNS = 8
SERIES = tuple(labelled("load_probe", n=str(n)) for n in range(COLUMNS))
_AT_ONCE = 300  # ticks of a request
_MOST_WAITING = 600
_DELAY_SEEN_AS_OFFSET = 4.0  # seconds; from 5 on the server takes a delay for a clock that is off
_REFUSED_AHEAD = 30 * SECOND


@dataclass
class Gate:
    """Holds the traffic back while the clock is stepped: no request may be under way then."""

    is_open: asyncio.Event = field(default_factory=asyncio.Event)
    is_over: asyncio.Event = field(default_factory=asyncio.Event)
    idle: asyncio.Condition = field(default_factory=asyncio.Condition)
    under_way: int = 0

    async def rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.is_over.wait()

    async def enter(self) -> None:
        await self.is_open.wait()
        self.under_way += 1

    async def leave(self) -> None:
        self.under_way -= 1
        async with self.idle:
            self.idle.notify_all()

    async def close(self) -> None:
        """Let nobody in, and wait for those who are."""
        self.is_open.clear()
        async with self.idle, asyncio.timeout(90):
            await self.idle.wait_for(lambda: self.under_way == 0)


class Source:
    """Measures a tick every *step*, and sends until it is acknowledged."""

    def __init__(self, name: str, clock: SteppedClock, *, at: Instant, step: Duration) -> None:
        self.book = Book(name)
        self.clock = clock
        self.deliveries = 0
        self._at = at
        self._step = step
        self._phase = at % step
        self._newest = at
        self._waiting: list[Tick] = []

    async def run(self, session: aiohttp.ClientSession, gate: Gate) -> None:
        while not gate.is_over.is_set():
            await gate.enter()
            try:
                await self._turn(session)
            finally:
                await gate.leave()
            await gate.rest(0.1)

    async def deliver(self, session: aiohttp.ClientSession, ticks: list[Tick]) -> int:
        """Send ticks; return the status, 0 where nobody answered."""
        raise NotImplementedError

    def measured(self, at: Instant) -> Tick:
        """Return the next tick; its values are its number and eighths of it."""
        raise NotImplementedError

    @property
    def query(self) -> str:
        raise NotImplementedError

    async def _turn(self, session: aiohttp.ClientSession) -> None:
        self._measure(self.clock.now())
        portion = self._waiting[:_AT_ONCE]
        if not portion:
            return
        begun = self.clock.monotonic()
        status = await self.deliver(session, portion)
        if status == HTTPStatus.NO_CONTENT:
            self._note(portion, self.clock.monotonic() - begun)
            self.deliveries += 1

    def _measure(self, now: Instant) -> None:
        if self._at > later(now, 2 * SECOND):  # the clock was set back
            self._phase = (self._phase + 137) % self._step
            self._at = Instant(now - now % self._step + self._phase - self._step)
        while later(self._at, self._step) <= now and len(self._waiting) < _MOST_WAITING:
            self._at = later(self._at, self._step)
            self._waiting.append(self.measured(self._at))
            self.book.send(self._waiting[-1].values)
        if len(self._waiting) >= _MOST_WAITING:  # the spool is full: nothing is measured
            self._at = Instant(now - now % self._step + self._phase - self._step)

    def _note(self, portion: list[Tick], seconds: float) -> None:
        delay = round(seconds * 1000) + 1000 if seconds > _DELAY_SEEN_AS_OFFSET else 0
        for tick in portion:
            is_ahead = tick.at > later(self.clock.now(), _REFUSED_AHEAD)
            repeats = is_ahead or tick.at <= self._newest
            self.book.acknowledge(Entry(tick.at, tick.values, delay, repeats))
        self._newest = max(self._newest, portion[-1].at)
        del self._waiting[: len(portion)]


class AgentSource(Source):
    """An agent that pushes columns."""

    def __init__(self, agent: PushingAgent, clock: SteppedClock, *, at: Instant) -> None:
        super().__init__(agent.target, clock, at=at, step=agent.interval)
        self._agent = agent

    def measured(self, at: Instant) -> Tick:
        number = self._agent.next_sequence
        return self._agent.tick(at, *_values(number))

    async def deliver(self, session: aiohttp.ClientSession, ticks: list[Tick]) -> int:
        return await self._agent.send(session, *ticks, sent_at=self.clock.now())

    @property
    def query(self) -> str:
        return f'load_probe{{instance="{self._agent.target}"}}'


class WriterSource(Source):
    """A Prometheus that writes here; *behind* the time where it catches up on what is long past."""

    def __init__(
        self,
        name: str,
        house: House,
        token: str,
        clock: SteppedClock,
        *,
        at: Instant,
        step: Duration,
    ) -> None:
        super().__init__(name, clock, at=at, step=step)
        self._url = f"{house.url}/api/v1/write"
        self._token = token
        self._number = 0

    def measured(self, at: Instant) -> Tick:
        self._number += 1
        return Tick(self._number, at, _values(self._number))

    async def deliver(self, session: aiohttp.ClientSession, ticks: list[Tick]) -> int:
        labels = {"__name__": "load_probe", "job": "chaos", "instance": self.book.source}
        series = [
            one_series(*((tick.at, tick.values[n]) for tick in ticks), **labels, n=str(n))
            for n in range(COLUMNS)
        ]
        body = message("WriteRequest", timeseries=series).SerializeToString()
        return await self._post(session, bytes(cramjam.snappy.compress_raw(body)))

    async def _post(self, session: aiohttp.ClientSession, body: bytes) -> int:
        headers = {
            "Content-Type": "application/x-protobuf",
            "Content-Encoding": "snappy",
            "Authorization": f"Bearer {self._token}",
        }
        try:
            async with session.post(
                self._url, data=io.BytesIO(body), headers=headers, timeout=TIMEOUT
            ) as answer:
                # what may never be stored is named in a 400, and the rest is stored
                refused = HTTPStatus.BAD_REQUEST
                return HTTPStatus.NO_CONTENT if answer.status == refused else answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0

    @property
    def query(self) -> str:
        return f'load_probe{{job="chaos",instance="{self.book.source}"}}'


class LateSource(WriterSource):
    """A writer whose samples are of days ago."""

    def _measure(self, now: Instant) -> None:
        del now
        for _ in range(20 - len(self._waiting)):
            self._at = later(self._at, self._step)
            self._waiting.append(self.measured(self._at))
            self.book.send(self._waiting[-1].values)


def _values(number: int) -> tuple[float, ...]:
    return tuple(number + n / COLUMNS for n in range(COLUMNS))


def stored(rest: Client, query: str, hour: int) -> Found:
    """Return what the server has of an hour and a minute around it."""
    end = ((hour + 1) * HOUR + MINUTE) / 1000
    found = rest.get("/api/v1/query", query=f"{query}[62m]", time=end)
    series: dict[str, dict[int, float]] = {}
    for one in found["data"]["result"]:
        points = [(round(float(at) * 1000), float(value)) for at, value in one["values"]]
        assert len({at for at, _ in points}) == len(points)
        series[one["metric"]["n"]] = dict(points)
    return series
