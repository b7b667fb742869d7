"""TCP: does a port accept connections, and does it say what it should."""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass
from pathlib import Path

from collector.probes.addresses import Resolved, resolve
from collector.probes.certificates import chain_of, samples_of_chain, why_untrusted
from collector.probes.dialogue import Dialogue, dialogue
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.second_look import look_at_chain
from collector.probes.tls_contexts import Trust
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.patterns import Match, pattern

MAX_STEPS = 20
_GROUP = re.compile(r"\$\{(\d)\}")


@dataclass(frozen=True, slots=True)
class TcpStep:
    """One of three: ``send`` a text, ``expect`` a line that matches a pattern, ``starttls``.

    ``${1}`` in a text is the first group of the pattern before it.
    """

    send: str = ""
    expect: str = ""
    starttls: bool = False

    def __post_init__(self) -> None:
        if (bool(self.send), bool(self.expect), self.starttls).count(True) != 1:
            raise InvalidInput("a step is one of send: TEXT, expect: PATTERN, starttls: true")
        pattern(self.expect)


@dataclass(frozen=True, slots=True)
class TcpSettings:
    """``expect`` is a text that the answer must hold; ``send`` goes out first.  Or ``steps``."""

    port: int
    host: str = ""
    send: str = ""
    expect: str = ""
    steps: tuple[TcpStep, ...] = ()
    tls: bool = False
    ca_file: Path | None = None
    server_name: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)
        if self.steps and (self.send or self.expect):
            raise InvalidInput("write send and expect as steps, or without steps; not both")
        if len(self.steps) > MAX_STEPS:
            raise InvalidInput("at most {most} steps are taken", most=MAX_STEPS)


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
        self._name = settings.server_name or host
        self._settings = settings
        self._tools = tools

    async def measure(self) -> Outcome:
        address = await resolve(self._host)
        try:
            return await self._talk(address)
        except ssl.SSLCertVerificationError as error:
            return await self._untrusted(address, error)
        except OSError as error:
            raise ProbeFailed(
                "cannot connect to {host} port {port}: {reason}",
                host=self._host,
                port=self._settings.port,
                reason=error.strerror or str(error),
            ) from error

    async def close(self) -> None:
        """Nothing is held."""

    async def _talk(self, address: Resolved) -> Outcome:
        context = await self._context() if self._settings.tls else None
        async with dialogue(address.ip, self._settings.port, context, self._name) as talk:
            problem = await (self._steps(talk) if self._settings.steps else self._converse(talk))
            samples: dict[tuple[tuple[str, str], ...], float] = {
                series("probe_ip_protocol"): float(address.version),
                **_samples_of_tls(talk),
            }
        if self._settings.steps or self._settings.expect:
            samples[series("probe_failed_due_to_regex")] = float(problem is not None)
        return Outcome(samples, problem)

    async def _context(self) -> ssl.SSLContext:
        return await self._tools.tls_context(Trust(ca_file=self._settings.ca_file))

    async def _untrusted(self, address: Resolved, error: ssl.SSLCertVerificationError) -> Outcome:
        """Read the certificate where TLS comes first; after a STARTTLS it stays unread."""
        settings = self._settings
        chain = await look_at_chain(address.ip, settings.port, self._name) if settings.tls else None
        samples = {
            series("probe_ip_protocol"): float(address.version),
            **samples_of_chain(chain, is_trusted=False),
        }
        return Outcome(samples, why_untrusted(chain, self._tools.clock.now(), error.verify_message))

    async def _converse(self, talk: Dialogue) -> Text | None:
        settings = self._settings
        if settings.send:
            await talk.send(settings.send.encode())
        if not settings.expect:
            return None
        wanted = settings.expect.encode()
        while wanted not in talk.heard:
            if not await talk.hear():
                return text(
                    "the answer does not hold {wanted!r}; it begins {found!r}",
                    wanted=settings.expect,
                    found=talk.heard[:60].decode("utf-8", "replace"),
                )
        return None

    async def _steps(self, talk: Dialogue) -> Text | None:
        """Take one step after another; return why one did not come about."""
        match: Match | None = None
        for number, step in enumerate(self._settings.steps, start=1):
            if step.starttls:
                await talk.start_tls(await self._context(), self._name)
            elif step.send:
                await talk.send(_with_groups(step.send, match).encode())
            else:
                match, last = await _line_that_matches(talk, step.expect)
                if match is None:
                    return text(
                        "step {number}: no line matches {wanted!r}; the last was {found!r}",
                        number=number,
                        wanted=step.expect,
                        found=last[:60],
                    )
        return None


async def _line_that_matches(talk: Dialogue, wanted: str) -> tuple[Match | None, str]:
    """Return the match of the next line that has one, and the last line before the end."""
    last = ""
    while not (talk.is_over and not talk.heard):
        line = (await talk.line()).decode("utf-8", "replace")
        match = pattern(wanted).search(line)
        if match is not None:
            return match, line
        last = line or last
    return None, last


def _with_groups(template: str, match: Match | None) -> str:
    """Put groups in place of ``${1}``; one that is not there is empty."""
    groups = match.groups() if match is not None else ()

    def group(found: re.Match[str]) -> str:
        number = int(found[1])
        return (groups[number - 1] or "") if 0 < number <= len(groups) else ""

    return _GROUP.sub(group, template)


def _samples_of_tls(talk: Dialogue) -> Samples:
    return samples_of_chain(chain_of(talk.tls), is_trusted=True) if talk.tls is not None else {}
