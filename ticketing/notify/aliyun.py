"""Aliyun (阿里云): the account by which SMS and voice are called, and what its codes mean.

Facts of the service: an operation is a signed POST; a refusal of the gateway comes with 4xx and
``Code`` (``Throttling...``, ``SignatureDoesNotMatch``), one of SMS or voice with 200 and a
``Code`` such as ``isv.BUSINESS_LIMIT_CONTROL``; ``OK`` is success.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from ticketing.notify.acs3 import AccessKey, Operation, canonical_query, signed_headers
from ticketing.notify.channel import (
    PermanentTransportError,
    TemporaryTransportError,
    TransportError,
)
from ticketing.notify.http import Reply, Request, exchange, read_object
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, Duration

VERSION = "2017-05-25"  # of both services

_ANSWER_IN_JSON = {"Accept": "application/json"}  # else the service may answer XML
_BUSY = frozenset({"isp.SYSTEM_ERROR", "InternalError", "ServiceUnavailable"})
_LIMITED = "isv.BUSINESS_LIMIT_CONTROL"
_BY_THE_MINUTE = "分钟"  # the message names the window: 触发分钟级流控Permits:1


@dataclass(frozen=True, slots=True)
class AliyunAccount:
    """One AccessKey at one endpoint, for example https://dysmsapi.aliyuncs.com."""

    session: aiohttp.ClientSession
    clock: Clock
    key: AccessKey
    service: str

    async def call(self, action: str, parameters: Mapping[str, str]) -> dict[str, object]:
        """Carry out *action* and return its answer.  Raises TransportError."""
        host = urlsplit(self.service).netloc
        operation = Operation(host, action, VERSION, parameters)
        headers = signed_headers(
            self.key, operation, at=self.clock.now(), nonce=secrets.token_hex(16)
        )
        url = f"{self.service}/?{canonical_query(parameters)}"
        request = Request("POST", url, headers | _ANSWER_IN_JSON)
        return _checked(await exchange(self.session, request))


def _checked(reply: Reply) -> dict[str, object]:
    answer = read_object(reply.text)
    code, said = str(answer.get("Code", "")), str(answer.get("Message", ""))
    if code == "OK" and reply.status < 300:
        return answer
    raise refusal(reply, code, said)


def refusal(reply: Reply, code: str, said: str) -> TransportError:
    """Return whether to try again: a limit of one number is no reason to rest the channel."""
    words = f"{code} {said}"
    if code.startswith("Throttling"):
        return TemporaryTransportError(
            "Aliyun takes no more calls for now",
            answer=words,
            retry_after=reply.retry_after or Duration(MINUTE),
        )
    is_short_limit = code == _LIMITED and _BY_THE_MINUTE in said
    if code in _BUSY or reply.is_passing_trouble or is_short_limit:
        return TemporaryTransportError("Aliyun will take it later", answer=words)
    return PermanentTransportError(
        "Aliyun refused the message with code {code}", code=code[:80], answer=words
    )
