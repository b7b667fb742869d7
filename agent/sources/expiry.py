"""When passwords and certificates of this host expire."""

from __future__ import annotations

from collections.abc import Sequence

from agent.config import CertificateFile
from agent.files import read_regular, read_whole
from agent.log import log
from agent.paths import Path
from agent.source import CycleSource, NotHere
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.spans import HOUR
from watchkeeper.host.expiry import certificate_ends, password_expiries
from watchkeeper.wire.exposition import Family, Kind, Reading

_MOST_USERS = 200
_MOST_CERTIFICATE_BYTES = 1 << 20
_PASSWORD = Family(
    "watchkeeper_password_expiry_timestamp_seconds",
    Kind.GAUGE,
    "When a user's password must be changed, since 1970; 0: at the next log-in.",
    ("user",),
)
_CERTIFICATE = Family(
    "watchkeeper_certificate_expiry_timestamp_seconds",
    Kind.GAUGE,
    "When the first certificate of a file to end ends, since 1970.",
    ("certificate",),
)
_READABLE = Family(
    "watchkeeper_certificate_readable", Kind.GAUGE, "1 if the file could be read.", ("certificate",)
)


class PasswordSource(CycleSource):
    """Reads /etc/shadow where the agent may."""

    name = "passwords"
    every = HOUR

    def __init__(self, etc: Path) -> None:
        self._path = etc / "shadow"

    def read(self) -> list[Reading]:
        try:
            text = read_whole(self._path)
        except PermissionError:
            raise NotHere("{path} may not be read by this user", path=self._path) from None
        expiries = list(password_expiries(text).items())[:_MOST_USERS]
        return [(_PASSWORD, (user,), at) for user, at in expiries]


class CertificateSource(CycleSource):
    """Reads the files of the configuration."""

    name = "certificates"
    every = HOUR

    def __init__(self, certificates: Sequence[CertificateFile]) -> None:
        self._certificates = tuple(certificates)
        self._unreadable: set[str] = set()

    def read(self) -> list[Reading]:
        return [reading for each in self._certificates for reading in self._readings(each)]

    def _readings(self, certificate: CertificateFile) -> list[Reading]:
        labels = (certificate.name,)
        try:
            ends = certificate_ends(read_regular(certificate.path, _MOST_CERTIFICATE_BYTES))
        except (OSError, WatchkeeperError) as error:
            if certificate.name not in self._unreadable:
                log.warning("certificate not readable", certificate=certificate.name, reason=error)
            self._unreadable.add(certificate.name)
            return [(_READABLE, labels, 0.0)]
        self._unreadable.discard(certificate.name)
        return [(_READABLE, labels, 1.0), (_CERTIFICATE, labels, min(ends))]
