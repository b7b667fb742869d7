"""The program that runs on a host: as a service of systemd, with what a host has and has not."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from collector.probes.outcome import ProbeFailed
from collector.rollout import on_host
from collector.rollout.look import Facts, Rights, facts_from, look_script
from collector.rollout.order import install_order, problem_in, program_for, removal_order
from collector.rollout.places import SYSTEM, Places
from collector.rollout.plan import Plan, Wanted, plan_install, plan_removal

UNIT = "[Service]\nExecStart=/opt/watchkeeper/bin/watchkeeper-agent --config x\n"
SYSTEMCTL = '#!/bin/sh\necho "$@" >> {log}\n{answer}\n'


class Machine:
    """A folder that stands for a host's root, with a systemctl that writes down what it is told."""

    def __init__(self, root: Path, answer: str = "") -> None:
        self.root = root
        self.log = root / "systemctl.log"
        self.places = Places(*(self._below(path) for path in _paths(SYSTEM)))
        self.wanted = Wanted("0.2.0", b"import sys", UNIT, self.places, "https://watch", ())
        (root / "bin").mkdir()
        (root / "bin/systemctl").write_text(SYSTEMCTL.format(log=self.log, answer=answer))
        (root / "bin/systemctl").chmod(0o755)

    def _below(self, path: PurePosixPath) -> PurePosixPath:
        return PurePosixPath(self.root) / path.relative_to("/")

    def run(self, order: str) -> tuple[str, str] | None:
        """Give the program to an interpreter as sshd does, on its standard input."""
        given = json.loads(order)
        given["user"] = ""  # nobody is made on the machine of the tests
        environment = {"PATH": f"{self.root}/bin:{os.environ['PATH']}"}
        done = subprocess.run(
            [sys.executable, "-"],
            input=program_for(json.dumps(given)),
            capture_output=True,
            env=environment,
            timeout=60,
            check=False,
        )
        return problem_in(done.stdout, done.stderr)

    def told(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


def _paths(places: Places) -> tuple[PurePosixPath, ...]:
    assert places.unit is not None
    return (places.archive, places.command, places.config, places.state, places.unit)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def plan_for(machine: Machine, **facts: object) -> Plan:
    bare = Facts("Linux", Rights.ROOT, python=sys.executable, has_systemd=True)
    return plan_install(replace(bare, **facts), machine.wanted)  # type: ignore[arg-type]  # names of its fields


def test_a_service_is_written_enabled_and_started(machine: Machine) -> None:
    """Each file with its mode, the unit calling the host's Python; then systemctl, in this order."""
    assert machine.run(install_order(plan_for(machine), machine.wanted, "")) is None
    assert machine.told() == [
        "daemon-reload",
        "enable watchkeeper-agent.service",
        "restart watchkeeper-agent.service",
    ]
    unit = Path(str(machine.places.unit)).read_text()
    assert f"ExecStart={sys.executable} {machine.places.archive} --config x" in unit
    assert Path(machine.places.command).stat().st_mode & 0o777 == 0o755
    assert Path(machine.places.state).stat().st_mode & 0o777 == 0o700
    assert not list(machine.root.rglob("*.new"))


def test_what_stands_in_a_configuration_stays(machine: Machine) -> None:
    """A new one begins with what was said on the command line; one that is there is not touched."""
    wanted = replace(machine.wanted, allowed=("connections",), proxy="http://proxy:3128")
    config = Path(machine.places.config)
    for expected in (
        "[agent]\nproxy = http://proxy:3128\n\n[requests]\nallow = connections\n\n",
        "[processes]\ntop = 3\n",
    ):
        assert machine.run(install_order(plan_for(machine), wanted, "")) is None
        assert config.read_text() == expected
        config.write_text("[processes]\ntop = 3\n")


def test_without_systemd_the_files_are_there_and_nothing_is_started(machine: Machine) -> None:
    plan = plan_for(machine, has_systemd=False)
    assert plan.waits_for_hand
    assert machine.run(install_order(plan, machine.wanted, "")) is None
    assert machine.told() == []
    assert "setpriv --reuid=watchkeeper-agent" in machine.places.start_line()


def test_a_service_that_does_not_start_is_told_with_what_systemd_said(tmp_path: Path) -> None:
    machine = Machine(tmp_path, answer='[ "$1" != restart ] || { echo no such user >&2; exit 1; }')
    problem = machine.run(install_order(plan_for(machine), machine.wanted, ""))
    assert problem == ("start", "no such user")


def test_an_enrolment_that_fails_stops_before_the_start(machine: Machine) -> None:
    """The token reaches the agent by its standard input, and what it says comes back."""
    wanted = replace(
        machine.wanted,
        archive=b"import sys; sys.exit('not ' + sys.stdin.read() + ' ' + sys.argv[-1])",
    )
    problem = machine.run(install_order(plan_for(machine), wanted, "wk1.word"))
    assert problem == ("enrol", "not wk1.word -")
    assert machine.told() == []


def test_a_place_that_cannot_be_written_is_told(machine: Machine) -> None:
    Path(machine.places.archive.parent.parent).parent.mkdir(parents=True)
    Path(machine.places.archive.parent.parent).write_text("a file in the way")
    problem = machine.run(install_order(plan_for(machine), machine.wanted, ""))
    assert problem is not None
    assert problem[0] == "write"


def test_removal_stops_the_service_and_leaves_nothing(machine: Machine) -> None:
    """Folders that hold something else stay."""
    machine.run(install_order(plan_for(machine), machine.wanted, ""))
    other = Path(machine.places.config.parent) / "watchkeeper.yml"
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_text("the server's")
    machine.log.unlink()
    plan = plan_removal(
        Facts("Linux", Rights.ROOT, python=sys.executable, has_systemd=True, archive_hash="x"),
        machine.places,
    )
    assert machine.run(removal_order(plan, machine.places)) is None
    assert machine.told() == ["disable --now watchkeeper-agent.service", "daemon-reload"]
    assert other.exists()
    assert not [path for path in _paths(machine.places) if Path(path).exists()]


def test_what_is_sent_is_written_for_the_oldest_python_that_is_supported() -> None:
    """Its syntax is that of 3.9, and it imports nothing of ours."""
    tree = ast.parse(Path(on_host.__file__).read_text(), feature_version=(3, 9))
    imported = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {
        alias.name.partition(".")[0] if isinstance(node, ast.Import) else str(node.module)
        for node in imported
        for alias in node.names
    }
    assert names <= {*sys.stdlib_module_names, "__future__"}


def test_what_stands_on_this_machine_is_found(machine: Machine) -> None:
    """The script only reads; what an installation wrote is what it finds afterwards."""
    before = _looked(machine)
    assert (before.system, before.archive_hash, before.version) == ("Linux", "", "")
    assert before.python.startswith("/")
    assert before.free_kib
    machine.wanted = replace(machine.wanted, archive=b"print('0.2.0')")
    machine.run(install_order(plan_for(machine), machine.wanted, ""))
    after = _looked(machine)
    assert after.archive_hash == machine.wanted.archive_hash
    assert after.version == "0.2.0"
    assert after.unit_hash


def _looked(machine: Machine) -> Facts:
    script = look_script(machine.places).encode()
    done = subprocess.run(["/bin/sh", "-s"], input=script, capture_output=True, check=True)
    assert done.stderr == b""
    return facts_from(done.stdout)


def test_a_host_that_says_something_else_is_no_host() -> None:
    with pytest.raises(ProbeFailed, match="did not run the script"):
        facts_from(b"This account is not available.\n")
