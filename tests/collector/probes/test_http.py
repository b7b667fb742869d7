"""The HTTP probe against a real server: verdicts, phases, certificates, redirects, limits."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme
from aiohttp import web

from collector.probes.once import probe_once
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.readings import names, value
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential, Secrets

STOP = web.AppKey("stop", asyncio.Event)
TARGET = Target("web-1", "127.0.0.1")


async def _health(_: web.Request) -> web.Response:
    return web.json_response({"ok": True, "nodes": [{"state": "up", "count": 3}]})


async def _status(request: web.Request) -> web.Response:
    return web.Response(status=int(request.match_info["status"]), text="something")


async def _move(request: web.Request) -> web.Response:
    raise web.HTTPFound(request.query["to"])


async def _loop(_: web.Request) -> web.Response:
    raise web.HTTPFound("/loop")


async def _large(_: web.Request) -> web.Response:
    return web.Response(body=b"x" * 300_000)


async def _hang(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    await request.app[STOP].wait()
    return response


async def _who(request: web.Request) -> web.Response:
    return web.Response(text=request.headers.get("Authorization", "nobody"))


@dataclass
class Site:
    """A running web server."""

    url: str
    port: int
    stop: asyncio.Event


async def _serve(context: ssl.SSLContext | None = None) -> tuple[Site, web.AppRunner]:
    app = web.Application()
    app[STOP] = asyncio.Event()
    app.add_routes(
        [
            web.get("/health", _health),
            web.get("/status/{status}", _status),
            web.get("/move", _move),
            web.get("/large", _large),
            web.get("/loop", _loop),
            web.get("/hang", _hang),
            web.get("/who", _who),
        ]
    )
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    listener = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await listener.start()
    port = runner.addresses[0][1]
    scheme = "https" if context else "http"
    return Site(f"{scheme}://127.0.0.1:{port}", port, app[STOP]), runner


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site, runner = await _serve()
    yield site
    site.stop.set()
    await runner.cleanup()


async def test_a_healthy_service_succeeds_with_every_phase(
    site: Site, tools: Tools, spec: MakeSpec
) -> None:
    """A 200 with the JSON that is expected is success; names are blackbox_exporter's."""
    report = await probe_once(
        TARGET,
        spec(
            f'{{http: {{url: "{site.url}/health", expect: {{status: 200, json: {{"$.ok": true, "$.nodes[0].count": 3}}}}}}}}'
        ),
        tools,
    )
    assert report.problem is None
    assert value(report, "probe_success", instance="web-1", job="http") == 1
    assert value(report, "probe_http_status_code") == 200
    assert value(report, "probe_ip_protocol") == 4
    assert value(report, "probe_http_ssl") == 0
    assert value(report, "probe_http_duration_seconds", phase="processing") > 0
    total = sum(
        value(report, "probe_http_duration_seconds", phase=phase)
        for phase in ("resolve", "connect", "tls", "processing", "transfer")
    )
    assert 0 < total <= value(report, "probe_duration_seconds")


@pytest.mark.parametrize(
    ("path", "settings", "said"),
    [
        ("/status/503", "", "status 503, expected 200-299"),
        ("/status/200", "expect: {status: [201, 204]}", "status 200, expected 201, 204"),
        ("/health", "expect: {body: gone}", "the body does not hold 'gone'"),
        ("/health", "expect: {body_absent: nodes}", "the body holds 'nodes'"),
        ("/health", 'expect: {json: {"$.ok": false}}', "$.ok is True, expected False"),
        ("/health", 'expect: {json: {"$.ok": 1}}', "$.ok is True, expected 1"),
        ("/health", 'expect: {json: {"$.nodes[7].state": up}}', "nothing at $.nodes[7].state"),
        ("/status/200", 'expect: {json: {"$.ok": true}}', "the body is no JSON"),
        ("/large", "max_body_bytes: 1000, expect: {body: y}", "longer than 1000 bytes"),
        ("/move?to=/health", "", "status 302, expected 200-299"),
        ("/move?to=http://localhost:1/", "redirects: same-host", "redirects: same-host does not"),
        ("/move?to=file:///etc/passwd", "redirects: any", "does not allow"),
        ("/hang", "timeout: 300ms", "no answer within 0.3 s"),
    ],
    ids=[
        "an error status",
        "none of the statuses",
        "a text that is missing",
        "a text that must not be there",
        "another JSON value",
        "true is not 1",
        "a JSON path to nothing",
        "no JSON",
        "a body longer than looked at",
        "a redirect that is not followed",
        "a redirect to another host",
        "a redirect to a file",
        "an answer that never ends",
    ],
)
async def test_what_is_not_as_expected_is_said(
    path: str, settings: str, said: str, site: Site, tools: Tools, spec: MakeSpec
) -> None:
    """A reply that is not as expected is no success, and the sentence says why."""
    comma = ", " if settings else ""
    report = await probe_once(
        TARGET, spec(f'{{http: {{url: "{site.url}{path}"{comma}{settings}}}}}'), tools
    )
    assert said in str(report.problem)
    assert value(report, "probe_success") == 0


async def test_redirects_on_the_same_host_are_followed_and_counted(
    site: Site, tools: Tools, spec: MakeSpec
) -> None:
    """With redirects: same-host the reply at the end is judged."""
    report = await probe_once(
        TARGET,
        spec(f'{{http: {{url: "{site.url}/move?to=/health", redirects: same-host}}}}'),
        tools,
    )
    assert report.problem is None
    assert value(report, "probe_http_redirects") == 1


async def test_redirects_in_a_circle_end(site: Site, tools: Tools, spec: MakeSpec) -> None:
    """After five redirects the probe gives up and says so."""
    report = await probe_once(
        TARGET, spec(f'{{http: {{url: "{site.url}/loop", redirects: same-host}}}}'), tools
    )
    assert "more than 5 redirects" in str(report.problem)


async def test_a_closed_port_is_said(tools: Tools, spec: MakeSpec, free_port: int) -> None:
    """Nobody listening is a refused connection, with status 0."""
    report = await probe_once(
        TARGET, spec(f'{{http: {{url: "http://127.0.0.1:{free_port}/"}}}}'), tools
    )
    assert "cannot connect to 127.0.0.1" in str(report.problem)
    assert value(report, "probe_http_status_code") == 0


async def test_something_that_speaks_no_http_is_said(tools: Tools, spec: MakeSpec) -> None:
    """A server that answers with other bytes is no valid HTTP answer."""

    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"\x00\xff nonsense\r\n\r\n" * 50)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(babble, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        report = await probe_once(
            TARGET, spec(f'{{http: {{url: "http://127.0.0.1:{port}/"}}}}'), tools
        )
    assert "no valid HTTP answer" in str(report.problem)


async def test_credentials_sign_in(site: Site, spec: MakeSpec, tools: Tools) -> None:
    """A named credential becomes Basic authentication and does not appear in the report."""
    tools.secrets = Secrets({"web": Credential(user="u", password="hush")})
    settings = (
        f'{{http: {{url: "{site.url}/who", credentials: web, expect: {{body: "Basic dTpodXNo"}}}}}}'
    )
    report = await probe_once(TARGET, spec(settings), tools)
    assert report.problem is None
    assert "hush" not in repr(report)


@pytest.fixture
async def expired(authority: trustme.CA) -> AsyncIterator[Site]:
    past = datetime(2020, 1, 1, tzinfo=UTC)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", not_after=past).configure_cert(context)
    site, runner = await _serve(context)
    yield site
    await runner.cleanup()


async def _secure(certificate: trustme.LeafCert) -> tuple[Site, web.AppRunner]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return await _serve(context)


async def test_a_trusted_certificate_tells_its_end(
    authority: trustme.CA, authority_file: Path, tools: Tools, spec: MakeSpec
) -> None:
    """Over TLS the phases hold the handshake, and the certificate's end is a series."""
    end = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
    site, runner = await _secure(authority.issue_cert("127.0.0.1", not_after=end))
    report = await probe_once(
        TARGET, spec(f'{{http: {{url: "{site.url}/health", ca_file: "{authority_file}"}}}}'), tools
    )
    await runner.cleanup()
    assert report.problem is None
    assert value(report, "probe_ssl_earliest_cert_expiry") == end.timestamp()
    assert value(report, "probe_tls_trusted") == 1
    assert value(report, "probe_http_duration_seconds", phase="tls") > 0
    assert value(report, "probe_http_duration_seconds", phase="connect") > 0


async def test_an_expired_certificate_still_tells_its_end(
    expired: Site, authority_file: Path, tools: Tools, spec: MakeSpec
) -> None:
    """The series that shows the expiry is there exactly when it matters (blackbox issue 1119)."""
    report = await probe_once(
        TARGET,
        spec(f'{{http: {{url: "{expired.url}/health", ca_file: "{authority_file}"}}}}'),
        tools,
    )
    assert str(report.problem) == "the certificate of 127.0.0.1 has expired"
    assert (
        value(report, "probe_ssl_earliest_cert_expiry")
        == datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    )
    assert value(report, "probe_success") == 0
    assert value(report, "probe_tls_trusted") == 0


async def test_a_certificate_of_a_stranger_is_refused_but_read(
    tools: Tools, spec: MakeSpec, authority_file: Path
) -> None:
    """A chain nobody trusts is no success; its end is read all the same."""
    site, runner = await _secure(trustme.CA().issue_cert("127.0.0.1"))
    report = await probe_once(
        TARGET, spec(f'{{http: {{url: "{site.url}/health", ca_file: "{authority_file}"}}}}'), tools
    )
    unverified = await probe_once(
        TARGET, spec(f'{{http: {{url: "{site.url}/health", verify: false}}}}'), tools
    )
    await runner.cleanup()
    assert "the certificate is not trusted" in str(report.problem)
    assert "probe_ssl_earliest_cert_expiry" in names(report)
    assert unverified.problem is None
    assert value(unverified, "probe_tls_trusted") == 0


async def test_a_certificate_for_another_name_is_said(
    authority: trustme.CA, authority_file: Path, tools: Tools, spec: MakeSpec
) -> None:
    """A good certificate of another name is refused, and the sentence names it."""
    site, runner = await _secure(authority.issue_cert("shop.example"))
    wrong = await probe_once(
        TARGET, spec(f'{{http: {{url: "{site.url}/health", ca_file: "{authority_file}"}}}}'), tools
    )
    named = await probe_once(
        TARGET,
        spec(
            f'{{http: {{url: "{site.url}/health", ca_file: "{authority_file}", server_name: shop.example}}}}'
        ),
        tools,
    )
    await runner.cleanup()
    assert str(wrong.problem) == "the certificate is for shop.example, not for this address"
    assert named.problem is None
