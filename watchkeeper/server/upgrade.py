"""Upgrade the state of this installation: what would happen, and doing it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

from watchkeeper.config.settings import Settings
from watchkeeper.core.errors import Conflict, Unavailable, WatchkeeperError
from watchkeeper.core.messages import Text, text
from watchkeeper.server.chains import chain_fault
from watchkeeper.server.doctor.model import Check, doubt, good, problem
from watchkeeper.server.lock import DirectoryLock
from watchkeeper.server.systemd import Notifier
from watchkeeper.storage.disk import require_room
from watchkeeper.storage.migrate import Schema, Standing, refuse_unknown, steps_from
from watchkeeper.storage.open_database import check_url, sqlite_path
from watchkeeper.storage.upgrade.postgresql import schema_of_postgresql, upgrade_postgresql
from watchkeeper.storage.upgrade.sqlite import Place, schema_of_sqlite, upgrade_sqlite
from watchkeeper.storage.upgrade.words import Stage, Tell, Upgraded, tell_nobody

_SECONDS_A_STEP = 3_600  # a step is a migration of everything, or some pages of the copy

_NOTHING_MORE: tuple[Path, ...] = ()


async def upgrade_state(
    settings: Settings, *, tell: Tell = tell_nobody, more: Sequence[Path] = _NOTHING_MORE
) -> Upgraded | None:
    """Bring the database to the newest schema; None where there is nothing to do.

    Whoever calls holds the lock of the data directory.  Raises UpgradeFailed with nothing changed.
    """
    url = settings.database_url()
    check_url(url)
    path = sqlite_path(url)
    if path is None:
        return await upgrade_postgresql(url, examine=chain_fault, tell=tell, more=more)
    if not path.exists():
        return None
    return await asyncio.to_thread(upgrade_sqlite, path, examine=chain_fault, tell=tell, more=more)


def told_to_systemd() -> Tell:
    """Return what asks systemd for more time at each step of an upgrade at the start."""
    notifier = Notifier()

    def tell(_stage: Stage, _done: int, _of: int) -> None:
        notifier.extend_start(_SECONDS_A_STEP)

    return tell


async def check_upgrade(
    settings: Settings, more: Sequence[Path] = _NOTHING_MORE
) -> tuple[Check, ...]:
    """Say what an upgrade would do and what is in its way; nothing is changed."""
    try:
        with DirectoryLock(settings.data):
            schema = await _schema(settings, more)
    except Conflict as error:
        return (problem("server", _said(error), text("systemctl stop watchkeeper")),)
    except WatchkeeperError as error:
        return (problem("database", _said(error), _remedy()),)
    return tuple(_checks(settings, schema, more))


async def _schema(settings: Settings, more: Sequence[Path]) -> Schema:
    url = settings.database_url()
    check_url(url)
    path = sqlite_path(url)
    if path is None:
        return await schema_of_postgresql(url, more)
    return await asyncio.to_thread(schema_of_sqlite, path, more)


def _checks(settings: Settings, schema: Schema, more: Sequence[Path]) -> Iterator[Check]:
    try:
        refuse_unknown(schema)
    except Conflict as error:
        yield problem("schema", _said(error), text("install the version that wrote it, or a newer"))
        return
    if schema.standing is not Standing.OLDER:
        yield good("schema", text("the schema is {newest}: nothing to do", newest=schema.newest))
        return
    yield doubt(
        "schema",
        text("the schema is {found}, needed is {newest}", found=schema.found, newest=schema.newest),
        text("watchkeeper upgrade"),
    )
    for step in steps_from(schema.found, more):
        yield good("migration", text("{revision}: {what}", revision=step.revision, what=step.what))
    yield from _room(settings)


def _room(settings: Settings) -> Iterator[Check]:
    path = sqlite_path(settings.database_url())
    if path is None:
        yield good("room", text("PostgreSQL migrates in one transaction; nothing is copied"))
        return
    needed = Place(path).needed_bytes
    try:
        require_room(path.parent, needed)
    except Unavailable as error:
        yield problem("room", _said(error), text("df -h {folder}; make room", folder=path.parent))
    else:
        yield good("room", text("there is room for {needed} MiB", needed=(needed >> 20) + 1))


def _remedy() -> Text:
    return text("look at database: and data: in watchkeeper.yml; `watchkeeper doctor` says more")


def _said(error: WatchkeeperError) -> Text:
    said = Text(error.sentence, error.facts)
    return text("{place}: {reason}", place=error.at, reason=said) if error.at else said
