"""SSH: a Linux host without an agent, read by one script over a held connection."""

from __future__ import annotations

from dataclasses import dataclass

from collector.probes.host_samples import samples_of_host
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.ssh_connection import HostKeyRefused, SshConnection, SshEndpoint
from collector.probes.ssh_script import END, SCRIPT, sections
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target


@dataclass(frozen=True, slots=True)
class SshSettings:
    """``host_key``: one or more fingerprints; without it the server's known_hosts file counts."""

    credentials: str
    user: str = ""
    host: str = ""
    port: int = 22
    host_key: str | tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)
        for pin in self.pins:
            if not pin.startswith("SHA256:"):
                raise InvalidInput(
                    "host_key is a fingerprint such as SHA256:..., not {pin!r}", pin=pin
                )

    @property
    def pins(self) -> tuple[str, ...]:
        return (self.host_key,) if isinstance(self.host_key, str) else self.host_key


def ssh_probe(target: Target, spec: ProbeSpec, tools: Tools) -> SshProbe:
    settings = bind(spec.settings, SshSettings)
    host = settings.host or target.address
    if not host:
        raise InvalidInput(
            "{name!r} has no address to sign in to", at=spec.at or None, name=target.name
        )
    return SshProbe(host, settings, tools)


class SshProbe:
    def __init__(self, host: str, settings: SshSettings, tools: Tools) -> None:
        self._host = host
        self._settings = settings
        self._tools = tools
        self._connection: SshConnection | None = None

    async def measure(self) -> Outcome:
        connection = self._connected()
        was_held, started = connection.is_held, self._tools.clock.monotonic()
        try:
            output = await connection.run(SCRIPT)
        except HostKeyRefused as error:
            return Outcome(
                samples_of_key(is_changed=error.is_changed), Text(error.sentence, error.facts)
            )
        found = sections(output)
        if END not in found:
            raise ProbeFailed("the script did not come to its end; is the user's shell a POSIX sh?")
        samples = {
            **samples_of_host(found),
            **samples_of_key(is_changed=False),
            series("probe_ssh_connection_held"): float(was_held),
            series("probe_ssh_run_seconds"): self._tools.clock.monotonic() - started,
        }
        said = text("signed in, {count} series", count=len(samples))
        return Outcome(samples, notes=(said,))

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()

    def _connected(self) -> SshConnection:
        if self._connection is None:
            credential = self._tools.secrets.credential(self._settings.credentials)
            user = self._settings.user or credential.user
            if not user:
                raise ProbeFailed(
                    "name the user to sign in with: ssh: {{user: ...}}", host=self._host
                )
            endpoint = SshEndpoint(
                self._host, self._settings.port, user, self._settings.pins, self._tools.known_hosts
            )
            self._connection = SshConnection(endpoint, credential, self._tools.clock)
        return self._connection


def samples_of_key(*, is_changed: bool) -> Samples:
    """A changed host key is a finding of its own, whoever is on the other side."""
    return {series("probe_ssh_host_key_changed"): float(is_changed)}
