"""What to do about a probe that failed: one sentence by what kind of failure it is."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator, Mapping

from collector.probes.outcome import Samples, series
from watchkeeper.core.instants import SECOND, Instant
from watchkeeper.core.messages import Text, mark, text

NO_ANSWER = mark(
    "nothing came back: is the host up, does a firewall drop what comes from this server, does a "
    "route lead there and back?"
)
_NOBODY_LISTENS = mark(
    "the host is up and nothing listens there, or a firewall refuses: is the service started, is "
    "the port right?"
)
_NO_NAME = mark("look at the name's spelling, and at the resolver of this server")
_NO_WAY = mark("no way leads there from this server: look at its routes, VPN and interfaces")
_CUT = mark("the other end hung up: is it a service of this kind, or is this server not let in?")
_NOT_ALLOWED = mark("this server may not do that: see the capabilities of its unit")
_UNTRUSTED = mark(
    "name the CA that signed it by `ca_file`, or have a certificate made for this name"
)
_EXPIRED = mark("renew the certificate, and load it into the service")

_BY_NUMBER: Mapping[int, str] = {
    errno.ECONNREFUSED: _NOBODY_LISTENS,
    errno.ETIMEDOUT: NO_ANSWER,
    errno.EHOSTUNREACH: _NO_WAY,
    errno.ENETUNREACH: _NO_WAY,
    errno.EADDRNOTAVAIL: _NO_WAY,
    errno.ECONNRESET: _CUT,
    errno.EPIPE: _CUT,
    errno.EPERM: _NOT_ALLOWED,
    errno.EACCES: _NOT_ALLOWED,
}


def remedy_of(error: BaseException) -> Text | None:
    """Return what to do about an error, by what it was raised from; None where that says all."""
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror):
            return text(_NO_NAME)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return text(_UNTRUSTED)
        if isinstance(cause, TimeoutError):
            return text(NO_ANSWER)
        known = _BY_NUMBER.get(cause.errno or 0) if isinstance(cause, OSError) else None
        if known is not None:
            return text(known)
    return None


def remedy_of_certificate(samples: Samples, now: Instant) -> Text | None:
    """Return what to do about a certificate that was read and is not good."""
    ends = samples.get(series("probe_ssl_earliest_cert_expiry"))
    if ends is not None and ends * SECOND <= now:
        return text(_EXPIRED)
    return text(_UNTRUSTED) if samples.get(series("probe_tls_trusted")) == 0 else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give an error and what it came from, of aiohttp's the operating system's."""
    seen: BaseException | None = error
    for _ in range(10):
        if seen is None:
            return
        yield seen
        inner = getattr(seen, "os_error", None)
        seen = inner if isinstance(inner, OSError) else seen.__cause__ or seen.__context__
