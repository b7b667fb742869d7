"""SNMP v1, v2c and v3: a device read by the profiles that fit it, interfaces as snmp_exporter's if_mib."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from collector.probes.addresses import resolve
from collector.probes.outcome import Outcome, ProbeFailed
from collector.probes.tools import Tools
from collector.snmp.device import AUTO, DeviceReader, Memory, Wanted, own_samples
from collector.snmp.messages import Version
from collector.snmp.row_files import RowFile, names_of
from collector.snmp.session import Peer, session_of
from collector.snmp.walk import Manners, Walker, WalkLimits
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Duration
from watchkeeper.core.messages import text
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.secrets import Credential

_REPLY_WAIT = Duration(2_000)


class Wire(Enum):
    """Which SNMP is spoken; without it v3 for a user, v2c for a community."""

    V1 = "v1"
    V2C = "v2c"
    V3 = "v3"


_VERSIONS = {Wire.V1: Version.V1, Wire.V2C: Version.V2C, Wire.V3: Version.V3}


@dataclass(frozen=True, slots=True)
class SnmpSettings:
    profile: str | tuple[str, ...] = AUTO
    credentials: str | None = None
    community: str = ""
    version: Wire | None = None
    port: int = 161
    host: str = ""
    reply: Duration = _REPLY_WAIT
    max_rows: int = 4_096
    repetitions: int = 25
    width: int = 4
    in_flight: int = 1
    names_every: int = 10
    strict_source: bool = False
    speeds: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.credentials and not self.community:
            raise InvalidInput("name credentials: (or a community: for v2c)")
        if not 0 < self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)
        if not 1 <= self.repetitions <= 100 or not 1 <= self.max_rows <= 20_000:
            raise InvalidInput("repetitions must be 1 to 100 and max_rows 1 to 20000")
        if not 1 <= self.width <= 20 or not 1 <= self.in_flight <= 8:
            raise InvalidInput("width must be 1 to 20 and in_flight 1 to 8")
        if self.names_every < 1:
            raise InvalidInput("names_every must be at least 1")

    @property
    def profiles(self) -> tuple[str, ...]:
        return (self.profile,) if isinstance(self.profile, str) else self.profile


def snmp_probe(target: Target, spec: ProbeSpec, tools: Tools) -> SnmpProbe:
    settings = bind(spec.settings, SnmpSettings)
    host = settings.host or target.address
    if not host:
        raise InvalidInput("{name!r} has no address to ask", at=spec.at or None, name=target.name)
    for name in settings.profiles:
        if name != AUTO and tools.snmp_profiles.named(name) is None:
            known = ", ".join(sorted([AUTO, *tools.snmp_profiles.profiles]))
            raise InvalidInput(
                "there is no SNMP profile {name!r}; known are {known}", name=name, known=known
            )
    rows = RowFile(tools.snmp_rows, f"{target.name}/{spec.name}") if tools.snmp_rows else None
    return SnmpProbe(host, settings, tools, rows)


class SnmpProbe:
    """Holds the session and what was learned of the device between measurements."""

    def __init__(
        self, host: str, settings: SnmpSettings, tools: Tools, rows: RowFile | None = None
    ) -> None:
        self._host = host
        self._rows = rows
        self._settings = settings
        self._tools = tools
        self._limits = WalkLimits(
            settings.max_rows, settings.repetitions, settings.width, settings.in_flight
        )
        self._manners = Manners(settings.repetitions, settings.width)
        self._memory = Memory()
        wanted = Wanted(settings.profiles, settings.names_every, settings.speeds)
        self._reader = DeviceReader(tools.snmp_profiles, wanted, self._memory)
        self._walker: Walker | None = None

    async def measure(self) -> Outcome:
        try:
            return await self._measure()
        except TimeoutError:
            self._walker = None  # the name may have another address by now
            raise ProbeFailed(
                "{host} does not answer SNMP (a wrong community looks the same)", host=self._host
            ) from None
        except BaseException:
            self._walker = None  # v3: the next round discovers the engine again
            raise

    async def close(self) -> None:
        self._walker = None

    async def _measure(self) -> Outcome:
        walker = self._walker = self._walker or await self._connected()
        walker.questions = 0
        await self._recall()
        readout = await self._reader.read(walker, at=self._tools.clock.monotonic())
        await self._keep_names()
        samples = readout.samples | own_samples(readout, self._memory, walker.questions)
        said = text(
            "SNMP {version}, {count} series, profiles {profiles}",
            version=walker.session.version.word,
            count=len(samples),
            profiles=", ".join(readout.profiles),
        )
        return Outcome(samples, notes=(said,))

    async def _recall(self) -> None:
        """Before the first round: which interface went by which number before the restart."""
        if self._rows is not None and not self._memory.cycles:
            self._memory.keyed = await asyncio.to_thread(self._rows.read)

    async def _keep_names(self) -> None:
        if self._rows is not None and self._rows.is_due(self._memory.keyed):
            await asyncio.to_thread(self._rows.write, names_of(self._memory.keyed))

    async def _connected(self) -> Walker:
        credential = self._credential()
        version = self._version(credential)
        if version is not Version.V3 and not credential.community:
            raise InvalidInput("SNMP {version} needs a community", version=version.word)
        address = await resolve(self._host)
        peer = Peer(
            (address.ip, self._settings.port),
            self._settings.reply / 1000,
            self._settings.strict_source,
        )
        udp = self._tools.snmp.socket(address.version)
        session = session_of(udp, peer, credential, self._tools.clock, version=version)
        return Walker(session, self._limits, self._manners)

    def _credential(self) -> Credential:
        if self._settings.credentials:
            return self._tools.secrets.credential(self._settings.credentials)
        return Credential(community=self._settings.community)

    def _version(self, credential: Credential) -> Version:
        if self._settings.version is not None:
            return _VERSIONS[self._settings.version]
        return Version.V2C if credential.community else Version.V3
