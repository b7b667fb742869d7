"""``POST /api/agent/v1/push``: agents' columns into the series store (docs/en/push-protocol.md).

The server, not the sender, says whose samples they are and what time it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus

import numpy as np
from aiohttp import web

from collector.agent_requests import AgentRequests
from collector.agent_tokens import AgentIdentity
from collector.intake.push_layout import (
    OWN_COLUMNS,
    agent_feed,
    clock_offset,
    own_labels,
    relabelled,
    shift_for,
    vectors_of,
)
from collector.intake.push_metrics import PushMetrics
from collector.intake.push_wait import LoopWait
from collector.intake.statuses import status_of
from watchkeeper.access.asking import open_to_all
from watchkeeper.access.bodies import read_body
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    TooLarge,
    Unauthenticated,
    WatchkeeperError,
)
from watchkeeper.core.instants import HOUR, SECOND
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.store import Feed, Sequences, SeriesStore
from watchkeeper.wire.columns import MAX_BODY_BYTES, PUSH_PATH, Push, decode
from watchkeeper.wire.encoder import RENEW_HEADER
from watchkeeper.wire.requests import ANSWERS_HEADER, bytes_from_requests

log = get_log("collector")

Authenticate = Callable[[str], Awaitable[AgentIdentity]]
"""Return whose token it is.  Raises Unauthenticated."""

_OFF_LOOP_BYTES = 128 << 10  # a larger body takes more than 5 ms to inflate and read
_LONGEST_INTERVAL = HOUR


class PushIntake:
    """Takes pushes; answers 2xx only when their ticks are on the disk."""

    def __init__(
        self,
        store: SeriesStore,
        authenticate: Authenticate,
        clock: Clock,
        metrics: PushMetrics,
        requests: AgentRequests | None = None,
    ) -> None:
        self._requests = requests
        self._store = store
        self._authenticate = authenticate
        self._clock = clock
        self._metrics = metrics
        self._wait = LoopWait()
        self._shifted: set[str] = set()  # targets whose times are corrected

    def routes(self) -> list[web.RouteDef]:
        """Return the route; it checks the agent's token itself."""
        return [web.post(PUSH_PATH, self.push)]

    @open_to_all
    async def push(self, request: web.Request) -> web.Response:
        try:
            identity = await self._authenticate(bearer_token(request))
            await self._take(identity, await _read(request))
        except WatchkeeperError as error:
            return self._refusal(request, error)
        self._metrics.stored.inc()
        return self._answer(request, identity)

    def _answer(self, request: web.Request, identity: AgentIdentity) -> web.Response:
        """Ask, along with the answer, what is to be asked of an agent that reads it."""
        headers = self._wishes(identity)
        asks = self._requests is not None and ANSWERS_HEADER in request.headers
        requests = self._requests.for_push(identity.target) if asks and self._requests else ()
        if not requests:
            return web.Response(status=HTTPStatus.NO_CONTENT, headers=headers)
        body = bytes_from_requests(requests)
        return web.Response(body=body, content_type="application/json", headers=headers)

    def _wishes(self, identity: AgentIdentity) -> dict[str, str] | None:
        """Ask for what is due: that the agent fetches a new token."""
        is_due = identity.renew_at is not None and self._clock.now() >= identity.renew_at
        return {RENEW_HEADER: "1"} if is_due else None

    async def _take(self, identity: AgentIdentity, push: Push) -> None:
        if push.agent != identity.agent:
            raise Forbidden("this token belongs to another agent than {agent!r}", agent=push.agent)
        if not SECOND <= push.interval <= _LONGEST_INTERVAL:
            raise InvalidInput("the interval must be between 1s and 1h")
        feed = self._feed(identity.target, push)
        offset = clock_offset(push, self._clock.now(), self._wait.longest())
        shift = shift_for(offset)
        self._tell_of_shift(identity.target, shift)
        await self._store.append(
            feed,
            np.array(push.times, np.int64) + shift,
            vectors_of(push, offset=offset, shift=shift),
            sequence=Sequences(push.boot.hex(), push.first_sequence),
        )
        self._metrics.samples.inc(push.ticks * push.width)

    def _feed(self, target: str, push: Push) -> Feed:
        """Return the feed with all columns of the push.  Raises Conflict where some are lost."""
        name, key = agent_feed(target), f"{push.boot.hex()}/{push.layout}"
        feed = self._store.known_feed(name, layout=key)
        is_known = feed is not None and feed.interval == push.interval
        known = len(feed.layout) - OWN_COLUMNS if feed is not None and is_known else 0
        if push.base > known:
            raise Conflict(
                "of this layout {known} series are known here, not {base}; send all of it",
                known=known,
                base=push.base,
            )
        if feed is None or not is_known:
            feed = self._store.feed(name, interval=push.interval, layout=key)
            feed.extend(own_labels(target))
        if known < push.width:
            feed.extend(relabelled(push.additions[known - push.base :], target))
        return feed

    def _tell_of_shift(self, target: str, shift: int) -> None:
        """Log once when an agent's clock goes astray, and once when it is back."""
        if shift and target not in self._shifted:
            self._shifted.add(target)
            log.warning("an agent's clock is off, its times are shifted", target=target, ms=shift)
        elif not shift and target in self._shifted:
            self._shifted.discard(target)
            log.info("an agent's clock is right again", target=target)

    def _refusal(self, request: web.Request, error: WatchkeeperError) -> web.Response:
        status = status_of(error)
        self._metrics.requests.labels(str(status.value)).inc()
        log.debug("push refused", status=status.value, peer=request.remote, reason=error)
        headers = {"Retry-After": "5"} if status is HTTPStatus.SERVICE_UNAVAILABLE else None
        return web.json_response({"error": str(error)}, status=status, headers=headers)


async def _read(request: web.Request) -> Push:
    """Return the push of a request.  Raises TooLarge or InvalidInput."""
    if (request.content_length or 0) > MAX_BODY_BYTES:
        raise TooLarge("a push has at most {most} bytes", most=MAX_BODY_BYTES)
    is_here = request.content.is_eof()  # small bodies come with their head
    body = request.content.read_nowait() if is_here else await read_body(request, MAX_BODY_BYTES)
    if len(body) <= _OFF_LOOP_BYTES:
        return decode(body)
    return await asyncio.to_thread(decode, body)


def bearer_token(request: web.Request) -> str:
    """Return the agent's token of a request.  Raises Unauthenticated."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("a push needs the agent's token: Authorization: Bearer ...")
    return token.strip()
