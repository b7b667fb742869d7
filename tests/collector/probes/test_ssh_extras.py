"""Backup tools and Nagios plugins of Debian's, asked over SSH on a real host."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.probes.once import probe_once
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.readings import names, value
from tests.collector.probes.ssh_daemon import SshDaemon, ssh_daemon
from tests.components import program
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential, Secrets
from watchkeeper.server.clock import SystemClock

TARGET = Target("db-1", "127.0.0.1")
PASSWORD = "Zq9-of-the-repository"


@pytest.fixture
def daemon(tmp_path: Path, free_port: int, tools: Tools) -> Iterator[SshDaemon]:
    with ssh_daemon(tmp_path, free_port) as running:
        tools.secrets = Secrets(
            {"watch": Credential(user=running.user, key_file=running.client_key)}
        )
        yield running


def _settings(daemon: SshDaemon, more: str) -> str:
    return (
        f"{{ssh: {{port: {daemon.port}, credentials: watch, timeout: 50s, interval: 1m, "
        f"host_key: '{daemon.fingerprint}', {more}}}}}"
    )


def _run(*command: str, folder: Path) -> None:
    own = {"BORG_BASE_DIR": str(folder), "HOME": str(folder), "TZ": "UTC"}
    subprocess.run(
        [program(command[0]), *command[1:]],
        check=True,
        capture_output=True,
        env={**os.environ, **own, "BORG_PASSPHRASE": PASSWORD},
    )


def _repositories(folder: Path) -> Path:
    """Make a repository of restic and one of borg, with one copy each; return the password's file."""
    secret, data = folder / "password", folder / "data"
    secret.write_text(PASSWORD)
    secret.chmod(0o600)
    data.mkdir()
    (data / "file").write_bytes(os.urandom(10_000))
    own = ("restic", "-r", str(folder / "restic"), "--password-file", str(secret), "--no-cache")
    _run(*own, "init", folder=folder)
    _run(*own, "backup", str(data), folder=folder)
    _run("borg", "init", "-e", "repokey", str(folder / "borg"), folder=folder)
    _run("borg", "create", f"{folder / 'borg'}::first", str(data), folder=folder)
    return secret


async def test_backup_tools_are_asked_on_the_host(
    daemon: SshDaemon, tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """restic and borg tell of their newest copy; a repository that is not there is told as that;
    the password stays on the host.
    """
    secret = _repositories(tmp_path)
    backups = (
        f"r: {{tool: restic, path: {tmp_path}/restic, password_file: {secret}}}, "
        f"b: {{tool: borg, path: {tmp_path}/borg, password_file: {secret}}}, "
        f"gone: {{tool: restic, path: {tmp_path}/nowhere, password_file: {secret}}}"
    )
    report = await probe_once(TARGET, spec(_settings(daemon, f"backups: {{{backups}}}")), tools)
    assert report.problem is None, str(report.problem)
    for name, tool in (("r", "restic"), ("b", "borg")):
        assert value(report, "backup_reader_success", backup=name, tool=tool) == 1
        assert value(report, "backup_encrypted", backup=name) == 1
        age = SystemClock().now() / 1000 - value(
            report, "backup_last_success_timestamp_seconds", backup=name
        )
        assert -5 < age < 600
    assert value(report, "backup_reader_success", backup="gone") == 0
    assert PASSWORD not in repr(report)


async def test_plugins_of_debian_are_run_on_the_host(
    daemon: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """monitoring-plugins: state and performance data of a good, a warning and a refused call."""
    folder = Path(program("check_disk", "/usr/lib/nagios/plugins")).parent
    plugins = (
        f"disk: '{folder}/check_disk -w 1 -c 1 -p /', load: '{folder}/check_load -w 0,0,0 -c 900,900,900', "
        f"usage: '{folder}/check_disk --no-such-word', dummy: '{folder}/check_dummy 2 gone'"
    )
    report = await probe_once(TARGET, spec(_settings(daemon, f"plugins: {{{plugins}}}")), tools)
    assert report.problem is None, str(report.problem)
    states = [
        value(report, "plugin_state", check=name) for name in ("disk", "load", "usage", "dummy")
    ]
    assert states == [0, 1, 3, 2]
    assert value(report, "plugin_perfdata", check="disk", label="/", uom="B") > 0
    assert value(report, "plugin_perfdata", check="load", label="load1") >= 0
    assert "plugin_last_run_timestamp_seconds" in names(report)
