"""Read the configuration again while the server runs; all of it or nothing."""

from __future__ import annotations

import asyncio

from ticketing.shelf import shipped_policies
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.logs import get_log
from watchkeeper.server.clock import Agenda
from watchkeeper.server.configuration import CONFIG_NAME, read_configuration
from watchkeeper.server.parts import Parts

log = get_log("server")


async def reload_configuration(parts: Parts, agenda: Agenda) -> None:
    """Take on people, targets, customers, policies and rules as the files say now.

    Settings of watchkeeper.yml itself need a restart.  On an error nothing changes.
    """
    try:
        wanted = await asyncio.to_thread(
            read_configuration, parts.configuration.folder / CONFIG_NAME
        )
        shipped = await asyncio.to_thread(shipped_policies)
        parts.tickets.take_on_policies((*shipped, *wanted.policies))
        await parts.inventory.reload()
        new_workers = await parts.rules.load(wanted.rules)
    except WatchkeeperError:
        parts.metrics.reloads.labels("failure").inc()
        raise
    parts.gate.replace_people(wanted.people)
    for worker in new_workers:
        agenda.take_on(worker)
    parts.metrics.reloads.labels("success").inc()
    log.info("configuration reloaded", targets=len(wanted.inventory), people=len(wanted.people))
