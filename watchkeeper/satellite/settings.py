"""``satellite.yml``: what the satellite's own machine decides; all else the server hands down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from types import MappingProxyType

from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node, read_yaml
from watchkeeper.config.private_files import private_bytes
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import DAY, MINUTE, Duration

DEFAULT_CONFIG = Path("/etc/watchkeeper/satellite.yml")
DEFAULT_DATA = Path("/var/lib/watchkeeper-satellite")
IPNetwork = IPv4Network | IPv6Network
_NO_NODES: Mapping[str, Node] = MappingProxyType({})
_FEWEST_MEGABYTES = 1


@dataclass(frozen=True, slots=True)
class SpoolSettings:
    """How much is kept while the server is away; the oldest goes first."""

    megabytes: int = 512
    age: Duration = Duration(7 * DAY)

    def __post_init__(self) -> None:
        if self.megabytes < _FEWEST_MEGABYTES or self.age < MINUTE:
            raise InvalidInput("the spool has at least 1 megabyte, and an age of at least 1m")


@dataclass(frozen=True, slots=True)
class WitnessSettings:
    """When a silent server is told to the person on duty, and how often again.

    ``compare`` are points outside, as host:port: where they answer, this site's line works.
    """

    after: Duration = Duration(5 * MINUTE)
    repeat: Duration = Duration(15 * MINUTE)
    most: int = 8
    compare: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.after <= 0 or self.repeat <= 0 or self.most < 1:
            raise InvalidInput("after and repeat are above 0, most is 1 or more")
        for point in self.compare:
            point_from_text(point)


@dataclass(frozen=True, slots=True)
class SatelliteSettings:
    """The keys of satellite.yml."""

    allow: tuple[str, ...] = ()
    data: Path = DEFAULT_DATA
    files: tuple[Path, ...] = ()
    spool: SpoolSettings = field(default_factory=SpoolSettings)
    channels: Mapping[str, Node] = field(default_factory=lambda: _NO_NODES)
    allowed_commands: tuple[Path, ...] = ()
    witness: WitnessSettings = field(default_factory=WitnessSettings)
    log_level: str = "info"

    def __post_init__(self) -> None:
        for written in self.allow:
            network_from_text(written)

    def networks(self) -> tuple[IPNetwork, ...]:
        return tuple(network_from_text(written) for written in self.allow)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this satellite is, as the server told it when it was enrolled."""

    id: str
    name: str
    server: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Places:
    """Where what belongs to a satellite lies: beside its configuration, and its data."""

    config: Path
    data: Path

    @property
    def identity(self) -> Path:
        return self.config.parent / "satellite.identity"

    @property
    def key(self) -> Path:
        return self.config.parent / "satellite.key"

    @property
    def authority(self) -> Path:
        return self.config.parent / "satellite-ca.pem"

    @property
    def known_hosts(self) -> Path:
        return self.config.parent / "known_hosts"

    @property
    def hand_down(self) -> Path:
        return self.data / "hand-down.sealed"

    @property
    def state(self) -> Path:
        return self.data / "state.db"

    @property
    def acknowledgement(self) -> Path:
        return self.data / "acknowledged"


def read_satellite(config: Path) -> SatelliteSettings:
    """Read satellite.yml.  Raises ConfigError with file:line and the remedy."""
    return bind(read_yaml(config), SatelliteSettings)


def network_from_text(written: str) -> IPNetwork:
    try:
        return ip_network(written, strict=False)
    except ValueError as error:
        raise InvalidInput(
            "{network!r} is no network; write for example 10.0.0.0/8", network=written[:60]
        ) from error


def point_from_text(written: str) -> tuple[str, int]:
    """Read ``host:port``.  Raises InvalidInput."""
    host, _, port = written.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 1 << 16:
        raise InvalidInput("{point!r} is no host:port", point=written[:60])
    return host.strip("[]"), int(port)


def read_identity(path: Path) -> Identity:
    """Return who this satellite is.  Raises ConfigError where nobody said so, or all may read it."""
    try:
        content = json.loads(own_bytes(path))
        return Identity(
            id=str(content["id"]),
            name=str(content["name"]),
            server=str(content["server"]),
            token=str(content["token"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _not_enrolled(path) from error


def own_bytes(path: Path) -> bytes:
    """Return what a file of the enrolment holds.  Raises ConfigError."""
    content = private_bytes(path)
    if content is None:
        raise _not_enrolled(path)
    return content


def _not_enrolled(path: Path) -> ConfigError:
    return ConfigError(
        "this machine is no satellite yet; on the server type "
        "`watchkeeper token create --satellite NAME`, and here what it prints",
        at=str(path),
    )
