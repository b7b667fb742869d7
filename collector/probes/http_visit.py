"""One visit to a site: the steps of the log-in, then the request that is judged."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, replace

import aiohttp
from yarl import URL

from collector.probes.cookies import Cookies
from collector.probes.http_client import HttpReply, HttpRequest, Stopwatch
from collector.probes.http_expect import Expectation, why_unexpected
from collector.probes.http_redirects import MAX_REDIRECTS, Allowed, next_address, redirected
from collector.probes.http_steps import Step, body_of, header_values, method_of, taken
from collector.probes.secrecy import Secrecy
from collector.probes.tools import Tools
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.secrets import Credential


@dataclass(frozen=True, slots=True)
class VisitSettings:
    """What is asked, with credentials and trust at hand."""

    url: URL
    method: str
    headers: Mapping[str, str]
    body: bytes
    expect: Expectation
    log_in: tuple[Step, ...]
    redirects: Allowed
    credential: Credential | None
    context: ssl.SSLContext
    server_name: str | None
    max_body_bytes: int


@dataclass(frozen=True, slots=True)
class StepSeen:
    """How a step of the log-in went; status 0 where nothing came back."""

    status: int
    seconds: float


class Visit:
    """``reply`` is the answer that is judged, None before it came."""

    def __init__(
        self, settings: VisitSettings, tools: Tools, stopwatch: Stopwatch, secrecy: Secrecy
    ) -> None:
        self._settings = settings
        self._tools = tools
        self._stopwatch = stopwatch
        self._secrecy = secrecy
        self._cookies = Cookies()
        self._values: dict[str, str] = {}
        self.steps: tuple[StepSeen, ...] = ()
        self.is_logged_in = False
        self.reply: HttpReply | None = None
        self.redirects = 0

    async def run(self) -> Text | None:
        """Return why the site is not as expected.  Raises ProbeFailed and aiohttp's errors."""
        self._know_credential()
        for number, step in enumerate(self._settings.log_in, start=1):
            problem = await self._log_in(step)
            if problem is not None:
                return text("step {number} of the log-in: {reason}", number=number, reason=problem)
        self.reply = await self._fetch(self._request(), self._stopwatch)
        problem = why_unexpected(self.reply, self._settings.expect, self._secrecy)
        self.is_logged_in = problem is None
        return problem

    def _know_credential(self) -> None:
        credential = self._settings.credential
        if credential is None:
            return
        self._values |= {"user": credential.user, "password": credential.password}
        self._secrecy.hide(credential.password, credential.bearer)
        if not self._settings.log_in:
            self._secrecy.hide(
                *(one.partition(" ")[2] for one in authorization(credential).values())
            )

    async def _log_in(self, step: Step) -> Text | None:
        stopwatch = Stopwatch(self._stopwatch.clock, pins=self._stopwatch.pins)
        started, status = stopwatch.clock.monotonic(), 0
        try:
            reply = await self._fetch(self._request_of(step), stopwatch)
            status = reply.status
            problem = why_unexpected(reply, step.expect, self._secrecy)
            if problem is None:
                found = taken(step, reply)
                self._secrecy.hide(*found.values())
                self._values |= found
            return problem
        finally:
            seen = StepSeen(status, stopwatch.clock.monotonic() - started)
            self.steps = (*self.steps, seen)

    async def _fetch(self, request: HttpRequest, stopwatch: Stopwatch) -> HttpReply:
        """Ask, with the cookies that are for it, and follow redirects that are allowed."""
        for self.redirects in range(MAX_REDIRECTS + 1):
            with_cookies = {**request.headers, **self._cookies.header(request.url)}
            reply = await self._tools.http.fetch(replace(request, headers=with_cookies), stopwatch)
            if self._settings.log_in:
                self._secrecy.hide(*(morsel.value for morsel in reply.cookies.values()))
                self._cookies.keep(reply.cookies, request.url)
            where = next_address(request.url, reply, self._settings.redirects)
            if where is None:
                return reply
            request = redirected(request, reply, where, self._settings.redirects)
        raise aiohttp.ClientError(f"more than {MAX_REDIRECTS} redirects")

    def _request(self) -> HttpRequest:
        """Return the request that is judged; credentials of a log-in are not sent with it."""
        settings = self._settings
        headers = settings.headers
        if settings.log_in:
            headers = header_values(headers, self._values)
        elif settings.credential is not None:
            headers = {**authorization(settings.credential), **headers}
        return self._as_request(settings.url, settings.method, headers, settings.body)

    def _request_of(self, step: Step) -> HttpRequest:
        body, kind = body_of(step, self._values)
        headers = dict(header_values(step.headers, self._values))
        if kind:
            headers.setdefault("Content-Type", kind)
        return self._as_request(URL(step.url), method_of(step), headers, body)

    def _as_request(
        self, url: URL, method: str, headers: Mapping[str, str], body: bytes
    ) -> HttpRequest:
        settings = self._settings
        return HttpRequest(
            url=url,
            method=method,
            headers=headers,
            body=body,
            context=settings.context,
            server_name=settings.server_name if url.host == settings.url.host else None,
            max_body_bytes=settings.max_body_bytes,
        )


def authorization(credential: Credential) -> Mapping[str, str]:
    """Return the header that signs in."""
    if credential.bearer:
        return {"Authorization": f"Bearer {credential.bearer}"}
    pair = base64.b64encode(f"{credential.user}:{credential.password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}
