"""The SSH probe against a real sshd: readings, pinned keys, refusals, a held connection."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.probes.once import probe_once, run_probe
from collector.probes.outcome import ProbeFailed
from collector.probes.registry import probe_of
from collector.probes.ssh import SshSettings, route_of, scripts_of
from collector.probes.tools import Tools
from collector.ssh.pool import SshPool
from tests.collector.conftest import MakeSpec
from tests.collector.probes.readings import names, value
from tests.collector.probes.ssh_daemon import SshDaemon, make_key, ssh_daemon
from tests.components import program
from tests.eventually import eventually
from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential, Secrets

TARGET = Target("db-1", "127.0.0.1")


@pytest.fixture
def daemon(tmp_path: Path, free_port: int) -> Iterator[SshDaemon]:
    with ssh_daemon(tmp_path, free_port) as running:
        yield running


@pytest.fixture
def signed_in(daemon: SshDaemon, tools: Tools) -> SshDaemon:
    tools.secrets = Secrets(
        {
            "watch": Credential(user=daemon.user, key_file=daemon.client_key),
            "stranger": Credential(user=daemon.user, key_file=daemon.stranger_key),
            "lost": Credential(user=daemon.user, key_file=Path("/nonexistent/key")),
        }
    )
    return daemon


def _settings(daemon: SshDaemon, more: str = "", credentials: str = "watch") -> str:
    return f"{{ssh: {{port: {daemon.port}, credentials: {credentials}, timeout: 20s, {MEANS[0]}{more}}}}}"


MEANS = [""]
"""Which transport the tests of this module go by now."""


@pytest.fixture(params=["asyncssh", "paramiko"], autouse=True)
def means(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run each test by both libraries: behind one Protocol they behave alike."""
    MEANS[0] = f"transport: {request.param}"
    yield request.param
    MEANS[0] = ""


def _pinned(daemon: SshDaemon) -> str:
    return f', host_key: "{daemon.fingerprint}"'


@pytest.fixture
def installed() -> int:
    """How many packages dpkg itself says are installed here."""
    ask = ("dpkg-query", "-W", "-f", "${db:Status-Status}\\n")
    return subprocess.run(ask, capture_output=True, check=True).stdout.split().count(b"installed")


async def test_a_host_is_read_by_its_pinned_key(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec, installed: int
) -> None:
    """CPU, load, memory, filesystems, packages and boot time come back under node_exporter's names."""
    report = await probe_once(TARGET, spec(_settings(signed_in, _pinned(signed_in))), tools)
    assert report.problem is None
    assert value(report, "node_cpu_seconds_total", cpu="0", mode="idle", job="ssh") > 0
    assert value(report, "node_memory_MemTotal_bytes", instance="db-1") > 0
    assert value(report, "node_boot_time_seconds") < value(report, "node_time_seconds")
    assert value(report, "node_uname_info", nodename=os.uname().nodename) == 1
    assert value(report, "probe_ssh_host_key_changed") == 0
    assert {
        "node_load15",
        "node_filesystem_avail_bytes",
        "node_filesystem_readonly",
        "node_network_receive_bytes_total",
        "node_network_up",
        "node_disk_read_bytes_total",
        "node_vmstat_pgfault",
        "node_filefd_allocated",
        "node_sockstat_TCP_inuse",
        "node_os_info",
    } <= names(report)
    assert value(report, "watchkeeper_packages_installed", manager="dpkg") == installed
    root = os.statvfs("/")
    assert (
        value(report, "node_filesystem_size_bytes", mountpoint="/") == root.f_blocks * root.f_frsize
    )


async def test_the_connection_is_held(signed_in: SshDaemon, tools: Tools, spec: MakeSpec) -> None:
    """The second round signs in no second time; a closed probe signs in again."""
    settings = spec(_settings(signed_in, _pinned(signed_in)))
    probe = probe_of(TARGET, settings, tools)
    first = await run_probe(probe, TARGET, settings, tools)
    second = await run_probe(probe, TARGET, settings, tools)
    assert value(first, "probe_ssh_connection_held") == 0
    assert value(second, "probe_ssh_connection_held") == 1
    assert signed_in.sign_ins() == 1
    await probe.close()
    assert (await run_probe(probe, TARGET, settings, tools)).problem is None
    await probe.close()
    assert signed_in.sign_ins() == 2


async def test_an_unknown_host_key_is_refused_with_what_to_write(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """A key that nobody pinned is never believed; the sentence holds its fingerprint and the setting."""
    report = await probe_once(TARGET, spec(_settings(signed_in)), tools)
    assert f'{{ssh: {{host_key: "{signed_in.fingerprint}"}}}}' in str(report.problem)
    assert "ssh-keygen -lf" in str(report.problem)
    assert value(report, "probe_ssh_host_key_changed") == 0
    assert signed_in.sign_ins() == 0


async def test_a_changed_host_key_is_a_finding(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """Where another key is pinned nobody signs in, and a series of its own says so."""
    report = await probe_once(
        TARGET, spec(_settings(signed_in, ', host_key: "SHA256:other"')), tools
    )
    assert "but another is pinned" in str(report.problem)
    assert value(report, "probe_ssh_host_key_changed") == 1
    assert signed_in.sign_ins() == 0


async def test_a_known_hosts_file_pins_too(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """Without host_key the server's known_hosts file decides, and tells a changed key."""
    key = " ".join(signed_in.host_key.with_suffix(".pub").read_text().split()[:2])
    tools.known_hosts = tmp_path / "known_hosts"
    tools.known_hosts.write_text(f"[127.0.0.1]:{signed_in.port} {key}\n")
    assert (await probe_once(TARGET, spec(_settings(signed_in)), tools)).problem is None
    other = " ".join(signed_in.client_key.with_suffix(".pub").read_text().split()[:2])
    tools.known_hosts.write_text(f"[127.0.0.1]:{signed_in.port} {other}\n")
    changed = await probe_once(TARGET, spec(_settings(signed_in)), tools)
    assert value(changed, "probe_ssh_host_key_changed") == 1


async def test_a_refused_user_is_not_tried_again_at_once(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """After a refused sign-in the next rounds fail without asking, so that no account is locked."""
    settings = spec(_settings(signed_in, _pinned(signed_in), "stranger"))
    probe = probe_of(TARGET, settings, tools)
    first = await run_probe(probe, TARGET, settings, tools)
    asked = signed_in.log.read_text().count("Connection from")
    second = await run_probe(probe, TARGET, settings, tools)
    await probe.close()
    assert "does not let" in str(first.problem)
    assert "so that the account is not locked" in str(second.problem)
    assert signed_in.log.read_text().count("Connection from") == asked


async def test_a_key_file_that_is_missing_is_named(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """The file that cannot be read is in the sentence."""
    report = await probe_once(TARGET, spec(_settings(signed_in, _pinned(signed_in), "lost")), tools)
    assert "/nonexistent/key cannot be read" in str(report.problem)


async def test_nobody_listening_is_said(tools: Tools, spec: MakeSpec, free_port: int) -> None:
    """A closed port is a connection refused, and the next round asks again."""
    tools.secrets = Secrets({"watch": Credential(user="u", password="x")})
    settings = spec(f"{{ssh: {{port: {free_port}, credentials: watch, {MEANS[0]}}}}}")
    report = await probe_once(TARGET, settings, tools)
    assert "no connection" in str(report.problem)


async def test_a_pin_of_another_form_is_refused(tools: Tools, spec: MakeSpec) -> None:
    """Only SHA-256 fingerprints are pins."""
    with pytest.raises(ConfigError, match=r"host_key is a fingerprint such as SHA256:"):
        await probe_once(TARGET, spec("{ssh: {credentials: a, host_key: 'MD5:aa'}}"), tools)


async def run_command(*words: str, **environment: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *words, env={**os.environ, **environment}, stderr=asyncio.subprocess.DEVNULL
    )
    async with asyncio.timeout(20):
        assert await process.wait() == 0


def _make_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture
def jump(tmp_path: Path) -> Iterator[SshDaemon]:
    folder = tmp_path / "jump"
    folder.mkdir()
    with ssh_daemon(folder, _make_free_port()) as running:
        yield running


def _through(jump: SshDaemon, pin: str) -> str:
    hop = f"{{host: 127.0.0.1, port: {jump.port}, credentials: jump, host_key: '{pin}'}}"
    return f", jump: [{hop}]"


async def test_a_host_behind_a_jump_host(
    signed_in: SshDaemon, jump: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """Two hosts behind one jump host share its connection; it is let go with the last of them."""
    _let_in(tools, jump)
    settings = spec(_settings(signed_in, _pinned(signed_in) + _through(jump, jump.fingerprint)))
    probes = [
        probe_of(TARGET, settings, tools),
        probe_of(Target("b", "localhost"), settings, tools),
    ]
    for probe in probes:
        report = await run_probe(probe, TARGET, settings, tools)
        assert report.problem is None
        assert value(report, "node_boot_time_seconds") > 0
    assert (jump.sign_ins(), signed_in.sign_ins(), tools.ssh.held) == (1, 2, 3)
    for probe in probes:
        await probe.close()
    assert tools.ssh.held == 0


async def test_the_key_of_a_jump_host_is_pinned_too(
    signed_in: SshDaemon, jump: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """A jump host that shows another key is not gone through, and the finding is its own."""
    _let_in(tools, jump)
    settings = spec(
        _settings(signed_in, f"{_pinned(signed_in)}, host: localhost" + _through(jump, "SHA256:x"))
    )
    report = await probe_once(TARGET, settings, tools)
    assert "but another is pinned" in str(report.problem)
    assert value(report, "probe_ssh_jump_host_key_changed", jump_host="127.0.0.1") == 1
    assert value(report, "probe_ssh_host_key_changed") == 0
    assert jump.sign_ins() == 0


def _let_in(tools: Tools, jump: SshDaemon) -> None:
    known = dict(tools.secrets.credentials)
    known["jump"] = Credential(user=jump.user, key_file=jump.client_key)
    tools.secrets = Secrets(known)


async def test_a_certificate_lets_in(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """A key that the host does not know signs in by a certificate of an authority that it does."""
    authority, key = make_key(tmp_path / "authority"), make_key(tmp_path / "certified")
    command = [
        program("ssh-keygen"),
        "-q",
        "-s",
        str(authority),
        "-I",
        "watch",
        "-n",
        signed_in.user,
    ]
    await run_command(*command, f"{key}.pub")
    public = authority.with_suffix(".pub").read_text()
    with (tmp_path / "authorized_keys").open("a") as file:
        file.write(f"cert-authority {public}")
    certificate = tmp_path / "certified-cert.pub"
    credential = Credential(user=signed_in.user, key_file=key, certificate_file=certificate)
    tools.secrets = Secrets({"watch": credential})
    report = await probe_once(TARGET, spec(_settings(signed_in, _pinned(signed_in))), tools)
    assert report.problem is None


async def test_an_agent_lets_in(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """A key that only an agent holds; the agent is the one that the credential names."""
    place = tmp_path / "agent"
    agent = await asyncio.create_subprocess_exec(
        program("ssh-agent"), "-D", "-a", str(place), stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await eventually(place.exists)
        await run_command(
            program("ssh-add"), "-q", str(signed_in.client_key), SSH_AUTH_SOCK=str(place)
        )
        tools.secrets = Secrets({"watch": Credential(user=signed_in.user, agent_socket=place)})
        report = await probe_once(TARGET, spec(_settings(signed_in, _pinned(signed_in))), tools)
    finally:
        agent.terminate()
        await agent.wait()
    assert report.problem is None


async def test_backups_logs_and_plugins(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """Folders, lines that were added since, and what a plugin says, in the same round."""
    folder, log = tmp_path / "dumps of the shop", tmp_path / "app.log"
    folder.mkdir()
    for number in range(3):
        (folder / f"shop-{number}.gz").write_bytes(b"x" * (1000 + number))
        os.utime(folder / f"shop-{number}.gz", (1_700_000_000 + number,) * 2)
    (folder / "shop-3.gz.part").touch()
    log.write_bytes(b"ERROR of yesterday\n")
    extras = (
        f", backups: {{shop: {{path: '{folder}', glob: '*.gz*', every: 1d}}}}"
        f", logs: {{app: {{path: '{log}', patterns: {{errors: 'ERROR', all: '.'}}}}}}"
        ', plugins: {disk: "echo \\"DISK it\'s low|\'/\'=5GB;1;2 time=12ms\\"; exit 1", gone: nosuchplugin}'
    )
    settings = spec(_settings(signed_in, _pinned(signed_in) + extras))
    probe = probe_of(TARGET, settings, tools)
    first = await run_probe(probe, TARGET, settings, tools)
    with log.open("ab") as file:
        file.write(b"ERROR one\n\xff\xfe ERROR two\n=watchkeeper= end\nERROR not whole")
    second = await run_probe(probe, TARGET, settings, tools)
    with log.open("ab") as file:
        file.write(b" until now\n")
    third = await run_probe(probe, TARGET, settings, tools)
    log.write_bytes(b"ERROR in another file\n")
    fourth = await run_probe(probe, TARGET, settings, tools)
    await probe.close()
    assert [first.problem, second.problem, third.problem, fourth.problem] == [None] * 4
    assert value(first, "backup_last_success_timestamp_seconds", backup="shop") == 1_700_000_002
    assert value(first, "backup_last_size_bytes") == 1002
    assert (value(first, "backup_files"), value(first, "backup_partial_files")) == (3, 1)
    counts = [
        value(report, "log_matches_total", log="app", pattern="errors")
        for report in (first, second, third, fourth)
    ]
    assert counts == [0, 2, 3, 4]
    assert value(second, "log_matches_total", pattern="all") == 3
    assert value(first, "plugin_state", check="disk") == 1
    assert value(first, "plugin_perfdata", check="disk", label="/", uom="B") == 5 * 1024**3
    assert value(first, "plugin_perfdata", check="disk", label="time", uom="s") == 0.012
    assert value(first, "plugin_state", check="gone") == 3


async def test_the_connection_that_was_idle_for_longest_is_closed(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """At most so many connections are held; a probe whose was closed signs in again."""
    await tools.ssh.close()
    tools.ssh = SshPool(tools.clock, most_connections=1)
    texts = [
        _settings(signed_in, f"{_pinned(signed_in)}, host: {host}")
        for host in ("127.0.0.1", "localhost")
    ]
    probes = [(probe_of(TARGET, spec(text), tools), spec(text)) for text in texts]
    for _ in range(2):
        for probe, settings in probes:
            assert (await run_probe(probe, TARGET, settings, tools)).problem is None
            assert tools.ssh.held == 1
    assert signed_in.sign_ins() == 4
    for probe, _ in probes:
        await probe.close()


async def test_at_most_so_many_commands_run_on_one_connection(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """Two of six commands run at a time, on one connection; the first of them wait for each other."""
    await tools.ssh.close()
    tools.ssh = SshPool(tools.clock, sessions_per_host=2)
    settings = SshSettings("watch", port=signed_in.port, host_key=signed_in.fingerprint)
    connection = tools.ssh.take(route_of("127.0.0.1", settings, tools))
    script = (
        f"cd {tmp_path}; touch run.$$; n=0; "
        "until [ -e both ] || [ $n -gt 300 ]; do n=$((n + 1)); "
        "[ $(ls | grep -c run.) -lt 2 ] || touch both; sleep 0.05; done; "
        "ls | grep -c run.; rm run.$$"
    )
    counts = await asyncio.gather(*(connection.run(script) for _ in range(6)))
    await tools.ssh.give_back(connection)
    assert max(int(count) for count in counts) == 2
    assert signed_in.sign_ins() == 1


async def test_more_output_than_allowed_is_refused(signed_in: SshDaemon, tools: Tools) -> None:
    """A host that never stops talking is cut off, and the line with it."""
    settings = SshSettings("watch", port=signed_in.port, host_key=signed_in.fingerprint)
    connection = tools.ssh.take(route_of("127.0.0.1", settings, tools))
    with pytest.raises(ProbeFailed, match="more than 2097152 bytes"):
        await connection.run("yes")
    assert not connection.is_held
    await tools.ssh.give_back(connection)


async def test_an_enrolled_key_is_believed(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """What was enrolled counts beside the operator's own file; the names in it may be hashed."""
    key = " ".join(signed_in.host_key.with_suffix(".pub").read_text().split()[:2])
    tools.known_hosts, tools.enrolled_hosts = tmp_path / "none", tmp_path / "enrolled"
    tools.enrolled_hosts.write_text(f"[127.0.0.1]:{signed_in.port} {key}\n")
    await run_command(program("ssh-keygen"), "-q", "-H", "-f", str(tools.enrolled_hosts))
    assert "127.0.0.1" not in tools.enrolled_hosts.read_text()
    assert (await probe_once(TARGET, spec(_settings(signed_in)), tools)).problem is None


async def test_a_forced_command_gives_the_same_series(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """What `targets ssh-script` prints, put on the host and forced, is read like the probe's own."""
    plugin = ", plugins: {own: 'echo OK; exit 0'}"
    settings = spec(_settings(signed_in, _pinned(signed_in) + plugin))
    (script,) = scripts_of(Target("db-1", "127.0.0.1", probes=(settings,)))
    place = tmp_path / "watchkeeper-probe"
    place.write_text(script)
    key = signed_in.client_key.with_suffix(".pub").read_text()
    (tmp_path / "authorized_keys").write_text(f'restrict,command="/bin/sh {place}" {key}')
    report = await probe_once(TARGET, settings, tools)
    assert report.problem is None
    assert value(report, "plugin_state", check="own") == 0
    assert value(report, "node_memory_MemTotal_bytes") > 0
    other = spec(_settings(signed_in, _pinned(signed_in) + ", plugins: {other: 'exit 0'}"))
    refused = await probe_once(TARGET, other, tools)
    assert value(refused, "plugin_state", check="other") == 3
