"""Until when the server's certificate and its CA count."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509

from watchkeeper.config.settings import TlsSettings
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import DAY, Instant, instant_from_datetime, iso
from watchkeeper.core.messages import Text, text
from watchkeeper.server.doctor.model import Check, doubt, good, problem

_SOON = 30 * DAY


def expiry_of(path: Path) -> Instant:
    """Return when a certificate (PEM) ends.  Raises ConfigError."""
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ConfigError(
            "the certificate cannot be read: {reason}", at=str(path), reason=error
        ) from error
    return instant_from_datetime(certificate.not_valid_after_utc)


def certificate_checks(tls: TlsSettings | None, now: Instant) -> tuple[Check, ...]:
    if tls is None:
        return ()
    paths = [tls.certificate, *([tls.ca] if tls.ca else [])]
    return tuple(_check(path, now) for path in paths)


def _check(path: Path, now: Instant) -> Check:
    try:
        ends = expiry_of(path)
    except ConfigError as error:
        said = Text(f"{error.at}: {error.sentence}", error.facts)
        return problem("certificate", said, _remedy())
    facts = {"path": str(path), "ends": iso(ends)}
    if ends <= now:
        return problem("certificate", text("{path} ended on {ends}", **facts), _remedy())
    if ends - now < _SOON:
        return doubt("certificate", text("{path} ends on {ends}", **facts), _remedy())
    return good("certificate", text("{path} counts until {ends}", **facts))


def _remedy() -> Text:
    return text(
        "`watchkeeper init` makes a new certificate of the same CA; then "
        "`systemctl restart watchkeeper`"
    )
