"""Wire the reception of traps: who may speak, which engine we are, where the series go."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from collector.intake.trap_book import Names
from collector.intake.trap_reading import TrapReader
from collector.intake.traps import TrapListener, TrapMetrics, Traps, TrapWorker, begin_engine
from collector.snmp.profiles import Catalogue
from watchkeeper.config.settings import TrapSettings
from watchkeeper.core.errors import NotFound
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.secrets import Credential, Secrets
from watchkeeper.server.ground import Ground

log = get_log("server")


@dataclass(frozen=True, slots=True)
class TrapRoom:
    """What listens, what writes, and who may speak."""

    settings: TrapSettings
    reader: TrapReader
    listener: TrapListener
    worker: TrapWorker

    def allow(self, secrets: Secrets) -> None:
        """Take on other passwords; a name that is there no more lets nobody speak."""
        self.reader.allow(_credentials(self.settings, secrets))


async def trap_room(ground: Ground, catalogue: Catalogue) -> TrapRoom | None:
    """Return the room where traps are wanted."""
    settings, clock = ground.settings.traps, ground.clock
    if settings is None:
        return None
    engine = await asyncio.to_thread(begin_engine, ground.settings.data, clock)
    credentials = _credentials(settings, ground.configuration.secrets)
    reader = TrapReader(credentials, engine.now, clock.monotonic)
    metrics = TrapMetrics(ground.metrics.registry)
    traps = Traps(
        reader,
        Names(catalogue.trap_names(), catalogue.object_names()),
        lambda: ground.inventory.current,
        clock,
        metrics,
        per_second=settings.per_second,
    )
    listener = TrapListener(traps, metrics, *settings.host_and_port())
    worker = TrapWorker(traps, lambda: ground.inventory.current, ground.store, clock)
    return TrapRoom(settings, reader, listener, worker)


def _credentials(settings: TrapSettings, secrets: Secrets) -> tuple[Credential, ...]:
    found = []
    for name in settings.credentials:
        try:
            found.append(secrets.credential(name))
        except NotFound as error:
            log.error("nobody may send traps by this name", credentials=name, reason=error)
    return tuple(found)
