"""Disks by smartctl: answers written for these tests in its form, and Debian's smartctl itself."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.clock import SystemClock
from agent.config import config_from_text
from agent.source import NotHere
from agent.sources.smart import SmartSource
from tests.components import program
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import HOUR
from watchkeeper.host.smart import LOOK, MOST_DISKS, Disk, disks, smart

SATA = {
    "smartctl": {"exit_status": 0},
    "model_name": "Example 4000",
    "serial_number": "S1",
    "firmware_version": "F1",
    "smart_status": {"passed": False},
    "temperature": {"current": 31},
    "power_on_time": {"hours": 2},
    "power_cycle_count": 9,
    "ata_smart_attributes": {
        "table": [
            {
                "id": 5,
                "name": "Reallocated_Sector_Ct",
                "value": 99,
                "worst": 98,
                "thresh": 10,
                "raw": {"value": 8, "string": "8"},
            }
        ]
    },
}
NVME = {
    "smart_status": {"passed": True},
    "nvme_smart_health_information_log": {
        "percentage_used": 3,
        "available_spare": 100,
        "available_spare_threshold": 10,
        "critical_warning": 0,
        "media_errors": 1,
        "num_err_log_entries": 7,
    },
}
DENIED = {
    "json_format_version": [1, 0],
    "smartctl": {
        "version": [7, 3],
        "messages": [
            {
                "string": "Smartctl open device: /dev/vda [SAT] failed: Operation not permitted",
                "severity": "error",
            }
        ],
        "exit_status": 2,
    },
}  # as smartctl 7.3 said it of a disk that a cgroup kept from it
ASLEEP = {"smartctl": {"exit_status": 2}}
SCANNED = {
    "devices": [
        {"name": "/dev/sda", "type": "sat"},
        {"name": "/dev/nvme0", "type": "nvme"},
        {"name": "/dev/bus/0", "type": "megaraid,3"},
        {"name": "../etc/passwd", "type": "sat"},
    ]
}


def source_of(folder: Path, **answers: object) -> SmartSource:
    """A program in smartctl's place that gives these answers, by the last part of a disk's name."""
    for name, answer in {"scan": SCANNED, **answers}.items():
        (folder / name).write_text(json.dumps(answer))
    script = folder / "smartctl"
    script.write_text(
        "#!/bin/sh\n"
        f'for last; do :; done\n[ "$last" = --scan ] && exec cat {folder}/scan\n'
        f"cat {folder}/${{last##*/}}\nexit 4\n"
    )
    script.chmod(0o755)
    return SmartSource(HOUR, SystemClock(), str(script))


def by_name(source: SmartSource) -> dict[tuple[str, ...], float]:
    return {(family.name, *labels): value for family, labels, value in source.read()}


def test_disks_tell_their_health(tmp_path: Path) -> None:
    """SATA by its attributes, NVMe by its log; what cannot be asked is marked, not left out."""
    found = by_name(source_of(tmp_path, sda=SATA, nvme0=NVME, **{"0": DENIED}))
    assert found["smartctl_device", "sda", "Example 4000", "S1", "F1"] == 1
    assert found["smartctl_device_smart_status", "sda"] == 0
    assert found["smartctl_device_smart_status", "nvme0"] == 1
    assert found["smartctl_device_temperature", "sda", "current"] == 31
    assert found["smartctl_device_power_on_seconds", "sda"] == 7_200
    attribute = ("smartctl_device_attribute", "sda", "Reallocated_Sector_Ct", "5")
    assert [found[*attribute, kind] for kind in ("raw", "value", "worst", "thresh")] == [
        8,
        99,
        98,
        10,
    ]
    assert found["smartctl_device_media_errors", "nvme0"] == 1
    assert found["watchkeeper_smart_readable", "0_megaraid_3"] == 0


def test_why_a_disk_is_silent_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In smartctl's own words; once it has told its health, a new silence is news."""
    source = source_of(tmp_path, sda=DENIED, nvme0=NVME, **{"0": NVME})
    said = "disk does not tell its health device=sda"
    for _ in range(3):
        assert by_name(source)["watchkeeper_smart_readable", "sda"] == 0
    heard = capsys.readouterr().err
    assert heard.count(said) == 1
    assert "Operation not permitted" in heard
    (tmp_path / "sda").write_text(json.dumps(SATA))
    by_name(source)
    assert said not in capsys.readouterr().err
    (tmp_path / "sda").write_text(json.dumps(DENIED))
    by_name(source)
    assert capsys.readouterr().err.count(said) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="by design: only root takes on another group")
@pytest.mark.parametrize(
    ("group", "mode", "groups", "said"),
    [
        ("disk", 0o660, "disk", "Inappropriate ioctl"),
        ("disk", 0o660, "nogroup", "Permission denied"),
        ("root", 0o600, "disk", "Permission denied"),
    ],
    ids=["of the group", "of another group", "an NVMe's node, before the line for udev"],
)
def test_the_group_of_the_drop_in_opens_what_is_the_groups(
    group: str, mode: int, groups: str, said: str, unit_home: Path
) -> None:
    """Debian's smartctl, as somebody with this group alone, opens a node to read, or says so.

    Where it may, it goes on to ask, and a plain file in a disk's place knows no such question.
    """
    node = unit_home / "node"
    node.touch()
    shutil.chown(node, "root", group)
    node.chmod(mode)
    who = ("--reuid=nobody", "--regid=nogroup", f"--groups={groups}", "--no-new-privs")
    words = [*LOOK, "--device=nvme", str(node)]
    done = subprocess.run(
        [program("setpriv"), *who, "--bounding-set=-all", program("smartctl"), *words],
        capture_output=True,
        check=False,
    )
    (problem,) = smart(done.stdout).problems
    assert said in problem


@pytest.fixture
def unit_home() -> Iterator[Path]:
    """A folder that everybody may look into."""
    with TemporaryDirectory(prefix="watchkeeper-smart-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_disk_that_sleeps_keeps_what_it_said(tmp_path: Path) -> None:
    source = source_of(tmp_path, sda=SATA, nvme0=NVME, **{"0": NVME})
    before = by_name(source)
    (tmp_path / "sda").write_text(json.dumps(ASLEEP))
    assert by_name(source) == before


def test_a_host_without_disks_says_so(tmp_path: Path) -> None:
    source = source_of(tmp_path, scan={})
    with pytest.raises(NotHere):
        source.read()


def test_debians_smartctl_is_understood() -> None:
    """The real program's answers are read, whatever disks this machine has."""
    source = SmartSource(HOUR, SystemClock(), program("smartctl"))
    try:
        found = by_name(source)
    except NotHere:
        found = {}
    assert all(name[0].startswith(("smartctl_", "watchkeeper_smart_")) for name in found)


def test_no_more_than_so_many_disks() -> None:
    many = {"devices": [{"name": f"/dev/sd{n}", "type": "sat"} for n in range(2 * MOST_DISKS)]}
    assert len(disks(json.dumps(many).encode())) == MOST_DISKS


def test_disks_of_one_controller_have_names_of_their_own() -> None:
    assert Disk("/dev/bus/0", "megaraid,3").label == "0_megaraid_3"
    assert Disk("/dev/sda", "sat").label == "sda"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["devices", "name", "table", "raw", "value", "id", "passed"])
            | st.sampled_from([*SATA, "smart_status", "messages", "string"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON.map(lambda found: json.dumps(found).encode()) | st.binary(max_size=200))
def test_whatever_is_said_is_read_or_refused(content: bytes) -> None:
    for read in (disks, smart):
        try:
            read(content)
        except InvalidInput:
            continue


def test_depth_without_end_is_refused() -> None:
    with pytest.raises(InvalidInput):
        smart(b"[" * 100_000)


def test_it_can_be_turned_off() -> None:
    assert config_from_text("[smart]\nevery = off\n", "x").smart_every is None
