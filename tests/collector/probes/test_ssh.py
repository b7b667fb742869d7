"""The SSH probe against a real sshd: readings, pinned keys, refusals, a held connection."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.host_samples import samples_of_host
from collector.probes.once import probe_once, run_probe
from collector.probes.outcome import ProbeFailed
from collector.probes.registry import probe_of
from collector.probes.ssh_script import END, MARK, sections
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.readings import names, value
from tests.collector.probes.ssh_daemon import SshDaemon, ssh_daemon
from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential, Secrets

TARGET = Target("db-1", "127.0.0.1")


@pytest.fixture
def daemon(tmp_path: Path, free_port: int) -> Iterator[SshDaemon]:
    with ssh_daemon(tmp_path, free_port) as running:
        yield running


@pytest.fixture
def signed_in(daemon: SshDaemon, tools: Tools) -> SshDaemon:
    tools.secrets = Secrets(
        {
            "watch": Credential(user=daemon.user, key_file=daemon.client_key),
            "stranger": Credential(user=daemon.user, key_file=daemon.stranger_key),
            "lost": Credential(user=daemon.user, key_file=Path("/nonexistent/key")),
        }
    )
    return daemon


def _settings(daemon: SshDaemon, more: str = "", credentials: str = "watch") -> str:
    return f"{{ssh: {{port: {daemon.port}, credentials: {credentials}, timeout: 20s{more}}}}}"


def _pinned(daemon: SshDaemon) -> str:
    return f', host_key: "{daemon.fingerprint}"'


async def test_a_host_is_read_by_its_pinned_key(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """CPU, load, memory, filesystems and boot time come back under node_exporter's names."""
    report = await probe_once(TARGET, spec(_settings(signed_in, _pinned(signed_in))), tools)
    assert report.problem is None
    assert value(report, "node_cpu_seconds_total", cpu="0", mode="idle", job="ssh") > 0
    assert value(report, "node_memory_MemTotal_bytes", instance="db-1") > 0
    assert value(report, "node_boot_time_seconds") < value(report, "node_time_seconds")
    assert value(report, "node_uname_info", nodename=os.uname().nodename) == 1
    assert value(report, "probe_ssh_host_key_changed") == 0
    assert {"node_load15", "node_filesystem_avail_bytes", "node_filesystem_readonly"} <= names(
        report
    )
    root = os.statvfs("/")
    assert (
        value(report, "node_filesystem_size_bytes", mountpoint="/") == root.f_blocks * root.f_frsize
    )


async def test_the_connection_is_held(signed_in: SshDaemon, tools: Tools, spec: MakeSpec) -> None:
    """The second round signs in no second time; a closed probe signs in again."""
    settings = spec(_settings(signed_in, _pinned(signed_in)))
    probe = probe_of(TARGET, settings, tools)
    first = await run_probe(probe, TARGET, settings, tools)
    second = await run_probe(probe, TARGET, settings, tools)
    assert value(first, "probe_ssh_connection_held") == 0
    assert value(second, "probe_ssh_connection_held") == 1
    assert signed_in.sign_ins() == 1
    await probe.close()
    assert (await run_probe(probe, TARGET, settings, tools)).problem is None
    await probe.close()
    assert signed_in.sign_ins() == 2


async def test_an_unknown_host_key_is_refused_with_what_to_write(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """A key that nobody pinned is never believed; the sentence holds its fingerprint and the setting."""
    report = await probe_once(TARGET, spec(_settings(signed_in)), tools)
    assert f'{{ssh: {{host_key: "{signed_in.fingerprint}"}}}}' in str(report.problem)
    assert "ssh-keygen -lf" in str(report.problem)
    assert value(report, "probe_ssh_host_key_changed") == 0
    assert signed_in.sign_ins() == 0


async def test_a_changed_host_key_is_a_finding(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """Where another key is pinned nobody signs in, and a series of its own says so."""
    report = await probe_once(
        TARGET, spec(_settings(signed_in, ', host_key: "SHA256:other"')), tools
    )
    assert "but another is pinned" in str(report.problem)
    assert value(report, "probe_ssh_host_key_changed") == 1
    assert signed_in.sign_ins() == 0


async def test_a_known_hosts_file_pins_too(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """Without host_key the server's known_hosts file decides, and tells a changed key."""
    key = " ".join(signed_in.host_key.with_suffix(".pub").read_text().split()[:2])
    tools.known_hosts = tmp_path / "known_hosts"
    tools.known_hosts.write_text(f"[127.0.0.1]:{signed_in.port} {key}\n")
    assert (await probe_once(TARGET, spec(_settings(signed_in)), tools)).problem is None
    other = " ".join(signed_in.client_key.with_suffix(".pub").read_text().split()[:2])
    tools.known_hosts.write_text(f"[127.0.0.1]:{signed_in.port} {other}\n")
    changed = await probe_once(TARGET, spec(_settings(signed_in)), tools)
    assert value(changed, "probe_ssh_host_key_changed") == 1


async def test_a_refused_user_is_not_tried_again_at_once(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """After a refused sign-in the next rounds fail without asking, so that no account is locked."""
    settings = spec(_settings(signed_in, _pinned(signed_in), "stranger"))
    probe = probe_of(TARGET, settings, tools)
    first = await run_probe(probe, TARGET, settings, tools)
    asked = signed_in.log.read_text().count("Connection from")
    second = await run_probe(probe, TARGET, settings, tools)
    await probe.close()
    assert "does not let" in str(first.problem)
    assert "so that the account is not locked" in str(second.problem)
    assert signed_in.log.read_text().count("Connection from") == asked


async def test_a_key_file_that_is_missing_is_named(
    signed_in: SshDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """The file that cannot be read is in the sentence."""
    report = await probe_once(TARGET, spec(_settings(signed_in, "", "lost")), tools)
    assert "/nonexistent/key cannot be read" in str(report.problem)


async def test_nobody_listening_is_said(tools: Tools, spec: MakeSpec, free_port: int) -> None:
    """A closed port is a connection refused, and the next round asks again."""
    tools.secrets = Secrets({"watch": Credential(user="u", password="x")})
    settings = spec(f"{{ssh: {{port: {free_port}, credentials: watch}}}}")
    report = await probe_once(TARGET, settings, tools)
    assert "no connection" in str(report.problem)


async def test_a_pin_of_another_form_is_refused(tools: Tools, spec: MakeSpec) -> None:
    """Only SHA-256 fingerprints are pins."""
    with pytest.raises(ConfigError, match=r"host_key is a fingerprint such as SHA256:"):
        await probe_once(TARGET, spec("{ssh: {credentials: a, host_key: 'MD5:aa'}}"), tools)


@given(st.text(max_size=300))
def test_any_output_is_read_or_refused(output: str) -> None:
    """Whatever a host prints, it becomes samples or a sentence."""
    try:
        samples_of_host(sections(output))
    except ProbeFailed:
        return


@given(
    st.dictionaries(
        st.sampled_from(["stat", "loadavg", "meminfo", "uname", "mounts", "usage", "time"]),
        st.text(max_size=80),
    )
)
def test_any_sections_are_read_or_refused(found: dict[str, str]) -> None:
    """Torn and odd sections become samples or a sentence."""
    try:
        samples_of_host(found)
    except ProbeFailed:
        return


def test_the_first_of_two_sections_counts() -> None:
    """What a mounted name might smuggle in later does not count."""
    output = f"noise\n{MARK}stat\ncpu 1\n{MARK}mounts\nx\n{MARK}stat\nother\n{MARK}{END}\n"
    assert sections(output)["stat"] == "cpu 1"
