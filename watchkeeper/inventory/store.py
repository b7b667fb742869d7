"""The inventory that is in force: files and database together, and its changes.

Files are read-only here; what is added by the command line, pages or enrolment lives in the
database and is exported as the same YAML.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, insert, select

from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Conflict, NotFound
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.export import write_export
from watchkeeper.inventory.files import read_customers, read_targets, target_from_node
from watchkeeper.inventory.model import Customer, Target
from watchkeeper.inventory.registry import EMPTY, Inventory, inventory_of
from watchkeeper.inventory.revisions import (
    Action,
    Deed,
    Edit,
    batch_of_undoing,
    kept_definitions,
    last_import,
    undoing,
    undoing_batch,
    write_edits,
)
from watchkeeper.inventory.scrapes import read_scrapes, with_scrapes
from watchkeeper.inventory.tables import target_sightings
from watchkeeper.storage.database import Database
from watchkeeper.storage.tables import json_text

log = get_log("inventory")

Listener = Callable[[Inventory], None]
_MOST_LOGGED = 20


class InventoryStore:
    """Holds the current inventory; reads it again on demand; adds and removes targets.

    ``folder`` holds ``targets/`` and ``customers/``; ``exported`` receives the database's targets.
    """

    def __init__(
        self, database: Database, clock: Clock, *, folder: Path, exported: Path | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._folder = folder
        self._exported = exported
        self._current = EMPTY
        self._listeners: list[Listener] = []
        self._changing = asyncio.Lock()

    @property
    def database(self) -> Database:
        return self._database

    @property
    def current(self) -> Inventory:
        return self._current

    def now(self) -> Instant:
        return self._clock.now()

    def subscribe(self, listener: Listener) -> None:
        """Call *listener* with each inventory that comes into force from now on."""
        self._listeners.append(listener)

    async def reload(self) -> Inventory:
        """Read files and database again.  On ConfigError the inventory in force stays."""
        async with self._changing:
            files = await asyncio.to_thread(_read_files, self._folder)
            return self._put_in_force(await self._joined(*files))

    @asynccontextmanager
    async def replacing(self, files: Inventory) -> AsyncIterator[Callable[[], Inventory]]:
        """Join what the files say with the database's targets; what is yielded puts it in force.

        It cannot fail and does not wait.  Raises ConfigError where the two contradict each other.
        """
        async with self._changing:
            wanted = await self._joined(files, tuple(files.customers.values()))
            yield partial(self._put_in_force, wanted)

    async def add(self, definition: Mapping[str, object], *, by: str) -> Target:
        """Add a target, given as one entry of targets/*.yml.

        Raises ConfigError where it does not fit, Conflict where the name is taken.
        """
        target = target_from_definition(definition)
        async with self._changing:
            _refuse_taken(self._current, target.name)
            edit = Edit(target.name, None, json_text(definition))
            await self._carry_out((edit,), self._deed(Action.ADDED, by))
        await self._export()
        return self._current.target(target.name)

    async def change(self, definition: Mapping[str, object], *, by: str) -> Target:
        """Replace the definition of a target of the database."""
        target = target_from_definition(definition)
        async with self._changing:
            _refuse_files(self._current.target(target.name))
            kept = await self._database.read(kept_definitions)
            edit = Edit(target.name, kept.get(target.name), json_text(definition))
            if edit.before != edit.after:
                await self._carry_out((edit,), self._deed(Action.CHANGED, by))
        await self._export()
        return self._current.target(target.name)

    async def remove(self, name: str, *, by: str) -> None:
        """Remove a target of the database.  Raises Conflict where a file or a child holds it."""
        async with self._changing:
            _refuse_files(self._current.target(name))
            _refuse_satellites(self._current, name)
            children = self._current.children(name)
            if children:
                raise Conflict(
                    "{name!r} is the parent of {children}; give them another parent first",
                    name=name,
                    children=", ".join(children),
                )
            kept = await self._database.read(kept_definitions)
            edit = Edit(name, kept.get(name), None)
            await self._carry_out((edit,), self._deed(Action.REMOVED, by))
        await self._export()

    async def carry_out(self, edits: Sequence[Edit], *, by: str, batch: str) -> None:
        """Make the edits of an import, all or none.

        Raises ConfigError where the whole does not fit, Conflict where a target is another by now.
        """
        async with self._changing:
            await self._carry_out(edits, self._deed(Action.IMPORTED, by, batch))
        await self._export()

    async def undo(self, name: str, number: int, *, by: str) -> None:
        """Take one revision of a target back.  Raises NotFound, Conflict, ConfigError."""
        edit = await self._database.read(lambda connection: undoing(connection, name, number))
        async with self._changing:
            await self._carry_out((edit,), self._deed(Action.UNDONE, by))
        await self._export()

    async def undo_last_import(self, *, by: str) -> tuple[Edit, ...]:
        """Take the newest import back that still stands.  Raises NotFound, Conflict, ConfigError."""
        async with self._changing:
            batch = await self._database.read(last_import)
            if batch is None:
                raise NotFound("there is no import that could be undone")
            edits = await self._database.read(lambda connection: undoing_batch(connection, batch))
            await self._carry_out(edits, self._deed(Action.UNDONE, by, batch_of_undoing(batch)))
        await self._export()
        return edits

    async def definitions(self) -> Mapping[str, str]:
        """Return the definitions of all targets of the database, as JSON."""
        return await self._database.read(kept_definitions)

    async def definition(self, name: str) -> Mapping[str, object]:
        """Return the entry of a target of the database, as ``add`` took it."""
        rows = await self._database.read(kept_definitions)
        if name not in rows:
            raise NotFound("there is no target {name!r} in the database", name=name)
        value = parse_yaml(rows[name], name=name).plain()
        assert isinstance(value, dict)
        return value

    def _deed(self, action: Action, by: str, batch: str = "") -> Deed:
        return Deed(action, by, self._clock.now(), batch)

    async def _carry_out(self, edits: Sequence[Edit], deed: Deed) -> None:
        """Check that all fits together afterwards, write it, put it in force."""
        if not edits:
            return
        await asyncio.to_thread(_check_together, self._current, edits)
        await self._database.write(lambda connection: write_edits(connection, edits, deed))
        names = [edit.target for edit in edits]
        log.info(
            "targets edited", action=deed.action.value, targets=names[:_MOST_LOGGED], by=deed.by
        )
        await self._rejoin()

    async def _rejoin(self) -> Inventory:
        """Join what the database holds now with the files as they are in force."""
        files = [target for target in self._current if target.at]
        customers = tuple(self._current.customers.values())
        return self._put_in_force(await self._joined(files, customers))

    async def _joined(
        self, file_targets: Iterable[Target], customers: tuple[Customer, ...]
    ) -> Inventory:
        rows = await self._database.read(kept_definitions)
        own = [target_from_text(name, text) for name, text in rows.items()]
        inventory = inventory_of([*file_targets, *own], customers)
        seen = await self._sightings(inventory)
        return inventory_of(
            [dataclasses.replace(target, enrolled_at=seen[target.name]) for target in inventory],
            customers,
        )

    def _put_in_force(self, inventory: Inventory) -> Inventory:
        self._current = inventory
        for listener in self._listeners:
            listener(inventory)
        return inventory

    async def _sightings(self, inventory: Inventory) -> Mapping[str, Instant]:
        """Return when each target was first seen; new ones are seen now."""
        seen = await self._database.read(_read_sightings)
        fresh = sorted(set(inventory.targets) - set(seen))
        if not fresh:
            return seen
        now = self._clock.now()
        return await self._database.write(
            lambda connection: _write_sightings(connection, fresh, now)
        )

    async def _export(self) -> None:
        if self._exported is None:
            return
        rows = await self._database.read(kept_definitions)
        await asyncio.to_thread(write_export, self._exported, list(rows.values()))


def target_from_definition(definition: Mapping[str, object]) -> Target:
    """Check one entry of targets/*.yml given as plain values.  Raises ConfigError."""
    return target_from_text(str(definition.get("name", "")), json_text(definition))


def target_from_text(name: str, definition: str) -> Target:
    target = target_from_node(parse_yaml(definition, name=f"target {name!r}"))
    return dataclasses.replace(target, at="")


def _read_files(folder: Path) -> tuple[tuple[Target, ...], tuple[Customer, ...]]:
    targets = with_scrapes(read_targets(folder), read_scrapes(folder).found)
    return targets, read_customers(folder)


def _check_together(inventory: Inventory, edits: Sequence[Edit]) -> None:
    """Raise ConfigError, Conflict where the inventory with its edits does not fit together."""
    changed = {edit.target for edit in edits}
    made = []
    for edit in edits:
        if edit.target in inventory:
            _refuse_files(inventory.target(edit.target))
        if edit.after is not None:
            made.append(target_from_text(edit.target, edit.after))
    kept = [target for target in inventory if target.name not in changed]
    inventory_of([*kept, *made], inventory.customers.values())


def _refuse_taken(inventory: Inventory, name: str) -> None:
    if name in inventory:
        raise Conflict(
            "the target {name!r} exists already ({where})",
            name=name,
            where=inventory.origin(name),
        )


def _refuse_files(target: Target) -> None:
    if target.at:
        raise Conflict(
            "{name!r} is managed in {place}; change it there", name=target.name, place=target.at
        )


def _refuse_satellites(inventory: Inventory, name: str) -> None:
    behind = [target.name for target in inventory.behind(name)]
    if behind:
        raise Conflict(
            "{name!r} is the satellite of {targets}; let another one probe them first",
            name=name,
            targets=", ".join(behind[:20]),
        )


def _read_sightings(connection: Connection) -> dict[str, Instant]:
    rows = connection.execute(select(target_sightings.c.name, target_sightings.c.first_seen_at))
    return {name: Instant(seen) for name, seen in rows}


def _write_sightings(connection: Connection, fresh: list[str], now: Instant) -> dict[str, Instant]:
    seen = _read_sightings(connection)
    missing = [{"name": name, "first_seen_at": now} for name in fresh if name not in seen]
    if missing:
        connection.execute(insert(target_sightings), missing)
    return _read_sightings(connection)
