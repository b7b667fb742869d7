"""Read the configuration again while the server runs; all of it or nothing."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from rules.schedule import GroupWorker
from ticketing.answers.settings import AnswerSource
from ticketing.notify.channel import Channel
from ticketing.shelf import PolicyText, shipped_policies
from watchkeeper.config.settings import Settings
from watchkeeper.core.errors import Unavailable, WatchkeeperError
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.registry import Inventory
from watchkeeper.server.answers import sources_of
from watchkeeper.server.clock import Agenda
from watchkeeper.server.configuration import CONFIG_NAME, Configuration, read_configuration
from watchkeeper.server.ground import reachable
from watchkeeper.server.parts import Parts

log = get_log("server")

_LONGEST_WAIT_SECONDS = 60.0  # for the files, the database, and rounds of rules under way


@dataclass(frozen=True, slots=True)
class _Ready:
    """Everything was read and checked; nothing has changed yet."""

    configuration: Configuration
    policies: tuple[PolicyText, ...]
    channels: Sequence[Channel]
    sources: Mapping[str, AnswerSource]
    switch_inventory: Callable[[], Inventory]
    switch_rules: Callable[[], tuple[GroupWorker, ...]]


class Reloads:
    """Takes on people, targets, customers, policies, articles, rules, channels and secrets as the files say.

    ``failure`` is what kept the last one from happening; ``awaits_restart`` names the settings of
    watchkeeper.yml that were changed since the start: they need a restart.  ``discovery`` are the
    patterns of file_sd's files in force.
    """

    def __init__(self, parts: Parts, agenda: Agenda) -> None:
        self._parts = parts
        self._agenda = agenda
        self._turn = asyncio.Lock()
        self.failure: WatchkeeperError | None = None
        self.awaits_restart: tuple[str, ...] = ()
        self.discovery = parts.configuration.discovery

    async def reload(self) -> None:
        """Read and check everything, then switch in one step; an error leaves all as it was."""
        metrics = self._parts.metrics
        async with self._turn:
            try:
                await self._reload()
            except Exception as error:
                metrics.count_reload("failure", self._parts.clock.now())
                self.failure = error if isinstance(error, WatchkeeperError) else _defect(error)
                raise
            self.failure = None
            metrics.count_reload("success", self._parts.clock.now())

    async def _reload(self) -> None:
        async with AsyncExitStack() as held:
            try:
                async with asyncio.timeout(_LONGEST_WAIT_SECONDS):
                    ready = await self._read(held)
            except TimeoutError as error:
                raise Unavailable(
                    "the configuration was not reloaded: files, database or rules kept it waiting "
                    "for {seconds} s; try again",
                    seconds=_LONGEST_WAIT_SECONDS,
                ) from error
            self._switch(ready)
        wanted = ready.configuration
        self.awaits_restart = changed_settings(self._parts.configuration.settings, wanted.settings)
        log.info("configuration reloaded", targets=len(wanted.inventory), people=len(wanted.people))
        if self.awaits_restart:
            log.warning("settings need a restart", settings=", ".join(self.awaits_restart))

    async def _read(self, held: AsyncExitStack) -> _Ready:
        path = self._parts.configuration.folder / CONFIG_NAME
        wanted = await asyncio.to_thread(read_configuration, path)
        shipped = await asyncio.to_thread(shipped_policies)
        return _Ready(
            wanted,
            (*shipped, *wanted.policies),
            await asyncio.to_thread(self._parts.make_channels, wanted.settings),
            await asyncio.to_thread(sources_of, wanted.settings),
            await held.enter_async_context(self._parts.inventory.replacing(wanted.inventory)),
            await held.enter_async_context(self._parts.rules.replacing(wanted.rules)),
        )

    def _switch(self, ready: _Ready) -> None:
        """Put everything in force.  Policies first: they alone look at themselves once more."""
        parts = self._parts
        parts.tickets.take_on_policies(ready.policies)
        parts.tools.renew(ready.configuration.secrets, ready.configuration.snmp_profiles)
        parts.enrolment.registrations.rules = ready.configuration.registration
        parts.snmp_texts.texts = ready.configuration.snmp_texts
        if parts.traps is not None:
            parts.traps.allow(ready.configuration.secrets)
        parts.events.take_on(ready.configuration)
        parts.gate.replace_people(ready.configuration.people)
        parts.duty.is_reachable = reachable(parts.gate, ready.configuration)
        parts.duty.take_on(ready.configuration.schedules)
        parts.mutes.take_on(ready.configuration.windows)
        parts.library.take_on(ready.configuration.articles)
        parts.maintenance.look_again()
        parts.outbox.use(ready.channels)
        parts.answers.use(ready.sources)
        self.discovery = ready.configuration.discovery
        ready.switch_inventory()
        for worker in ready.switch_rules():
            self._agenda.take_on(worker)
        self._agenda.wake(parts.outbox.name)
        self._agenda.wake(parts.maintenance.name)


def _defect(error: Exception) -> WatchkeeperError:
    return WatchkeeperError("{kind}; it is in the log", kind=type(error).__name__)


_TAKEN_ON = frozenset(
    {"allowed_commands", "answers", "channels", "rules"}
)  # these are read at each reload


def changed_settings(running: Settings, wanted: Settings) -> tuple[str, ...]:
    """Return the keys of watchkeeper.yml whose values differ and are not taken on by a reload."""
    return tuple(
        field.name
        for field in dataclasses.fields(Settings)
        if field.name not in _TAKEN_ON
        and getattr(running, field.name) != getattr(wanted, field.name)
    )
