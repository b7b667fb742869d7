"""TLS for probes: when a certificate ends is read even where it cannot be trusted."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import ExtensionOID, NameOID

from collector.probes.outcome import Samples, series
from watchkeeper.core.instants import Instant, instant_from_datetime
from watchkeeper.core.messages import Text, text

handshake_started: ContextVar[Callable[[ssl.SSLObject], None] | None] = ContextVar(
    "handshake_started", default=None
)
"""Called when TCP stands and TLS begins: tells the phases apart, and hands over the session."""


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


def verifying_context(ca_file: Path | None = None) -> TimedContext:
    """Return a context that trusts the system's authorities, or those of *ca_file* alone."""
    context = TimedContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file is None:
        context.load_default_certs()
    else:
        context.load_verify_locations(ca_file)
    return context


def looking_context() -> TimedContext:
    """Return a context that trusts anything: for looking at a certificate, never for data."""
    context = TimedContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@dataclass(frozen=True, slots=True)
class Certificate:
    """The leaf a server showed."""

    not_after: Instant
    not_before: Instant
    subject: str
    names: tuple[str, ...]


def certificate_from_der(der: bytes) -> Certificate:
    """Read a certificate.  Raises ValueError where the bytes are none."""
    found = x509.load_der_x509_certificate(der)
    return Certificate(
        not_after=instant_from_datetime(found.not_valid_after_utc),
        not_before=instant_from_datetime(found.not_valid_before_utc),
        subject=_common_name(found),
        names=_alternative_names(found),
    )


def _common_name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value)[:200] if names else ""


def _alternative_names(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        found = certificate.extensions.get_extension_for_oid(
            ExtensionOID.SUBJECT_ALTERNATIVE_NAME
        ).value
    except (x509.ExtensionNotFound, ValueError):
        return ()
    assert isinstance(found, x509.SubjectAlternativeName)
    names = [*found.get_values_for_type(x509.DNSName)]
    names += [str(ip) for ip in found.get_values_for_type(x509.IPAddress)]
    return tuple(name[:200] for name in names[:20])


def certificate_of(ssl_object: ssl.SSLObject | None) -> Certificate | None:
    """Return the leaf of a connection that stands; None without TLS or for an unreadable one."""
    der = ssl_object.getpeercert(binary_form=True) if ssl_object is not None else None
    try:
        return certificate_from_der(der) if der else None
    except ValueError:
        return None


async def look_at_certificate(host: str, port: int, server_name: str) -> Certificate | None:
    """Open a second connection that trusts anything, only to read the certificate."""
    try:
        _, writer = await asyncio.open_connection(
            host, port, ssl=looking_context(), server_hostname=server_name
        )
    except OSError:
        return None
    try:
        return certificate_of(writer.get_extra_info("ssl_object"))
    finally:
        writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(1):
                await writer.wait_closed()


def samples_of_certificate(certificate: Certificate | None, *, is_trusted: bool) -> Samples:
    """Return the expiry under blackbox_exporter's name, and whether the chain was trusted."""
    samples = {series("probe_tls_trusted"): float(is_trusted)}
    if certificate is not None:
        samples[series("probe_ssl_earliest_cert_expiry")] = certificate.not_after / 1000
    return samples


def why_untrusted(certificate: Certificate | None, now: Instant, reason: str) -> Text:
    """Say in words why a certificate was refused; *reason* is the TLS library's own sentence."""
    if certificate is not None and certificate.not_after <= now:
        return text("the certificate of {name} has expired", name=_name(certificate))
    if certificate is not None and certificate.not_before > now:
        return text("the certificate of {name} is not valid yet", name=_name(certificate))
    if certificate is not None and (
        "Hostname mismatch" in reason or "IP address mismatch" in reason
    ):
        return text("the certificate is for {name}, not for this address", name=_name(certificate))
    return text("the certificate is not trusted: {reason}", reason=reason)


def _name(certificate: Certificate) -> str:
    return ", ".join(certificate.names) or certificate.subject or "?"
