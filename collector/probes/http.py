"""HTTP: is the service there, does it answer as expected, until when is its certificate good.

Names as blackbox_exporter.  A certificate's end is read even where it is not trusted, with a
second look (blackbox_exporter issue 1119: an expired certificate loses the series that shows it).
"""

from __future__ import annotations

import base64
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

import aiohttp
import orjson
from yarl import URL

from collector.probes.certificates import look_at_certificate, samples_of_certificate, why_untrusted
from collector.probes.http_client import HttpReply, HttpRequest, Stopwatch
from collector.probes.json_path import steps_of_path, value_at
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.secrets import Credential

MAX_REDIRECTS = 5
MAX_BODY_BYTES = 16 * 1024 * 1024
_METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Redirects(Enum):
    """Which redirects a probe follows, at most five."""

    NONE = "none"
    SAME_HOST = "same-host"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an answer must be.  No status named: any of 200 to 299."""

    status: int | tuple[int, ...] = ()
    body: str = ""
    body_absent: str = ""
    json: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in self.json:
            steps_of_path(path)


@dataclass(frozen=True, slots=True)
class HttpSettings:
    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    expect: Expectation = field(default_factory=Expectation)
    credentials: str | None = None
    redirects: Redirects = Redirects.NONE
    ca_file: Path | None = None
    server_name: str | None = None
    verify: bool = True
    max_body_bytes: int = 1_000_000

    def __post_init__(self) -> None:
        if URL(self.url).scheme not in {"http", "https"} or not URL(self.url).host:
            raise InvalidInput("{url!r} is no http or https address", url=self.url[:100])
        if self.method not in _METHODS:
            raise InvalidInput("method must be one of {known}", known=", ".join(_METHODS))
        if not 0 < self.max_body_bytes <= MAX_BODY_BYTES:
            raise InvalidInput("max_body_bytes must be 1 to {most}", most=MAX_BODY_BYTES)


def http_probe(target: Target, spec: ProbeSpec, tools: Tools) -> HttpProbe:
    return HttpProbe(bind(spec.settings, HttpSettings), tools)


class HttpProbe:
    """Requests one address."""

    def __init__(self, settings: HttpSettings, tools: Tools) -> None:
        self._settings = settings
        self._tools = tools

    async def measure(self) -> Outcome:
        stopwatch = Stopwatch(self._tools.clock)
        try:
            reply, redirects = await self._fetch(stopwatch)
        except aiohttp.ClientConnectorCertificateError as error:
            return await self._untrusted(error, stopwatch)
        except aiohttp.ClientConnectorError as error:
            problem = text(
                "cannot connect to {host}: {reason}", host=error.host, reason=reason_of(error)
            )
            return Outcome(samples_of_failure(stopwatch), problem)
        except aiohttp.ClientError as error:
            problem = text("no valid HTTP answer: {reason}", reason=str(error)[:200] or repr(error))
            return Outcome(samples_of_failure(stopwatch), problem)
        samples = {
            **samples_of_reply(reply, redirects=redirects, is_verified=self._settings.verify),
            **samples_of_phases(stopwatch),
        }
        return Outcome(samples, why_unexpected(reply, self._settings.expect))

    async def close(self) -> None:
        """Nothing is held: every request has a connection of its own."""

    async def _fetch(self, stopwatch: Stopwatch) -> tuple[HttpReply, int]:
        request = await self._request()
        for redirects in range(MAX_REDIRECTS + 1):
            reply = await self._tools.http.fetch(request, stopwatch)
            where = next_address(request.url, reply, self._settings.redirects)
            if where is None:
                return reply, redirects
            request = redirected(request, where)
        raise aiohttp.ClientError(f"more than {MAX_REDIRECTS} redirects")

    async def _request(self) -> HttpRequest:
        settings = self._settings
        credential = settings.credentials and self._tools.secrets.credential(settings.credentials)
        return HttpRequest(
            url=URL(settings.url),
            method=settings.method,
            headers={**(authorization(credential) if credential else {}), **settings.headers},
            body=settings.body.encode(),
            context=await self._tools.tls_context(settings.ca_file, verify=settings.verify),
            server_name=settings.server_name,
            max_body_bytes=settings.max_body_bytes,
        )

    async def _untrusted(
        self, error: aiohttp.ClientConnectorCertificateError, stopwatch: Stopwatch
    ) -> Outcome:
        """Look a second time, trusting anything, to tell until when the certificate is good."""
        name = self._settings.server_name or error.host
        certificate = await look_at_certificate(error.host, error.port or 443, name)
        cause = error.certificate_error
        reason = (
            cause.verify_message if isinstance(cause, ssl.SSLCertVerificationError) else str(cause)
        )
        samples = {
            **samples_of_failure(stopwatch),
            **samples_of_certificate(certificate, is_trusted=False),
        }
        return Outcome(samples, why_untrusted(certificate, self._tools.clock.now(), reason))


def authorization(credential: Credential) -> Mapping[str, str]:
    """Return the header that signs in."""
    if credential.bearer:
        return {"Authorization": f"Bearer {credential.bearer}"}
    pair = base64.b64encode(f"{credential.user}:{credential.password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def next_address(url: URL, reply: HttpReply, redirects: Redirects) -> URL | None:
    """Return where a reply sends us and the settings allow; None where the reply is to be judged.

    Raises ProbeFailed for a redirect that the settings do not allow.
    """
    location = reply.headers.get("Location", "")
    if reply.status not in _REDIRECTS or redirects is Redirects.NONE or not location:
        return None
    try:
        where = url.join(URL(location))
    except ValueError as error:
        raise ProbeFailed(
            "redirected to {where!r}, which is no address", where=location[:100]
        ) from error
    is_allowed = redirects is Redirects.ANY or (where.host == url.host)
    if where.scheme not in {"http", "https"} or not is_allowed:
        raise ProbeFailed(
            "redirected to {where}, which redirects: {setting} does not allow",
            where=str(where)[:100],
            setting=redirects.value,
        )
    return where


def redirected(request: HttpRequest, where: URL) -> HttpRequest:
    """Return the request to follow a redirect by; another origin gets no credentials."""
    headers = request.headers
    if where.origin() != request.url.origin():
        headers = {
            name: value for name, value in headers.items() if name.lower() != "authorization"
        }
    method = "GET" if request.method == "POST" else request.method
    return replace(request, url=where, headers=headers, method=method, body=b"")


def why_unexpected(reply: HttpReply, expect: Expectation) -> Text | None:
    """Return why a reply is not what was expected; None where it is."""
    if not _is_expected_status(reply.status, expect.status):
        return text(
            "status {found}, expected {wanted}", found=reply.status, wanted=_wanted(expect.status)
        )
    if reply.is_cut and (expect.body or expect.body_absent or expect.json):
        return text(
            "the body is longer than {bytes} bytes; raise max_body_bytes", bytes=len(reply.body)
        )
    body = reply.body.decode("utf-8", "replace")
    if expect.body and expect.body not in body:
        return text("the body does not hold {wanted!r}", wanted=expect.body)
    if expect.body_absent and expect.body_absent in body:
        return text("the body holds {found!r}", found=expect.body_absent)
    return _why_unexpected_json(reply.body, expect.json) if expect.json else None


def _is_expected_status(found: int, wanted: int | tuple[int, ...]) -> bool:
    if isinstance(wanted, int):
        return found == wanted
    return found in wanted if wanted else 200 <= found <= 299


def _wanted(status: int | tuple[int, ...]) -> str:
    if isinstance(status, int):
        return str(status)
    return ", ".join(map(str, status)) or "200-299"


def _why_unexpected_json(body: bytes, wanted: Mapping[str, object]) -> Text | None:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return text("the body is no JSON")
    for path, value in wanted.items():
        exists, found = value_at(document, steps_of_path(path))
        if not exists:
            return text("the JSON has nothing at {path}", path=path)
        if found != value or isinstance(found, bool) is not isinstance(value, bool):
            return text(
                "{path} is {found}, expected {wanted}",
                path=path,
                found=repr(found)[:100],
                wanted=repr(value)[:100],
            )
    return None


def samples_of_reply(reply: HttpReply, *, redirects: int, is_verified: bool) -> Samples:
    samples = {
        series("probe_http_status_code"): float(reply.status),
        series("probe_http_version"): reply.version,
        series("probe_http_redirects"): float(redirects),
        series("probe_http_ssl"): float(reply.certificate is not None),
        series("probe_http_uncompressed_body_length"): float(len(reply.body)),
        series("probe_ip_protocol"): float(reply.ip_version),
    }
    if reply.certificate is not None:
        samples |= samples_of_certificate(reply.certificate, is_trusted=is_verified)
    return samples


def samples_of_phases(stopwatch: Stopwatch) -> Samples:
    return {
        series("probe_http_duration_seconds", phase=phase): seconds
        for phase, seconds in stopwatch.seconds.items()
    }


def samples_of_failure(stopwatch: Stopwatch) -> Samples:
    return {series("probe_http_status_code"): 0.0, **samples_of_phases(stopwatch)}


def reason_of(error: aiohttp.ClientConnectorError) -> str:
    """Return the operating system's own words."""
    cause = error.os_error
    return (cause.strerror or str(cause))[:200]
