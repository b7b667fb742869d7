"""Log files that grow, are rotated, emptied in place, or written to too fast."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent import tail
from agent.config import LogPattern, config_from_text
from agent.sources import logs
from agent.sources.logs import LogSource
from agent.tail import Place, Tail, bytes_from_place, place_from_bytes
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import MINUTE

Found = dict[tuple[str, ...], float]


@pytest.fixture
def log_file(tmp_path: Path) -> Path:
    path = tmp_path / "app.log"
    path.write_text("before the agent began\n")
    return path


@pytest.fixture
def followed(log_file: Path) -> Iterator[Tail]:
    found = Tail(log_file)
    assert found.read().content == b""
    yield found
    found.close()


def append(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)


def test_only_what_is_new_is_read_and_whole_lines_alone(followed: Tail, log_file: Path) -> None:
    """A line that is still being written waits for its end."""
    append(log_file, "one\ntw")
    assert followed.read().content == b"one\n"
    append(log_file, "o\n")
    assert followed.read().content == b"two\n"
    assert followed.read().content == b""


def test_a_rotated_file_is_read_to_its_end_before_the_new_one(
    followed: Tail, log_file: Path
) -> None:
    """Nothing between the last look and the rotation is lost."""
    append(log_file, "last of the old\n")
    log_file.rename(log_file.with_suffix(".1"))
    append(log_file, "first of the new\n")
    assert followed.read().content == b"last of the old\nfirst of the new\n"


def test_between_rename_and_creation_the_old_file_is_followed(
    followed: Tail, log_file: Path
) -> None:
    old = log_file.with_suffix(".1")
    log_file.rename(old)
    append(old, "late\n")
    assert followed.read().content == b"late\n"
    append(log_file, "new\n")
    assert followed.read().content == b"new\n"


def test_a_file_emptied_in_place_is_read_from_its_start(followed: Tail, log_file: Path) -> None:
    """copytruncate: the same file is shorter than before."""
    append(log_file, "old\n" * 50)
    followed.read()
    os.truncate(log_file, 0)
    append(log_file, "new\n")
    assert followed.read().content == b"new\n"


def test_a_file_emptied_and_grown_beyond_the_place_is_known(followed: Tail, log_file: Path) -> None:
    """Its length tells nothing; what stood before the place does."""
    append(log_file, "old\n" * 50)
    followed.read()
    os.truncate(log_file, 0)
    append(log_file, "new\n" * 500)
    assert followed.read().content == b"new\n" * 500


def test_what_is_too_much_is_passed_over_and_counted(
    followed: Tail, log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest is read, beginning with a whole line."""
    monkeypatch.setattr(tail, "MOST_BYTES", 100)
    append(log_file, "".join(f"line {n:04}\n" for n in range(100)))
    news = followed.read()
    assert len(news.content) <= 100
    assert news.content.startswith(b"line ")
    assert news.content.endswith(b"line 0099\n")
    assert news.skipped_bytes + len(news.content) == 1_000


def test_a_line_without_end_does_not_stop_the_file(
    followed: Tail, log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tail, "MOST_BYTES", 100)
    append(log_file, "x" * 90)
    assert followed.read().content == b"x" * 90
    append(log_file, "\nnext\n")
    assert followed.read().content == b"\nnext\n"


def test_a_pipe_is_not_followed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InvalidInput):
        Tail(tmp_path / "pipe").read()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.text("ab\n", min_size=1, max_size=8)),
        st.tuples(st.sampled_from(["rotate", "look", "restart"]), st.just("")),
    ),
    max_size=25,
)


@settings(max_examples=60)
@given(steps=STEPS)
def test_every_line_is_read_once_whatever_happens(
    steps: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Written, rotated while it is followed, the agent restarted: each whole line comes once."""
    path = tmp_path_factory.mktemp("tail") / "log"
    path.touch()
    follower = Tail(path, Place(path.stat().st_ino, 0))
    follower.read()
    written = seen = ""
    for number, (step, text) in enumerate(steps):
        if step == "write":
            append(path, text)
            written += text
        elif step == "rotate" and written.endswith("\n"):
            path.rename(path.with_suffix(f".{number}"))
            path.touch()
            seen += follower.read().content.decode()
        elif step == "restart":
            seen += follower.read().content.decode()
            place = follower.place
            assert place is not None
            follower.close()
            follower = Tail(path, place_from_bytes(bytes_from_place(place)))
            follower.read()
        else:
            seen += follower.read().content.decode()
    append(path, "\n")
    seen += follower.read().content.decode()
    follower.close()
    assert seen == written + "\n"


@given(st.builds(Place, st.integers(0), st.integers(0), st.binary(max_size=64)))
def test_a_kept_place_is_read_back(place: Place) -> None:
    assert place_from_bytes(bytes_from_place(place)) == place


@given(st.binary(max_size=60))
def test_a_broken_place_is_none_or_a_place(content: bytes) -> None:
    found = place_from_bytes(content)
    assert found is None or isinstance(found, Place)


# Patterns.


def pattern(name: str, path: Path, match: str, exclude: str = "") -> LogPattern:
    left_out = re.compile(exclude.encode()) if exclude else None
    return LogPattern(name, path, re.compile(match.encode()), left_out)


def read(source: LogSource) -> Found:
    return {(family.name, *values): number for family, values, number in source.read()}


@pytest.fixture
def source(log_file: Path, tmp_path: Path) -> Iterator[LogSource]:
    patterns = (
        pattern("error", log_file, "ERROR", exclude="harmless"),
        pattern("oom", log_file, r"Out of memory: Killed process \d+"),
    )
    found = LogSource(patterns, MINUTE, tmp_path / "state")
    found.read()
    yield found
    found.close()


def test_lines_are_counted_by_pattern(source: LogSource, log_file: Path) -> None:
    append(log_file, "ERROR one\nfine\nERROR harmless\nOut of memory: Killed process 12 (x)\n")
    found = read(source)
    assert found["log_matches_total", "error"] == 1
    assert found["log_matches_total", "oom"] == 1
    assert found["log_readable", "oom"] == 1
    append(log_file, "ERROR two\n")
    assert read(source)["log_matches_total", "error"] == 2


def test_the_last_lines_are_kept_for_their_reader(
    source: LogSource, log_file: Path, tmp_path: Path
) -> None:
    """In the agent's own folder, which nobody else reads."""
    append(log_file, "".join(f"ERROR {n}\n" for n in range(30)))
    source.read()
    kept = tmp_path / "state/error.lines"
    assert kept.read_text().splitlines() == [f"ERROR {n}" for n in range(10, 30)]
    assert kept.stat().st_mode & 0o077 == 0


def test_a_storm_is_counted_up_to_a_bound(
    source: LogSource, log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "MOST_MATCHES", 10)
    append(log_file, "ERROR\n" * 25)
    found = read(source)
    assert found["log_matches_total", "error"] == 10
    assert found["log_left_out_total", "error"] == 15


def test_a_pattern_tells_its_level(log_file: Path, tmp_path: Path) -> None:
    """III unless it says otherwise; one rule judges all patterns by it."""
    patterns = (pattern("a", log_file, "a"), pattern("b", log_file, "b")._replace(level="I"),
                pattern("c", log_file, "c")._replace(level="record"))  # fmt: skip
    source = LogSource(patterns, MINUTE, tmp_path / "state")
    found = read(source)
    assert [found["log_level", name] for name in "abc"] == [2, 4, 0]
    source.close()


def test_a_file_that_is_gone_is_told_once_and_comes_back(
    source: LogSource, log_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = LogSource((pattern("x", tmp_path / "none", "y"),), MINUTE, tmp_path / "state")
    for _ in range(3):
        assert read(gone)["log_readable", "x"] == 0
    assert capsys.readouterr().err.count("log file not readable") == 1
    (tmp_path / "none").write_text("y\n")
    assert read(gone)["log_readable", "x"] == 1
    gone.close()


def test_lines_written_while_the_agent_was_away_are_counted(log_file: Path, tmp_path: Path) -> None:
    """The place is kept on disk."""
    for expected in (0, 1):
        source = LogSource((pattern("e", log_file, "ERROR"),), MINUTE, tmp_path / "state")
        assert read(source)["log_matches_total", "e"] == expected
        source.close()
        append(log_file, "ERROR while away\n")


def test_patterns_are_set_in_the_configuration() -> None:
    text = '[log "oom"]\npath = /var/log/kern.log\nmatch = Out of memory\n[logs]\nevery = 5s\n'
    config = config_from_text(text, "agent.conf")
    (found,) = config.logs
    assert (found.name, str(found.path)) == ("oom", "/var/log/kern.log")
    assert found.match.search(b"x Out of memory y")
    (leveled,) = config_from_text(text.replace("[logs]", "level = II\n[logs]"), "x").logs
    assert (found.level, leveled.level) == ("III", "II")
    with pytest.raises(ConfigError, match="level: 'worse' is no level; write one of record, IV"):
        config_from_text('[log "x"]\npath = /x\nmatch = y\nlevel = worse\n', "agent.conf")
    with pytest.raises(ConfigError, match="no regular expression"):
        config_from_text('[log "x"]\npath = /x\nmatch = (\n', "agent.conf")
    with pytest.raises(ConfigError, match="a log needs"):
        config_from_text('[log "x"]\npath = /x\n', "agent.conf")
