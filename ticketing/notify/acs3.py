"""Aliyun's signature of version 3, ACS3-HMAC-SHA256, for operations of the RPC style.

The parameters stand in the query, the body is empty.  Signed are ``host`` and every ``x-acs-*``
header; the time may differ by 15 minutes and a nonce is taken once.  The example with fixed keys
of the service's page "V3 request structure and signature" is a test.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from watchkeeper.core.instants import Instant, datetime_from_instant

ALGORITHM = "ACS3-HMAC-SHA256"
_NOTHING = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class AccessKey:
    """An AccessKey of the account, better of a RAM user that may do nothing but this."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One call: ``host`` as it stands in the Host header."""

    host: str
    action: str
    version: str
    parameters: Mapping[str, str] = field(repr=False)


def canonical_query(parameters: Mapping[str, str]) -> str:
    """Return the query in the only form that is signed, which is also the one to send."""
    return "&".join(f"{_encoded(name)}={_encoded(parameters[name])}" for name in sorted(parameters))


def signed_headers(
    key: AccessKey, operation: Operation, *, at: Instant, nonce: str
) -> dict[str, str]:
    """Return the headers of a POST to ``/?<canonical_query>`` with an empty body."""
    headers = {
        "host": operation.host,
        "x-acs-action": operation.action,
        "x-acs-content-sha256": _NOTHING,
        "x-acs-date": datetime_from_instant(at).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": nonce,
        "x-acs-version": operation.version,
    }
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    query = canonical_query(operation.parameters)
    request = "\n".join(("POST", "/", query, lines, names, _NOTHING))
    digest = hashlib.sha256(request.encode()).hexdigest()
    words = f"{ALGORITHM}\n{digest}".encode()
    signature = hmac.new(key.secret.encode(), words, hashlib.sha256).hexdigest()
    authorization = f"{ALGORITHM} Credential={key.id},SignedHeaders={names},Signature={signature}"
    return headers | {"Authorization": authorization}


def _encoded(text: str) -> str:
    """Return RFC 3986: a space is %20, an asterisk %2A, a tilde itself."""
    return quote(text, safe="-_.~")
