"""What the server asks is decided by the host, measured between two pushes, and sent with the second."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.allowed import Requests
from agent.answers import Answers
from agent.config import AgentConfig, config_from_text
from agent.connections import ConnectionWatch, all_flows
from tests.agent.manual_clock import StandingClock
from tests.agent.processes import running, write_config
from tests.agent.push_server import TOKEN, PushServer, serving
from watchkeeper.core.errors import ConfigError
from watchkeeper.host.flows import Flow
from watchkeeper.wire.connections import Connection, ConnectionReport
from watchkeeper.wire.requests import Request, Result, bytes_from_requests, results_from_bytes

JSON = "application/json; charset=utf-8"
ONE, OTHER = "a" * 32, "b" * 32
MEGABYTE = 1_000_000


class Wire:
    """A real connection on loopback between two ends that this process holds."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.client = socket.create_connection(self._server.getsockname())
        self.taken, _ = self._server.accept()

    def carry(self, size: int) -> None:
        for _ in range(size // 50_000):
            self.client.sendall(b"x" * 50_000)
            left = 50_000
            while left:
                left -= len(self.taken.recv(left))

    def close(self) -> None:
        for each in (self.client, self.taken, self._server):
            each.close()


@pytest.fixture
def wire() -> Iterator[Wire]:
    made = Wire()
    yield made
    made.close()


def watch_of(clock: StandingClock, *, masks: bool = False) -> ConnectionWatch:
    config = AgentConfig()
    return ConnectionWatch(
        clock, proc=config.proc, sys=config.sys, etc=config.etc, masks=masks, look=all_flows
    )


def of(report: ConnectionReport, end: socket.socket) -> Connection:
    host, port = end.getsockname()
    return next(each for each in report.connections if each.local == f"{host}:{port}")


def test_the_busiest_connection_is_told_with_its_program(wire: Wire) -> None:
    """Bytes of ten seconds become a rate; the program is the one that holds the socket."""
    clock = StandingClock()
    wire.carry(MEGABYTE)  # before: it does not count
    watch = watch_of(clock)
    wire.carry(40 * MEGABYTE)
    clock.advance(10)
    report = watch.report()
    sending, receiving = of(report, wire.client), of(report, wire.taken)
    assert report.seconds == 10
    assert sending.sent == pytest.approx(4 * MEGABYTE, rel=0.01)
    assert sending.received == 0
    assert receiving.received == pytest.approx(4 * MEGABYTE, rel=0.01)
    assert sending.pid == os.getpid()
    assert sending.process == Path("/proc/self/comm").read_text().strip()
    assert sending.user == "root" if os.getuid() == 0 else sending.user
    host, port = wire.taken.getsockname()
    assert sending.remote == f"{host}:{port}"


def test_addresses_can_be_masked(wire: Wire) -> None:
    """With ``addresses = masked`` only the network of the other end leaves the host."""
    clock = StandingClock()
    watch = watch_of(clock, masks=True)
    wire.carry(40 * MEGABYTE)
    clock.advance(1)
    assert of(watch.report(), wire.client).remote.startswith("127.0.0.0/24:")
    assert config_from_text("[requests]\naddresses = masked\n", "a").masks_addresses
    with pytest.raises(ConfigError, match="neither full nor masked"):
        config_from_text("[requests]\naddresses = none\n", "a")


def test_connections_of_the_host_with_itself_are_no_traffic(wire: Wire) -> None:
    """What no interface carries is not told."""
    clock = StandingClock()
    config = AgentConfig()
    watch = ConnectionWatch(clock, proc=config.proc, sys=config.sys, etc=config.etc)
    wire.carry(MEGABYTE)
    clock.advance(1)
    assert all(not each.remote.startswith("127.") for each in watch.report().connections)


def test_many_connections_are_summed_up_behind_the_first_twenty() -> None:
    """Twenty are told, the rest in one sum; a counter that went back is no traffic."""
    clock = StandingClock()
    blank = Flow(0, bytes([10, 0, 0, 1]), 22, bytes([10, 0, 0, 2]), 5, 0, 0, 0, 0, 0)
    looks = iter(
        [
            [blank._replace(cookie=0, sent=900)],
            [blank._replace(cookie=number, sent=10 * number) for number in range(30)],
        ]
    )
    config = AgentConfig()
    watch = ConnectionWatch(
        clock, proc=config.proc, sys=config.sys, etc=config.etc, look=lambda: next(looks)
    )
    clock.advance(10)
    report = watch.report()
    assert [each.sent for each in report.connections] == [float(n) for n in range(29, 9, -1)]
    assert (report.others, report.others_sent) == (9, sum(range(1, 10)))


class Counted:
    """A measurement whose time a test decides."""

    def __init__(self, error: OSError | None = None) -> None:
        self.is_ripe = False
        self._error = error

    def report(self) -> ConnectionReport:
        if self._error is not None:
            raise self._error
        return ConnectionReport(1.0, (), 0, 0.0, 0.0)


def results(answers: Answers) -> list[tuple[str, str]]:
    body = answers.due()
    return [(each.id, each.state) for each in results_from_bytes(body)] if body else []


def test_what_is_allowed_is_sent_when_it_is_ripe() -> None:
    """A request is begun at once and told once, when enough time went by."""
    made: list[Counted] = []

    def begin() -> Counted:
        made.append(Counted())
        return made[-1]

    answers = Answers("a1", Requests(["connections"]), begin)
    answers.take(JSON, bytes_from_requests([Request(ONE, "connections")]))
    assert results(answers) == []
    made[0].is_ripe = True
    assert results(answers) == [(ONE, "done")]
    assert results(answers) == []


def test_what_is_refused_is_said_and_begins_nothing() -> None:
    """The host's list decides; an unknown name and broken bodies begin nothing either."""

    def begin() -> Counted:
        raise AssertionError("nothing may begin")

    requests = Requests([])
    answers = Answers("a1", requests, begin)
    answers.take(
        JSON, bytes_from_requests([Request(ONE, "connections"), Request(OTHER, "rm -rf /")])
    )
    answers.take(JSON, b"{")
    answers.take("text/html", b"<html>")
    assert results(answers) == [(ONE, "not_allowed"), (OTHER, "unknown")]
    assert requests.counts == {"allowed": 0, "not_allowed": 1, "unknown": 1}


def test_a_look_that_fails_is_told_with_its_reason() -> None:
    """A kernel without inet_diag costs the answer, not the pushes."""
    broken = Counted(OSError(93, "Protocol not supported"))
    broken.is_ripe = True
    answers = Answers("a1", Requests(["connections"]), lambda: broken)
    answers.take(JSON, bytes_from_requests([Request(ONE, "connections")]))
    (result,) = results_from_bytes(answers.due())
    assert result == Result(ONE, "failed", "Protocol not supported")


def test_only_so_many_requests_wait() -> None:
    """A server that asks without end fills nothing."""
    answers = Answers("a1", Requests(["connections"]), Counted)
    for _ in range(50):
        answers.take(JSON, bytes_from_requests([Request(ONE, "connections")] * 4))
    assert len(answers._under_way) == 4


def config_text(folder: Path, url: str, more: str) -> str:
    return (
        f"[agent]\nserver = {url}\nid = a1\ntoken_file = {folder}/token\ninterval = 1s\n"
        f"listen = off\nstate_dir = {folder}/state\n{more}"
    )


@pytest.mark.parametrize(
    ("more", "state"),
    [("[requests]\nallow = connections\n", "done"), ("", "not_allowed")],
    ids=["a host that allows it", "a host that does not"],
)
def test_an_agent_answers_with_a_later_push(tmp_path: Path, more: str, state: str) -> None:
    """Asked on the answer to a push, a real agent says what its host lets it."""
    (tmp_path / "token").write_text(TOKEN)
    (tmp_path / "token").chmod(0o600)
    server = PushServer(asks=[Request(ONE, "connections")])
    with serving(server):
        config = write_config(tmp_path, config_text(tmp_path, server.url, more))
        with running(config) as agent:
            server.wait_until("the answer", lambda: server.results)
            agent.terminate()
    (result,) = server.results
    assert (result.id, result.state) == (ONE, state)
    assert (result.report is not None) is (state == "done")


def test_an_answer_that_cannot_be_read_costs_no_tick(tmp_path: Path) -> None:
    """A server that asks for what it has not the name of goes on getting ticks."""
    (tmp_path / "token").write_text(TOKEN)
    (tmp_path / "token").chmod(0o600)
    server = PushServer(asks=[Request("no id", "connections")])
    with serving(server):
        config = write_config(tmp_path, config_text(tmp_path, server.url, ""))
        with running(config) as agent:
            server.wait_until("three ticks", lambda: len(server.ticks) >= 3)
            agent.terminate()
    assert server.repeats == 0
    assert server.results == []
