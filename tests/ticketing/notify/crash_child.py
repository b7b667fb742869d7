"""A process that sends one outbox by webhook and is killed by the test while it sends.

Arguments: database URL, URL of the service, secret, the time in milliseconds.
"""

from __future__ import annotations

import asyncio
import sys

import aiohttp

from tests.fakes.office import Office
from ticketing.notify.webhook import Webhook
from watchkeeper.core.instants import Instant
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.open_database import open_database


async def main() -> None:
    url, service, secret, now = sys.argv[1:]
    clock = ManualClock(Instant(int(now)))
    database = await open_database(url)
    async with aiohttp.ClientSession() as session:
        office = Office(database, clock, [Webhook("hook", session, clock, secret=secret)])
        office.hire("engineer-a", webhook=service)
        await office.run()


if __name__ == "__main__":
    asyncio.run(main())
