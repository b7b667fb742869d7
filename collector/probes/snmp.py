"""SNMP v2c and v3: who the device is, and its interfaces, under snmp_exporter's if_mib names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from collector.probes.addresses import resolve
from collector.probes.if_mib import (
    COMMON,
    HIGH_CAPACITY,
    LABEL_COLUMNS,
    LOW_CAPACITY,
    SYSTEM,
    Column,
    InterfaceNames,
    samples_of_interfaces,
    samples_of_system,
)
from collector.probes.outcome import Outcome, ProbeFailed
from collector.probes.snmp_session import Device, WalkLimits
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Duration
from watchkeeper.core.messages import text
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.secrets import Credential

_REPLY_WAIT = Duration(2_000)
NAMES_EVERY = 10
"""Cycles between two readings of the label columns."""


class Profile(Enum):
    """What is read: all there is, or only who the device is."""

    AUTO = "auto"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class SnmpSettings:
    profile: Profile = Profile.AUTO
    credentials: str | None = None
    community: str = ""
    port: int = 161
    host: str = ""
    reply: Duration = _REPLY_WAIT
    max_rows: int = 4_096
    repetitions: int = 25

    def __post_init__(self) -> None:
        if not self.credentials and not self.community:
            raise InvalidInput("name credentials: (or a community: for v2c)")
        if not 0 < self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)
        if not 1 <= self.repetitions <= 100 or not 1 <= self.max_rows <= 20_000:
            raise InvalidInput("repetitions must be 1 to 100 and max_rows 1 to 20000")


def snmp_probe(target: Target, spec: ProbeSpec, tools: Tools) -> SnmpProbe:
    settings = bind(spec.settings, SnmpSettings)
    host = settings.host or target.address
    if not host:
        raise InvalidInput("{name!r} has no address to ask", at=spec.at or None, name=target.name)
    return SnmpProbe(host, settings, tools)


class SnmpProbe:
    """Holds the session and the names of the interfaces between measurements."""

    def __init__(self, host: str, settings: SnmpSettings, tools: Tools) -> None:
        self._host = host
        self._settings = settings
        self._tools = tools
        self._limits = WalkLimits(settings.max_rows, settings.repetitions)
        self._device: Device | None = None
        self._names: InterfaceNames | None = None
        self._cycles_since_names = 0

    async def measure(self) -> Outcome:
        try:
            return await self._measure()
        except TimeoutError:
            await self.close()
            raise ProbeFailed(
                "{host} does not answer SNMP (a wrong community looks the same)", host=self._host
            ) from None
        except BaseException:
            await self.close()  # v3: the next round discovers the engine again
            raise

    async def close(self) -> None:
        self._device = None  # the socket closes with it
        self._names = None

    async def _measure(self) -> Outcome:
        device = await self._connected()
        values = await device.get(SYSTEM.values())
        samples = dict(samples_of_system(values))
        if not samples:
            raise ProbeFailed(
                "{host} answers, but shows nothing of its system group", host=self._host
            )
        if self._settings.profile is Profile.AUTO:
            columns = await self._columns(device)
            names = await self._interface_names(device, columns["ifOperStatus"])
            samples |= samples_of_interfaces(columns, names)
        said = text("SNMP {version}, {count} series", version=self._version(), count=len(samples))
        return Outcome(samples, notes=(said,))

    async def _connected(self) -> Device:
        if self._device is None:
            address = await resolve(self._host)
            self._device = Device(
                address.ip,
                self._settings.port,
                self._credential(),
                reply_seconds=self._settings.reply / 1000,
            )
        return self._device

    async def _columns(self, device: Device) -> Mapping[str, Column]:
        """Read the 64-bit counters; the 32-bit ones only where the device has no others."""
        columns = {name: await device.column(oid, self._limits) for name, oid in COMMON.items()}
        octets = await device.column(HIGH_CAPACITY["ifHCInOctets"], self._limits)
        rest = HIGH_CAPACITY if octets else LOW_CAPACITY
        for name, oid in rest.items():
            is_read = name == "ifHCInOctets"
            columns[name] = octets if is_read else await device.column(oid, self._limits)
        return columns

    async def _interface_names(self, device: Device, present: Column) -> InterfaceNames:
        """Return the label columns, read again every tenth cycle or when interfaces changed."""
        self._cycles_since_names += 1
        known = self._names
        if (
            known is not None
            and self._cycles_since_names < NAMES_EVERY
            and set(known.descriptions) == set(present)
        ):
            return known
        columns = [await device.column(oid, self._limits) for oid in LABEL_COLUMNS.values()]
        self._names, self._cycles_since_names = InterfaceNames(*columns), 0
        return self._names

    def _credential(self) -> Credential:
        if self._settings.credentials:
            return self._tools.secrets.credential(self._settings.credentials)
        return Credential(community=self._settings.community)

    def _version(self) -> str:
        return "v2c" if self._credential().community else "v3"
