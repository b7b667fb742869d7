"""What a host prints over SSH becomes samples or a sentence, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.host_samples import samples_of_host
from collector.probes.outcome import ProbeFailed
from collector.probes.ssh_backups import BackupTool
from collector.probes.ssh_extras import (
    BackupFolder,
    Extras,
    LogCounts,
    WatchedLog,
    samples_of_extras,
    samples_of_services,
    whole_bytes,
)
from collector.probes.ssh_script import END, MARK, quoted_lines, sections
from collector.ssh.trust import HostKey, trust_in
from watchkeeper.core.labels import METRIC_NAME, label

SECTIONS = [
    "stat", "loadavg", "meminfo", "uname", "mounts", "usage", "time", "netdev", "diskstats", "links",
    "vmstat", "sockstat", "file-nr", "pressure io", "os-release", "packages",
]  # fmt: skip
EXTRAS = Extras(
    ("ssh*",),
    {
        "b": BackupFolder("/b"),
        "r": BackupFolder("/r", tool=BackupTool.RESTIC, password_file="/p"),
        "o": BackupFolder("/o", tool=BackupTool.BORG),
        "g": BackupFolder("/g", tool=BackupTool.PGBACKREST, stanza="main"),
    },
    {"l": WatchedLog("/l", {"any": "."})},
    {"p": "true"},
)


@given(st.text(max_size=300))
def test_any_output_is_read_or_refused(output: str) -> None:
    """Whatever a host prints, it becomes samples or a sentence."""
    try:
        samples_of_host(sections(output))
    except ProbeFailed:
        return


@given(st.dictionaries(st.sampled_from(SECTIONS), st.text(max_size=80)))
def test_any_sections_are_read_or_refused(found: dict[str, str]) -> None:
    """Torn and odd sections become samples or a sentence; no metric has a name that cannot be one."""
    try:
        samples = samples_of_host({"stat": "cpu  1 2 3 4\nbtime 5\n", **found})
    except ProbeFailed:
        return
    assert all(label(one, METRIC_NAME).isidentifier() for one in samples)


@given(
    st.dictionaries(
        st.sampled_from(["units", "backup b", "log l", "plugin p"]),
        st.text(max_size=120) | st.text("0123456789 >\n.|='", max_size=120),
    )
)
def test_any_answer_of_an_extra_is_read_or_refused(found: dict[str, str]) -> None:
    """Units, folders, logs and plugins of a host that lies."""
    logs = LogCounts()
    try:
        samples_of_extras(EXTRAS, found, logs, 1.0)
    except ProbeFailed:
        return
    assert all(place.offset >= 0 for place in logs.places.values())


def test_the_first_of_two_sections_counts() -> None:
    """What a mounted name might smuggle in later does not count."""
    output = f"noise\n{MARK}stat\ncpu 1\n{MARK}mounts\nx\n{MARK}stat\nother\n{MARK}{END}\n"
    assert sections(output)["stat"] == "cpu 1"


@given(st.binary(max_size=200), st.binary(max_size=30))
def test_a_log_is_counted_to_the_end_of_its_last_whole_line(whole: bytes, torn: bytes) -> None:
    """Bytes of any kind: what is counted ends behind a line break, and nothing is counted twice."""
    data = whole + b"\n" + torn.replace(b"\n", b"")
    quoted = b"".join(b">" + line for line in data.splitlines(keepends=True))
    text = b"\n".join(b">" + line for line in data.split(b"\n")).decode("utf-8", "surrogateescape")
    assert quoted
    lines = quoted_lines(text)
    if not torn.replace(b"\n", b""):
        lines.pop()  # sed makes no line of nothing
    assert whole_bytes(lines, len(data)) == data.rindex(b"\n") + 1


def test_states_of_services() -> None:
    """Watched units, those that failed, and one that is not there."""
    text = (
        "ssh.service loaded active running OpenBSD Secure Shell server\n"
        "x.service loaded failed failed X\ny.service loaded inactive dead Y\n"
    )
    samples = samples_of_services(text, ("ssh.service", "gone.service"))
    found = {
        (label(one, "name"), label(one, "state")): number
        for one, number in samples.items()
        if label(one, METRIC_NAME) == "node_systemd_unit_state"
    }
    assert found["ssh.service", "active"] == found["x.service", "failed"] == 1
    assert found["gone.service", "inactive"] == 1
    assert ("y.service", "inactive") not in found


KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIHN0YXJ0IG9mIGEga2V5IGZvciB0ZXN0cyBvbmx5IQ=="


@pytest.mark.parametrize(
    ("line", "host", "port", "is_known"),
    [
        (f"db-1 ssh-ed25519 {KEY}", "db-1", 22, True),
        (f"db-1,10.0.0.1 ssh-ed25519 {KEY} comment", "10.0.0.1", 22, True),
        (f"[db-1]:2222 ssh-ed25519 {KEY}", "db-1", 2222, True),
        (f"db-1 ssh-ed25519 {KEY}", "db-1", 2222, False),
        (f"db-* ssh-ed25519 {KEY}", "db-7", 22, True),
        (f"*,!db-1 ssh-ed25519 {KEY}", "db-1", 22, False),
        (f"# db-1 ssh-ed25519 {KEY}", "db-1", 22, False),
        ("db-1 ssh-ed25519 not*base64", "db-1", 22, False),
        (f"@cert-authority db-1 ssh-ed25519 {KEY}", "db-1", 22, False),
    ],
    ids=["name", "address", "port", "another port", "pattern", "but not", "comment", "torn", "authority"],
)  # fmt: skip
def test_who_stands_in_known_hosts(line: str, host: str, port: int, is_known: bool) -> None:
    """Lines as ssh understands them."""
    trust = trust_in([line], (), host, port)
    assert bool(trust.known) is is_known


def test_a_revoked_key_is_never_believed() -> None:
    """Not by a pin, and not by another line."""
    lines = f"db-1 ssh-ed25519 {KEY}\n@revoked * ssh-ed25519 {KEY}\n"
    (key,) = trust_in([lines], (), "db-1", 22).known
    assert isinstance(key, HostKey)
    assert not trust_in([lines], (), "db-1", 22).believes(key)
    assert not trust_in([lines], [key.fingerprint], "db-1", 22).believes(key)


@given(st.text(max_size=200), st.text(max_size=30), st.integers(1, 65_535))
def test_any_known_hosts_file_is_read(text: str, host: str, port: int) -> None:
    """Whatever stands in the file."""
    trust_in([text], (), host, port)
