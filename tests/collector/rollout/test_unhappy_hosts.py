"""Hosts on which the rollout cannot go on, and what a person reads then: a real sshd, a real shell."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from collector.rollout.hosts import Host
from collector.rollout.look import Facts, Rights, facts_from, look_script
from collector.rollout.order import install_order, problem_in, program_for
from collector.rollout.places import Places, places_below
from collector.rollout.plan import Action, Plan, Wanted, plan_install
from collector.rollout.run import Access, Result, Rollout, Seen, Work
from collector.ssh.pool import SshPool
from tests.acceptance.harness import free_port
from tests.acceptance.relay import Relay
from tests.collector.probes.ssh_daemon import SshDaemon, ssh_daemon
from tests.components import program
from watchkeeper.inventory.secrets import Credential
from watchkeeper.server.clock import SystemClock

UNIT = "[Service]\nExecStart=/opt/watchkeeper/bin/watchkeeper-agent --config x\n"
LARGE = b"import sys\n#" + os.urandom(400_000).hex().encode()
_REFUSING_SUDO = "#!/bin/sh\necho 'sudo: a password is required' >&2\nexit 1\n"
_LINKED = ("id", "uname", "sed", "head", "sha256sum", "cut", "df", "awk", "dirname")


class Stage:
    """A daemon, and the rollout as a person set it up for it."""

    def __init__(self, daemon: SshDaemon, folder: Path) -> None:
        self.daemon = daemon
        self.places = places_below(PurePosixPath(folder / "agent"))
        self.wanted = Wanted("0.2.0", LARGE, UNIT, self.places, "https://watch")
        self._known = folder / "known"
        self._pools: list[SshPool] = []
        self.words = 0

    def rollout(self, port: int, credential: Credential | None = None) -> Rollout:
        key = " ".join(self.daemon.host_key.with_suffix(".pub").read_text().split()[:2])
        self._known.write_text(f"[127.0.0.1]:{port} {key}\n")
        self._pools.append(SshPool(SystemClock()))
        own = Credential(key_file=self.daemon.client_key)
        return Rollout(self._pools[-1], Access(credential or own, (self._known,)))

    def host(self, port: int) -> Host:
        return Host("127.0.0.1", self.daemon.user, port)

    def archive(self) -> bytes | None:
        path = Path(self.places.archive)
        return path.read_bytes() if path.exists() else None

    async def look(self, rollout: Rollout, port: int) -> Seen:
        (seen,) = await rollout.look([self.host(port)], self.places, lambda *_: None)
        return seen

    async def install(self, rollout: Rollout, port: int, plan: Plan) -> Result:
        work = [Work(self.host(port), plan)]
        (result,) = await rollout.install(work, self.wanted, self._word, lambda *_: None)
        return result

    async def close(self) -> None:
        for pool in self._pools:
            await pool.close()

    async def _word(self, host: Host) -> str:
        self.words += 1
        return f"wk1.word-{self.words}-{host.port}"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    refusing = tmp_path / "refusing"
    _put_refusing_sudo(refusing)
    more = f"PasswordAuthentication yes\nSetEnv PATH={refusing}:{os.environ['PATH']}\n"
    with ssh_daemon(tmp_path, free_port(), more=more) as daemon:
        made = Stage(daemon, tmp_path)
        yield made
        await made.close()


def _put_refusing_sudo(folder: Path) -> None:
    folder.mkdir()
    (folder / "sudo").write_text(_REFUSING_SUDO)
    (folder / "sudo").chmod(0o755)


async def test_a_wrong_password_is_told_with_who_was_refused(stage: Stage) -> None:
    """Nothing is planned for a host that lets nobody in."""
    port = stage.daemon.port
    rollout = stage.rollout(port, Credential(password="not-the-one"))
    seen = await stage.look(rollout, port)
    assert seen.facts is None
    assert str(seen.problem).startswith(f"127.0.0.1 does not let {stage.daemon.user} in: ")
    assert "not-the-one" not in str(seen.problem)


async def test_a_sudo_that_refuses_in_the_end_is_told(stage: Stage, tmp_path: Path) -> None:
    """It answered when it was looked at; then it wants a password: its own words come back."""
    below = tmp_path / "system"
    names = ("lib/agent.pyz", "bin/agent", "etc/agent.conf", "state", "units/agent.service")
    places = Places(*(PurePosixPath(below / name) for name in names))
    assert places.needs_root
    stage.wanted = replace(stage.wanted, places=places)
    facts = Facts("Linux", Rights.SUDO, python=sys.executable)
    plan = plan_install(facts, stage.wanted)
    assert plan.by_sudo
    port = stage.daemon.port
    result = await stage.install(stage.rollout(port), port, plan)
    assert not result.is_done
    assert str(result.problem) == (
        "the host's Python did not end as it should: sudo: a password is required"
    )
    assert not below.exists()


async def test_a_connection_that_is_cut_in_the_middle_is_healed_by_repeating(
    stage: Stage,
) -> None:
    """Half of what was sent changes nothing; the next time everything is there."""
    async with Relay(stage.daemon.port) as relay:
        rollout = stage.rollout(relay.port)
        seen = await stage.look(rollout, relay.port)
        assert seen.facts is not None
        plan = plan_install(seen.facts, stage.wanted)
        relay.cut_once_passed(len(LARGE))  # in base64 it is a third more
        result = await stage.install(rollout, relay.port, plan)
        assert relay.cuts == 1
        assert not result.is_done
        assert result.problem is not None
        assert re.match("the connection was cut: .*; type the same again", str(result.problem))
        assert stage.archive() is None
        again = await stage.look(rollout, relay.port)
        assert again.facts is not None
        plan = plan_install(again.facts, stage.wanted)
        assert plan.action is Action.INSTALL
        result = await stage.install(rollout, relay.port, plan)
        assert (result.problem, result.is_done) == (None, True)
        assert stage.archive() == LARGE
        assert stage.words == 2


def _looked(script: str, prefix: Sequence[str] = ()) -> Facts:
    command = [*prefix, "/bin/sh", "-s"]
    done = subprocess.run(command, input=script.encode(), capture_output=True, cwd="/", check=True)
    return facts_from(done.stdout)


def test_a_host_without_python_is_looked_at_all_the_same(tmp_path: Path) -> None:
    """The script needs /bin/sh and small tools; the plan then says how to do without an agent."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in _LINKED:
        found = shutil.which(name)
        assert found is not None
        (tools / name).symlink_to(found)
    script = look_script(places_below(PurePosixPath(tmp_path / "agent")))
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    assert f"PATH={path}\n" in script
    bare = script.replace(f"PATH={path}\n", f"PATH={tools}\n")
    for place in (
        "/usr/bin/python3 ",
        "/usr/libexec/platform-python ",
        "/opt/rh/*/root/usr/bin/python3",
    ):
        assert place in bare
        bare = bare.replace(place, "nothing ")
    facts = _looked(bare)
    assert (facts.system, facts.python, facts.newest_python) == ("Linux", "", "")
    wanted = Wanted("0.2.0", b"", UNIT, places_below(PurePosixPath(tmp_path)), "https://watch")
    assert "it has no Python; measure it without an agent" in str(
        plan_install(facts, wanted).problem
    )


def test_who_may_not_run_sudo_is_told_how_to_go_on() -> None:
    """Somebody without rights, on this machine; the answer names the three ways out."""
    places = Places(*(PurePosixPath("/nowhere") / name for name in "abcde"))
    become = [program("setpriv"), "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    facts = _looked(look_script(places), become if os.geteuid() == 0 else [])
    if os.geteuid() != 0 and facts.rights is Rights.SUDO:
        pytest.skip("who runs the tests may run sudo, and cannot become anybody else")
    assert facts.rights is Rights.NONE
    wanted = Wanted("0.2.0", b"", UNIT, places, "https://watch")
    problem = str(plan_install(replace(facts, free_kib=None), wanted).problem)
    assert "sign in as root, let the user run sudo without a password" in problem
    assert "--prefix" in problem


def test_a_disk_that_becomes_full_is_told_with_the_file_and_keeps_nothing(tmp_path: Path) -> None:
    """The file that stood there stays whole, no half of the new one is left; repeated, it is there."""
    places = places_below(PurePosixPath(tmp_path / "agent"))
    wanted = Wanted("0.2.0", LARGE, UNIT, places, "https://watch")
    order = install_order(plan_install(_bare(), wanted), wanted, "")
    archive = Path(places.archive)
    archive.parent.mkdir(parents=True)
    archive.write_bytes(b"the older one")
    assert _carried_out(order, most_bytes="100000") == ("write", f"{archive}: File too large")
    assert archive.read_bytes() == b"the older one"
    assert not list(tmp_path.rglob("*.new"))
    assert _carried_out(order, most_bytes="unlimited") is None
    assert archive.read_bytes() == LARGE


def _bare() -> Facts:
    return Facts("Linux", Rights.ROOT, python=sys.executable)


def _carried_out(order: str, *, most_bytes: str) -> tuple[str, str] | None:
    """Run the program where no file may grow beyond so many bytes, as where no room is left."""
    done = subprocess.run(
        [program("prlimit"), f"--fsize={most_bytes}", sys.executable, "-"],
        input=program_for(order),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return problem_in(done.stdout, done.stderr)
