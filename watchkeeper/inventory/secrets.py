"""Credentials of probes: secrets.yml, readable by its owner only; never logged, never shown.

credentials:
  snmp-v3-core: {user: watch, auth: sha256, auth_password: "...", privacy: aes128, privacy_password: "..."}
  ssh-watch: {user: watch, key_file: /etc/watchkeeper/keys/watch}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.config.private_files import private_bytes
from watchkeeper.core.errors import NotFound


class SnmpAuthentication(Enum):
    MD5 = "md5"
    SHA1 = "sha"
    SHA224 = "sha224"
    SHA256 = "sha256"
    SHA384 = "sha384"
    SHA512 = "sha512"


class SnmpPrivacy(Enum):
    DES = "des"
    AES128 = "aes128"
    AES192 = "aes192"
    AES256 = "aes256"
    AES192_CISCO = "aes192c"
    AES256_CISCO = "aes256c"


@dataclass(frozen=True, slots=True)
class Credential:
    """One named credential; a probe takes the keys that it understands.

    Secrets are left out of ``repr``, so that no log can hold them.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    community: str = field(default="", repr=False)
    key_file: Path | None = None
    certificate_file: Path | None = None
    agent_socket: Path | None = None
    passphrase: str = field(default="", repr=False)
    bearer: str = field(default="", repr=False)
    auth: SnmpAuthentication | None = None
    auth_password: str = field(default="", repr=False)
    privacy: SnmpPrivacy | None = None
    privacy_password: str = field(default="", repr=False)
    at: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    credentials: Mapping[str, Credential] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Secrets:
    """All credentials by name."""

    credentials: Mapping[str, Credential] = field(
        default_factory=lambda: MappingProxyType({}), repr=False
    )

    def credential(self, name: str) -> Credential:
        """Return the credential of that name.  Raises NotFound."""
        found = self.credentials.get(name)
        if found is None:
            raise NotFound("there are no credentials {name!r}; add them to secrets.yml", name=name)
        return found

    def with_more(self, *credentials: Mapping[str, Credential]) -> Secrets:
        """Return these and others; what stands in secrets.yml goes before."""
        joined = {name: one for more in credentials for name, one in more.items()}
        return Secrets(MappingProxyType({**joined, **self.credentials}))


def read_secrets(path: Path) -> Secrets:
    """Read secrets.yml; no file means no secrets.  Raises ConfigError where others may read it."""
    data = private_bytes(path)
    if data is None:
        return Secrets()
    return Secrets(bind(parse_yaml(data, name=str(path)), _File).credentials)
