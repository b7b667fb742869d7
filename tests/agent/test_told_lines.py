"""Lines for tickets: told until the server has them."""

import re
from pathlib import Path

import pytest

from agent.config import LogPattern, config_from_text
from agent.sources.logs import LogSource
from agent.told_lines import ToldLines
from tests.agent.manual_clock import StandingClock
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import SECOND
from watchkeeper.wire.log_lines import log_lines_from_bytes


class Server:
    """Takes lines and answers with a status; 0: it is away."""

    def __init__(self) -> None:
        self.status = 204
        self.told: list[tuple[str, tuple[str, ...]]] = []

    def __call__(self, body: bytes) -> int:
        if not self.status:
            raise Unavailable("away")
        if self.status == 204:
            self.told += [(each.log, each.lines) for each in log_lines_from_bytes(body)]
        return self.status


@pytest.fixture
def told() -> ToldLines:
    return ToldLines("a1", StandingClock())


def test_lines_are_told_once(told: ToldLines) -> None:
    server = Server()
    told.put("oom", [b"one", b"two \xff"])
    told.tell(server)
    told.tell(server)
    assert server.told == [("oom", ("one", "two \N{REPLACEMENT CHARACTER}"))]


@pytest.mark.parametrize("status", [0, 503])
def test_what_cannot_be_told_is_told_later(told: ToldLines, status: int) -> None:
    """The newest lines then, in place of those that waited."""
    server = Server()
    server.status = status
    told.put("oom", [b"one"])
    told.tell(server)
    told.put("oom", [b"one", b"two"])
    server.status = 204
    told.tell(server)
    assert server.told == [("oom", ("one", "two"))]


@pytest.mark.parametrize(
    ("status", "is_told_again"), [(401, True), (429, True), (500, True), (400, False), (413, False)]
)
def test_what_the_server_will_never_take_is_not_told_again(
    told: ToldLines, status: int, is_told_again: bool
) -> None:
    """A token that is being renewed, or too much at once, costs no line."""
    server = Server()
    server.status = status
    told.put("oom", [b"one"])
    told.tell(server)
    server.status = 204
    told.tell(server)
    assert bool(server.told) is is_told_again


def test_an_older_server_is_not_asked_again(
    told: ToldLines, capsys: pytest.CaptureFixture[str]
) -> None:
    server = Server()
    server.status = 404
    told.put("oom", [b"one"])
    told.tell(server)
    server.status = 204
    told.put("oom", [b"two"])
    told.tell(server)
    assert server.told == []
    assert capsys.readouterr().err.count("older than this agent") == 1


def test_many_long_lines_go_in_several_messages(told: ToldLines) -> None:
    server = Server()
    for number in range(5):
        told.put(f"log{number}", [b"\x01" * 4_096] * 20)
    for _ in range(5):
        told.tell(server)
    assert [name for name, _ in server.told] == [f"log{number}" for number in range(5)]


def test_a_pattern_says_how_many_lines_leave_the_host(tmp_path: Path, told: ToldLines) -> None:
    """Two of the last, or none; the file on the host has them all."""
    path = tmp_path / "log"
    path.write_text("")
    patterns = [
        LogPattern(name, path, re.compile(b"x"), lines=lines)
        for name, lines in (("two", 2), ("none", 0))
    ]
    source = LogSource(patterns, SECOND, tmp_path / "state", told)
    source.read()
    path.write_text("x1\nx2\nx3\n")
    source.read()
    source.close()
    server = Server()
    told.tell(server)
    assert server.told == [("two", ("x2", "x3"))]
    assert (tmp_path / "state/none.lines").read_text() == "x1\nx2\nx3\n"


def test_the_number_of_lines_is_set_in_the_configuration() -> None:
    config = config_from_text('[log "x"]\npath = /x\nmatch = x\nlines = 0\n', "x")
    assert config.logs[0].lines == 0
