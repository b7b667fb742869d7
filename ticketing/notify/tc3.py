"""Tencent Cloud's signature of version 3, TC3-HMAC-SHA256, for a POST of JSON.

Signed are the content type, the host and the action; the day (UTC) and the service are mixed
into the key.  The time may differ by five minutes.  The example of the service's page "Signature
v3" is a test.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from watchkeeper.core.instants import SECOND, Instant, datetime_from_instant

ALGORITHM = "TC3-HMAC-SHA256"
CONTENT_TYPE = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class SecretKey:
    """An API key of the account, better of a sub-user that may do nothing but this."""

    id: str
    secret: str = field(repr=False)


def authorization(
    key: SecretKey, service: str, headers: Mapping[str, str], body: bytes, *, at: Instant
) -> str:
    """Return the Authorization header of a POST to ``/`` that carries *headers*."""
    day = datetime_from_instant(at).strftime("%Y-%m-%d")
    scope = f"{day}/{service}/tc3_request"
    names = ";".join(sorted(name.lower() for name in headers))
    lines = "".join(
        f"{name.lower()}:{headers[name].strip().lower()}\n"
        for name in sorted(headers, key=str.lower)
    )
    request = f"POST\n/\n\n{lines}\n{names}\n{hashlib.sha256(body).hexdigest()}"
    digest = hashlib.sha256(request.encode()).hexdigest()
    words = f"{ALGORITHM}\n{at // SECOND}\n{scope}\n{digest}"
    signature = _signature(key.secret, day, service, words)
    return f"{ALGORITHM} Credential={key.id}/{scope}, SignedHeaders={names}, Signature={signature}"


def _signature(secret: str, day: str, service: str, words: str) -> str:
    step = f"TC3{secret}".encode()
    for part in (day, service, "tc3_request"):
        step = hmac.new(step, part.encode(), hashlib.sha256).digest()
    return hmac.new(step, words.encode(), hashlib.sha256).hexdigest()
