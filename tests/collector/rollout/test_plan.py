"""What is done on a host, by what stands there."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from collector.rollout.look import Facts, Rights
from collector.rollout.places import SYSTEM, places_below
from collector.rollout.plan import Action, Plan, Wanted, plan_install, plan_removal

UNIT = (Path(__file__).parents[3] / "systemd/watchkeeper-agent.service").read_text()
WANTED = Wanted("0.2.0", b"archive", UNIT, SYSTEM, "https://watch:8420", ("connections",))
BARE = Facts(
    "Linux", Rights.ROOT, python="/usr/bin/python3", newest_python="3.11", has_systemd=True
)
CURRENT = replace(
    BARE,
    archive_hash=WANTED.archive_hash,
    version="0.2.0",
    unit_hash=hashlib.sha256(WANTED.unit_for("/usr/bin/python3").encode()).hexdigest(),
    server="https://watch:8420",
    agent="a1",
    has_token=True,
    is_active=True,
)
USERS = replace(WANTED, places=places_below(PurePosixPath("/home/ops/agent")))

PLANS = {
    "nothing is there": (BARE, WANTED, Action.INSTALL, True, 6),
    "all is there": (CURRENT, WANTED, Action.NOTHING, False, 0),
    "it does not run": (replace(CURRENT, is_active=False), WANTED, Action.REFRESH, False, 0),
    "an older version": (
        replace(CURRENT, version="0.1.0", archive_hash="x"),
        WANTED,
        Action.UPGRADE,
        False,
        2,
    ),
    "one that tells no version": (
        replace(CURRENT, version="", archive_hash="x"),
        WANTED,
        Action.UPGRADE,
        False,
        2,
    ),
    "another unit": (replace(CURRENT, unit_hash="x"), WANTED, Action.REFRESH, False, 1),
    "its token is gone": (replace(CURRENT, has_token=False), WANTED, Action.REFRESH, True, 3),
    "by sudo": (replace(BARE, rights=Rights.SUDO), WANTED, Action.INSTALL, True, 6),
    "below a user's folder": (replace(BARE, rights=Rights.NONE), USERS, Action.INSTALL, True, 5),
    "without systemd": (replace(BARE, has_systemd=False), WANTED, Action.INSTALL, True, 6),
}


@pytest.mark.parametrize(
    ("facts", "wanted", "action", "enrols", "writes"), PLANS.values(), ids=PLANS.keys()
)
def test_plans(facts: Facts, wanted: Wanted, action: Action, enrols: bool, writes: int) -> None:
    plan = plan_install(facts, wanted)
    assert (plan.action, plan.enrols, len(plan.writes)) == (action, enrols, writes)
    assert plan.problem is None
    assert plan.by_sudo is (facts.rights is Rights.SUDO)
    assert plan.starts is (wanted is WANTED and facts.has_systemd)


PROBLEMS = {
    "another system": (replace(BARE, system="AIX"), "it runs AIX"),
    "no Python": (replace(BARE, python="", newest_python=""), "has no Python; .* the SSH script"),
    "an old Python": (
        replace(BARE, python="", newest_python="3.6"),
        r"newest Python is 3\.6, the agent needs 3\.9 .* SSH script",
    ),
    "no rights": (replace(BARE, rights=Rights.NONE), "sudo without a password, .* --prefix"),
    "a full disk": (replace(BARE, free_kib=100), "has 100 KiB left"),
    "a newer agent": (
        replace(CURRENT, version="0.10.0", archive_hash="x"),
        r"its agent is 0\.10\.0, newer than 0\.2\.0 here; upgrade this installation first",
    ),
    "another server's": (replace(CURRENT, server="https://other"), "--enrol-anew"),
}


@pytest.mark.parametrize(("facts", "said"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_what_cannot_be_done_is_told_with_what_helps(facts: Facts, said: str) -> None:
    plan = plan_install(facts, WANTED)
    assert re.search(said, str(plan.problem))
    assert not plan.is_work
    assert plan.writes == ()


def test_an_agent_of_another_server_is_brought_here_on_demand() -> None:
    facts = replace(CURRENT, server="https://other")
    plan = plan_install(facts, replace(WANTED, enrols_anew=True))
    assert plan.problem is None
    assert plan.enrols


def test_the_unit_calls_the_file_by_the_hosts_own_python() -> None:
    """It keeps the hardening as it is shipped: no capability, nothing but its own folder to write."""
    unit = WANTED.unit_for("/usr/bin/python3.12")
    line = f"ExecStart=/usr/bin/python3.12 {SYSTEM.archive} --config {SYSTEM.config}\n"
    assert line in unit
    assert "/opt/watchkeeper" not in unit
    for setting in ("User=watchkeeper-agent", "CapabilityBoundingSet=\n", "ProtectSystem=strict"):
        assert setting in unit


def test_removal_takes_everything_and_needs_the_same_rights() -> None:
    plan = plan_removal(CURRENT, SYSTEM)
    assert (plan.action, plan.agent, plan.starts) == (Action.REMOVE, "a1", True)
    assert SYSTEM.state in plan.writes
    assert SYSTEM.token in plan.writes
    assert plan_removal(BARE, SYSTEM) == Plan(Action.NOTHING)
    assert plan_removal(replace(CURRENT, rights=Rights.NONE), SYSTEM).problem is not None
