"""A clock that stands still, an HTTP session, a message."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from ticketing.notify.channel import OutgoingMessage
from watchkeeper.core.instants import instant_from_rfc3339
from watchkeeper.server.clock import ManualClock


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(instant_from_rfc3339("2026-11-22T01:14:07Z"))


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def message() -> OutgoingMessage:
    return OutgoingMessage(
        key="f00d",
        subject="[II 级] web-1: 磁盘将满",
        text="[II 级] web-1: 磁盘将满\n详情见工单 7",
        html="<p>[II 级] web-1: 磁盘将满</p>",
        markdown="**[II 级] web-1: 磁盘将满**\n\n[工单 7](https://watch.example/tickets/7)",
        thread="ticket-7",
        facts={"kind": "opened", "ticket": 7},
    )
