"""What will be done on a host, decided from what stands there.  Pure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

from collector.rollout.look import Facts, Rights
from collector.rollout.places import SERVICE_USER, Places
from watchkeeper.core.messages import Text, mark, text

OLDEST_PYTHON = "3.9"
_NEEDED_KIB = 4 * 1024
_VERSION = re.compile(r"\d{1,9}(\.\d{1,9}){0,3}", re.ASCII)
_SHIPPED_COMMAND = "/opt/watchkeeper/bin/watchkeeper-agent "


class Action(Enum):
    """What a host gets."""

    INSTALL = mark("install")
    UPGRADE = mark("upgrade")
    REFRESH = mark("refresh")  # the same version, but other files
    NOTHING = mark("nothing to do")
    REMOVE = mark("remove")
    UNREACHED = mark("not reached")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is rolled out: the same for all hosts, but for the interpreter's path in the unit."""

    version: str
    archive: bytes
    unit: str
    places: Places
    server: str  # where the agents are to push
    allowed: tuple[str, ...] = ()  # what the server may ask of them
    proxy: str = ""  # by which new agents reach it
    enrols_anew: bool = False

    @property
    def archive_hash(self) -> str:
        return hashlib.sha256(self.archive).hexdigest()

    def unit_for(self, python: str) -> str:
        """Return the unit as it calls this file by that interpreter."""
        line = f"{python} {self.places.archive} "
        return self.unit.replace(_SHIPPED_COMMAND, line)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done on one host.  ``problem`` says why nothing can be, and what would help."""

    action: Action
    version_there: str = ""
    writes: tuple[PurePosixPath, ...] = ()
    runs: tuple[str, ...] = ()
    enrols: bool = False
    starts: bool = False
    by_sudo: bool = False
    python: str = ""
    agent: str = ""
    problem: Text | None = None

    @property
    def is_work(self) -> bool:
        """Whether anything is to be done."""
        return self.problem is None and self.action is not Action.NOTHING

    @property
    def waits_for_hand(self) -> bool:
        """Whether an agent was put there that nothing starts."""
        return self.action is not Action.REMOVE and self.is_work and not self.starts


def plan_install(facts: Facts, wanted: Wanted) -> Plan:
    """Decide what a host needs to run this agent."""
    problem = (
        _problem(facts, wanted.places) or _other_server(facts, wanted) or _newer(facts, wanted)
    )
    if problem is not None:
        return Plan(Action.INSTALL, facts.version, problem=problem)
    enrols = wanted.enrols_anew or not (facts.has_token and facts.agent)
    writes = (*_changed_files(facts, wanted), *(_identity(wanted.places) if enrols else ()))
    starts = wanted.places.unit is not None and facts.has_systemd
    is_done = not writes and (facts.is_active or not starts)
    return Plan(
        action=Action.NOTHING if is_done else _action(facts, wanted),
        version_there=facts.version,
        writes=writes,
        runs=() if is_done else _commands(wanted.places, enrols=enrols, starts=starts),
        enrols=enrols,
        starts=starts,
        by_sudo=wanted.places.needs_root and facts.rights is Rights.SUDO,
        python=facts.python,
        agent=facts.agent,
    )


def plan_removal(facts: Facts, places: Places) -> Plan:
    """Decide what is taken away: every file of the agent, its configuration too."""
    problem = _no_rights(facts, places)
    if problem is not None:
        return Plan(Action.REMOVE, facts.version, problem=problem)
    if not (facts.archive_hash or facts.agent or facts.unit_hash):
        return Plan(Action.NOTHING)
    units = (places.unit,) if places.unit is not None else ()
    return Plan(
        action=Action.REMOVE,
        version_there=facts.version,
        writes=(
            *units,
            places.archive,
            places.command,
            places.config,
            places.token,
            places.authority,
            places.state,
        ),
        starts=bool(units) and facts.has_systemd,
        by_sudo=places.needs_root and facts.rights is Rights.SUDO,
        python=facts.python,
        agent=facts.agent,
    )


def _problem(facts: Facts, places: Places) -> Text | None:
    if facts.system != "Linux":
        return text("it runs {system}; the agent is for Linux", system=facts.system or "?")
    if not facts.python:
        return _no_python(facts)
    if facts.free_kib is not None and facts.free_kib < _NEEDED_KIB:
        return text(
            "{path} has {free} KiB left; make room for {needed}",
            path=places.archive.parent,
            free=facts.free_kib,
            needed=_NEEDED_KIB,
        )
    return _no_rights(facts, places)


def _no_python(facts: Facts) -> Text:
    if not facts.newest_python:
        return text(
            "it has no Python; measure it without an agent by the SSH script: a target with an ssh "
            "probe"
        )
    return text(
        "its newest Python is {found}, the agent needs {oldest} with ssl and zlib; measure it "
        "without an agent by the SSH script: a target with an ssh probe",
        found=facts.newest_python,
        oldest=OLDEST_PYTHON,
    )


def _no_rights(facts: Facts, places: Places) -> Text | None:
    if not places.needs_root or facts.rights is not Rights.NONE:
        return None
    return text(
        "its user may not write to the system; sign in as root, let the user run sudo without a "
        "password, or install below a folder of the user's by --prefix"
    )


def _other_server(facts: Facts, wanted: Wanted) -> Text | None:
    if not facts.server or facts.server == wanted.server or wanted.enrols_anew:
        return None
    return text(
        "its agent pushes to {server}; say --enrol-anew to bring it here", server=facts.server
    )


def _newer(facts: Facts, wanted: Wanted) -> Text | None:
    """An agent that is newer than this program is not replaced by an older one."""
    if _numbers(facts.version) <= _numbers(wanted.version):
        return None
    return text(
        "its agent is {found}, newer than {ours} here; upgrade this installation first, or take "
        "that agent away: watchkeeper agent remove",
        found=facts.version,
        ours=wanted.version,
    )


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers a version begins with; what is no version is older than all."""
    found = _VERSION.match(version)
    return tuple(map(int, found[0].split("."))) if found else ()


def _changed_files(facts: Facts, wanted: Wanted) -> tuple[PurePosixPath, ...]:
    places = wanted.places
    changed: list[PurePosixPath] = []
    if facts.archive_hash != wanted.archive_hash:
        changed += [places.archive, places.command]
    unit_hash = hashlib.sha256(wanted.unit_for(facts.python).encode()).hexdigest()
    if places.unit is not None and facts.unit_hash != unit_hash:
        changed.append(places.unit)
    return tuple(changed)


def _identity(places: Places) -> tuple[PurePosixPath, ...]:
    return (places.config, places.token, places.authority)


def _action(facts: Facts, wanted: Wanted) -> Action:
    if not facts.archive_hash:
        return Action.INSTALL
    return Action.REFRESH if facts.version == wanted.version else Action.UPGRADE


def _commands(places: Places, *, enrols: bool, starts: bool) -> tuple[str, ...]:
    found: list[str] = []
    if places.needs_root:
        found.append(f"useradd --system {SERVICE_USER}")
    if enrols:
        found.append("watchkeeper-agent enrol")
    if starts:
        found.append("systemctl enable && systemctl restart watchkeeper-agent")
    return tuple(found)
