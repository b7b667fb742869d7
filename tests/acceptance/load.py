"""Load on a server that will be killed, and the memory of what it acknowledged."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import aiohttp

from tests.acceptance.harness import REST, TIMEOUT, House, PushingAgent, Tick
from watchkeeper.core.instants import HOUR, SECOND, Duration, Instant, later, rfc3339

PROBLEMS = 24
"""Different things that are wrong; each may have one ticket, however often it is posted."""


@dataclass
class Pusher:
    """An agent with a tick each second of the past; what is not acknowledged is sent again."""

    agent: PushingAgent
    at: Instant
    unsent: list[Tick] = field(default_factory=list)

    async def run(self, session: aiohttp.ClientSession, now: Callable[[], Instant]) -> None:
        """Push until the server is gone."""
        while self.at < now():
            if not self.unsent:
                self.unsent = [self._measure() for _ in range(3)]
            status = await self.agent.send(session, *self.unsent, sent_at=now())
            if status == 0:
                return
            assert status == HTTPStatus.NO_CONTENT, status
            self.unsent = []

    def _measure(self) -> Tick:
        self.at = later(self.at, SECOND)
        number = self.agent.next_sequence
        return self.agent.tick(self.at, *(number + n / 8 for n in range(len(self.agent.series))))


@dataclass
class Caller:
    """Posts alerts and gives commands, as people and programs do; remembers what was accepted."""

    house: House
    token: str
    chance: random.Random
    lasts: Duration = Duration(HOUR)  # how long an alert that was posted is said to go on
    borne: frozenset[HTTPStatus] = frozenset()  # refusals that are no failure
    posted: set[str] = field(default_factory=set)
    comments: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    acknowledged: set[int] = field(default_factory=set)
    _count: itertools.count[int] = field(default_factory=itertools.count)

    async def run(self, session: aiohttp.ClientSession, now: Callable[[], Instant]) -> None:
        """Go on until the server is gone."""
        while await self.turn(session, now):
            pass

    async def turn(self, session: aiohttp.ClientSession, now: Callable[[], Instant]) -> bool:
        """Post some alerts and comment on some tickets; return whether the server is there."""
        if not await self._post_alerts(session, now()):
            return False
        return all([await self._comment(session, one) for one in await self._numbers(session)])

    async def _post_alerts(self, session: aiohttp.ClientSession, now: Instant) -> bool:
        names = self.chance.sample(range(PROBLEMS), 3)
        alerts = [_alert(f"Problem{n}", now, self.lasts) for n in names]
        status, _ = await self._ask(session, "/api/v2/alerts", alerts)
        if status == HTTPStatus.OK:
            self.posted |= {f"Problem{n}" for n in names}
        return status == HTTPStatus.OK

    async def _numbers(self, session: aiohttp.ClientSession) -> list[int]:
        status, body = await self._ask(session, f"{REST}/tickets?limit=100", None)
        if status != HTTPStatus.OK:
            return []
        return self.chance.sample([row["number"] for row in body["tickets"]], 2)

    async def _comment(self, session: aiohttp.ClientSession, number: int) -> bool:
        words = f"comment {next(self._count)}"
        path = f"{REST}/tickets/{number}"
        status, _ = await self._ask(session, f"{path}/comment", {"text": words})
        if status == HTTPStatus.OK:
            self.comments[number].add(words)
        if number not in self.acknowledged and number % 2:
            given = {"actor": "engineer-a"}
            status, _ = await self._ask(session, f"{path}/acknowledge", given)
            self.acknowledged |= {number} if status == HTTPStatus.OK else set()
        return status != 0

    async def _ask(
        self, session: aiohttp.ClientSession, path: str, given: object
    ) -> tuple[int, Any]:
        method = "GET" if given is None else "POST"
        headers = {"Authorization": f"Bearer {self.token}"}
        try:
            async with session.request(
                method, self.house.url + path, json=given, headers=headers, timeout=TIMEOUT
            ) as answer:
                body = await answer.read()
                if answer.status in self.borne:
                    return answer.status, None
                assert answer.status < HTTPStatus.BAD_REQUEST, (path, body)
                return answer.status, await answer.json() if body else None
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0, None


def _alert(name: str, now: Instant, lasts: Duration) -> dict[str, object]:
    return {
        "labels": {"alertname": name, "instance": "web-1", "severity": "critical"},
        "annotations": {"summary": f"{name} on web-1"},
        "startsAt": rfc3339(now),
        "endsAt": rfc3339(later(now, lasts)),
    }


async def load_until_gone(
    pushers: list[Pusher],
    callers: list[Caller],
    now: Callable[[], Instant],
    kill: Callable[[], None],
    after_seconds: float,
) -> None:
    """Let everybody work, kill the server in the midst of it, and wait until all noticed."""
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        for pusher in pushers:
            group.create_task(pusher.run(session, now))
        for caller in callers:
            group.create_task(caller.run(session, now))
        await asyncio.sleep(after_seconds)
        kill()
