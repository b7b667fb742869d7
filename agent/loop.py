"""The agent's loop: measure every interval without drift, hand ticks to the pusher, show the page."""

from __future__ import annotations

import os
import selectors
import signal
import socket
import threading
from collections.abc import Callable, Mapping
from math import inf

from agent.allowed import Requests
from agent.answers import answers_of
from agent.bounds import Bounds, BoundsSource
from agent.clock import AgentClock
from agent.collect import Collection
from agent.config import AgentConfig
from agent.exposition import Exposition
from agent.layout import Layout
from agent.limits import Step
from agent.log import log
from agent.notify import Notifier
from agent.paths import Path
from agent.push import Pusher
from agent.registry import foreign_sources_of, sources_of
from agent.servers import Servers
from agent.sources.own import OwnLimitSource, OwnSource
from agent.spool import Loss, Spool
from agent.tick import Tick
from agent.token import AgentToken, read_token
from agent.told_lines import ToldLines
from agent.ways import servers_of
from watchkeeper.core.errors import ConfigError
from watchkeeper.wire.exposition import Reading, page

_FRESH_SECONDS = 1.0
"""A page shows readings at most so old; a scrape between two cycles reads again."""

_STANDSTILL_SECONDS = 30.0
_CYCLES_OF_THE_START = 3
_SPARE_EVERY_SECONDS = 600.0


def next_due(due: float, now: float, interval: float) -> tuple[float, int]:
    """Return when the next cycle is due, on the grid of *due*, and how many were missed."""
    missed = max(0, int((now - due) // interval))
    return due + (missed + 1) * interval, missed


class Agent:
    """Everything of one run of the agent; ``run`` returns after ``stop`` or a signal."""

    def __init__(self, config: AgentConfig, clock: AgentClock) -> None:
        self._config = config
        self._clock = clock
        self._boot = os.urandom(16)
        self._sequence = 0
        self._layout = Layout(most_series=config.most_series, now=clock.monotonic())
        self._requests = Requests(config.allowed)
        self._spool: Spool | None = None
        self._servers: Servers | None = None
        self._pusher: Pusher | None = None
        self._lines = ToldLines(config.agent, clock) if config.servers and config.logs else None
        if config.servers:
            self._servers = servers_of(config, clock)
            self._spool = Spool(
                _made(config.state_dir / "spool"),
                most_bytes=config.spool_bytes,
                most_age=config.spool_age,
                clock=clock,
            )
            self._pusher = self._new_pusher(self._servers, self._spool)
        self._bounds = Bounds(
            clock, most_cpu_ratio=config.most_cpu_ratio, most_bytes=config.most_memory_bytes
        )
        own = (OwnSource(self), OwnLimitSource(clock.now()), BoundsSource(self._bounds))
        self._collection = Collection(
            (*sources_of(config, clock, self._lines), *own),
            clock,
            foreign=foreign_sources_of(config),
        )
        self._readings: list[Reading] = []
        self._read_at = -inf
        self._cycle_at = clock.monotonic()
        self._is_stopping = False
        self._selector = selectors.DefaultSelector()
        self._wake_read, self._wake_write = socket.socketpair()
        self._notifier = Notifier()
        self._spare_due = clock.monotonic() + _CYCLES_OF_THE_START * config.interval / 1000
        self.skipped_cycles = 0

    @property
    def refused_series(self) -> int:
        return self._layout.refused

    @property
    def pushed_ticks(self) -> int:
        return self._pusher.tally.pushed_ticks if self._pusher else 0

    @property
    def refused_ticks(self) -> int:
        return self._pusher.tally.refused_ticks if self._pusher else 0

    @property
    def push_failures(self) -> int:
        return self._pusher.tally.failures if self._pusher else 0

    @property
    def spool_ticks(self) -> int:
        return self._spool.ticks if self._spool else 0

    @property
    def spool_bytes(self) -> int:
        return self._spool.size_bytes if self._spool else 0

    @property
    def spool_oldest_seconds(self) -> float:
        return self._spool.oldest_seconds if self._spool else 0.0

    @property
    def dropped_ticks(self) -> Mapping[str, int]:
        return self._spool.dropped if self._spool else _NOTHING_DROPPED

    @property
    def token_renewals(self) -> int:
        return self._pusher.tally.renewals if self._pusher else 0

    @property
    def is_used(self) -> Mapping[str, bool]:
        return self._servers.is_used if self._servers else {}

    @property
    def requests(self) -> Mapping[str, int]:
        return self._requests.counts

    def run(self) -> None:
        """Measure until told to stop."""
        self._wake_read.setblocking(False)
        self._wake_write.setblocking(False)
        self._selector.register(self._wake_read, selectors.EVENT_READ, self._drain)
        exposition = self._listen()
        if self._pusher is not None:
            self._pusher.start()
        with _SignalsTo(self._wake_write, self.stop):
            self._notifier.ready("measuring")
            self._cycles(exposition)
        self._notifier.stopping()
        if exposition is not None:
            exposition.close()
        self.close()

    def once(self) -> tuple[str, bool]:
        """Measure once and push it; return the page, and whether the server has the tick."""
        tick = self._measure()
        is_stored = self._pusher is None or self._pusher.push_now(tick)
        self.close()
        return page(self._readings), is_stored

    def stop(self) -> None:
        """End ``run`` soon; may be called from a signal handler or another thread."""
        self._is_stopping = True
        try:
            self._wake_write.send(b"\0")
        except OSError:  # full, so that it wakes up anyway, or closed already
            return

    def close(self) -> None:
        if self._pusher is not None:
            self._pusher.stop()
        if self._spool is not None:
            self._spool.close()
        self._collection.close()
        self._selector.close()
        self._wake_read.close()
        self._wake_write.close()

    def _new_pusher(self, servers: Servers, spool: Spool) -> Pusher:
        config = self._config
        assert config.token_file is not None
        return Pusher(
            servers,
            spool,
            agent=config.agent,
            token=AgentToken(read_token(config.token_file), config.state_dir / "token"),
            clock=self._clock,
            answers=answers_of(config, self._requests, self._clock),
            lines=self._lines,
        )

    def _listen(self) -> Exposition | None:
        address = self._config.listen
        if address is None:
            return None
        try:
            return Exposition(
                address, selector=self._selector, page=self._fresh_page, clock=self._clock
            )
        except OSError as error:
            log.warning(
                "page /metrics not served; is a node_exporter there? Set listen in agent.conf",
                address=f"{address.host}:{address.port}",
                reason=error.strerror,
            )
            return None

    def _cycles(self, exposition: Exposition | None) -> None:
        interval = self._config.interval / 1000
        due = self._clock.monotonic()
        ping_every = self._notifier.ping_seconds or inf
        ping_due = due
        while not self._is_stopping:
            now = self._clock.monotonic()
            if now >= due:
                self._cycle()
                due, missed = next_due(due, self._clock.monotonic(), interval)
                self.skipped_cycles += missed
                if exposition is not None:
                    exposition.close_idle()
            if now >= ping_due and self._is_alive(interval):
                self._notifier.ping()
                ping_due = now + ping_every
            self._wait(min(due, ping_due) - self._clock.monotonic())

    def _wait(self, seconds: float) -> None:
        """Serve sockets until *seconds* are over or somebody woke us."""
        for key, events in self._selector.select(max(0.0, seconds)):
            handle: Callable[[int], None] = key.data
            handle(events)

    def _cycle(self) -> None:
        tick = self._measure()
        if self._pusher is not None:
            self._pusher.offer(tick)
        self._cycle_at = self._clock.monotonic()
        if self._cycle_at >= self._spare_due:
            self._bounds.give_back()
            self._spare_due = self._cycle_at + _SPARE_EVERY_SECONDS

    def _measure(self) -> Tick:
        time = self._clock.now()
        self._read()
        vector = self._layout.vector(self._readings, self._read_at)
        self._sequence += 1
        return Tick(
            boot=self._boot,
            layout=self._layout.number,
            interval=self._config.interval,
            labels=self._layout.labels,
            sequence=self._sequence,
            time=time,
            vector=vector,
        )

    def _read(self) -> None:
        self._read_at = self._clock.monotonic()
        self._readings = self._collection.read()
        if self._bounds.apply(self._collection.runs) is Step.SHED:
            self._layout.renew(self._read_at)

    def _fresh_page(self) -> str:
        if self._clock.monotonic() - self._read_at >= _FRESH_SECONDS:
            self._read()
        return page(self._readings)

    def _is_alive(self, interval: float) -> bool:
        """Tell whether cycles really come round; else systemd is not told that we are well."""
        since = self._clock.monotonic() - self._cycle_at
        pusher_lives = self._pusher is None or self._pusher.is_alive
        return pusher_lives and since < 2 * interval + _STANDSTILL_SECONDS

    def _drain(self, _events: int) -> None:
        self._wake_read.recv(4_096)


class _SignalsTo:
    """While it lasts, SIGTERM and SIGINT call *stop*; only the main thread hears signals."""

    def __init__(self, wake: socket.socket, stop: Callable[[], None]) -> None:
        self._wake = wake
        self._stop = stop
        self._is_main = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> None:
        if self._is_main:
            signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
            self._before = [signal.signal(each, lambda *_: self._stop()) for each in _SIGNALS]

    def __exit__(self, *_: object) -> None:
        if self._is_main:
            signal.set_wakeup_fd(-1)
            for each, handler in zip(_SIGNALS, self._before):
                signal.signal(each, handler)


_NOTHING_DROPPED = {each.value: 0 for each in Loss}
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ConfigError(
            "cannot make {folder}: {reason}; name another folder by state_dir in agent.conf",
            folder=folder,
            reason=error.strerror,
        ) from None
    return folder
