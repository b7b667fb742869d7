"""What a server of mail, files or SSH says when one calls: does it greet, and what can it do."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from collector.probes.addresses import resolve
from collector.probes.certificates import chain_of, samples_of_chain
from collector.probes.dialogue import Dialogue, dialogue
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.starttls import coded_reply, line_with, unexpected
from collector.probes.tls_contexts import Trust
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.patterns import pattern

MAX_ABILITIES = 60
_ABILITY = re.compile(r"[A-Za-z0-9][A-Za-z0-9+=_./-]{0,40}", re.ASCII)
_SSH = re.compile(r"SSH-(\d\.\d{1,2})-([\x21-\x7e]{1,80})", re.ASCII)


class Protocol(Enum):
    """What is spoken there."""

    SMTP = "smtp"
    IMAP = "imap"
    POP3 = "pop3"
    FTP = "ftp"
    SSH = "ssh"


_PORTS: Mapping[Protocol, tuple[int, int]] = MappingProxyType(
    {
        Protocol.SMTP: (25, 465),
        Protocol.IMAP: (143, 993),
        Protocol.POP3: (110, 995),
        Protocol.FTP: (21, 990),
        Protocol.SSH: (22, 22),
    }
)
"""The usual ports: plain, and with TLS from the first byte."""


@dataclass(frozen=True, slots=True)
class BannerSettings:
    """``expect`` is a pattern that the greeting matches somewhere; ``abilities`` must be offered."""

    protocol: Protocol
    port: int = 0
    host: str = ""
    expect: str = ""
    abilities: tuple[str, ...] = ()
    tls: bool = False
    ca_file: Path | None = None
    server_name: str = ""

    def __post_init__(self) -> None:
        pattern(self.expect)
        if not 0 <= self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)
        if self.abilities and self.protocol in {Protocol.SSH, Protocol.FTP}:
            raise InvalidInput("only smtp, imap and pop3 tell their abilities")


def banner_probe(target: Target, spec: ProbeSpec, tools: Tools) -> BannerProbe:
    settings = bind(spec.settings, BannerSettings)
    host = settings.host or target.address
    if not host:
        raise InvalidInput(
            "{name!r} has no address to connect to", at=spec.at or None, name=target.name
        )
    return BannerProbe(host, settings, tools)


@dataclass(frozen=True, slots=True)
class Greeting:
    """What was said first, and what the server says that it can do."""

    banner: str
    abilities: tuple[str, ...] = ()


class BannerProbe:
    def __init__(self, host: str, settings: BannerSettings, tools: Tools) -> None:
        self._host = host
        self._port = settings.port or _PORTS[settings.protocol][settings.tls]
        self._settings = settings
        self._tools = tools

    async def measure(self) -> Outcome:
        clock, settings = self._tools.clock, self._settings
        address = await resolve(self._host)
        started = clock.monotonic()
        name = settings.server_name or self._host
        try:
            async with dialogue(address.ip, self._port, await self._context(), name) as talk:
                connected = clock.monotonic()
                greeting = await greet(talk, settings.protocol)
                samples = {
                    **samples_of_greeting(settings.protocol, greeting),
                    **_samples_of_tls(talk),
                    series("probe_ip_protocol"): float(address.version),
                    series("probe_banner_duration_seconds", phase="connect"): connected - started,
                    series("probe_banner_duration_seconds", phase="greeting"): clock.monotonic()
                    - connected,
                }
        except OSError as error:
            raise ProbeFailed(
                "cannot connect to {host} port {port}: {reason}",
                host=self._host,
                port=self._port,
                reason=(error.strerror or str(error))[:200],
            ) from error
        said = text("it greets with {banner!r}", banner=greeting.banner[:100])
        return Outcome(samples, self._why_unexpected(greeting), (said,))

    async def close(self) -> None:
        """Nothing is held."""

    async def _context(self) -> ssl.SSLContext | None:
        if not self._settings.tls:
            return None
        return await self._tools.tls_context(Trust(ca_file=self._settings.ca_file))

    def _why_unexpected(self, greeting: Greeting) -> Text | None:
        settings = self._settings
        if settings.expect and pattern(settings.expect).search(greeting.banner) is None:
            return text(
                "it greets with {found!r}, which does not match {wanted!r}",
                found=greeting.banner[:100],
                wanted=settings.expect,
            )
        missing = {one.upper() for one in settings.abilities} - set(greeting.abilities)
        if missing:
            return text("it does not offer {missing}", missing=", ".join(sorted(missing)))
        return None


async def greet(talk: Dialogue, protocol: Protocol) -> Greeting:
    """Listen to the greeting, ask for abilities, and take leave.  Raises ProbeFailed."""
    match protocol:
        case Protocol.SMTP:
            banner = (await coded_reply(talk, b"220"))[0]
            await talk.send(b"EHLO watchkeeper.invalid\r\n")
            lines = [line[4:] for line in (await coded_reply(talk, b"250"))[1:]]
            await talk.send(b"QUIT\r\n")
            return Greeting(_shown(banner[4:]), abilities_of(lines))
        case Protocol.IMAP:
            banner = await line_with(talk, b"* OK")
            await talk.send(b"a CAPABILITY\r\n")
            line = await line_with(talk, b"* CAPABILITY")
            await line_with(talk, b"a OK", skip=b"* ")
            await talk.send(b"b LOGOUT\r\n")
            return Greeting(_shown(banner[5:]), abilities_of(line.split()[2:]))
        case Protocol.POP3:
            banner = await line_with(talk, b"+OK")
            await talk.send(b"CAPA\r\n")
            await line_with(talk, b"+OK")
            able = await _dotted(talk)
            await talk.send(b"QUIT\r\n")
            return Greeting(_shown(banner[4:]), abilities_of(able))
        case Protocol.FTP:
            banner = (await coded_reply(talk, b"220"))[0]
            await talk.send(b"QUIT\r\n")
            return Greeting(_shown(banner[4:]))
        case Protocol.SSH:
            return Greeting(_shown(await _ssh_line(talk)))


async def _ssh_line(talk: Dialogue) -> bytes:
    """Return the identification; other lines may come before it (RFC 4253, 4.2)."""
    for _ in range(50):
        line = await talk.line()
        if line.startswith(b"SSH-"):
            return line
        if talk.is_over:
            raise unexpected(line, b"SSH-")
    raise unexpected(line, b"SSH-")


async def _dotted(talk: Dialogue) -> Sequence[bytes]:
    """Return lines until the one that is a dot."""
    lines: list[bytes] = []
    while len(lines) < 200:
        line = await talk.line()
        if line == b"." or (talk.is_over and not talk.heard):
            return lines
        lines.append(line)
    raise ProbeFailed("the answer has more than {most} lines", most=200)


def abilities_of(lines: Sequence[bytes]) -> tuple[str, ...]:
    """Return the first word of each line, where it is one; in capitals."""
    words = (line.decode("ascii", "replace").split(" ")[0].upper() for line in lines)
    found = dict.fromkeys(word for word in words if _ABILITY.fullmatch(word))
    return tuple(found)[:MAX_ABILITIES]


def samples_of_greeting(protocol: Protocol, greeting: Greeting) -> Samples:
    """Return abilities, and for SSH its version: a banner with the time in it makes no series."""
    samples = {
        series("probe_banner_ability", protocol=protocol.value, ability=one): 1.0
        for one in greeting.abilities
    }
    match = _SSH.match(greeting.banner) if protocol is Protocol.SSH else None
    if match is not None:
        samples[series("probe_ssh_banner_info", protocol=match[1], software=match[2])] = 1.0
    return samples


def _shown(banner: bytes) -> str:
    text = banner.decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:500]


def _samples_of_tls(talk: Dialogue) -> Samples:
    return samples_of_chain(chain_of(talk.tls), is_trusted=True) if talk.tls is not None else {}
