"""Call a service over HTTP: bounded in time and size, errors without addresses.

``exchange`` returns whatever was answered, ``call`` what may hold a service's own code (below
500), ``post`` what was taken (2xx).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import aiohttp
import orjson
from yarl import URL

from ticketing.notify.channel import (
    PermanentTransportError,
    TemporaryTransportError,
    TransportError,
)
from watchkeeper.core.instants import MINUTE, SECOND, Duration

SECONDS_PER_CALL = 10.0
MAX_ANSWER_BYTES = 65_536
LONGEST_RETRY_AFTER = Duration(60 * MINUTE)

_TRY_AGAIN = frozenset({408, 409, 425, 429})
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent; ``url`` is sent as it is written, for it may be signed."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=lambda: _NO_HEADERS, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, whatever its status."""

    status: int
    text: str
    headers: Mapping[str, str] = field(default_factory=lambda: _NO_HEADERS)

    @property
    def is_fine(self) -> bool:
        return self.status < 300

    @property
    def is_passing_trouble(self) -> bool:
        return self.status >= 500 or self.status in _TRY_AGAIN

    @property
    def retry_after(self) -> Duration | None:
        return self.seconds_in("Retry-After")

    @property
    def request_id(self) -> str:
        return self.headers.get("X-Request-Id", "")[:200]

    def seconds_in(self, header: str) -> Duration | None:
        """Return the whole seconds that a header holds, within bounds; None where it does not."""
        text = self.headers.get(header, "")
        is_number = text.isascii() and text.isdigit() and len(text) <= 9
        return seconds_to_wait(int(text)) if is_number else None

    def document(self) -> dict[str, object]:
        """Return the JSON object it holds.  Raises TransportError by the status, or for nonsense."""
        try:
            return read_object(self.text)
        except TemporaryTransportError:
            if self.is_fine:
                raise
        raise self.refusal()

    def refusal(self) -> TransportError:
        """Return the error that the status alone means."""
        if self.is_passing_trouble:
            return TemporaryTransportError(
                "the service answered {status}",
                status=self.status,
                answer=self.text,
                retry_after=self.retry_after,
            )
        return PermanentTransportError(
            "the service answered {status}", status=self.status, answer=self.text
        )


async def exchange(session: aiohttp.ClientSession, request: Request) -> Reply:
    """Send *request* and return the answer.  Raises TransportError, which never holds the URL."""
    try:
        async with (
            asyncio.timeout(SECONDS_PER_CALL),
            session.request(
                request.method,
                URL(request.url, encoded=True),
                data=request.body or None,
                headers=request.headers,
                allow_redirects=False,
            ) as response,
        ):
            return await _reply(response)
    except TimeoutError as error:
        raise TemporaryTransportError(
            "no answer within {seconds} s", seconds=int(SECONDS_PER_CALL)
        ) from error
    except (aiohttp.InvalidURL, ValueError) as error:
        raise PermanentTransportError("the channel's address is no URL") from error
    except (aiohttp.ClientError, OSError) as error:
        raise TemporaryTransportError("cannot connect: {reason}", reason=_reason(error)) from error


async def call(
    session: aiohttp.ClientSession,
    method: str,
    url: str,
    *,
    document: object = None,
    headers: Mapping[str, str] = _NO_HEADERS,
) -> Reply:
    """Send *document* as JSON and return the answer, if it is one below 500.

    Raises TransportError.
    """
    body = b"" if document is None else orjson.dumps(document)
    sent = {"Content-Type": "application/json; charset=utf-8", **headers} if body else headers
    reply = await exchange(session, Request(method, _as_sent(url), sent, body))
    if reply.status >= 500:
        raise reply.refusal()
    return reply


async def post(
    session: aiohttp.ClientSession, url: str, body: bytes, headers: Mapping[str, str]
) -> Reply:
    """Post *body* and return the answer of a service that took it.  Raises TransportError."""
    reply = await exchange(session, Request("POST", _as_sent(url), headers, body))
    if not reply.is_fine:
        raise reply.refusal()
    return reply


def read_object(text: str) -> dict[str, object]:
    """Return the JSON object a service answered.  Raises TemporaryTransportError for nonsense."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise TemporaryTransportError("the service answered no JSON", answer=text) from error
    if not isinstance(found, dict):
        raise TemporaryTransportError("the service answered no JSON object", answer=text)
    return found


def seconds_to_wait(seconds: object) -> Duration | None:
    """Return a service's "come again in so many seconds" within bounds; None for nonsense."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds >= 0:
        return None
    return Duration(int(min(seconds, LONGEST_RETRY_AFTER // SECOND) * SECOND))


def _as_sent(url: str) -> str:
    """Return *url*, which people wrote, with what must be encoded.  Raises TransportError."""
    try:
        return str(URL(url))
    except ValueError as error:
        raise PermanentTransportError("the channel's address is no URL") from error


async def _reply(response: aiohttp.ClientResponse) -> Reply:
    """Return the answer with its first bytes; a longer one is cut, for it is only shown."""
    data = bytearray()
    async for chunk in response.content.iter_chunked(16_384):
        data += chunk
        if len(data) >= MAX_ANSWER_BYTES:
            break
    text = bytes(data[:MAX_ANSWER_BYTES]).decode(errors="replace")
    return Reply(response.status, text, response.headers)


def _reason(error: Exception) -> str:
    """Name what went wrong by its kind; the texts of some errors hold the whole address."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return "the certificate is not trusted"
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return type(error).__name__
