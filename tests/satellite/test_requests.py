"""Connections of a host behind a satellite: asked through it, answered for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.agent_requests import Way
from collector.satellites.exchange import (
    MAX_RESULT_BYTES,
    Answer,
    Report,
    answer_from,
    bytes_of_answer,
    bytes_of_request,
    fitting,
    request_from,
)
from tests.collector.probes.ssh_daemon import SshDaemon, ssh_daemon
from tests.eventually import eventually
from tests.satellite.conftest import Side
from tests.satellite.test_intake import exchange
from tests.satellite.test_link import plant
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import Instant
from watchkeeper.inventory.secrets import Credential, Secrets
from watchkeeper.server.clock import SystemClock
from watchkeeper.wire.connections import Connection, ConnectionReport
from watchkeeper.wire.requests import CONNECTIONS, DONE, FAILED, FarRequest, Result

REPORT = ConnectionReport(15.0, (), 0, 0.0, 0.0)
HOSTS = """\
satellite: sat-1
targets:
- {name: sat-1}
- {name: sat-2, satellite: ''}
- {name: db-1, address: 10.1.0.21, probes: [{ssh: {credentials: watch}}]}
- {name: db-2, address: 10.1.0.22, satellite: sat-2, probes: [{ssh: {credentials: watch}}]}
"""


@pytest.fixture
def clock() -> Clock:
    return SystemClock()


@pytest.fixture
def daemon(tmp_path: Path, free_port: int) -> Iterator[SshDaemon]:
    folder = tmp_path / "host"
    folder.mkdir()
    with ssh_daemon(folder, free_port) as running:
        yield running


def ask(side: Side, target: str, way: Way, ticket: int | None = None) -> str:
    asked = side.requests.ask(target, CONNECTIONS, ticket=ticket, by="engineer-a", way=way)
    assert asked is not None
    return asked.request.id


async def test_the_satellite_asks_the_host_and_brings_the_answer(
    side: Side, daemon: SshDaemon, tmp_path: Path
) -> None:
    """What the server asks goes down with an exchange, what the host shows comes up with one."""
    side.secrets = Secrets({"watch": Credential(user=daemon.user, key_file=daemon.client_key)})
    await side.say(
        "satellite: sat-1\ntargets:\n- {name: sat-1}\n- {name: db-1, address: 127.0.0.1, probes: "
        f"[{{ssh: {{port: {daemon.port}, credentials: watch, interval: 1m, timeout: 30s, "
        f"host_key: '{daemon.fingerprint}', allow: [connections]}}}}]}}\n"
    )
    assert side.requests.way_to(side.inventory.current.target("db-1")) is Way.SSH_BEHIND
    token = (await side.enrolled()).token
    async with plant(tmp_path / "site", side, token, side.url, files=(daemon.client_key.parent,)):
        await eventually(lambda: (state := side.room.states.state("sat-1")) and state.report.probes)
        ask(side, "db-1", Way.SSH_BEHIND)
        await eventually(lambda: side.requests.latest("db-1"), within_seconds=90)
    settled = side.requests.latest("db-1")
    assert settled is not None
    assert settled.result.state == DONE, settled
    assert settled.result.report is not None


async def test_a_satellite_hears_and_answers_for_its_own_hosts_alone(side: Side) -> None:
    """Another satellite's hosts, and hosts with an agent, are not its affair; once is enough."""
    await side.say(HOSTS)
    one, other = (await side.enrolled()).token, (await side.enrolled("sat-2", "m2")).token
    mine, theirs = ask(side, "db-1", Way.SSH_BEHIND), ask(side, "db-2", Way.SSH_BEHIND)
    agents = ask(side, "db-1", Way.AGENT_BEHIND, 7)
    assert (await exchange(side, one)).requests == (FarRequest(mine, CONNECTIONS, "db-1"),)
    assert (await exchange(side, one)).requests == ()
    assert (await exchange(side, other)).requests == (FarRequest(theirs, CONNECTIONS, "db-2"),)
    side.requests.for_push("db-1")
    await exchange(side, one, results=(Result(theirs, DONE, report=REPORT),))
    await exchange(side, one, results=(Result(agents, DONE, report=REPORT),))
    await exchange(side, one, results=(Result("f" * 32, DONE, report=REPORT),))
    assert side.requests.latest("db-1") is None
    assert side.requests.latest("db-2") is None
    await exchange(side, one, results=(Result(mine, DONE, report=REPORT),))
    settled = side.requests.latest("db-1")
    assert settled is not None
    assert settled.result == Result(mine, DONE, report=REPORT)


def test_the_frames_of_an_older_one_are_read() -> None:
    """Neither side needs the other to know of requests."""
    report = Report(sent_at=Instant(7), results=(Result("0" * 32, FAILED, "why"),))
    said = bytes_of_request(report, ())
    assert request_from(said)[0] == report
    head = said[8:].replace(b',"results":[{"id":"' + b"0" * 32, b',"other":[{"id":"' + b"0" * 32)
    older = said[:4] + len(head).to_bytes(4, "little") + head
    assert request_from(older)[0].results == ()
    answer = Answer("v", (204,), 3, (FarRequest("0" * 32, CONNECTIONS, "db-1"),))
    assert answer_from(bytes_of_answer(answer)) == answer
    assert answer_from(b'{"version": "v", "statuses": [], "noted": 0}').requests == ()


def test_an_answer_of_hostile_length_does_not_block_the_exchange() -> None:
    """Names as long as they may be, in letters that JSON writes with six bytes each."""
    long = "值" * 200
    one = Connection(long, 1, long, long, long, long, 1.0, 1.0)
    result = Result("0" * 32, DONE, report=REPORT._replace(connections=(one,) * 20))
    cut = fitting(result)
    assert cut.state == FAILED
    four = Report(sent_at=Instant(7), results=(fitting(Result("0" * 32, DONE, report=REPORT)),) * 4)
    assert len(bytes_of_request(four, ())) < 4 * MAX_RESULT_BYTES


async def test_an_agent_behind_a_satellite_is_asked_by_its_own_push(side: Side) -> None:
    """The satellite hears nothing of it; one without agent and SSH cannot be asked."""
    await side.say(HOSTS.replace("name: db-1, ", "name: db-1, agent: true, "))
    inventory = side.inventory.current
    assert side.requests.way_to(inventory.target("db-1")) is Way.AGENT_BEHIND
    assert side.requests.way_to(inventory.target("sat-1")) is None
    token = (await side.enrolled()).token
    asked = ask(side, "db-1", Way.AGENT_BEHIND)
    assert (await exchange(side, token)).requests == ()
    (request,) = side.requests.for_push("db-1")
    assert request.id == asked
