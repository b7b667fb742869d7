"""HTTP: is the service there, does it answer as expected, does a log-in work.

Names as blackbox_exporter.  A certificate's end is read even where it is not trusted, with a
second look (blackbox_exporter issue 1119: an expired certificate loses the series that shows it).
"""

from __future__ import annotations

import asyncio
import dataclasses
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import aiohttp
from yarl import URL

from collector.probes.addresses import Resolved, resolve_all
from collector.probes.certificates import samples_of_chain, why_untrusted
from collector.probes.http_client import HttpReply, Stopwatch
from collector.probes.http_expect import Expectation
from collector.probes.http_redirects import Allowed, Redirects
from collector.probes.http_steps import METHODS, Step, check_steps, check_url
from collector.probes.http_visit import StepSeen, Visit, VisitSettings
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.remedies import remedy_of
from collector.probes.second_look import look_at_chain
from collector.probes.secrecy import Secrecy
from collector.probes.tls_contexts import Trust
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target

MAX_BODY_BYTES = 16 * 1024 * 1024


class Addresses(Enum):
    """Which of the addresses of a name are asked."""

    FIRST = "first"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class HttpSettings:
    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    expect: Expectation = field(default_factory=Expectation)
    credentials: str | None = None
    log_in: tuple[Step, ...] = ()
    redirects: Allowed = Redirects.NONE
    addresses: Addresses = Addresses.FIRST
    ca_file: Path | None = None
    server_name: str | None = None
    verify: bool = True
    max_body_bytes: int = 1_000_000

    def __post_init__(self) -> None:
        check_url(self.url)
        if self.method not in METHODS:
            raise InvalidInput("method must be one of {known}", known=", ".join(METHODS))
        if not 0 < self.max_body_bytes <= MAX_BODY_BYTES:
            raise InvalidInput("max_body_bytes must be 1 to {most}", most=MAX_BODY_BYTES)
        check_steps(self.log_in, self.headers)


def http_probe(target: Target, spec: ProbeSpec, tools: Tools) -> HttpProbe:
    return HttpProbe(bind(spec.settings, HttpSettings), tools)


class HttpProbe:
    """Requests one address, after a log-in where one is described."""

    def __init__(self, settings: HttpSettings, tools: Tools) -> None:
        self._settings = settings
        self._tools = tools

    async def measure(self) -> Outcome:
        if self._settings.addresses is Addresses.FIRST:
            return await self._ask({})
        host = URL(self._settings.url).host or ""
        addresses = await resolve_all(host)
        async with asyncio.TaskGroup() as group:
            asked = [group.create_task(self._ask_at(host, address)) for address in addresses]
        return joined({one.ip: task.result() for one, task in zip(addresses, asked, strict=True)})

    async def close(self) -> None:
        """Nothing is held: every request has a connection of its own."""

    async def _ask_at(self, host: str, address: Resolved) -> tuple[Outcome, float]:
        started = self._tools.clock.monotonic()
        try:
            outcome = await self._ask({host: address})
        except ProbeFailed as error:
            outcome = Outcome(problem=Text(error.sentence, error.facts), remedy=remedy_of(error))
        return outcome, self._tools.clock.monotonic() - started

    async def _ask(self, pins: Mapping[str, Resolved]) -> Outcome:
        """Make one visit; whatever is said of it holds no secret."""
        stopwatch, secrecy = Stopwatch(self._tools.clock, pins=pins), Secrecy()
        try:
            outcome = await self._visit(stopwatch, secrecy)
        except ProbeFailed as error:
            outcome = Outcome(problem=Text(error.sentence, error.facts), remedy=remedy_of(error))
        if outcome.problem is None:
            return outcome
        return dataclasses.replace(outcome, problem=secrecy.of(outcome.problem))

    async def _visit(self, stopwatch: Stopwatch, secrecy: Secrecy) -> Outcome:
        visit = Visit(await self._visit_settings(), self._tools, stopwatch, secrecy)
        remedy = None
        try:
            problem = await visit.run()
        except aiohttp.ClientConnectorCertificateError as error:
            return await self._untrusted(error, visit, stopwatch)
        except aiohttp.ClientConnectorError as error:
            problem = text(
                "cannot connect to {host}: {reason}", host=error.host, reason=reason_of(error)
            )
            remedy = remedy_of(error)
        except aiohttp.ClientError as error:
            reason = secrecy(str(error) or repr(error))[:200]
            problem, remedy = (
                text("no valid HTTP answer: {reason}", reason=reason),
                remedy_of(error),
            )
        except ProbeFailed as error:
            problem, remedy = Text(error.sentence, error.facts), remedy_of(error)
        return Outcome(self._samples(visit, stopwatch), problem, remedy=remedy)

    def _samples(self, visit: Visit, stopwatch: Stopwatch) -> Samples:
        samples = samples_of_phases(stopwatch)
        if visit.reply is None:
            samples |= {
                series("probe_http_status_code"): 0.0,
                series("probe_ip_protocol"): float(stopwatch.ip_version),
            }
        else:
            is_verified = self._settings.verify
            samples |= samples_of_reply(visit.reply, visit.redirects, is_verified=is_verified)
        if self._settings.log_in:
            samples |= samples_of_steps(visit.steps)
            samples[series("probe_http_log_in_success")] = float(visit.is_logged_in)
        return samples

    async def _visit_settings(self) -> VisitSettings:
        settings = self._settings
        named = settings.credentials
        return VisitSettings(
            url=URL(settings.url),
            method=settings.method,
            headers=settings.headers,
            body=settings.body.encode(),
            expect=settings.expect,
            log_in=settings.log_in,
            redirects=settings.redirects,
            credential=self._tools.secrets.credential(named) if named else None,
            context=await self._tools.tls_context(
                Trust(ca_file=settings.ca_file), verify=settings.verify
            ),
            server_name=settings.server_name,
            max_body_bytes=settings.max_body_bytes,
        )

    async def _untrusted(
        self, error: aiohttp.ClientConnectorCertificateError, visit: Visit, stopwatch: Stopwatch
    ) -> Outcome:
        """Look a second time, trusting anything, to tell until when the certificate is good."""
        name = self._settings.server_name or error.host
        pinned = stopwatch.pins.get(error.host)
        ip = pinned.ip if pinned else (await resolve_all(error.host))[0].ip
        chain = await look_at_chain(ip, error.port or 443, name)
        cause = error.certificate_error
        reason = (
            cause.verify_message if isinstance(cause, ssl.SSLCertVerificationError) else str(cause)
        )
        samples = {**self._samples(visit, stopwatch), **samples_of_chain(chain, is_trusted=False)}
        return Outcome(samples, why_untrusted(chain, self._tools.clock.now(), reason))


def joined(outcomes: Mapping[str, tuple[Outcome, float]]) -> Outcome:
    """Return the outcome of the first address, with a verdict on each; one that fails is enough."""
    samples = dict(next(iter(outcomes.values()))[0].samples)
    problem: Text | None = None
    for ip, (outcome, seconds) in outcomes.items():
        samples[series("probe_http_address_success", ip=ip)] = float(outcome.problem is None)
        samples[series("probe_http_address_duration_seconds", ip=ip)] = seconds
        if problem is None and outcome.problem is not None:
            problem = text("at {ip}: {reason}", ip=ip, reason=outcome.problem)
    return Outcome(samples, problem)


def samples_of_reply(
    reply: HttpReply, redirects: int, *, is_verified: bool
) -> dict[tuple[tuple[str, str], ...], float]:
    samples = {
        series("probe_http_status_code"): float(reply.status),
        series("probe_http_version"): reply.version,
        series("probe_http_redirects"): float(redirects),
        series("probe_http_ssl"): float(reply.chain is not None),
        series("probe_http_uncompressed_body_length"): float(len(reply.body)),
        series("probe_ip_protocol"): float(reply.ip_version),
    }
    length = reply.headers.get("Content-Length", "")
    samples[series("probe_http_content_length")] = float(length) if length.isdecimal() else -1.0
    if reply.chain is not None:
        samples |= samples_of_chain(reply.chain, is_trusted=is_verified)
    return samples


def samples_of_phases(stopwatch: Stopwatch) -> dict[tuple[tuple[str, str], ...], float]:
    return {
        series("probe_http_duration_seconds", phase=phase): seconds
        for phase, seconds in stopwatch.seconds.items()
    }


def samples_of_steps(steps: tuple[StepSeen, ...]) -> Samples:
    samples: dict[tuple[tuple[str, str], ...], float] = {}
    for number, step in enumerate(steps, start=1):
        samples[series("probe_http_step_status_code", step=str(number))] = float(step.status)
        samples[series("probe_http_step_duration_seconds", step=str(number))] = step.seconds
    return samples


def reason_of(error: aiohttp.ClientConnectorError) -> str:
    """Return the operating system's own words."""
    cause = error.os_error
    return (cause.strerror or str(cause))[:200]
