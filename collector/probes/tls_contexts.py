"""What TLS trusts: contexts that verify, and one that only looks."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

handshake_started: ContextVar[Callable[[ssl.SSLObject], None] | None] = ContextVar(
    "handshake_started", default=None
)
"""Called when TCP stands and TLS begins: tells the phases apart, and hands over the session."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom to trust, and by which certificate to say who we are; nothing named: the system's."""

    ca_file: Path | None = None
    certificate_file: Path | None = None
    key_file: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        named = (self.ca_file, self.certificate_file, self.key_file)
        return tuple(file for file in named if file is not None)


SYSTEM = Trust()


class TimedContext(ssl.SSLContext):
    """An SSLContext that tells when a handshake begins."""

    def wrap_bio(  # type: ignore[override]  # typeshed's defaults differ in form only
        self,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool = False,
        server_hostname: str | None = None,
        session: ssl.SSLSession | None = None,
    ) -> ssl.SSLObject:
        made = super().wrap_bio(incoming, outgoing, server_side, server_hostname, session)
        started = handshake_started.get()
        if started is not None:
            started(made)
        return made


def verifying_context(trust: Trust = SYSTEM) -> TimedContext:
    """Return a context that trusts the system's authorities, or those of a file alone."""
    context = TimedContext(ssl.PROTOCOL_TLS_CLIENT)
    if trust.ca_file is None:
        context.load_default_certs()
    else:
        context.load_verify_locations(trust.ca_file)
    _sign_in(context, trust)
    return context


def looking_context(trust: Trust = SYSTEM) -> TimedContext:
    """Return a context that trusts anything: for looking at a certificate, never for secrets."""
    context = TimedContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    _sign_in(context, trust)
    return context


def _sign_in(context: ssl.SSLContext, trust: Trust) -> None:
    if trust.certificate_file is not None:
        context.load_cert_chain(trust.certificate_file, trust.key_file, password=_no_password)


def _no_password() -> str:
    """Refuse a key that is locked, where OpenSSL would ask at the terminal."""
    raise ssl.SSLError("the key is locked by a passphrase")
