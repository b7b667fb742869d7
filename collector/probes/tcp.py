"""TCP: does a port accept connections, and does it say what it should."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from dataclasses import dataclass

from collector.probes.addresses import Resolved, resolve
from collector.probes.certificates import (
    certificate_of,
    look_at_certificate,
    samples_of_certificate,
    why_untrusted,
)
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import text
from watchkeeper.inventory.model import ProbeSpec, Target

MAX_ANSWER_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class TcpSettings:
    """``expect`` is a text that the answer must hold; ``send`` goes out first."""

    port: int
    host: str = ""
    send: str = ""
    expect: str = ""
    tls: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)


def tcp_probe(target: Target, spec: ProbeSpec, tools: Tools) -> TcpProbe:
    settings = bind(spec.settings, TcpSettings)
    host = settings.host or target.address
    if not host:
        raise InvalidInput(
            "{name!r} has no address to connect to", at=spec.at or None, name=target.name
        )
    return TcpProbe(host, settings, tools)


class TcpProbe:
    def __init__(self, host: str, settings: TcpSettings, tools: Tools) -> None:
        self._host = host
        self._settings = settings
        self._tools = tools

    async def measure(self) -> Outcome:
        address = await resolve(self._host)
        samples: dict[tuple[tuple[str, str], ...], float] = {
            series("probe_ip_protocol"): float(address.version)
        }
        try:
            reader, writer = await self._connect(address)
        except ssl.SSLCertVerificationError as error:
            certificate = await look_at_certificate(address.ip, self._settings.port, self._host)
            samples |= samples_of_certificate(certificate, is_trusted=False)
            why = why_untrusted(certificate, self._tools.clock.now(), error.verify_message)
            return Outcome(samples, why)
        except OSError as error:
            raise ProbeFailed(
                "cannot connect to {host} port {port}: {reason}",
                host=self._host,
                port=self._settings.port,
                reason=error.strerror or str(error),
            ) from error
        try:
            samples |= _samples_of_tls(writer)
            return await self._converse(reader, writer, samples)
        finally:
            writer.transport.abort()
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(1):
                    await writer.wait_closed()

    async def close(self) -> None:
        """Nothing is held."""

    async def _connect(
        self, address: Resolved
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        settings = self._settings
        if not settings.tls:
            return await asyncio.open_connection(address.ip, settings.port)
        context = await self._tools.tls_context(None, verify=True)
        return await asyncio.open_connection(
            address.ip, settings.port, ssl=context, server_hostname=self._host
        )

    async def _converse(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, samples: Samples
    ) -> Outcome:
        settings = self._settings
        if settings.send:
            writer.write(settings.send.encode())
            await writer.drain()
        if not settings.expect:
            return Outcome(samples)
        answer = await read_until(reader, settings.expect.encode())
        if settings.expect.encode() in answer:
            return Outcome(samples)
        problem = text(
            "the answer does not hold {wanted!r}; it begins {found!r}",
            wanted=settings.expect,
            found=answer[:60].decode("utf-8", "replace"),
        )
        return Outcome(samples, problem)


async def read_until(reader: asyncio.StreamReader, wanted: bytes) -> bytes:
    """Return what arrives until *wanted* is in it, the other side closes, or it is too much."""
    answer = b""
    while wanted not in answer and len(answer) < MAX_ANSWER_BYTES:
        chunk = await reader.read(4096)
        if not chunk:
            break
        answer += chunk
    return answer


def _samples_of_tls(writer: asyncio.StreamWriter) -> Samples:
    ssl_object = writer.get_extra_info("ssl_object")
    if ssl_object is None:
        return {}
    return samples_of_certificate(certificate_of(ssl_object), is_trusted=True)
