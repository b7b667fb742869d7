"""The user that docs/en/ssh.md makes on a host, with a real sshd: what it may do and what not."""

from __future__ import annotations

from collections.abc import Iterator

import asyncssh
import pytest

from collector.probes.once import ProbeReport, probe_once
from collector.probes.ssh import SshSettings, route_of, scripts_of
from collector.probes.tools import Tools
from collector.ssh.by_asyncssh import AsyncsshLine
from tests.collector.conftest import MakeSpec
from tests.collector.probes.readings import value
from tests.collector.probes.ssh_user import PASSWORD, USER, UserDaemon, user_daemon
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.secrets import Credential, Secrets

TARGET = Target("db-1", "127.0.0.1")


@pytest.fixture(scope="module")
def daemon() -> Iterator[UserDaemon]:
    with user_daemon() as running:
        yield running


@pytest.fixture(autouse=True)
def signed_in(daemon: UserDaemon, tools: Tools) -> None:
    tools.secrets = Secrets(
        {
            "key": Credential(user=USER, key_file=daemon.key),
            "word": Credential(user=USER, password=PASSWORD),
            "wrong": Credential(user=USER, password="Zq9 of somebody else"),
        }
    )


def settings(daemon: UserDaemon, make: MakeSpec, credentials: str, more: str = "") -> ProbeSpec:
    return make(
        f"{{ssh: {{port: {daemon.port}, credentials: {credentials}, timeout: 20s, "
        f"host_key: '{daemon.fingerprint}'{more}}}}}"
    )


def assert_read(report: ProbeReport) -> None:
    assert report.problem is None, str(report.problem)
    assert value(report, "node_memory_MemTotal_bytes") > 0
    assert value(report, "node_boot_time_seconds") > 0


@pytest.mark.parametrize("means", ["asyncssh", "paramiko"])
async def test_a_password_lets_in(
    means: str, daemon: UserDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """The right one does; a wrong one is refused, told without it, and not tried again at once."""
    more = f", transport: {means}"
    assert_read(await probe_once(TARGET, settings(daemon, spec, "word", more), tools))
    tried = daemon.log.read_text().count("Failed password")
    wrong = settings(daemon, spec, "wrong", more)
    report = await probe_once(TARGET, wrong, tools)
    assert f"does not let {USER} in" in str(report.problem)
    assert "Zq9" not in f"{report!r}{report.problem}"
    assert daemon.log.read_text().count("Failed password") == tried + 1


async def test_a_restricted_key_reads_and_does_no_more(
    daemon: UserDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """With `restrict` a user without rights reads the whole page; it gets no way to elsewhere,
    and writes nothing that is not its own.
    """
    daemon.let_in(f"restrict {daemon.public_key}")
    assert_read(await probe_once(TARGET, settings(daemon, spec, "key"), tools))
    found = SshSettings("key", port=daemon.port, host_key=daemon.fingerprint)
    connection = tools.ssh.take(route_of("127.0.0.1", found, tools))
    assert (await connection.run("id -un; id -u")).split()[0] == USER
    assert "no" in await connection.run("touch /etc/watchkeeper-was-here 2>/dev/null || echo no")
    assert "no" in await connection.run("cat /etc/shadow 2>/dev/null || echo no")
    line = await connection.line()
    assert isinstance(line, AsyncsshLine)
    with pytest.raises(asyncssh.ChannelOpenError):
        await line.connection.open_connection("127.0.0.1", daemon.port)
    await tools.ssh.give_back(connection)


async def test_a_forced_command_is_all_that_runs(
    daemon: UserDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """Whatever the server asks for, the host runs what stands in its own file, and nothing else."""
    probe = settings(daemon, spec, "key", ", plugins: {own: 'echo OK; exit 0'}")
    (script,) = scripts_of(Target("db-1", "127.0.0.1", probes=(probe,)))
    place = daemon.home.parent / "watchkeeper-probe"
    place.write_text(script)
    place.chmod(0o755)
    daemon.let_in(f'restrict,command="/bin/sh {place}" {daemon.public_key}')
    report = await probe_once(TARGET, probe, tools)
    assert_read(report)
    assert value(report, "plugin_state", check="own") == 0
    found = SshSettings("key", port=daemon.port, host_key=daemon.fingerprint)
    connection = tools.ssh.take(route_of("127.0.0.1", found, tools))
    mark = daemon.home / "was-here"
    said = await connection.run(f"touch {mark}; echo done as told")
    assert "done as told" not in said
    assert "=watchkeeper= end" in said
    assert not mark.exists()
    await tools.ssh.give_back(connection)


async def test_a_user_that_is_not_let_in_is_told(
    daemon: UserDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """A key that stands in no list gets nothing."""
    daemon.let_in("# nobody\n")
    report = await probe_once(TARGET, settings(daemon, spec, "key"), tools)
    assert f"does not let {USER} in" in str(report.problem)
