"""Host keys are believed because a person compared them: the command, the server, a real sshd."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.harness import free_port
from tests.cli.watch import Watch
from tests.collector.probes.ssh_daemon import SshDaemon, ssh_daemon


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[SshDaemon]:
    with ssh_daemon(tmp_path, free_port()) as running:
        yield running


def test_a_key_is_shown_compared_and_believed(watch: Watch, daemon: SshDaemon) -> None:
    """Unknown, it is only shown; with the fingerprint it is believed; the probe signs in then."""
    secrets = watch.config.parent / "secrets.yml"
    secrets.write_text(
        json.dumps(
            {"credentials": {"w": {"user": daemon.user, "key_file": str(daemon.client_key)}}}
        )
    )
    secrets.chmod(0o600)
    watch.run_in_loop(watch.server.reload())
    probe = {"ssh": {"credentials": "w", "port": daemon.port, "timeout": "20s"}}
    name = f"ssh-{daemon.port}"
    added = watch("targets", "add", name, "--address", "127.0.0.1", "--probe", json.dumps(probe))
    assert added.code == 0, added.err
    shown = watch("targets", "enrol", name)
    assert shown.code == 1
    assert daemon.fingerprint in shown.out
    assert f"--fingerprint {daemon.fingerprint}" in shown.err
    assert watch("targets", "probe", name).code == 1
    wrong = watch("targets", "enrol", name, "--fingerprint", "SHA256:another")
    assert wrong.code != 0
    assert "SHA256:another" in wrong.err
    assert watch("targets", "enrol", name, "--fingerprint", daemon.fingerprint).code == 0
    assert watch("targets", "probe", name).code == 0
    assert watch("targets", "enrol", name, "--json").json[0]["is_believed"] is True


def test_a_changed_key_is_believed_only_on_demand(watch: Watch, daemon: SshDaemon) -> None:
    """Where another key is known, --replace must be said."""
    known = watch.socket.parent / "known_hosts"
    other = " ".join(daemon.client_key.with_suffix(".pub").read_text().split()[:2])
    before = known.read_text() if known.exists() else ""
    known.write_text(f"{before}[127.0.0.1]:{daemon.port} {other}\n")
    name = f"ssh-{daemon.port}"
    probe = {"ssh": {"credentials": "w", "port": daemon.port, "timeout": "20s"}}
    secrets = watch.config.parent / "secrets.yml"
    secrets.write_text(
        json.dumps(
            {"credentials": {"w": {"user": daemon.user, "key_file": str(daemon.client_key)}}}
        )
    )
    secrets.chmod(0o600)
    watch.run_in_loop(watch.server.reload())
    watch("targets", "add", name, "--address", "127.0.0.1", "--probe", json.dumps(probe))
    shown = watch("targets", "enrol", name)
    assert "ANOTHER key is known" in shown.err
    refused = watch("targets", "enrol", name, "--fingerprint", daemon.fingerprint)
    assert refused.code != 0
    assert "--replace" in refused.err
    words = ("targets", "enrol", name, "--fingerprint", daemon.fingerprint, "--replace")
    assert watch(*words).code == 0
    assert watch("targets", "probe", name).code == 0
    assert other not in known.read_text()


def test_a_target_without_ssh_has_no_key(watch: Watch) -> None:
    """The sentence says so."""
    watch("targets", "add", "plain", "--tcp", "127.0.0.1:1")
    done = watch("targets", "enrol", "plain")
    assert done.code == 2
    assert "has no SSH probe" in done.err


def test_neighbours_are_listed_and_a_top_must_exist(watch: Watch) -> None:
    """Without devices that tell of neighbours the lists are empty; a top that is no target is refused."""
    assert watch("targets", "neighbours", "--json").json == {"links": [], "parents": {}}
    assert watch("targets", "neighbours", "--top", "nothing").code == 1
