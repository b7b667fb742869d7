"""Certificates that servers show: when they end, for whom they are; read even where not trusted."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtensionOID, NameOID

from collector.probes.outcome import Samples, series
from watchkeeper.core.instants import Instant, instant_from_datetime
from watchkeeper.core.messages import Text, text

MAX_CERTIFICATES = 10
_DER = 2  # _ssl.ENCODING_DER


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate; ``names`` are its DNS names and IP addresses, ``subject`` its common name."""

    not_after: Instant
    not_before: Instant
    subject: str
    names: tuple[str, ...]
    issuer: str = ""
    fingerprint: str = ""  # SHA-256, hexadecimal


@dataclass(frozen=True, slots=True)
class Chain:
    """What a server showed, its own certificate first; ``trusted`` up to the authority.

    ``trusted`` is empty where the chain was not verified.
    """

    shown: tuple[Certificate, ...]
    trusted: tuple[Certificate, ...] = ()
    version: str = ""  # "TLS 1.3"
    shown_der: tuple[bytes, ...] = ()
    trusted_der: tuple[bytes, ...] = ()

    @property
    def leaf(self) -> Certificate:
        return self.shown[0]

    @property
    def issuer_der(self) -> bytes | None:
        """Who issued the leaf, as DER: of the trusted chain, else of what is shown."""
        chain = self.trusted_der or self.shown_der
        return chain[1] if len(chain) > 1 else None


def certificate_from_der(der: bytes) -> Certificate:
    """Read a certificate.  Raises ValueError where the bytes are none."""
    found = x509.load_der_x509_certificate(der)
    return Certificate(
        not_after=instant_from_datetime(found.not_valid_after_utc),
        not_before=instant_from_datetime(found.not_valid_before_utc),
        subject=_common_name(found.subject),
        names=_alternative_names(found),
        issuer=_common_name(found.issuer),
        fingerprint=found.fingerprint(SHA256()).hex(),
    )


_remembered = lru_cache(maxsize=1024)(certificate_from_der)  # read 0.1 ms, remembered 0.5 us


def _common_name(name: x509.Name) -> str:
    names = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value)[:200] if names else name.rfc4514_string()[:200]


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
    return tuple(name[:200] for name in names[:100])


def chain_of(tls: ssl.SSLObject | None) -> Chain | None:
    """Return what a connection that stands showed; None without TLS or for an unreadable one."""
    if tls is None:
        return None
    shown = _ders(tls, "get_unverified_chain") or _leaf(tls)
    try:
        certificates = tuple(map(_remembered, shown))
        is_verified = tls.context.verify_mode is ssl.CERT_REQUIRED
        trusted = _ders(tls, "get_verified_chain") if is_verified else ()
        up_to_authority = tuple(map(_remembered, trusted))
    except ValueError:
        return None
    version = (tls.version() or "").replace("TLSv", "TLS ")
    return Chain(certificates, up_to_authority, version, shown, trusted) if shown else None


def _ders(tls: ssl.SSLObject, method: str) -> tuple[bytes, ...]:
    """Return a chain as DER; public from Python 3.13 on, before that of the object inside."""
    public = getattr(tls, method, None)
    if public is not None:
        return tuple(public() or ())[:MAX_CERTIFICATES]
    found = getattr(getattr(tls, "_sslobj", None), method, lambda: None)()
    return tuple(one.public_bytes(_DER) for one in (found or ())[:MAX_CERTIFICATES])


def _leaf(tls: ssl.SSLObject) -> tuple[bytes, ...]:
    der = tls.getpeercert(binary_form=True)
    return (der,) if der else ()


def samples_of_chain(chain: Chain | None, *, is_trusted: bool) -> Samples:
    """Return when certificates end under blackbox_exporter's names, and whether they are trusted."""
    samples = {series("probe_tls_trusted"): float(is_trusted)}
    if chain is None:
        return samples
    leaf = chain.leaf
    info = series(
        "probe_ssl_last_chain_info",
        fingerprint_sha256=leaf.fingerprint,
        issuer=leaf.issuer,
        subject=leaf.subject,
        subjectalternative=",".join(leaf.names)[:1000],
    )
    samples |= {
        series("probe_ssl_earliest_cert_expiry"): _earliest(chain.shown),
        series("probe_tls_leaf_expiry_timestamp_seconds"): leaf.not_after / 1000,
        info: 1.0,
    }
    if chain.version:
        samples[series("probe_tls_version_info", version=chain.version)] = 1.0
    if chain.trusted:
        samples[series("probe_ssl_last_chain_expiry_timestamp_seconds")] = _earliest(chain.trusted)
    return samples


def _earliest(certificates: Sequence[Certificate]) -> float:
    return min(certificate.not_after for certificate in certificates) / 1000


def is_for(certificate: Certificate, name: str) -> bool:
    """Tell whether a certificate is for a host: RFC 6125, a star stands for one whole label."""
    wanted = name.lower().rstrip(".")
    return any(_is_name(pattern.lower(), wanted) for pattern in certificate.names)


def _is_name(pattern: str, wanted: str) -> bool:
    if pattern == wanted:
        return True
    first, _, rest = wanted.partition(".")
    return bool(first) and pattern.startswith("*.") and "." in rest and pattern[2:] == rest


def why_untrusted(chain: Chain | None, now: Instant, reason: str) -> Text:
    """Say in words why a certificate was refused; *reason* is the TLS library's own sentence."""
    if chain is None:
        return text("the certificate is not trusted: {reason}", reason=reason)
    for certificate in chain.shown:
        if certificate.not_after <= now:
            return text("the certificate of {name} has expired", name=_name(certificate))
        if certificate.not_before > now:
            return text("the certificate of {name} is not valid yet", name=_name(certificate))
    if "Hostname mismatch" in reason or "IP address mismatch" in reason:
        return text("the certificate is for {name}, not for this address", name=_name(chain.leaf))
    return text("the certificate is not trusted: {reason}", reason=reason)


def _name(certificate: Certificate) -> str:
    return ", ".join(certificate.names[:20]) or certificate.subject or "?"
