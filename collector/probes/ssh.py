"""SSH: a host without an agent, read by one script over a connection that is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from collector.probes.host_samples import samples_of_host
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.ssh_extras import (
    BackupFolder,
    Extras,
    LogCounts,
    WatchedLog,
    parts_of,
    printable,
    samples_of_extras,
)
from collector.probes.ssh_look import with_connections
from collector.probes.ssh_script import END, script_of, sections
from collector.probes.tools import Tools
from collector.ssh.pool import Connection
from collector.ssh.route import Hop, Means, Route
from collector.ssh.trust import HostKeyRefused
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.wire.requests import CONNECTIONS

MOST_JUMPS = 4


@dataclass(frozen=True, slots=True)
class Jump:
    """A host on the way; its key is pinned as that of the target is."""

    host: str
    credentials: str
    user: str = ""
    port: int = 22
    host_key: str | tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check(self.port, self.pins)

    @property
    def pins(self) -> tuple[str, ...]:
        return (self.host_key,) if isinstance(self.host_key, str) else self.host_key


@dataclass(frozen=True, slots=True)
class SshSettings:
    """``host_key``: one or more fingerprints; without it known_hosts files count.

    ``allow``: what may be asked of the host beside the probe, on request.
    """

    credentials: str
    user: str = ""
    host: str = ""
    port: int = 22
    host_key: str | tuple[str, ...] = ()
    jump: tuple[Jump, ...] = ()
    transport: Means = Means.ASYNCSSH
    services: tuple[str, ...] = ()
    backups: Mapping[str, BackupFolder] = field(default_factory=dict)
    logs: Mapping[str, WatchedLog] = field(default_factory=dict)
    plugins: Mapping[str, str] = field(default_factory=dict)
    allow: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check(self.port, self.pins)
        for word in self.allow:
            if word != CONNECTIONS:
                raise InvalidInput(
                    "allow knows {known}, not {word!r}", known=CONNECTIONS, word=word[:60]
                )
        if len(self.jump) > MOST_JUMPS:
            raise InvalidInput("at most {most} jump hosts", most=MOST_JUMPS)
        self.extras.check()

    @property
    def pins(self) -> tuple[str, ...]:
        return (self.host_key,) if isinstance(self.host_key, str) else self.host_key

    @property
    def extras(self) -> Extras:
        return Extras(self.services, self.backups, self.logs, self.plugins)


def _check(port: int, pins: tuple[str, ...]) -> None:
    if not 0 < port < 65_536:
        raise InvalidInput("port must be 1 to 65535, not {port}", port=port)
    for pin in pins:
        if not pin.startswith("SHA256:"):
            raise InvalidInput("host_key is a fingerprint such as SHA256:..., not {pin!r}", pin=pin)


def ssh_probe(target: Target, spec: ProbeSpec, tools: Tools) -> SshProbe:
    settings = bind(spec.settings, SshSettings)
    host = settings.host or target.address
    if not host:
        raise InvalidInput(
            "{name!r} has no address to sign in to", at=spec.at or None, name=target.name
        )
    return SshProbe(host, settings, tools)


def route_of(host: str, settings: SshSettings, tools: Tools) -> Route:
    """Return the way to a host.  Raises NotFound for credentials, ProbeFailed for no user."""
    jumps = [
        _hop(one.host, one.port, one.user, one.pins, one.credentials, tools)
        for one in settings.jump
    ]
    last = _hop(host, settings.port, settings.user, settings.pins, settings.credentials, tools)
    return Route((*jumps, last), tools.known_hosts_files, settings.transport)


def routes_of(target: Target, tools: Tools) -> tuple[Route, ...]:
    """Return the ways that the SSH probes of a target go."""
    specs = [spec for spec in target.probes if spec.kind == "ssh"]
    settings = [bind(spec.settings, SshSettings) for spec in specs]
    return tuple(route_of(one.host or target.address, one, tools) for one in settings)


def scripts_of(target: Target) -> tuple[str, ...]:
    """Return what the SSH probes of a target would run, for a forced command; logs left out."""
    specs = [spec for spec in target.probes if spec.kind == "ssh"]
    return tuple(_forced_script(bind(spec.settings, SshSettings)) for spec in specs)


def _forced_script(settings: SshSettings) -> str:
    extras = Extras(settings.services, settings.backups, {}, settings.plugins)
    script = script_of(parts_of(extras, LogCounts()))
    return with_connections(script) if CONNECTIONS in settings.allow else script


def _hop(
    host: str, port: int, user: str, pins: tuple[str, ...], credentials: str, tools: Tools
) -> Hop:
    credential = tools.secrets.credential(credentials)
    found = user or credential.user
    if not found:
        raise ProbeFailed("name the user to sign in with: ssh: {{user: ...}}", host=host)
    return Hop(host, port, found, pins, credential)


class SshProbe:
    def __init__(self, host: str, settings: SshSettings, tools: Tools) -> None:
        self._host = host
        self._settings = settings
        self._extras = settings.extras
        self._logs = LogCounts()
        self._tools = tools
        self._connection: Connection | None = None

    async def measure(self) -> Outcome:
        connection = self._connected()
        was_held, started = connection.is_held, self._tools.clock.monotonic()
        try:
            output = await connection.run(script_of(parts_of(self._extras, self._logs)))
        except HostKeyRefused as error:
            return Outcome(samples_of_refusal(error, self._host), Text(error.sentence, error.facts))
        samples = {
            **self._samples(output),
            **samples_of_key(is_changed=False),
            series("probe_ssh_connection_held"): float(was_held),
            series("probe_ssh_run_seconds"): self._tools.clock.monotonic() - started,
        }
        said = text("signed in, {count} series", count=len(samples))
        return Outcome(samples, notes=(said,))

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await self._tools.ssh.give_back(connection)

    def _samples(self, output: str) -> Samples:
        raw = sections(output)
        if END not in raw:
            raise ProbeFailed("the script did not come to its end; is the user's shell a POSIX sh?")
        now = self._tools.clock.now() / 1000
        host = {name: printable(said) for name, said in raw.items() if not name.startswith("log ")}
        return {
            **samples_of_host(host),
            **samples_of_extras(self._extras, raw, self._logs, now),
        }

    def _connected(self) -> Connection:
        if self._connection is None:
            route = route_of(self._host, self._settings, self._tools)
            self._connection = self._tools.ssh.take(route)
        return self._connection


def samples_of_key(*, is_changed: bool) -> Samples:
    """A changed host key is a finding of its own, whoever is on the other side."""
    return {series("probe_ssh_host_key_changed"): float(is_changed)}


def samples_of_refusal(error: HostKeyRefused, host: str) -> Samples:
    """Return the finding; that of a jump host names it, as it is not this target's."""
    if error.facts.get("host") == host:
        return samples_of_key(is_changed=error.is_changed)
    jump = str(error.facts.get("host"))
    changed = float(error.is_changed)
    return {
        **samples_of_key(is_changed=False),
        series("probe_ssh_jump_host_key_changed", jump_host=jump): changed,
    }
