"""Agents are put on hosts, upgraded and taken away: the command, the server, a real sshd."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.harness import free_port
from tests.agent.processes import wait_for
from tests.cli.watch import Typed, Watch, typed
from tests.collector.probes.ssh_daemon import SshDaemon, ssh_daemon
from watchkeeper import __version__


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshDaemon]:
    with ssh_daemon(tmp_path_factory.mktemp("sshd"), free_port()) as running:
        yield running


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory, daemon: SshDaemon) -> Path:
    """A file that holds the daemon's key."""
    path = tmp_path_factory.mktemp("known") / "known_hosts"
    key = " ".join(daemon.host_key.with_suffix(".pub").read_text().split()[:2])
    path.write_text(f"[127.0.0.1]:{daemon.port} {key}\n")
    return path


class Hand:
    """Types ``watchkeeper agent`` with what a person would have set up."""

    def __init__(self, watch: Watch, daemon: SshDaemon, known: Path, prefix: Path) -> None:
        self.watch = watch
        self.host = f"{daemon.user}@127.0.0.1:{daemon.port}"
        self.prefix = prefix
        self._ssh = ["--identity", str(daemon.client_key), "--known-hosts", str(known)]

    def __call__(self, action: str, *words: str) -> Typed:
        return self.watch("agent", action, *words, "--prefix", str(self.prefix), *self._ssh)

    def hosts(self, action: str, *words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self(action, *words, "--json").json["hosts"]
        return found

    def run_agent(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [str(self.prefix / "bin/watchkeeper-agent"), *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def hand(watch: Watch, daemon: SshDaemon, known: Path, tmp_path: Path) -> Hand:
    return Hand(watch, daemon, known, tmp_path / "opt" / "agent")


def test_an_agent_is_installed_pushes_and_is_removed(hand: Hand, daemon: SshDaemon) -> None:
    """The plan first; then files, a token of its own, a target; again: nothing; then all is gone.

    An agent that was started by hand is ended with it.
    """
    (planned,) = hand.hosts("install", hand.host, "--dry-run")
    assert (planned["action"], planned["version_there"], planned["done"]) == (
        "install",
        None,
        False,
    )
    assert not hand.prefix.exists()
    (done,) = hand.hosts("install", hand.host, "--yes")
    assert (done["done"], done["problem"], done["writes"]) == (True, None, planned["writes"])
    assert (
        done["start"]
        == f"{hand.prefix}/bin/watchkeeper-agent --config {hand.prefix}/etc/agent.conf"
    )
    assert (hand.prefix / "etc/agent.token").stat().st_mode & 0o777 == 0o600
    config = hand.prefix / "etc/agent.conf"
    assert "allow = connections" in config.read_text()
    assert hand.run_agent("--config", str(config), "--once").returncode == 0
    commands = daemon.log.read_text()  # secrets go through pipes, not through lists of processes
    assert "wk1." not in commands
    assert (hand.prefix / "etc/agent.token").read_text().strip() not in commands
    (again,) = hand.hosts("install", hand.host, "--yes")
    assert (again["action"], again["version_there"], again["writes"]) == (
        "nothing",
        __version__,
        [],
    )
    agents = [a for a in hand.watch.rest.get("/api/watch/v1/agents") if a["revoked_at"] is None]
    running = subprocess.Popen(
        [str(hand.prefix / "bin/watchkeeper-agent"), "--config", str(config)],
        stderr=subprocess.DEVNULL,
    )
    wait_for(lambda: str(running.pid) in (hand.prefix / "state/spool/lock").read_text())
    (removed,) = hand.hosts("remove", hand.host, "--yes")
    assert (removed["done"], removed["problem"]) == (True, None)
    assert running.wait(10) == 0
    assert not list(hand.prefix.rglob("*.*"))
    left = [a for a in hand.watch.rest.get("/api/watch/v1/agents") if a["revoked_at"] is None]
    assert len(left) == len(agents) - 1


def test_repeating_brings_another_version_and_keeps_what_was_set(hand: Hand) -> None:
    """An older file is replaced; the agent stays who it is, with its configuration."""
    hand("install", hand.host, "--yes")
    config = hand.prefix / "etc/agent.conf"
    config.write_text(config.read_text() + "[processes]\ntop = 3\n")
    before = config.read_text(), (hand.prefix / "etc/agent.token").read_text()
    archive = hand.prefix / "lib/watchkeeper-agent.pyz"
    archive.write_text("import sys; print('0.0.1')")
    (planned,) = hand.hosts("install", hand.host, "--dry-run")
    assert (planned["action"], planned["version_there"]) == ("upgrade", "0.0.1")
    assert not planned["enrols"]
    shown = hand("install", hand.host, "--yes")
    assert shown.code == 0
    assert "0.0.1" in shown.out
    assert "upgrade" in shown.out
    assert hand.run_agent("--version").stdout.strip() == __version__
    assert (config.read_text(), (hand.prefix / "etc/agent.token").read_text()) == before


def test_an_agent_that_is_newer_is_left_alone(hand: Hand) -> None:
    """Who types it at an old installation reads what to do; nothing is written."""
    hand("install", hand.host, "--yes")
    archive = hand.prefix / "lib/watchkeeper-agent.pyz"
    archive.write_text("import sys; print('99.0.0')")
    refused = hand("install", hand.host, "--yes")
    assert refused.code == 1
    assert f"its agent is 99.0.0, newer than {__version__} here" in refused.out + refused.err
    assert "99.0.0" in archive.read_text()


def test_one_host_that_fails_stops_no_other(hand: Hand, known: Path) -> None:
    """Each failure is told with what would help; the exit code says that there was one."""
    closed = f"127.0.0.1:{free_port()}"
    shown = hand("install", closed, hand.host, "--yes")
    assert shown.code == 1
    assert "is it on, and its port open from here?" in shown.err
    assert (hand.prefix / "lib/watchkeeper-agent.pyz").exists()
    assert "to be started by hand" in shown.out


def test_hosts_come_from_a_list_that_can_be_imported_too(hand: Hand, tmp_path: Path) -> None:
    """Names become targets; rows that say no to an agent are left out."""
    host, _, port = hand.host.rpartition("@")[2].partition(":")
    listing = tmp_path / "hosts.csv"
    listing.write_text(
        f"Name,Address,Agent\nrolled-out,{host}:{port},yes\nswitch-9,127.0.0.1:1,no\n",
        encoding="utf-8",
    )
    user = hand.host.partition("@")[0]
    (done,) = hand.hosts("install", "--from", str(listing), "--user", user, "--yes")
    assert (done["done"], done["target"]) == (True, "rolled-out")
    names = [each["name"] for each in hand.watch.rest.get("/api/watch/v1/targets")]
    assert "rolled-out" in names
    assert "switch-9" not in names


def test_without_somebody_who_agrees_nothing_is_changed(hand: Hand) -> None:
    refused = hand("install", hand.host)
    assert refused.code == 2
    assert "--yes" in refused.err
    assert not hand.prefix.exists()


def test_a_host_whose_key_nobody_compared_is_not_signed_in_to(
    hand: Hand, daemon: SshDaemon, tmp_path: Path
) -> None:
    """The command says what to type; with the fingerprint the key is believed from then on."""
    known = tmp_path / "mine"
    ssh = ["--identity", str(daemon.client_key), "--known-hosts", str(known)]
    place = f"127.0.0.1:{daemon.port}"
    sign_ins = daemon.sign_ins()
    refused = hand.watch("agent", "install", hand.host, "--prefix", str(hand.prefix), "--yes", *ssh)
    assert refused.code == 1
    assert f"watchkeeper agent host-key {place}" in refused.err
    assert daemon.sign_ins() == sign_ins
    shown = typed("agent", "host-key", place, *ssh)
    assert shown.code == 1
    assert daemon.fingerprint in shown.out
    assert f"--fingerprint {daemon.fingerprint}" in shown.err
    wrong = typed("agent", "host-key", place, "--fingerprint", "SHA256:other", *ssh)
    assert wrong.code == 1
    assert not known.exists()
    assert typed("agent", "host-key", place, "--fingerprint", daemon.fingerprint, *ssh).code == 0
    planned = hand.watch(
        "agent", "install", hand.host, "--prefix", str(hand.prefix), "--dry-run", "--json", *ssh
    )
    assert planned.code == 0
    assert planned.json["hosts"][0]["action"] == "install"


def test_a_host_behind_a_jump_host_is_reached_through_it(hand: Hand, daemon: SshDaemon) -> None:
    """Both hops are signed in to, each by its own key; here they are the same machine."""
    sign_ins = daemon.sign_ins()
    (planned,) = hand.hosts("install", hand.host, "--jump", hand.host, "--dry-run")
    assert (planned["action"], planned["problem"]) == ("install", None)
    assert daemon.sign_ins() == sign_ins + 2


def test_the_archive_can_be_built_to_be_carried_by_hand(tmp_path: Path) -> None:
    """The same sources give the same bytes; it runs by itself."""
    first, second = tmp_path / "a.pyz", tmp_path / "b.pyz"
    assert typed("agent", "build", str(first)).code == 0
    assert json.loads(typed("agent", "build", str(second), "--json").out)["bytes"] > 50_000
    assert first.read_bytes() == second.read_bytes()
    done = subprocess.run(
        ["/usr/bin/python3", "-I", str(first), "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == __version__


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("install",), "name hosts"),
        (("install", "a b"), "write [user@]host[:port]"),
        (("install", "h", "--prefix", "/"), "a folder of the agent's own"),
        (("install", "h", "--at-once", "0"), "1 to 100"),
        (("install", "--from", "/nowhere.csv"), "/nowhere.csv: cannot be read"),
    ],
    ids=["no host", "no host's name", "the root", "none at once", "no list"],
)
def test_mistakes_are_told_before_anything_is_asked(words: tuple[str, ...], said: str) -> None:
    refused = typed("agent", *words)
    assert refused.code == 2
    assert said in refused.err
