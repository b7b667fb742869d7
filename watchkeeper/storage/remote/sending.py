"""Send one request by remote write until it is taken or refused for good.

What is sent again and what not as the specification of remote write 1.0 says: again where nobody
answers, for 429 and 5xx; never for another 4xx.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import aiohttp
import cramjam

from watchkeeper.core.logs import get_log
from watchkeeper.storage.remote.metrics import RemoteMetrics
from watchkeeper.storage.remote.reading import Request

log = get_log("storage")

FIRST_PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 5.0
LONGEST_RETRY_AFTER_SECONDS = 300.0

_HEADERS = {
    "Content-Type": "application/x-protobuf",
    "Content-Encoding": "snappy",
    "X-Prometheus-Remote-Write-Version": "0.1.0",
}
_SHOWN_BYTES = 300


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of one attempt; ``status`` 0: nobody answered."""

    status: int
    said: str
    pause_seconds: float | None = None  # as Retry-After asks

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_final(self) -> bool:
        """Return whether sending it again is no use: a 4xx but 429."""
        return 400 <= self.status < 500 and self.status != HTTPStatus.TOO_MANY_REQUESTS


def pause_after(failures: int, asked: float | None) -> float:
    """Return how long to wait after so many failures in a row: doubling, or as long as was asked."""
    doubled = min(FIRST_PAUSE_SECONDS * 2.0 ** min(failures - 1, 16), LONGEST_PAUSE_SECONDS)
    return doubled if asked is None else min(max(asked, doubled), LONGEST_RETRY_AFTER_SECONDS)


def seconds_from_header(text: str, now: datetime) -> float | None:
    """Return what a Retry-After header asks for, in seconds or as a date; None for anything else."""
    if text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


class Sender:
    """Posts to one address."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        metrics: RemoteMetrics,
        *,
        timeout_seconds: float,
        now: Callable[[], datetime],
        failed: Callable[[str], None],
    ) -> None:
        """Use a session with the door's headers; *failed* hears why an attempt came to nothing."""
        self._session = session
        self._url = url
        self._metrics = metrics
        self._timeout = timeout_seconds
        self._now = now
        self._failed = failed

    async def deliver(self, request: Request) -> Reply:
        """Return the reply that ended it: taken, or refused for good."""
        body = await asyncio.to_thread(_packed, request.body)
        failures = 0
        while True:
            reply = await self._attempt(body)
            if reply.is_taken:
                self._metrics.samples.inc(request.samples)
                return reply
            self._failed(_reason(reply))
            if reply.is_final:
                self._metrics.failed.inc(request.samples)
                return reply
            failures += 1
            self._metrics.is_up.set(0)
            self._metrics.retried.inc(request.samples)
            await asyncio.sleep(pause_after(failures, reply.pause_seconds))

    async def _attempt(self, body: bytes) -> Reply:
        self._metrics.bytes.inc(len(body))
        try:
            with self._metrics.batch_seconds.time():
                async with (
                    asyncio.timeout(self._timeout),
                    self._session.post(
                        self._url, data=body, headers=_HEADERS, allow_redirects=False
                    ) as answer,
                ):
                    return Reply(
                        answer.status,
                        await _shown(answer),
                        _asked_pause(answer.headers, self._now()),
                    )
        except TimeoutError:
            return Reply(0, f"no answer within {self._timeout:g} s")
        except (aiohttp.ClientError, OSError) as error:
            return Reply(0, str(error) or type(error).__name__)


def _packed(body: bytes) -> bytes:
    return bytes(cramjam.snappy.compress_raw(body))


async def _shown(answer: aiohttp.ClientResponse) -> str:
    """Return the beginning of what an engine says where it does not take something."""
    if 200 <= answer.status < 300:
        return ""
    found = await answer.content.read(_SHOWN_BYTES)
    return " ".join(found.decode("utf-8", "replace").split())


def _asked_pause(headers: Mapping[str, str], now: datetime) -> float | None:
    return seconds_from_header(headers.get("Retry-After", ""), now)


def _reason(reply: Reply) -> str:
    return f"{reply.status} {reply.said}".strip() if reply.status else reply.said
