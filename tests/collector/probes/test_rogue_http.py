"""HTTP probes and exporters against servers that mean no good: slow, endless, packed, leading astray."""

from __future__ import annotations

import asyncio
import gzip
import ipaddress
import socket
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import pytest

from collector.probes.addresses import is_out_of_bounds, resolve
from collector.probes.once import probe_once
from collector.probes.outcome import ProbeFailed
from collector.probes.scrape_page import scraped
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.behaving import Behave, behaving
from tests.collector.probes.readings import value
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential, Secrets

TARGET = Target("evil", "127.0.0.1")
SECRET = "never-to-be-seen"
MOST_MEGABYTES = 60
BOMB = gzip.compress(bytes(100_000_000), 6)
PROBES = {
    "http": '{{http: {{url: "http://127.0.0.1:{port}/", credentials: c, timeout: 500ms, expect: {{body: x}}}}}}',
    "exporter": "{{exporter: {{port: {port}, credentials: c, timeout: 500ms}}}}",
}


async def _head(writer: asyncio.StreamWriter, more: bytes) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + more)
    await writer.drain()


async def _for_ever(writer: asyncio.StreamWriter, piece: bytes, pause: float = 0) -> None:
    while True:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(pause)


async def slow_loris(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _head(writer, b"\r\n")
    await _for_ever(writer, b"a", 0.05)


async def slow_headers(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _head(writer, b"")
    await _for_ever(writer, b"X-A: b\r\n", 0.05)


async def endless_body(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _head(writer, b"\r\n")
    await _for_ever(writer, b"a 1\n" * 16_000)


async def endless_header(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _head(writer, b"X-A: ")
    await _for_ever(writer, b"a" * 65_536)


async def endless_headers(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _head(writer, b"")
    await _for_ever(writer, b"X-A: bbbbbbbbbb\r\n" * 4_000)


async def endless_interim(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _for_ever(writer, b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 1_000)


async def endless_chunk_size(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _head(writer, b"Transfer-Encoding: chunked\r\n\r\n")
    await _for_ever(writer, b"0" * 65_536)


async def endless_chunk_extension(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _head(writer, b"Transfer-Encoding: chunked\r\n\r\n5;")
    await _for_ever(writer, b"a" * 65_536)


async def endless_trailers(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _head(writer, b"Transfer-Encoding: chunked\r\n\r\n0\r\n")
    await _for_ever(writer, b"X-A: bbbbbbbbbb\r\n" * 4_000)


async def small_chunks(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _head(writer, b"Transfer-Encoding: chunked\r\n\r\n")
    await _for_ever(writer, b"1\r\na\r\n" * 10_000)


async def gzip_bomb(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _head(writer, b"Content-Encoding: gzip\r\n\r\n")
    writer.write(BOMB)
    await writer.drain()


async def gzip_members(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _head(writer, b"Content-Encoding: gzip\r\n\r\n")
    await _for_ever(writer, gzip.compress(b"") * 3_000)


async def broken_deflate(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _head(writer, b"Content-Encoding: deflate\r\nContent-Length: 999999\r\n\r\n")
    writer.write(zlib.compress(b"a" * 9)[:-3] + b"\xff" * 4_000)
    await writer.drain()


async def many_cookies(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    cookies = b"".join(b"Set-Cookie: c%d=%s\r\n" % (n, b"v" * 500) for n in range(100))
    await _head(writer, cookies + b"Content-Length: 2\r\n\r\n")
    writer.write(b"no")
    await writer.drain()


BEHAVIOURS: list[Behave] = [
    slow_loris, slow_headers, endless_body, endless_header, endless_headers, endless_interim,
    endless_chunk_size, endless_chunk_extension, endless_trailers, small_chunks, gzip_bomb,
    gzip_members, broken_deflate, many_cookies,
]  # fmt: skip


@contextmanager
def little_memory(most: float = MOST_MEGABYTES) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        megabytes = tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
    assert megabytes < most


@dataclass
class Breaths:
    """How long the loop was held up at most, in seconds of CPU: others may have the machine."""

    longest: float = 0.0
    tasks: list[asyncio.Task[None]] = field(default_factory=list)


@asynccontextmanager
async def breathing() -> AsyncIterator[Breaths]:
    """Watch the loop from inside it."""
    import time

    breaths = Breaths()

    async def breathe() -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0)
            breaths.longest = max(breaths.longest, time.thread_time() - before)
            await asyncio.sleep(0.005)

    async with asyncio.TaskGroup() as group:
        task = group.create_task(breathe())
        yield breaths
        task.cancel()


@pytest.mark.parametrize("probe", PROBES)
@pytest.mark.parametrize("behave", BEHAVIOURS, ids=lambda one: one.__name__)
async def test_a_rogue_server_costs_its_deadline_and_no_more(
    probe: str, behave: Behave, tools: Tools, spec: MakeSpec
) -> None:
    """A failure in words, in time, in little memory, without a secret, while others have their turn."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await behave(reader, writer)
        await reader.read(1)

    tools.secrets = Secrets({"c": Credential(user="watch", password=SECRET)})
    async with behaving(serve) as port, breathing() as breaths:
        with little_memory():
            report = await probe_once(TARGET, spec(PROBES[probe].format(port=port)), tools)
    assert report.problem is not None
    assert "the probe itself broke" not in str(report.problem)
    assert SECRET not in f"{report!r}{report.problem}"
    assert report.duration_seconds < 5
    assert breaths.longest < 1.0


@pytest.mark.parametrize(
    "where",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/_x", "javascript:alert(1)",
     "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://0.0.0.0:{port}/inside",
     "http://localhost:{port}/inside", "http://[::ffff:127.0.0.1]:{port}/inside",
     "http://[::ffff:169.254.169.254]/", "http://2130706433:{port}/inside", "//169.254.169.254/",
     "http://user@169.254.169.254/", "http://[::1"],
)  # fmt: skip
@pytest.mark.parametrize("probe", ["http", "exporter"])
async def test_no_redirect_leads_astray(
    probe: str, where: str, tools: Tools, spec: MakeSpec
) -> None:
    """Whatever redirects are allowed: no file, no other protocol, nothing of this machine or its cloud."""
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        location = where.replace("{port}", str(writer.get_extra_info("sockname")[1]))
        writer.write(
            b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "
            + location.encode()
            + b"\r\n\r\n"
        )
        await writer.drain()

    async with behaving(serve) as port:
        url = f"http://127.0.0.1:{port}/metrics"
        settings = f'{{{probe}: {{url: "{url}", redirects: any, timeout: 3s}}}}'
        report = await probe_once(TARGET, spec(settings), tools)
    assert report.problem is not None
    assert len(asked) == 1
    assert "redirected" in str(report.problem) or "address" in str(report.problem)


Answers = list[tuple[int, int, int, str, tuple[object, ...]]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Stand in for name servers, which are others': each question takes the next address of a name."""
    known: dict[str, list[str]] = {}
    loop = asyncio.get_event_loop_policy()
    real = asyncio.BaseEventLoop.getaddrinfo

    async def getaddrinfo(
        self: asyncio.BaseEventLoop, host: str, port: object, **more: object
    ) -> object:
        if host not in known:
            return await real(self, host, port, **more)  # type: ignore[arg-type]  # as it came
        ip = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        family = socket.AF_INET6 if ":" in ip else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (ip, 0))]

    assert loop is not None
    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", getaddrinfo)
    return known


@pytest.mark.parametrize(
    "ip", ["169.254.169.254", "fe80::1", "fd00:ec2::254", "0.0.0.0", "224.0.0.1", "::", "::ffff:169.254.169.254"]
)  # fmt: skip
async def test_a_name_leads_nowhere_it_should_not(ip: str, names: dict[str, list[str]]) -> None:
    """Who answers for a name cannot send us to the cloud's own address; who writes an address can."""
    names["shop.example"] = [ip]
    with pytest.raises(ProbeFailed, match="where no name should"):
        await resolve("shop.example")
    assert is_out_of_bounds(ip)
    assert (await resolve(ip)).ip == str(ipaddress.ip_address(ip))


async def test_a_name_that_changes_between_question_and_connection_changes_nothing(
    names: dict[str, list[str]], tools: Tools, spec: MakeSpec
) -> None:
    """A name is asked once for each request, and that address is connected to; the next answer,
    which a rebinding server would give, is refused when it is asked for.
    """

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /again\r\n\r\n")
        await writer.drain()

    names["shop.example"] = ["127.0.0.1", "169.254.169.254"]
    async with behaving(serve) as port:
        settings = (
            f'{{http: {{url: "http://shop.example:{port}/", redirects: same-host, timeout: 3s}}}}'
        )
        report = await probe_once(TARGET, spec(settings), tools)
    assert "169.254.169.254, where no name should" in str(report.problem)


async def test_another_host_s_name_for_this_machine_is_not_followed(
    names: dict[str, list[str]], tools: Tools, spec: MakeSpec
) -> None:
    """A redirect to a name that turns out to be loopback is refused when it is connected to."""
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        port = writer.get_extra_info("sockname")[1]
        writer.write(
            b"HTTP/1.1 307 Go\r\nContent-Length: 0\r\nLocation: http://inside.example:%d/\r\n\r\n"
            % port
        )
        await writer.drain()

    names["inside.example"] = ["127.0.0.1"]
    async with behaving(serve) as port:
        settings = f'{{http: {{url: "http://127.0.0.1:{port}/", redirects: any, timeout: 3s}}}}'
        report = await probe_once(TARGET, spec(settings), tools)
    assert "which is this machine's own" in str(report.problem)
    assert len(asked) == 1
    assert value(report, "probe_success") == 0


PLAIN, OPEN = "text/plain", "application/openmetrics-text"
PAGES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "lines of nothing": (PLAIN, lambda: b"\n" * 8_000_000),
    "lines of two": (OPEN, lambda: b"ab\n" * 2_600_000 + b"# EOF\n"),
    "helps": (PLAIN, lambda: b"".join(b"# HELP a%d x\n" % n for n in range(550_000))),
    "one line": (PLAIN, lambda: b"a" * 8_000_000),
    "one open line": (OPEN, lambda: b"a{" + b"a" * 8_000_000 + b"\n# EOF\n"),
    "one open text": (OPEN, lambda: b'a{b="' + b"\\" * 8_000_000 + b"\n# EOF\n"),
    "labels": (PLAIN, lambda: b"a{" + b",".join(b'b%d="c"' % n for n in range(7_000)) + b"} 1\n"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_measure_is_refused_in_little_memory(name: str) -> None:
    """Eight megabytes of anything take no gigabyte."""
    kind, make = PAGES[name]
    body = make()
    with little_memory(150), pytest.raises((ProbeFailed, InvalidInput, TooLarge)):
        scraped(body, kind, labels={"instance": "a", "job": "b"}, rules=(), limit=49_990)
