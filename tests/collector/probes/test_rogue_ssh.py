"""The SSH probe against hosts that talk without end, before and after the sign-in, and when not asked."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import asyncssh
import pytest

from collector.probes.once import run_probe
from collector.probes.outcome import ProbeFailed
from collector.probes.registry import probe_of
from collector.probes.tools import Tools
from collector.ssh import by_paramiko
from collector.ssh.route import Finished, Hop, Means, Route
from tests.collector.conftest import MakeSpec
from tests.collector.probes.rogue_ssh import Rogue, raw_server, rogue_ssh
from tests.eventually import eventually
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential, Secrets

TARGET = Target("evil", "127.0.0.1")
SECRET = "never-to-be-seen"
MOST_MEGABYTES = 80
PIECE = b"A" * 32_768


async def _output(process: asyncssh.SSHServerProcess[bytes]) -> None:
    while True:
        process.stdout.write(PIECE)
        await process.stdout.drain()


async def _errors(process: asyncssh.SSHServerProcess[bytes]) -> None:
    while True:
        process.stderr.write(PIECE)
        await process.stderr.drain()


async def _silence(process: asyncssh.SSHServerProcess[bytes]) -> None:
    await process.stdin.read()
    await asyncio.Event().wait()


async def _half(process: asyncssh.SSHServerProcess[bytes]) -> None:
    process.stdout.write(b"\n=watchkeeper= stat\ncpu 1 2 3\n")


async def _sections(process: asyncssh.SSHServerProcess[bytes]) -> None:
    """Lines that look like sections, names that look like metrics, labels that name another."""
    lines = [
        "stat\ncpu0 1 2 3 4 5 6 7 8 9 10\nbtime 1\nintr 1\nctxt 1\nprocesses 1\nprocs_running 1\nprocs_blocked 0",
        "loadavg\n1 2 3 1/2 3",
        "uname\nLinux\n6\n#1\nx86_64\ndb-1",
        "meminfo\nMemTotal: 1 kB\ninstance_total: 1 kB",
        "mounts\n"
        + "\n".join(f'/dev/x{n} /m{n}\\012{{instance="db-1"}} ext4 rw 0 0' for n in range(5_000)),
        "usage\n" + "\n".join(f"1 2 3 4 5 6 /m{n}" for n in range(5_000)),
        "netdev\n" + "\n".join(f" eth{n}: " + "1 " * 16 for n in range(5_000)),
        'os-release\nNAME="x"\nINSTANCE=db-1',
        "end\n",
    ]
    process.stdout.write("".join(f"\n=watchkeeper= {line}\n" for line in lines).encode())


@contextmanager
def _little_memory() -> Iterator[None]:
    """Look at the peak of the whole process: tracemalloc must not be ended beside busy threads."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown / 1000 < MOST_MEGABYTES


@pytest.fixture(params=["asyncssh", "paramiko"])
def means(request: pytest.FixtureRequest) -> str:
    return f"transport: {request.param}"


def _settings(rogue: Rogue, means: str, seconds: float = 1.5) -> str:
    return (
        f"{{ssh: {{port: {rogue.port}, credentials: watch, timeout: {int(seconds * 1000)}ms, {means}, "
        f"host_key: '{rogue.fingerprint}'}}}}"
    )


@pytest.fixture
async def signing(tools: Tools) -> AsyncIterator[Tools]:
    tools.secrets = Secrets({"watch": Credential(user="watch", password=SECRET)})
    yield tools
    await tools.ssh.close()


@pytest.mark.parametrize(
    "behave", [_output, _errors, _silence, _half, _sections], ids=lambda one: one.__name__
)
async def test_a_host_that_means_no_good(
    behave: object, means: str, signing: Tools, spec: MakeSpec
) -> None:
    """Output without end, an error stream without end, silence, half an answer, invented names:
    each is a failure or a reading of this host, in time and in little memory, and lets go.
    """
    async with rogue_ssh(behave) as rogue:  # type: ignore[arg-type]  # one of those above
        settings = spec(_settings(rogue, means))
        probe = probe_of(TARGET, settings, signing)
        with _little_memory():
            report = await run_probe(probe, TARGET, settings, signing)
        await probe.close()
        await eventually(lambda: rogue.open_connections == 0)
    assert report.duration_seconds < 5
    assert SECRET not in f"{report!r}{report.problem}"
    assert "the probe itself broke" not in str(report.problem)
    assert all(dict(labels)["instance"] == "evil" for labels in report.samples)
    assert len(report.samples) < 15_000
    assert (report.problem is None) is (behave is _sections)


@pytest.mark.parametrize("what", ["a line without end", "lines without end"])
async def test_a_banner_without_end(what: str, means: str, signing: Tools, spec: MakeSpec) -> None:
    """What comes before the version is bounded; the connection is let go of."""

    async def talk(writer: asyncio.StreamWriter) -> None:
        piece = PIECE if what == "a line without end" else b"hello\r\n" * 4_000
        while True:
            writer.write(piece)
            await writer.drain()

    async with raw_server(talk) as rogue:
        settings = spec(_settings(rogue, means))
        probe = probe_of(TARGET, settings, signing)
        with _little_memory():
            report = await run_probe(probe, TARGET, settings, signing)
        await probe.close()
        await eventually(lambda: rogue.open_connections == 0)
    assert report.problem is not None
    assert "the probe itself broke" not in str(report.problem)


async def test_who_talks_while_nobody_asks_is_hung_up_on(
    means: str, signing: Tools, spec: MakeSpec
) -> None:
    """A held connection brings a few megabytes between two rounds, and is closed then."""
    flooding = asyncio.Event()

    async def answer(process: asyncssh.SSHServerProcess[bytes]) -> None:
        await _sections(process)
        flooding.set()

    async with rogue_ssh(answer) as rogue:
        settings = spec(_settings(rogue, means, 20))
        probe = probe_of(TARGET, settings, signing)
        assert (await run_probe(probe, TARGET, settings, signing)).problem is None
        assert signing.ssh.held == 1
        for _ in range(1_000):
            rogue.connections[0].send_debug("A" * 30_000)
            await asyncio.sleep(0)
            if not rogue.open_connections:
                break
        await eventually(lambda: signing.ssh.held == 0)
        assert (await run_probe(probe, TARGET, settings, signing)).problem is None
        await probe.close()


async def test_nothing_packed_is_unpacked(means: str, signing: Tools, spec: MakeSpec) -> None:
    """A host that speaks only in packed form is not spoken to: one packet could hold gigabytes."""
    async with rogue_ssh(_sections, compression="zlib@openssh.com") as rogue:
        settings = spec(_settings(rogue, means))
        probe = probe_of(TARGET, settings, signing)
        report = await run_probe(probe, TARGET, settings, signing)
        await probe.close()
    assert "compression" in str(report.problem)


async def _echo(process: asyncssh.SSHServerProcess[bytes]) -> None:
    process.stdout.write(await process.stdin.read())
    process.stderr.write(b"said")
    process.exit(3)


async def _no_status(process: asyncssh.SSHServerProcess[bytes]) -> None:
    """End the output, but never say how it ended."""
    process.stdout.write_eof()
    await asyncio.Event().wait()


def _route(rogue: Rogue, means: Means) -> Route:
    credential = Credential(user="watch", password=SECRET)
    return Route(
        (Hop("127.0.0.1", rogue.port, "watch", (rogue.fingerprint,), credential),), (), means
    )


@pytest.mark.parametrize("means", Means)
async def test_what_is_sent_to_a_command_is_read_there(means: Means, tools: Tools) -> None:
    """Its output, its errors and its status come back, by either library."""
    async with rogue_ssh(_echo) as rogue, asyncio.timeout(30):
        connection = tools.ssh.take(_route(rogue, means))
        try:
            found = await (await connection.line()).send("cat", b"x" * 100_000)
        finally:
            await tools.ssh.give_back(connection)
            await tools.ssh.close()
    assert found == Finished(3, b"x" * 100_000, b"said")


async def test_a_host_that_never_tells_the_end_holds_no_thread(
    tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread cannot be stopped from outside: it waits as long as a script may run."""
    monkeypatch.setattr(by_paramiko, "_RUN_SECONDS", 1.0)
    async with rogue_ssh(_no_status) as rogue, asyncio.timeout(30):
        connection = tools.ssh.take(_route(rogue, Means.PARAMIKO))
        try:
            with pytest.raises(ProbeFailed, match="gave nothing"):
                await (await connection.line()).send("cat", b"")
        finally:
            await tools.ssh.give_back(connection)
            await tools.ssh.close()
