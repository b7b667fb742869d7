"""ICMP: five echo requests, so that loss and jitter are seen (blackbox_exporter sends one)."""

from __future__ import annotations

import asyncio
import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from collector.probes.addresses import Resolved, resolve
from collector.probes.fping import Fping
from collector.probes.outcome import Outcome, Samples, series
from collector.probes.ping import PingSocket, Transport
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Duration
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target

_GAP = Duration(200)
_WAIT = Duration(2_000)
_PORTS = (22, 443, 80)


@dataclass(frozen=True, slots=True)
class IcmpSettings:
    """``gap`` lies between two packets, ``wait`` is how long each may take to come back.

    ``tcp_ports`` are tried where this system allows no ICMP: an answer or a refusal is life.
    """

    count: int = 5
    gap: Duration = _GAP
    wait: Duration = _WAIT
    payload_bytes: int = 56
    host: str = ""
    tcp_ports: tuple[int, ...] = _PORTS

    def __post_init__(self) -> None:
        if not 1 <= self.count <= 20:
            raise InvalidInput("count must be 1 to 20, not {count}", count=self.count)
        if not 8 <= self.payload_bytes <= 1_400:
            raise InvalidInput("payload_bytes must be 8 to 1400")


def icmp_probe(target: Target, spec: ProbeSpec, tools: Tools) -> IcmpProbe:
    settings = bind(spec.settings, IcmpSettings)
    host = settings.host or target.address
    if not host:
        raise InvalidInput("{name!r} has no address to ping", at=spec.at or None, name=target.name)
    patience = min(settings.wait, max(1, spec.timeout - settings.gap * (settings.count - 1) - 100))
    return IcmpProbe(host, settings, patience / 1000, tools)


class IcmpProbe:
    def __init__(self, host: str, settings: IcmpSettings, wait: float, tools: Tools) -> None:
        self._host = host
        self._settings = settings
        self._wait_seconds = wait
        self._tools = tools

    async def measure(self) -> Outcome:
        started = self._tools.clock.monotonic()
        address = await resolve(self._host)
        resolve_seconds = self._tools.clock.monotonic() - started
        transport, trips = await self._ask(address)
        samples = {
            **samples_of_trips(trips),
            **samples_of_path(address, transport, resolve_seconds),
        }
        return Outcome(samples, why_dead(trips, self._host), (said_of(transport),))

    async def close(self) -> None:
        """The socket belongs to all targets."""

    async def _ask(self, address: Resolved) -> tuple[Transport, tuple[float | None, ...]]:
        """Ask by the first way that this system allows: a socket, fping, TCP."""
        transport, ping_socket = self._tools.pings.socket(address.version)
        if ping_socket is None:
            fping = await self._tools.pings.fping(address.version)
            if fping is not None:
                return Transport.FPING, await self._trips_by(fping, address)
        return transport, await self._trips(address, ping_socket)

    async def _trips_by(self, fping: Fping, address: Resolved) -> tuple[float | None, ...]:
        settings = self._settings
        return await fping.trips(
            address.ip,
            count=settings.count,
            gap_ms=settings.gap,
            wait_ms=round(self._wait_seconds * 1000),
            size=settings.payload_bytes,
        )

    async def _trips(
        self, address: Resolved, ping_socket: PingSocket | None
    ) -> tuple[float | None, ...]:
        """Send all packets at their gap and return each round trip, None for a lost one."""
        async with asyncio.TaskGroup() as group:
            tasks = []
            for number in range(self._settings.count):
                if number:
                    await asyncio.sleep(self._settings.gap / 1000)
                tasks.append(group.create_task(self._trip(address, ping_socket)))
        return tuple(task.result() for task in tasks)

    async def _trip(self, address: Resolved, ping_socket: PingSocket | None) -> float | None:
        try:
            async with asyncio.timeout(self._wait_seconds):
                if ping_socket is None:
                    return await self._knock(address)
                return await ping_socket.ping(address.ip, self._settings.payload_bytes)
        except (TimeoutError, OSError):
            return None

    async def _knock(self, address: Resolved) -> float | None:
        """Return how long a TCP port took to accept or refuse: either is an answer of the host."""
        clock, failure = self._tools.clock, OSError("no ports to try")
        for port in self._settings.tcp_ports:
            started = clock.monotonic()
            try:
                _, writer = await asyncio.open_connection(address.ip, port)
            except ConnectionRefusedError:
                return clock.monotonic() - started
            except OSError as error:
                failure = error
                continue
            writer.transport.abort()
            return clock.monotonic() - started
        raise failure


def samples_of_trips(trips: Sequence[float | None]) -> Samples:
    """Return loss, round trips and jitter; *trips* holds None for each packet that was lost."""
    came_back = [trip for trip in trips if trip is not None]
    samples = {series("probe_icmp_packet_loss_ratio"): 1 - len(came_back) / len(trips)}
    if came_back:
        samples |= {
            series("probe_icmp_duration_seconds", phase="rtt"): statistics.fmean(came_back),
            series("probe_icmp_rtt_min_seconds"): min(came_back),
            series("probe_icmp_rtt_max_seconds"): max(came_back),
            series("probe_icmp_jitter_seconds"): jitter(came_back),
        }
    return samples


def jitter(trips: Sequence[float]) -> float:
    """Return the mean difference between neighbours (as RFC 3550, without its smoothing)."""
    pairs = list(itertools.pairwise(trips))
    return statistics.fmean(abs(after - before) for before, after in pairs) if pairs else 0.0


def samples_of_path(address: Resolved, transport: Transport, resolve_seconds: float) -> Samples:
    return {
        series("probe_ip_protocol"): float(address.version),
        series("probe_icmp_duration_seconds", phase="resolve"): resolve_seconds,
        series("probe_icmp_transport_info", transport=transport.value): 1.0,
    }


def why_dead(trips: Sequence[float | None], host: str) -> Text | None:
    """A host is dead where no packet came back; loss short of that is a figure, not a verdict."""
    if any(trip is not None for trip in trips):
        return None
    return text("{host} answered none of {count} echo requests", host=host, count=len(trips))


def said_of(transport: Transport) -> Text:
    match transport:
        case Transport.RAW:
            return text("asked by a raw ICMP socket")
        case Transport.DATAGRAM:
            return text("asked by an ICMP datagram socket")
        case Transport.FPING:
            return text("asked by fping")
        case Transport.TCP:
            return text(
                "asked by TCP: this system allows no ICMP "
                "(set net.ipv4.ping_group_range or give the service CAP_NET_RAW)"
            )
