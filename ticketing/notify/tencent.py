"""Tencent Cloud (腾讯云): the account by which SMS and voice are called, and what its codes mean.

Facts of the service: an action is a signed POST of JSON; the answer is 200 with a ``Response``
that holds an ``Error`` where it was refused.  One number within SMS may be refused by a code of
its own while the call succeeds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
import orjson

from ticketing.notify.channel import (
    PermanentTransportError,
    TemporaryTransportError,
    TransportError,
)
from ticketing.notify.http import Reply, Request, exchange, read_object
from ticketing.notify.tc3 import CONTENT_TYPE, SecretKey, authorization
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, SECOND, Duration

REGION = "ap-guangzhou"

_BUSY = frozenset(
    {"InternalError", "InternalError.Timeout", "FailedOperation.AccessUpstreamTimeout"}
)
_TOO_FREQUENT = "RequestLimitExceeded"


@dataclass(frozen=True, slots=True)
class TencentAccount:
    """One key at one endpoint; ``product`` (sms, vms) is a part of the signature."""

    session: aiohttp.ClientSession
    clock: Clock
    key: SecretKey
    service: str
    product: str
    version: str
    region: str = REGION

    async def call(self, action: str, parameters: Mapping[str, object]) -> dict[str, object]:
        """Carry out *action* and return its ``Response``.  Raises TransportError."""
        body = orjson.dumps(parameters)
        headers = self._headers(action, body)
        reply = await exchange(self.session, Request("POST", f"{self.service}/", headers, body))
        return _checked(reply)

    def _headers(self, action: str, body: bytes) -> dict[str, str]:
        now = self.clock.now()
        signed = {
            "Content-Type": CONTENT_TYPE,
            "Host": urlsplit(self.service).netloc,
            "X-TC-Action": action,
        }
        return signed | {
            "Authorization": authorization(self.key, self.product, signed, body, at=now),
            "X-TC-Timestamp": str(now // SECOND),
            "X-TC-Version": self.version,
            "X-TC-Region": self.region,
        }


def refusal(code: str, said: str) -> TransportError:
    """Return whether to try again: a limit of one number is no reason to rest the channel."""
    words = f"{code} {said}"
    if code == _TOO_FREQUENT or code.startswith(f"{_TOO_FREQUENT}."):
        return TemporaryTransportError(
            "Tencent Cloud takes no more calls for now", answer=words, retry_after=Duration(MINUTE)
        )
    if code in _BUSY:
        return TemporaryTransportError("Tencent Cloud will take it later", answer=words)
    return PermanentTransportError(
        "Tencent Cloud refused the message with code {code}", code=code[:80], answer=words
    )


def _checked(reply: Reply) -> dict[str, object]:
    if reply.is_passing_trouble:
        raise reply.refusal()
    response = read_object(reply.text).get("Response")
    if not isinstance(response, dict):
        raise TemporaryTransportError("the service answered no JSON object", answer=reply.text)
    error = response.get("Error")
    if isinstance(error, dict):
        raise refusal(str(error.get("Code", "")), str(error.get("Message", "")))
    return response
