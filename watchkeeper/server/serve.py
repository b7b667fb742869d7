"""Run the server: lock, wire, listen, drive the workers, until a signal says stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from dashboards.reports.service import CheckForms
from dashboards.web.deps import Pages
from dashboards.web.fragments import fragment
from rules.lanes import Lanes
from ticketing.timers import TicketTimers
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.logs import get_log
from watchkeeper.server.application import build_application, build_pages
from watchkeeper.server.backup.quiet_start import QuietStart
from watchkeeper.server.clock import Agenda, SystemClock
from watchkeeper.server.configuration import read_configuration
from watchkeeper.server.cycles import collect_seldom
from watchkeeper.server.discovery import keep_looking
from watchkeeper.server.lanes import query_lanes
from watchkeeper.server.listen import listening
from watchkeeper.server.lock import DirectoryLock
from watchkeeper.server.parts import Parts, wire
from watchkeeper.server.reload import Reloads
from watchkeeper.server.standstill import Standstill
from watchkeeper.server.systemd import Notifier

log = get_log("server")


def serve(path: Path, clock: Clock | None = None) -> int:
    """Run until SIGTERM or SIGINT; SIGHUP reads the configuration again."""
    asyncio.run(_serve(path, SystemClock() if clock is None else clock))
    return 0


async def _serve(path: Path, clock: Clock) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    notifier = Notifier()
    notifier.extend_start(300)
    async with running(path, clock) as server:
        loop.add_signal_handler(signal.SIGHUP, server.ask_reload)
        collect_seldom()
        notifier.ready(f"watching {len(server.parts.inventory.current)} targets")
        async with asyncio.TaskGroup() as group:
            watchdog = group.create_task(notifier.keep_watchdog(server.standstill.stuck))
            await stop.wait()
            watchdog.cancel()
        notifier.stopping()
    log.info("server stopped")


class Server:
    """A running server: its parts, its port, and what an operator can ask of it."""

    def __init__(self, parts: Parts, agenda: Agenda, pages: Pages, lanes: Lanes) -> None:
        self.parts = parts
        self.agenda = agenda
        self.standstill = Standstill(agenda, parts.clock)
        self.reloads = Reloads(parts, agenda)
        self.app = build_application(
            parts,
            pages,
            is_ready=self.is_ready,
            stuck=self.standstill.stuck,
            reloads=self.reloads,
            lanes=lanes,
        )
        self.port = 0
        self._pages = pages
        self._reload_asked = asyncio.Event()
        self._missing: str | None = "starting"

    def is_ready(self) -> str | None:
        """Return what is missing for service, None when nothing is."""
        missing = self._missing or self.parts.store.refusal
        if missing is None and self.parts.database.trouble is not None:
            return "the state database does not answer"
        return missing

    def work(self) -> tuple[tuple[str, Coroutine[Any, Any, None]], ...]:
        """Return what runs as long as the server does, by name."""
        parts = self.parts
        return (
            ("agenda", self.agenda.run()),
            ("probes", parts.probes.run()),
            ("requests over SSH", parts.far_answers.run()),
            ("live pages", parts.broadcaster.run(partial(fragment, self._pages))),
            ("standstill", self.standstill.run()),
            ("reload", self.keep_reloading()),
            ("discovery", keep_looking(lambda: self.reloads.discovery, self.ask_reload)),
            *self._forwarding(),
            *(parts.mail.work() if parts.mail else ()),
            *([("traps", parts.traps.listener.run())] if parts.traps else []),
            *([("syslog", parts.events.syslog.listeners.run())] if parts.events.syslog else []),
        )

    def _forwarding(self) -> Iterator[tuple[str, Coroutine[Any, Any, None]]]:
        remote, store = self.parts.remote, self.parts.store
        if remote is not None:
            yield "forwarder", remote.forwarder.run(lambda: store.durable_end)

    def opened(self, port: int) -> None:
        self.port = port
        self._missing = None

    def ask_reload(self) -> None:
        self._reload_asked.set()

    async def reload(self) -> None:
        """Read the configuration again; a wrong file raises and leaves what was in force."""
        await self.reloads.reload()

    async def keep_reloading(self) -> None:
        """Reload on each request by signal; a wrong file is one line in the log."""
        while True:
            await self._reload_asked.wait()
            self._reload_asked.clear()
            try:
                await self.reload()
            except WatchkeeperError as error:
                log.error("configuration not reloaded", error=error)
            except Exception as error:  # the edge: a reload must not end the server
                log.exception("configuration not reloaded", error=error)


@asynccontextmanager
async def running(path: Path, clock: Clock) -> AsyncIterator[Server]:
    """Run a server while the block runs.  Raises ConfigError, Conflict, Unavailable at the start."""
    async with assembled(path, clock) as server, asyncio.TaskGroup() as group:
        tasks = [group.create_task(work, name=name) for name, work in server.work()]
        async with listening(server.app, server.parts.configuration.settings) as port:
            server.opened(port)
            yield server
        for task in tasks:
            task.cancel()


@asynccontextmanager
async def assembled(path: Path, clock: Clock) -> AsyncIterator[Server]:
    """Wire a server and its application, but drive and open nothing: the caller moves the time."""
    configuration = await asyncio.to_thread(read_configuration, path)
    async with AsyncExitStack() as stack:
        stack.enter_context(DirectoryLock(configuration.settings.data))
        agenda_wake = _LateWake()
        parts = await wire(configuration, clock, agenda_wake, stack)
        agenda = Agenda(clock, parts.workers, on_failure=parts.metrics.count_failure)
        agenda_wake.agenda = agenda
        lanes = query_lanes(clock, parts.lane_metrics)
        stack.callback(lanes.shutdown, cancel_futures=True)
        server = Server(parts, agenda, build_pages(parts, stack), lanes)
        await _catch_up(parts, clock)
        await parts.tickets.show_counts()
        yield server


async def _catch_up(parts: Parts, clock: Clock) -> None:
    """After a restore, decide what fell due meanwhile and say it once."""
    settings = parts.configuration.settings
    quiet = QuietStart(
        parts.database,
        clock,
        parts.catalogues,
        people=tuple(parts.gate.people),
        default_language=parts.language,
        url=settings.url(),
    )
    deciders = (one for one in parts.workers if isinstance(one, (TicketTimers, CheckForms)))
    await quiet.catch_up(settings.data, deciders)


class _LateWake:
    """Hands wake-ups to the agenda, which is made after the rooms that call it."""

    agenda: Agenda | None = None

    def __call__(self, worker_name: str) -> None:
        if self.agenda is not None:
            self.agenda.wake(worker_name)
