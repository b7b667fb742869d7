"""Any Prometheus exporter: its page is read, relabelled and kept; ``up`` as Prometheus has it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from yarl import URL

from collector.probes.http import reason_of
from collector.probes.http_client import HttpReply, HttpRequest, Stopwatch
from collector.probes.http_redirects import (
    MAX_REDIRECTS,
    Allowed,
    Redirects,
    next_address,
    redirected,
)
from collector.probes.http_steps import check_url
from collector.probes.http_visit import authorization
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.scrape_page import Honored, Scraped, scraped
from collector.probes.secrecy import Secrecy
from collector.probes.tls_contexts import Trust
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.relabelling import MAX_RULES, RelabelRule

ACCEPT = "text/plain;version=0.0.4, application/openmetrics-text;version=1.0.0;q=0.5"
MAX_SAMPLES = 49_990  # a probe has at most 50,000 series, its own among them
MAX_BODY_BYTES = 32 * 1024 * 1024
_LARGE_BYTES = 100_000  # a larger page is read off the loop: 100 kB take about 5 ms
_RESERVED = frozenset({"instance", "job", "probe", "__name__"})


@dataclass(frozen=True, slots=True)
class ExporterSettings:
    """``url``, or the ``port`` and ``path`` of the target's own address."""

    url: str = ""
    port: int = 0
    path: str = "/metrics"
    headers: Mapping[str, str] = field(default_factory=dict)
    credentials: str | None = None
    redirects: Allowed = Redirects.SAME_HOST
    ca_file: Path | None = None
    certificate_file: Path | None = None
    key_file: Path | None = None
    server_name: str | None = None
    verify: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)
    metric_relabel_configs: tuple[RelabelRule, ...] = ()
    honor_labels: bool = False
    sample_limit: int = MAX_SAMPLES
    max_body_bytes: int = 8_000_000

    def __post_init__(self) -> None:
        if bool(self.url) == bool(self.port):
            raise InvalidInput("write the url of the exporter, or the port at the target's address")
        if self.url:
            check_url(self.url)
        if not 0 <= self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)
        if not 0 < self.max_body_bytes <= MAX_BODY_BYTES:
            raise InvalidInput("max_body_bytes must be 1 to {most}", most=MAX_BODY_BYTES)
        if not 0 < self.sample_limit <= MAX_SAMPLES:
            raise InvalidInput("sample_limit must be 1 to {most}", most=MAX_SAMPLES)
        if len(self.metric_relabel_configs) > MAX_RULES:
            raise InvalidInput("at most {most} rules of relabelling are taken", most=MAX_RULES)
        for name in _RESERVED & set(self.labels):
            raise InvalidInput("the label {name} is set by the server", name=name)


def exporter_probe(target: Target, spec: ProbeSpec, tools: Tools) -> ExporterProbe:
    settings = bind(spec.settings, ExporterSettings)
    if not settings.url and not target.address:
        raise InvalidInput(
            "{name!r} has no address to connect to", at=spec.at or None, name=target.name
        )
    host = f"[{target.address}]" if ":" in target.address else target.address
    url = URL(settings.url or f"http://{host}:{settings.port}{settings.path}")
    labels = {**settings.labels, "instance": target.name, "job": spec.job or spec.kind}
    return ExporterProbe(url, labels, settings, tools)


class ExporterProbe:
    """``lost`` are the samples of an exporter that does not answer."""

    lost: Samples = {series("up"): 0.0}  # noqa: RUF012 a Mapping: nobody changes it

    def __init__(
        self, url: URL, labels: Mapping[str, str], settings: ExporterSettings, tools: Tools
    ) -> None:
        self._url = url
        self._labels = labels
        self._settings = settings
        self._tools = tools

    async def measure(self) -> Outcome:
        secrecy, clock = Secrecy(), self._tools.clock
        started = clock.monotonic()
        try:
            reply = await self._fetch(secrecy)
            found = await self._read(reply)
        except aiohttp.ClientConnectorError as error:
            raise ProbeFailed(
                "cannot connect to {host}: {reason}", host=error.host, reason=reason_of(error)
            ) from error
        except aiohttp.ClientError as error:
            raise ProbeFailed(
                "no valid HTTP answer: {reason}", reason=secrecy(str(error) or repr(error))[:200]
            ) from error
        return Outcome(
            {**found.samples, **_samples_about(found, clock.monotonic() - started)},
            notes=_notes(found),
        )

    async def close(self) -> None:
        """Nothing is held: every scrape has a connection of its own."""

    async def _fetch(self, secrecy: Secrecy) -> HttpReply:
        request = await self._request(secrecy)
        for _ in range(MAX_REDIRECTS + 1):
            reply = await self._tools.http.fetch(request, Stopwatch(self._tools.clock))
            where = next_address(request.url, reply, self._settings.redirects)
            if where is None:
                return reply
            request = redirected(request, reply, where, self._settings.redirects)
        raise aiohttp.ClientError(f"more than {MAX_REDIRECTS} redirects")

    async def _request(self, secrecy: Secrecy) -> HttpRequest:
        settings = self._settings
        headers = {"Accept": ACCEPT, **settings.headers}
        if settings.credentials:
            credential = self._tools.secrets.credential(settings.credentials)
            secrecy.hide(credential.password, credential.bearer)
            headers |= authorization(credential)
        trust = Trust(settings.ca_file, settings.certificate_file, settings.key_file)
        return HttpRequest(
            url=self._url,
            method="GET",
            headers=headers,
            body=b"",
            context=await self._tools.tls_context(trust, verify=settings.verify),
            server_name=settings.server_name,
            max_body_bytes=settings.max_body_bytes,
        )

    async def _read(self, reply: HttpReply) -> Scraped:
        if reply.status != 200:
            raise ProbeFailed("status {found}, expected {wanted}", found=reply.status, wanted="200")
        if reply.is_cut:
            raise ProbeFailed(
                "the body is longer than {bytes} bytes; raise max_body_bytes",
                bytes=len(reply.body),
            )
        if len(reply.body) <= _LARGE_BYTES:
            return self._scraped(reply)
        return await asyncio.to_thread(self._scraped, reply)

    def _scraped(self, reply: HttpReply) -> Scraped:
        settings = self._settings
        return scraped(
            reply.body,
            reply.headers.get("Content-Type", ""),
            labels=self._labels,
            rules=settings.metric_relabel_configs,
            limit=settings.sample_limit,
            honored=Honored.BUT_WHOSE_IT_IS if settings.honor_labels else Honored.NONE,
        )


def _samples_about(found: Scraped, seconds: float) -> Samples:
    """Return what Prometheus writes about a scrape itself."""
    return {
        series("up"): 1.0,
        series("scrape_duration_seconds"): seconds,
        series("scrape_samples_scraped"): float(found.read),
        series("scrape_samples_post_metric_relabeling"): float(len(found.samples)),
    }


def _notes(found: Scraped) -> tuple[Text, ...]:
    if not found.repeated:
        return ()
    return (
        text("{count} samples fell together with others after relabelling", count=found.repeated),
    )
