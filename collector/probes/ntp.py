"""NTP: does a time server serve, and by how much do its clock and ours differ.

Our clock has milliseconds; the best of four exchanges counts, the one that was shortest under way.
"""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass

from collector.probes.addresses import Resolved, resolve
from collector.probes.ntp_packet import reply_from, samples_of_reply
from collector.probes.outcome import Outcome, ProbeFailed, series
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.clock import Clock
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.core.messages import Text, text
from watchkeeper.host.ntp import NtpReply, offset_and_delay, request
from watchkeeper.inventory.model import ProbeSpec, Target

_LARGEST_OFFSET = Duration(SECOND)


@dataclass(frozen=True, slots=True)
class NtpSettings:
    """``max_offset`` is how far the clocks may be apart."""

    host: str = ""
    port: int = 123
    count: int = 4
    max_offset: Duration = _LARGEST_OFFSET

    def __post_init__(self) -> None:
        if not 0 < self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)
        if not 1 <= self.count <= 8:
            raise InvalidInput("count must be 1 to 8, not {count}", count=self.count)


def ntp_probe(target: Target, spec: ProbeSpec, tools: Tools) -> NtpProbe:
    settings = bind(spec.settings, NtpSettings)
    host = settings.host or target.address
    if not host:
        raise InvalidInput("{name!r} has no address to ask", at=spec.at or None, name=target.name)
    return NtpProbe(host, settings, tools)


@dataclass(frozen=True, slots=True)
class _Exchange:
    reply: NtpReply
    offset: float
    delay: float


class NtpProbe:
    def __init__(self, host: str, settings: NtpSettings, tools: Tools) -> None:
        self._host = host
        self._settings = settings
        self._tools = tools

    async def measure(self) -> Outcome:
        address = await resolve(self._host)
        best = await self._best(address)
        samples = {
            **samples_of_reply(best.reply, best.offset, best.delay),
            series("probe_ip_protocol"): float(address.version),
        }
        return Outcome(samples, self._why_off(best.offset))

    async def close(self) -> None:
        """Nothing is held."""

    async def _best(self, address: Resolved) -> _Exchange:
        loop = asyncio.get_running_loop()
        transport, protocol = await loop.create_datagram_endpoint(
            lambda: _Waiter(self._tools.clock), remote_addr=(address.ip, self._settings.port)
        )
        try:
            found = [await protocol.exchange(transport) for _ in range(self._settings.count)]
        except OSError as error:
            raise ProbeFailed(
                "{host} does not answer NTP: {reason}",
                host=self._host,
                reason=error.strerror or str(error),
            ) from error
        finally:
            transport.close()
        return min(found, key=lambda one: one.delay)

    def _why_off(self, offset: float) -> Text | None:
        if abs(offset) * 1000 <= self._settings.max_offset:
            return None
        return text(
            "its clock and ours are {seconds} s apart; {most} are allowed",
            seconds=f"{offset:+.3f}",
            most=text_from_duration(self._settings.max_offset),
        )


class _Waiter(asyncio.DatagramProtocol):
    """Hands over the one packet that answers the request under way; others are not looked at."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._cookie = b""
        self._answer: asyncio.Future[tuple[NtpReply, float]] | None = None

    async def exchange(self, transport: asyncio.DatagramTransport) -> _Exchange:
        self._cookie = secrets.token_bytes(8)
        self._answer = asyncio.get_running_loop().create_future()
        asked, started = self._clock.now() / 1000, self._clock.monotonic()
        transport.sendto(request(self._cookie))
        reply, ended = await self._answer
        answered = asked + ended - started
        return _Exchange(reply, *offset_and_delay(reply, asked, answered))

    def datagram_received(self, data: bytes, addr: object) -> None:
        ended = self._clock.monotonic()
        if self._answer is None or self._answer.done():
            return
        try:
            reply = reply_from(data, self._cookie, self._clock.now() / 1000)
        except ProbeFailed as error:
            self._answer.set_exception(error)
            return
        if reply is not None:
            self._answer.set_result((reply, ended))

    def error_received(self, exc: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc)
