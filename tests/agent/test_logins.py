"""Log-ins on a host: from a log file or the journal, with what is kept over a restart."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.config import AgentConfig, config_from_text
from agent.registry import sources_of
from agent.source import NotHere
from agent.sources import logins
from agent.sources.logins import LogInSource
from tests.agent.manual_clock import StandingClock
from watchkeeper.core.errors import ConfigError

Found = dict[tuple[str, ...], float]
ALICE = "Accepted publickey for alice from {} port 5 ssh2: ED25519 SHA256:x"
FAILED = "Failed password for {} from {} port 5 ssh2"


def read(source: LogInSource) -> Found:
    return {(family.name, *values): number for family, values, number in source.read()}


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A root of a host with two users, keys, sudoers and an empty log."""
    (tmp_path / "etc/sudoers.d").mkdir(parents=True)
    (tmp_path / "home/alice/.ssh").mkdir(parents=True)
    (tmp_path / "home/alice/.ssh/authorized_keys").write_text("ssh-ed25519 AAAA\n")
    os.utime(tmp_path / "home/alice/.ssh/authorized_keys", (1_000, 1_000))
    (tmp_path / "etc/passwd").write_text(
        f"root:x:0:0::{tmp_path}/root:/bin/sh\nalice:x:1:1::{tmp_path}/home/alice:/bin/sh\nbroken\n"
    )
    for name in ("sudoers", "sudoers.d/ops"):
        (tmp_path / "etc" / name).write_text("x\n")
        os.utime(tmp_path / "etc" / name, (2_000, 2_000))
    (tmp_path / "log").mkdir()
    (tmp_path / "log/auth.log").touch()
    return tmp_path


@pytest.fixture
def make(host: Path) -> Iterator[Callable[[], LogInSource]]:
    made: list[LogInSource] = []

    def source() -> LogInSource:
        made.append(
            LogInSource(
                origin="",
                etc=host / "etc",
                log_folder=host / "log",
                state=host / "state",
                clock=StandingClock(),
            )
        )
        made[-1].read()
        return made[-1]

    yield source
    for each in made:
        each.close()


def say(host: Path, *lines: str) -> None:
    with (host / "log/auth.log").open("a") as file:
        file.writelines(f"Nov 23 08:00:00 web-1 sshd[8]: {line}\n" for line in lines)


def test_failures_are_counted_by_source_and_user(
    host: Path, make: Callable[[], LogInSource]
) -> None:
    """A name that is no user of this host is not repeated: it may be a password."""
    source = make()
    say(host, *[FAILED.format("root", "192.0.2.1")] * 3, FAILED.format("hunter2", "192.0.2.2"))
    assert read(source)["watchkeeper_login_failures_total", "192.0.2.1"] == 0
    found = read(source)
    assert found["watchkeeper_login_failures_total", "192.0.2.1"] == 3
    assert found["watchkeeper_login_failures_by_user_total", "root"] == 3
    assert found["watchkeeper_login_failures_by_user_total", "(unknown)"] == 1
    assert not any("hunter2" in key for key in found)


def test_a_log_in_after_failures_and_from_elsewhere_is_told(
    host: Path, make: Callable[[], LogInSource], capsys: pytest.CaptureFixture[str]
) -> None:
    """Both have their time, with who and from where, and a line in the log."""
    source = make()
    say(host, ALICE.format("198.51.100.1"), *[FAILED.format("alice", "192.0.2.1")] * 10)
    say(host, ALICE.format("192.0.2.1"))
    found = read(source)
    now = StandingClock().now() / 1000
    assert found["watchkeeper_login_guessed_timestamp_seconds", "alice", "192.0.2.1"] == now
    assert found["watchkeeper_login_new_source_timestamp_seconds", "alice", "192.0.2.1"] == now
    assert read(source)["watchkeeper_login_successes_total", "alice"] == 2
    assert "finding=new_source user=alice source=192.0.2.1" in capsys.readouterr().err


def test_a_new_way_of_root_is_told_apart(host: Path, make: Callable[[], LogInSource]) -> None:
    """Where root first came from is learnt; from anywhere else is told."""
    source = make()
    for address in ("198.51.100.1", "192.0.2.1"):
        say(host, ALICE.replace("alice", "root").format(address))
    found = read(source)
    name = "watchkeeper_login_new_root_source_timestamp_seconds"
    assert (name, "192.0.2.1") in found
    assert (name, "198.51.100.1") not in found


def test_known_sources_outlive_the_agent(host: Path, make: Callable[[], LogInSource]) -> None:
    """After a restart an old address is not new, and lines are counted once."""
    first = make()
    say(host, ALICE.format("198.51.100.1"), ALICE.format("198.51.100.2"))
    read(first)
    assert read(first)["watchkeeper_login_successes_total", "alice"] == 2
    first.close()
    second = make()
    say(host, ALICE.format("198.51.100.2"))
    read(second)
    found = read(second)
    assert found["watchkeeper_login_successes_total", "alice"] == 1
    assert not any(key[0].startswith("watchkeeper_login_new") for key in found)
    assert (host / "state/known").stat().st_mode & 0o077 == 0


def test_strangers_do_not_fill_the_page(
    host: Path, make: Callable[[], LogInSource], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all addresses the 20 with most failures are told; the sum is of all."""
    monkeypatch.setattr(logins, "MOST_COUNTED", 50)
    source = make()
    say(host, *[FAILED.format("root", "192.0.2.250")] * 5)
    say(host, *[FAILED.format("root", f"192.0.2.{n}") for n in range(200)])
    read(source)
    found = {k[1]: n for k, n in read(source).items() if k[0] == "watchkeeper_login_failures_total"}
    assert sum(found.values()) == 205
    assert found["192.0.2.250"] == 5
    assert len(found) == 21


def test_files_that_let_people_in_tell_when_they_were_written(
    host: Path, make: Callable[[], LogInSource]
) -> None:
    """A file that is not there yet stands at 0, so that its coming is a change."""
    (host / "root").mkdir()
    name = "watchkeeper_access_file_changed_timestamp_seconds"
    found = {key[1]: at for key, at in read(make()).items() if key[0] == name}
    assert found[f"{host}/home/alice/.ssh/authorized_keys"] == 1_000
    assert found[f"{host}/root/.ssh/authorized_keys"] == 0
    assert found[f"{host}/etc/sudoers"] == 2_000
    assert f"{host}/etc/sudoers.d" in found


def test_a_host_without_a_log_says_so(host: Path, make: Callable[[], LogInSource]) -> None:
    (host / "log/auth.log").unlink()
    with pytest.raises(NotHere):
        make()


def test_the_journal_is_asked_from_where_it_was_left(host: Path) -> None:
    """journalctl keeps the cursor; at first only the last minute is asked for."""
    program = host / "journalctl"
    program.write_text(
        f'#!/bin/sh\necho "$@" >> {host}/asked\n'
        f"touch {host}/state/journal.cursor\n"
        f'echo "Nov 23 08:00:00 web-1 sshd[8]: {FAILED.format("root", "::1")}"\n'
    )
    program.chmod(0o755)
    source = LogInSource(
        origin="journal",
        etc=host / "etc",
        log_folder=host / "log",
        state=host / "state",
        clock=StandingClock(),
        journalctl=str(program),
    )
    assert [read(source)["watchkeeper_login_failures_total", "::1"] for _ in range(2)] == [0, 2]
    first, second = (host / "asked").read_text().splitlines()
    assert "--since=-1min" in first
    assert "--since" not in second
    assert f"--cursor-file={host}/state/journal.cursor" in second
    source.close()


def test_log_ins_can_be_set_and_switched_off() -> None:
    assert config_from_text("[logins]\nfrom = /var/log/x\n", "f").logins == "/var/log/x"
    with pytest.raises(ConfigError, match="begin with /"):
        config_from_text("[logins]\nfrom = x\n", "f")
    off = AgentConfig(logins="off")
    assert "logins" not in {each.name for each in sources_of(off, StandingClock())}
    assert "logins" in {each.name for each in sources_of(AgentConfig(), StandingClock())}
