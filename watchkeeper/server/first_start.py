"""Carry out ``init``: write the files, make the CA, the first link, and enrol this host."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import aiohttp

from agent.enrol import keep_identity, machine_id
from collector.enrolment import Enrolment
from dashboards.render.message import MessageWriter
from ticketing.notify.settings import read_channels
from watchkeeper import __version__
from watchkeeper.access.gate import Gate
from watchkeeper.access.languages import language_from_text, read_catalogues
from watchkeeper.access.model import Person, Role
from watchkeeper.access.people import People, read_people
from watchkeeper.config.places import LONGEST_SOCKET_PATH
from watchkeeper.config.settings import Settings
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import ConfigError, Conflict, InvalidInput, NotFound
from watchkeeper.core.instants import DAY, Duration
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.administration import sign_in_url
from watchkeeper.server.certificates import certificate_sha256, make_certificates
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.configuration import read_configuration
from watchkeeper.server.doctor.certificates import expiry_of
from watchkeeper.server.doctor.environment import own_places, seen_by_unit
from watchkeeper.server.doctor.model import Check, Verdict
from watchkeeper.server.installation import (
    AGENT_DATA,
    DATA,
    ETC,
    UNITS,
    Answers,
    next_commands,
    place,
    planned_files,
    rendered_unit,
)
from watchkeeper.server.lock import DirectoryLock
from watchkeeper.server.program import Program
from watchkeeper.server.shipped import shipped_units
from watchkeeper.server.trials import ChannelTrials, TestMessage
from watchkeeper.storage.open_database import open_database
from watchkeeper.wire.enrolment import EnrolmentRequest, token_from_text

log = get_log("init")

_UNIT_NAMES = ("watchkeeper.service", "watchkeeper-agent.service")
_RENEWED_BEFORE_END = Duration(30 * DAY)


@dataclass(frozen=True, slots=True)
class Done:
    """What was set up, and what to do next; ``sign_in_url`` is empty where a server runs."""

    config: Path
    person: str
    sign_in_url: str
    written: tuple[Path, ...]
    next_commands: tuple[str, ...]
    told: tuple[TestMessage, ...] = ()
    doubts: tuple[Check, ...] = ()


def set_up(answers: Answers, *, root: Path, program: Program, enrols: bool, tells: bool) -> Done:
    """Write everything below *root*; what is there already stays.

    Raises ConfigError where a directory cannot be written or an older file is wrong.
    """
    _check_socket(root)
    try:
        written = _write_files(answers, root)
        written += _certificates(answers, root)
        written += _write_units(root, program)
        for folder in (DATA, AGENT_DATA):
            Path(place(folder, root)).mkdir(parents=True, exist_ok=True, mode=0o750)
    except OSError as error:
        raise ConfigError(
            "cannot be written: {reason}; run this as root, or give --root a directory of yours",
            at=str(error.filename),
            reason=error.strerror,
        ) from error
    config = Path(place(ETC, root)) / "watchkeeper.yml"
    settings = read_configuration(config).settings
    person = _first_person(answers, read_people(config.parent / "people.yml"))
    link = asyncio.run(_first_state(config.parent, settings, person, root, enrols=enrols))
    told = asyncio.run(_tell(settings, person)) if tells else ()
    commands = next_commands(program, root, config, socket=settings.socket_path(), enrols=enrols)
    return Done(config, person.id, link, tuple(written), commands, told, _doubts(root))


def _doubts(root: Path) -> tuple[Check, ...]:
    """Return what would keep the units from starting; below another root none is used."""
    found = seen_by_unit(own_places())
    return () if root != Path("/") or found.verdict is Verdict.GOOD else (found,)


def _check_socket(root: Path) -> None:
    path = Path(place(DATA, root)) / "watchkeeper.sock"
    if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
        raise InvalidInput(
            "the path of --root is too long for the server's socket below it; "
            "choose one of at most {most} characters",
            at=str(root),
            most=LONGEST_SOCKET_PATH - len(f"{DATA}/watchkeeper.sock"),
        )


def _first_person(answers: Answers, people: People) -> Person:
    """Return who signs in first: the person of the answers, else the first administrator."""
    found = people.find(answers.person_id)
    if found is not None:
        return found
    for person in people:
        if person.role is Role.ADMIN:
            return person
    raise NotFound("nobody in people.yml has role: admin; give somebody that role")


def _write_files(answers: Answers, root: Path) -> list[Path]:
    written = []
    for planned in planned_files(answers, root=root):
        path = planned.below(root)
        if path.exists() and planned.keeps:
            continue
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        path.touch(mode=planned.mode)
        path.write_text(planned.text, encoding="utf-8")
        written.append(path)
    return written


def _certificates(answers: Answers, root: Path) -> list[Path]:
    """Make the CA and the server's certificate, or a new one in the last month of the old one."""
    if not answers.has_tls:
        return []
    folder, now = Path(place(ETC, root)) / "tls", SystemClock().now()
    present = folder / "server.pem"
    if present.exists() and expiry_of(present) - now > _RENEWED_BEFORE_END:
        return []
    host = urlsplit(answers.external_url).hostname or "localhost"
    names = dict.fromkeys([host, socket.gethostname(), "localhost", "127.0.0.1"])
    made = make_certificates(folder, list(names), now)
    (folder / "server.key").chmod(0o640)  # the service's group reads it; the CA's key is root's
    return list(made)


def _write_units(root: Path, program: Program) -> list[Path]:
    """Install the units with the path of this very installation."""
    source = shipped_units()
    if source is None:
        return []
    written = []
    for name in _UNIT_NAMES:
        text = rendered_unit(
            (source / name).read_text(encoding="utf-8"), program=program, root=root
        )
        written += _replace(Path(place(UNITS, root)) / name, text)
    for kind in ("sysusers.d", "tmpfiles.d"):
        text = (source / kind / "watchkeeper.conf").read_text(encoding="utf-8")
        target = Path(place(PurePosixPath("/etc") / kind / "watchkeeper.conf", root))
        written += _replace(target, text)
    return written


def _replace(path: Path, text: str) -> list[Path]:
    """Write a file of ours unless it is as it should be; changes belong into drop-ins."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [path]


async def _first_state(
    folder: Path, settings: Settings, person: Person, root: Path, *, enrols: bool
) -> str:
    """Make the database, a sign-in link, and this host's agent; return the link."""
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        try:
            stack.enter_context(DirectoryLock(settings.data))
        except Conflict:
            return ""  # the server runs: it has all of this
        database = await open_database(settings.database_url())
        stack.push_async_callback(database.close)
        gate = Gate(database, People((person,)), clock)
        stack.callback(gate.close)
        secret = await gate.make_link(person, by="init")
        if enrols:
            inventory = InventoryStore(
                database, clock, folder=folder, exported=settings.data / "exported"
            )
            await inventory.reload()
            await _enrol_here(settings, Enrolment(database, inventory, clock), root, clock)
    return sign_in_url(settings.url(), secret)


async def _enrol_here(settings: Settings, enrolment: Enrolment, root: Path, clock: Clock) -> None:
    """Enrol this host's agent, unless it is enrolled already."""
    agent_config = Path(place(ETC, root)) / "agent.conf"
    if agent_config.exists():
        return
    if root != Path("/"):
        state_dir = place(AGENT_DATA, root)
        await asyncio.to_thread(agent_config.write_text, f"[agent]\nstate_dir = {state_dir}\n")
    ca = settings.tls.ca if settings.tls else None
    word = await enrolment.make_token(
        url=settings.url(),
        ca_sha256=certificate_sha256(ca) if ca else "",
        made_by="init",
        customer="house",
    )
    answer = await enrolment.enrol(
        EnrolmentRequest(
            secret=token_from_text(word).secret,
            hostname=socket.gethostname(),
            machine_id=machine_id(),
            version=__version__,
        )
    )
    await asyncio.to_thread(
        keep_identity,
        agent_config,
        answer,
        server=settings.url(),
        ca=ca.read_bytes() if ca else None,
    )
    log.info("this host is enrolled", target=answer.target)


async def _tell(settings: Settings, person: Person) -> tuple[TestMessage, ...]:
    """Send a test message by each channel that reaches the person."""
    clock = SystemClock()
    async with aiohttp.ClientSession() as session:
        channels = await asyncio.to_thread(
            partial(
                read_channels,
                settings.channels,
                session=session,
                clock=clock,
                allowed_commands=settings.allowed_commands,
            )
        )
        catalogues = await asyncio.to_thread(read_catalogues)
        trials = ChannelTrials(
            lambda: channels,
            MessageWriter(catalogues, url=settings.url()),
            clock,
            language_from_text(settings.language),
        )
        return await trials.send(person, None)
