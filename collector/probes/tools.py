"""What all probes share: the clock, credentials, one HTTP client, one ICMP socket, TLS contexts."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path
from typing import Self

from collector.probes.http_client import HttpClient
from collector.probes.ping import PingSockets
from collector.probes.tls_contexts import Trust, looking_context, verifying_context
from collector.snmp.profiles import Profile, shipped_profiles, with_own
from collector.snmp.sockets import SnmpSockets
from collector.ssh.pool import SshPool
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.secrets import Secrets


class Tools:
    """Use it as a context manager: it closes what it opened."""

    def __init__(
        self,
        clock: Clock,
        secrets: Secrets | None = None,
        *,
        known_hosts: Path | None = None,
        enrolled_hosts: Path | None = None,
        snmp_rows: Path | None = None,
        snmp_profiles: tuple[Profile, ...] = (),
    ) -> None:
        self.clock = clock
        self.secrets = secrets or Secrets()
        self.known_hosts = known_hosts
        self.enrolled_hosts = enrolled_hosts
        self.ssh = SshPool(clock)
        self.http = HttpClient()
        self.pings = PingSockets(clock)
        self.snmp = SnmpSockets()
        self.snmp_rows = snmp_rows
        self.snmp_profiles = with_own(shipped_profiles(), snmp_profiles)
        self._contexts: dict[tuple[Trust, bool], ssl.SSLContext] = {}

    def renew(self, secrets: Secrets, snmp_profiles: tuple[Profile, ...] = ()) -> None:
        """Use these secrets and profiles from now on, and read files of authorities again."""
        self.secrets = secrets
        self.snmp_profiles = with_own(shipped_profiles(), snmp_profiles)
        self._contexts.clear()

    @property
    def known_hosts_files(self) -> tuple[Path, ...]:
        """Return the files of believed host keys: the operator's, and those that were enrolled."""
        return tuple(path for path in (self.known_hosts, self.enrolled_hosts) if path is not None)

    async def __aenter__(self) -> Self:
        await self.http.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.pings.close()
        self.snmp.close()
        await self.ssh.close()
        await self.http.__aexit__()

    async def tls_context(self, trust: Trust, *, verify: bool = True) -> ssl.SSLContext:
        """Return the context that trusts so, or trusts anything; one each is kept."""
        key = trust, verify
        if key not in self._contexts:
            make = verifying_context if verify else looking_context
            try:
                context = await asyncio.to_thread(make, trust)
            except (OSError, ssl.SSLError) as error:
                raise _unreadable(trust, error) from error
            self._contexts[key] = context
            return context
        return self._contexts[key]


def _unreadable(trust: Trust, error: Exception) -> ConfigError:
    if trust.certificate_file is None:
        return ConfigError(
            "the authorities in {file} cannot be read: {reason}", file=trust.ca_file, reason=error
        )
    return ConfigError(
        "{files} cannot be read as authorities, certificate and key: {reason}",
        files=", ".join(str(file) for file in trust.files),
        reason=error,
    )
