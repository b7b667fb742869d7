"""Post to a service over HTTP: bounded in time and size, errors without addresses."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
import orjson

from ticketing.notify.channel import PermanentTransportError, TemporaryTransportError
from watchkeeper.core.instants import MINUTE, SECOND, Duration

SECONDS_PER_CALL = 10.0
MAX_ANSWER_BYTES = 65_536
_LONGEST_RETRY_AFTER = Duration(60 * MINUTE)
_TRY_AGAIN = frozenset({408, 409, 425, 429})


@dataclass(frozen=True, slots=True)
class Answer:
    """A service's answer with a status of 2xx."""

    text: str
    headers: Mapping[str, str]


async def post(
    session: aiohttp.ClientSession, url: str, body: bytes, headers: Mapping[str, str]
) -> Answer:
    """Post *body* and return the answer.  Raises TransportError, which never holds the URL."""
    try:
        async with (
            asyncio.timeout(SECONDS_PER_CALL),
            session.post(url, data=body, headers=headers, allow_redirects=False) as response,
        ):
            text = (await _read(response)).decode(errors="replace")
            _check_status(response, text)
            return Answer(text, response.headers)
    except TimeoutError as error:
        raise TemporaryTransportError(
            "no answer within {seconds} s", seconds=int(SECONDS_PER_CALL)
        ) from error
    except (aiohttp.InvalidURL, ValueError) as error:
        raise PermanentTransportError("the channel's address is no URL") from error
    except (aiohttp.ClientError, OSError) as error:
        raise TemporaryTransportError("cannot connect: {reason}", reason=_reason(error)) from error


def read_object(text: str) -> dict[str, object]:
    """Return the JSON object a service answered.  Raises TemporaryTransportError for nonsense."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise TemporaryTransportError("the service answered no JSON", answer=text) from error
    if not isinstance(found, dict):
        raise TemporaryTransportError("the service answered no JSON object", answer=text)
    return found


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """Return the answer's first bytes; a longer one is cut, for it is only shown to people."""
    data = bytearray()
    async for chunk in response.content.iter_chunked(16_384):
        data += chunk
        if len(data) >= MAX_ANSWER_BYTES:
            break
    return bytes(data[:MAX_ANSWER_BYTES])


def _check_status(response: aiohttp.ClientResponse, text: str) -> None:
    status = response.status
    if status < 300:
        return
    if status >= 500 or status in _TRY_AGAIN:
        raise TemporaryTransportError(
            "the service answered {status}",
            status=status,
            answer=text,
            retry_after=_retry_after(response.headers.get("Retry-After", "")),
        )
    raise PermanentTransportError("the service answered {status}", status=status, answer=text)


def _retry_after(text: str) -> Duration | None:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        return None
    return Duration(min(int(text) * SECOND, _LONGEST_RETRY_AFTER))


def _reason(error: Exception) -> str:
    """Name what went wrong by its kind; the texts of some errors hold the whole address."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return "the certificate is not trusted"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return type(error).__name__
