"""DNS: does a name server answer, and what; have all name servers the same zone.

Only servers that the settings name are asked: what an answer points to is not followed.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import Enum

import dns.asyncquery
import dns.exception
import dns.flags
import dns.message
import dns.name

from collector.probes.addresses import resolve
from collector.probes.dns_answers import (
    DnsExpectation,
    answers_of,
    record_type,
    samples_of_response,
    samples_of_serials,
    serial_of,
    why_disagreeing,
    why_unexpected,
)
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target

MAX_SERVERS = 16
ATTEMPTS = 3


class DnsTransport(Enum):
    """``udp`` asks again by TCP where an answer was cut."""

    UDP = "udp"
    TCP = "tcp"


@dataclass(frozen=True, slots=True)
class DnsSettings:
    """``name_servers`` are asked besides the target: their serials of the zone must agree."""

    query: str
    type: str = "A"
    server: str = ""
    port: int = 53
    transport: DnsTransport = DnsTransport.UDP
    recursion: bool = True
    expect: DnsExpectation = field(default_factory=DnsExpectation)
    name_servers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        record_type(self.type)
        if not 0 < self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)
        if len(self.name_servers) > MAX_SERVERS:
            raise InvalidInput("at most {most} name servers are asked", most=MAX_SERVERS)
        if self.name_servers and self.type.upper() != "SOA":
            raise InvalidInput("name_servers are compared by their serials: write type: SOA")
        try:
            dns.name.from_text(self.query)
        except (dns.exception.DNSException, ValueError) as error:
            raise InvalidInput("{name!r} is no name of DNS", name=self.query[:100]) from error


def dns_probe(target: Target, spec: ProbeSpec, tools: Tools) -> DnsProbe:
    settings = bind(spec.settings, DnsSettings)
    server = settings.server or target.address
    if not server and not settings.name_servers:
        raise InvalidInput("{name!r} has no address to ask", at=spec.at or None, name=target.name)
    return DnsProbe(server, settings, spec.timeout / 1000, tools)


class DnsProbe:
    def __init__(
        self, server: str, settings: DnsSettings, timeout_seconds: float, tools: Tools
    ) -> None:
        self._server = server
        self._patience_seconds = timeout_seconds * 0.95 / ATTEMPTS
        self._settings = settings
        self._type = record_type(settings.type)
        self._tools = tools

    async def measure(self) -> Outcome:
        if self._settings.name_servers:
            return await self._compare()
        response, samples = await self._ask(self._server)
        samples = {**samples, **samples_of_response(response)}
        serial = serial_of(response)
        if serial is not None:
            samples[series("probe_dns_serial")] = float(serial)
        answers = answers_of(response, self._type)
        return Outcome(samples, why_unexpected(response, answers, self._settings.expect))

    async def close(self) -> None:
        """Nothing is held."""

    async def _compare(self) -> Outcome:
        """Ask all name servers at once; one that does not answer is a failure."""
        servers = dict.fromkeys(
            [*([self._server] if self._server else []), *self._settings.name_servers]
        )
        async with asyncio.TaskGroup() as group:
            asked = {server: group.create_task(self._serial(server)) for server in servers}
        found = {server: task.result() for server, task in asked.items()}
        serials = {server: one for server, one in found.items() if isinstance(one, int)}
        samples = samples_of_serials(serials)
        for one in found.values():
            if isinstance(one, Outcome):
                return Outcome(samples, one.problem)
        return Outcome(samples, why_disagreeing(serials))

    async def _serial(self, server: str) -> int | Outcome:
        try:
            response, _ = await self._ask(server)
        except ProbeFailed as error:
            return Outcome(problem=Text(error.sentence, error.facts))
        serial = serial_of(response)
        if serial is None:
            return Outcome(problem=text("{server} does not know the zone", server=server))
        return serial

    async def _ask(
        self, server: str
    ) -> tuple[dns.message.Message, dict[tuple[tuple[str, str], ...], float]]:
        clock, settings = self._tools.clock, self._settings
        started = clock.monotonic()
        address = await resolve(server)
        resolved = clock.monotonic()
        query = dns.message.make_query(settings.query, self._type, use_edns=0, payload=1232)
        if not settings.recursion:
            query.flags &= ~dns.flags.RD
        try:
            response = await self._exchange(query, address.ip)
        except (dns.exception.DNSException, OSError, EOFError) as error:
            raise ProbeFailed(
                "{server} gives no answer of DNS: {reason}",
                server=server,
                reason=str(error)[:200] or type(error).__name__,
            ) from error
        samples: Samples = {
            series("probe_ip_protocol"): float(address.version),
            series("probe_dns_lookup_time_seconds"): resolved - started,
            series("probe_dns_duration_seconds", phase="resolve"): resolved - started,
            series("probe_dns_duration_seconds", phase="request"): clock.monotonic() - resolved,
        }
        return response, dict(samples)

    async def _exchange(self, query: dns.message.Message, ip: str) -> dns.message.Message:
        """Ask three times where a packet is lost; a refused one is no loss."""
        for _ in range(ATTEMPTS - 1):
            try:
                return await self._attempt(query, ip)
            except dns.exception.Timeout:
                continue
        return await self._attempt(query, ip)

    async def _attempt(self, query: dns.message.Message, ip: str) -> dns.message.Message:
        port, patience = self._settings.port, self._patience_seconds
        if self._settings.transport is DnsTransport.TCP:
            return await dns.asyncquery.tcp(query, ip, timeout=patience, port=port)
        response, _ = await dns.asyncquery.udp_with_fallback(query, ip, timeout=patience, port=port)
        return response
