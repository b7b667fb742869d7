"""What all probes share: the clock, credentials, one HTTP client, one ICMP socket, TLS contexts."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path
from typing import Self

from collector.probes.certificates import looking_context, verifying_context
from collector.probes.http_client import HttpClient
from collector.probes.ping import PingSockets
from collector.snmp.profiles import Profile, shipped_profiles, with_own
from collector.snmp.sockets import SnmpSockets
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
        snmp_profiles: tuple[Profile, ...] = (),
    ) -> None:
        self.clock = clock
        self.secrets = secrets or Secrets()
        self.known_hosts = known_hosts
        self.http = HttpClient()
        self.pings = PingSockets(clock)
        self.snmp = SnmpSockets()
        self.snmp_profiles = with_own(shipped_profiles(), snmp_profiles)
        self._contexts: dict[Path | None, ssl.SSLContext] = {}
        self._looking = looking_context()

    def renew(self, secrets: Secrets) -> None:
        """Use these secrets from now on, and read files of authorities again."""
        self.secrets = secrets
        self._contexts.clear()

    async def __aenter__(self) -> Self:
        await self.http.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.pings.close()
        self.snmp.close()
        await self.http.__aexit__()

    async def tls_context(self, ca_file: Path | None, *, verify: bool) -> ssl.SSLContext:
        """Return the context that trusts *ca_file* or the system; one each is kept."""
        if not verify:
            return self._looking
        if ca_file not in self._contexts:
            try:
                context = await asyncio.to_thread(verifying_context, ca_file)
            except (OSError, ssl.SSLError) as error:
                raise ConfigError(
                    "the authorities in {file} cannot be read: {reason}", file=ca_file, reason=error
                ) from error
            self._contexts[ca_file] = context
            return context
        return self._contexts[ca_file]
