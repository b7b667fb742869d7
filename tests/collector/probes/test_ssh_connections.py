"""Connections of a host without an agent, asked over a real sshd with the real ``ss``."""

from __future__ import annotations

import asyncio
import getpass
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.far_answers import FarAnswers
from collector.probes.outcome import ProbeFailed
from collector.probes.registry import check_probes
from collector.probes.ssh import SshSettings, route_of, scripts_of
from collector.probes.ssh_connections import connections_over_ssh
from collector.probes.ssh_look import (
    CONNECTIONS_SCRIPT,
    LOOK_SECONDS,
    MOST_LOOK_BYTES,
    result_of_looks,
)
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.ssh_daemon import SshDaemon, ssh_daemon
from tests.eventually import eventually
from watchkeeper.core.errors import InvalidInput
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import inventory_of
from watchkeeper.inventory.secrets import Credential, Secrets
from watchkeeper.server.clock import SystemClock
from watchkeeper.wire.connections import MOST_CONNECTIONS, Connection, ConnectionReport
from watchkeeper.wire.requests import (
    CONNECTIONS,
    DONE,
    FAILED,
    FORCED,
    NO_TOOL,
    NOT_IN_PROBE,
    UNKNOWN,
    FarRequest,
    Result,
)

ID = "0" * 32


@pytest.fixture
def daemon(tmp_path: Path, free_port: int, tools: Tools) -> Iterator[SshDaemon]:
    with ssh_daemon(tmp_path, free_port) as running:
        tools.secrets = Secrets(
            {
                "watch": Credential(user=running.user, key_file=running.client_key),
                "stranger": Credential(user=running.user, key_file=running.stranger_key),
            }
        )
        yield running


def _target(daemon: SshDaemon, make: MakeSpec, more: str = "", who: str = "watch") -> Target:
    spec = make(
        f"{{ssh: {{port: {daemon.port}, credentials: {who}, "
        f"host_key: '{daemon.fingerprint}'{more}}}}}"
    )
    return Target("db-1", "127.0.0.1", probes=(spec,))


ALLOWED = ", allow: [connections]"


async def test_what_the_host_shows_becomes_the_agent_s_report(
    daemon: SshDaemon, tools: Tools, tmp_path: Path
) -> None:
    """Bytes that went between the two looks stand there with program and user.

    What a host says to itself is left out, so its ends are given another address here.
    """
    settings = SshSettings("watch", port=daemon.port, host_key=daemon.fingerprint)
    connection = tools.ssh.take(route_of("127.0.0.1", settings, tools))
    looked, go = tmp_path / "looked", tmp_path / "go"
    pause = f"touch {looked}; while [ ! -e {go} ]; do sleep 0.05; done"
    script = CONNECTIONS_SCRIPT.replace(f"sleep {LOOK_SECONDS}", pause)
    with socket.create_server(("127.0.0.1", 0)) as server:
        near = socket.create_connection(server.getsockname())
        far, _ = server.accept()
        with near, far:
            async with asyncio.TaskGroup() as group:
                running = group.create_task(connection.run(script))
                await eventually(looked.exists)
                near.sendall(b"x" * 5_000)
                assert len(far.recv(5_000, socket.MSG_WAITALL)) == 5_000
                go.touch()
            port, other_port = near.getsockname()[1], server.getsockname()[1]
    await tools.ssh.give_back(connection)
    output = running.result()
    changed = re.sub(rf"127\.0\.0\.1:{other_port}\b", f"192.0.2.7:{other_port}", output)
    (found,) = _at_port(changed, port)
    assert found.remote == f"192.0.2.7:{other_port}"
    assert (found.pid, found.user) == (os.getpid(), getpass.getuser())
    assert found.sent >= 5_000 / _report(changed).seconds - 0.1
    assert found.received == 0
    assert _at_port(output, port) == ()


def _report(output: str) -> ConnectionReport:
    report = result_of_looks(ID, output).report
    assert report is not None
    return report


def _at_port(output: str, port: int) -> tuple[Connection, ...]:
    """Return the connections of the report that have this port here."""
    shown = _report(output).connections
    return tuple(one for one in shown if one.local.endswith(f":{port}"))


async def test_a_host_is_asked_by_the_probe_that_allows_it(
    daemon: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """With `allow` the host answers over two looks, in one sign-in; without it nobody goes there."""
    assert await connections_over_ssh(ID, _target(daemon, spec), tools) == Result(ID, NOT_IN_PROBE)
    assert daemon.sign_ins() == 0
    result = await connections_over_ssh(ID, _target(daemon, spec, ALLOWED), tools)
    assert result.state == DONE, result
    assert result.report is not None
    assert result.report.seconds >= LOOK_SECONDS - 0.5
    assert daemon.sign_ins() == 1


async def test_the_host_s_own_script_decides(
    daemon: SshDaemon, tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """A key for one command answers where its script was printed for it, and else is told as that."""
    place = tmp_path / "watchkeeper-probe"
    key = daemon.client_key.with_suffix(".pub").read_text()
    (tmp_path / "authorized_keys").write_text(f'restrict,command="/bin/sh {place}" {key}')
    wanted = _target(daemon, spec, ALLOWED)
    for printed_for, state in ((_target(daemon, spec), FORCED), (wanted, DONE)):
        (script,) = scripts_of(printed_for)
        place.write_text(script)
        result = await connections_over_ssh(ID, wanted, tools)
        assert result.state == state, result


async def test_a_host_that_does_not_let_us_in_is_told_with_the_reason(
    daemon: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """The answer says what the probe itself would."""
    result = await connections_over_ssh(ID, _target(daemon, spec, ALLOWED, "stranger"), tools)
    assert result.state == FAILED
    assert "does not let" in result.reason


async def test_requests_are_answered_whatever_they_are(
    daemon: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """Something unknown, a target that is gone, one that allows nothing: each gets its answer."""
    said: list[tuple[str, str]] = []

    async def settle(target: str, result: Result) -> None:
        said.append((target, result.state))

    inventory = inventory_of([_target(daemon, spec)], ())
    answers = FarAnswers(tools, lambda: inventory, settle)
    for request in (
        FarRequest(ID, "reboot", "db-1"),
        FarRequest(ID, CONNECTIONS, "gone"),
        FarRequest(ID, CONNECTIONS, "db-1"),
    ):
        answers.put(request)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(answers.run())
        await eventually(lambda: len(said) == 3)
        task.cancel()
    assert sorted(said) == [("db-1", NOT_IN_PROBE), ("db-1", UNKNOWN), ("gone", FAILED)]


def test_a_word_that_nobody_knows_is_refused(spec: MakeSpec) -> None:
    """A mistake in `allow` is told when the file is read, not when a ticket needs it."""
    wrong = spec("{ssh: {credentials: watch, allow: [conections]}}")
    target = Target("db-1", "127.0.0.1", probes=(wrong,))
    (mistake,) = check_probes([target], Tools(SystemClock()))
    assert "conections" in str(mistake)


_ENDS = "ESTAB 0 0 10.0.0.1:{port} 192.0.2.7:443 uid:0 ino:1 sk:{port:x} cgroup:/a.service"


def _printed(counts: dict[int, tuple[int, int]], seconds: str = "15.00", more: str = "") -> str:
    """Return what the script prints where connections, by port, had those bytes at the two looks."""

    def look(at: int) -> str:
        return "".join(
            f">{_ENDS.format(port=port)}\n> bytes_acked:{both[at]}\n"
            for port, both in counts.items()
        )

    return (
        f"\n=watchkeeper= uptime before\n5.00 1.00\n\n=watchkeeper= look before\n{look(0)}"
        f"\n=watchkeeper= uptime after\n{seconds} 1.00\n\n=watchkeeper= look after\n{look(1)}{more}"
        "\n=watchkeeper= passwd\n>root:x:0:0:root:/root:/bin/sh\n\n=watchkeeper= end\n"
    )


@given(st.dictionaries(st.integers(1, 65_535), st.tuples(*[st.integers(0, 10**12)] * 2)))
def test_no_byte_is_lost_in_the_report(counts: dict[int, tuple[int, int]]) -> None:
    """The busiest and the sum of the others are all that moved; a counter that fell moved nothing."""
    report = result_of_looks(ID, _printed(counts)).report
    assert report is not None
    rates = sorted((max(0, after - before) / 10 for before, after in counts.values()), reverse=True)
    rates = [rate for rate in rates if rate]
    assert [one.sent for one in report.connections] == pytest.approx(
        rates[:MOST_CONNECTIONS], abs=0.1
    )
    assert report.others == len(rates[MOST_CONNECTIONS:])
    assert report.others_sent == pytest.approx(sum(rates[MOST_CONNECTIONS:]), abs=0.2, rel=1e-6)
    assert {one.user for one in report.connections} <= {"root"}


def test_more_than_is_looked_at_is_told() -> None:
    """A look that was cut says that busier connections may be missing."""
    report = result_of_looks(ID, _printed({7: (0, 100)}, more=">" + "x" * MOST_LOOK_BYTES)).report
    assert report is not None
    assert report.is_partial


@pytest.mark.parametrize(
    ("output", "found"),
    [
        ("\n=watchkeeper= no ss\n\n=watchkeeper= end\n", NO_TOOL),
        ("\n=watchkeeper= stat\ncpu 1\n\n=watchkeeper= end\n", FORCED),
        ("This account is currently not available.\n", ProbeFailed),
        (_printed({}, seconds="soon"), InvalidInput),
        (_printed({7: (0, 100)}, seconds="nan"), InvalidInput),
    ],
    ids=["no ss", "another script", "no shell", "no uptime", "no number"],
)
def test_a_host_that_shows_something_else_is_told(
    output: str, found: str | type[Exception]
) -> None:
    """What it lacks is said, or that its answer is none."""
    if isinstance(found, str):
        assert result_of_looks(ID, output).state == found
        return
    with pytest.raises(found):
        result_of_looks(ID, output)
