"""The units: systemd accepts them, and they are as hardened as promised."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.components import program

UNITS = Path(__file__).parents[2] / "systemd"
DOCS = Path(__file__).parents[2] / "docs"
NAMES = ("watchkeeper", "watchkeeper-agent", "watchkeeper-satellite")
MODULES = {"watchkeeper": "watchkeeper", "watchkeeper-agent": "agent"}
PROGRAMS = {"watchkeeper-satellite": "watchkeeper"}  # of the others as the unit


def rendered(name: str, folder: Path) -> Path:
    """Write the unit with the paths of the tested environment."""
    text = (UNITS / f"{name}.service").read_text()
    called = PROGRAMS.get(name, name)
    script = Path(sys.executable).parent / called
    command = str(script) if script.exists() else f"{sys.executable} -m {MODULES[called]}"
    assert f"ExecStart=/opt/watchkeeper/bin/{called} " in text
    path = folder / f"{name}.service"
    path.write_text(text.replace(f"/opt/watchkeeper/bin/{called} ", f"{command} "))
    return path


@pytest.mark.parametrize("name", NAMES)
def test_systemd_accepts_the_unit(name: str, tmp_path: Path) -> None:
    """`systemd-analyze verify` says nothing about our unit."""
    unit = rendered(name, tmp_path)
    done = subprocess.run(
        [program("systemd-analyze"), "--man=no", "verify", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"{name}.service" not in done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_verify_would_see_a_mistake(name: str, tmp_path: Path) -> None:
    """The check above can fail: an unknown setting is told."""
    unit = rendered(name, tmp_path)
    unit.write_text(unit.read_text().replace("WatchdogSec=", "WatchdogSecs="))
    done = subprocess.run(
        [program("systemd-analyze"), "--man=no", "verify", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "WatchdogSecs" in done.stderr


@pytest.mark.parametrize(
    ("name", "threshold"),
    [("watchkeeper", 20), ("watchkeeper-agent", 30), ("watchkeeper-satellite", 20)],
    ids=NAMES,
)
def test_the_unit_is_hardened(name: str, threshold: int, tmp_path: Path) -> None:
    """The exposure is at most 2.0 for the server and 3.0 for the agent."""
    unit = rendered(name, tmp_path)
    done = subprocess.run(
        [
            program("systemd-analyze"),
            "security",
            "--offline=true",
            f"--threshold={threshold}",
            "--no-pager",
            str(unit),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-200:]
    exposure = re.search(r"exposure level for \S+: (\d+\.\d)", done.stdout)
    assert exposure is not None
    assert float(exposure[1]) * 10 <= threshold


@pytest.mark.parametrize("name", NAMES)
def test_the_user_of_the_unit_is_made(name: str, tmp_path: Path) -> None:
    """sysusers makes the user, tmpfiles its folder, in a root of their own."""
    shutil.copytree(UNITS / "sysusers.d", tmp_path / "usr/lib/sysusers.d")
    (tmp_path / "etc").mkdir()
    subprocess.run(
        [program("systemd-sysusers"), f"--root={tmp_path}", "watchkeeper.conf"],
        check=True,
        capture_output=True,
    )
    user = re.search(r"^User=(\S+)$", (UNITS / f"{name}.service").read_text(), re.M)
    assert user is not None
    users = [line.split(":")[0] for line in (tmp_path / "etc/passwd").read_text().splitlines()]
    assert user[1] in users
    folders = (UNITS / "tmpfiles.d/watchkeeper.conf").read_text()
    assert re.search(rf"^d /var/lib/{name}\s+\d+ {user[1]} ", folders, re.M)


def test_the_server_may_ping_and_the_agent_may_nothing() -> None:
    """CAP_NET_RAW for ICMP is the one capability; the agent has none."""
    server = (UNITS / "watchkeeper.service").read_text()
    agent = (UNITS / "watchkeeper-agent.service").read_text()
    assert re.findall(r"^AmbientCapabilities=(.*)$", server, re.M) == ["CAP_NET_RAW"]
    assert re.findall(r"^CapabilityBoundingSet=(.*)$", server, re.M) == ["CAP_NET_RAW"]
    assert re.findall(r"^CapabilityBoundingSet=(.*)$", agent, re.M) == [""]


def smart_drop_in(language: str) -> str:
    """Return what the page on sources gives for `systemctl edit`."""
    page = (DOCS / language / "sources.md").read_text()
    (found,) = re.findall(r"```\n(\[Service\]\nPrivateDevices=no\n[^`]*)```", page)
    return str(found)


def verified_with(drop_in: str, folder: Path) -> subprocess.CompletedProcess[str]:
    unit = rendered("watchkeeper-agent", folder)
    (folder / "watchkeeper-agent.service.d").mkdir(exist_ok=True)
    (folder / "watchkeeper-agent.service.d" / "override.conf").write_text(drop_in)
    return subprocess.run(
        [program("systemd-analyze"), "--man=no", "verify", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_systemd_accepts_the_drop_in_for_smart(language: str, tmp_path: Path) -> None:
    """It is read with the unit, and nothing is said about it; of a mistake in it something is."""
    drop_in = smart_drop_in(language)
    done = verified_with(drop_in, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "watchkeeper-agent.service" not in done.stderr
    wrong = verified_with(drop_in.replace("DeviceAllow=", "DevicesAllow=", 1), tmp_path)
    assert "DevicesAllow" in wrong.stderr


def test_the_drop_in_gives_what_smartctl_needs_and_no_more() -> None:
    """Both languages say the same: two capabilities, one group, disks to read."""
    drop_in = smart_drop_in("en")
    assert smart_drop_in("zh") == drop_in
    settings = dict(re.findall(r"^(\w+)=(.*)$", drop_in, re.M))
    wanted = "CAP_SYS_RAWIO CAP_SYS_ADMIN"
    assert settings["AmbientCapabilities"] == settings["CapabilityBoundingSet"] == wanted
    assert settings["SupplementaryGroups"] == "disk"
    allowed = re.findall(r"^DeviceAllow=(.*)$", drop_in, re.M)
    assert allowed == ["block-sd r", "char-nvme r"]
