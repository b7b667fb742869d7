"""Carry out ``init``: write the files, make the CA, the first link, and enrol this host."""

from __future__ import annotations

import asyncio
import shutil
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from agent.enrol import keep_identity, machine_id
from collector.enrolment import Enrolment
from watchkeeper import __version__
from watchkeeper.access.gate import Gate
from watchkeeper.access.people import read_people
from watchkeeper.config.settings import Settings, read_settings
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.administration import sign_in_url
from watchkeeper.server.certificates import certificate_sha256, make_certificates
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.installation import (
    AGENT_DATA,
    DATA,
    ETC,
    UNITS,
    Answers,
    place,
    planned_files,
    rendered_unit,
)
from watchkeeper.server.lock import DirectoryLock
from watchkeeper.storage.open_database import open_database
from watchkeeper.wire.enrolment import EnrolmentRequest, token_from_text

log = get_log("init")

_UNIT_NAMES = ("watchkeeper.service", "watchkeeper-agent.service")


@dataclass(frozen=True, slots=True)
class Done:
    """What was set up, and what to do next."""

    config: Path
    sign_in_url: str
    written: tuple[Path, ...]
    next_commands: tuple[str, ...]


def set_up(answers: Answers, *, root: Path, enrols: bool) -> Done:
    """Write everything below *root*.  Raises ConfigError where a directory cannot be written."""
    try:
        written = _write_files(answers, root)
        _certificates(answers, root)
        written += _write_units(root)
        for folder in (DATA, AGENT_DATA):
            Path(place(folder, root)).mkdir(parents=True, exist_ok=True, mode=0o750)
    except OSError as error:
        raise ConfigError(
            "cannot be written: {reason}; run this as root, or give --root a directory of yours",
            at=str(error.filename),
            reason=error.strerror,
        ) from error
    config = Path(place(ETC, root)) / "watchkeeper.yml"
    link = asyncio.run(_first_state(config, answers, root, enrols=enrols))
    return Done(config, link, tuple(written), _next_commands(root, config, enrols=enrols))


def _write_files(answers: Answers, root: Path) -> list[Path]:
    written = []
    for planned in planned_files(answers, root=root):
        path = planned.below(root)
        if path.exists() and planned.keeps:
            continue
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        path.touch(mode=planned.mode)
        path.write_text(planned.text)
        written.append(path)
    return written


def _certificates(answers: Answers, root: Path) -> None:
    if not (answers.external_url.startswith("https:") or answers.is_beyond_loopback):
        return
    host = urlsplit(answers.external_url).hostname or "localhost"
    names = dict.fromkeys([host, socket.gethostname(), "localhost", "127.0.0.1"])
    folder = Path(place(ETC, root)) / "tls"
    make_certificates(folder, list(names), SystemClock().now())


def _write_units(root: Path) -> list[Path]:
    """Install the units with the path of this very installation."""
    source = shipped_units()
    if source is None:
        return []
    folder = Path(place(UNITS, root))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in _UNIT_NAMES:
        path = folder / name
        text = rendered_unit((source / name).read_text(), program=sys.argv[0], root=root)
        path.write_text(text)
        written.append(path)
    for kind in ("sysusers", "tmpfiles"):
        target = Path(place(ETC, root)).parent / f"{kind}.d" / "watchkeeper.conf"
        shipped = source / f"{kind}.conf"
        if shipped.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(shipped, target)
            written.append(target)
    return written


def shipped_units() -> Path | None:
    """Return the folder of the shipped units: of the installed wheel, else of the source tree."""
    for folder in (
        Path(sys.prefix) / "share" / "watchkeeper" / "systemd",
        Path(__file__).parents[2] / "systemd",
    ):
        if (folder / _UNIT_NAMES[0]).exists():
            return folder
    return None


async def _first_state(config: Path, answers: Answers, root: Path, *, enrols: bool) -> str:
    """Make the database, the first sign-in link, and this host's agent; return the link."""
    settings = read_settings(config)
    people = read_people(config.parent / "people.yml")
    clock = SystemClock()
    with DirectoryLock(settings.data):
        database = await open_database(settings.database_url())
        gate = Gate(database, people, clock)
        try:
            secret = await gate.make_link(people.get(answers.person_id), by="init")
            if enrols:
                inventory = InventoryStore(
                    database, clock, folder=config.parent, exported=settings.data / "exported"
                )
                await inventory.reload()
                await _enrol_here(settings, Enrolment(database, inventory, clock), root, clock)
        finally:
            gate.close()
            await database.close()
    return sign_in_url(settings.url(), secret)


async def _enrol_here(settings: Settings, enrolment: Enrolment, root: Path, clock: Clock) -> None:
    """Enrol this host's agent, unless it is enrolled already."""
    agent_config = Path(place(ETC, root)) / "agent.conf"
    if agent_config.exists():
        return
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


def _next_commands(root: Path, config: Path, *, enrols: bool) -> tuple[str, ...]:
    program = Path(sys.argv[0]).resolve()
    if root != Path("/"):
        commands = [f"{program} serve --config {config}"]
        if enrols:
            agent = f"{program}-agent --config {config.parent / 'agent.conf'}"
            commands.append(agent)
        return tuple(commands)
    units = ["watchkeeper", "watchkeeper-agent"] if enrols else ["watchkeeper"]
    return (
        "systemd-sysusers && systemd-tmpfiles --create",
        f"chown -R watchkeeper: {ETC} {DATA}",
        f"systemctl enable --now {' '.join(units)}",
    )
