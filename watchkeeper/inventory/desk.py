"""What people do with targets of the database: add, edit, import, undo; for pages and REST alike."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex

from sqlalchemy import Connection

from watchkeeper.core.errors import TooLarge
from watchkeeper.inventory.agreements import keep_plan, take_plan
from watchkeeper.inventory.facts import Fact, fact_changes_of, facts_of
from watchkeeper.inventory.history import Happening, merged
from watchkeeper.inventory.imports.formats import Format, read_listing
from watchkeeper.inventory.imports.plan import Check, ImportPlan, plan_import
from watchkeeper.inventory.imports.rows import Definition
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.revisions import (
    Edit,
    Import,
    import_of,
    last_import,
    revisions_of,
)
from watchkeeper.inventory.store import InventoryStore, target_from_definition

PLAN_SECONDS = 60.0
"""How long a list may take; its bounds end it in a tenth of that."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A list as it was handed in.

    ``shared`` is what all of its rows have that do not say otherwise.
    """

    data: bytes
    name: str
    format: Format | None
    shared: Definition


@dataclass(frozen=True, slots=True)
class Imported:
    """What was done; ``batch`` is empty where there was nothing to do."""

    plan: ImportPlan
    batch: str = ""


class TargetDesk:
    """Checks before it writes; *check* knows all kinds of probes."""

    def __init__(
        self, store: InventoryStore, check: Check, *, plan_seconds: float = PLAN_SECONDS
    ) -> None:
        self._store = store
        self._check = check
        self._plan_seconds = plan_seconds

    @property
    def store(self) -> InventoryStore:
        return self._store

    async def add(self, definition: Mapping[str, object], *, by: str) -> Target:
        """Add a target.  Raises ConfigError, Conflict."""
        self._refuse_mistakes(definition)
        return await self._store.add(definition, by=by)

    async def change(self, definition: Mapping[str, object], *, by: str) -> Target:
        """Replace the definition of a target.  Raises ConfigError, Conflict, NotFound."""
        self._refuse_mistakes(definition)
        return await self._store.change(definition, by=by)

    async def definition(self, name: str) -> Mapping[str, object]:
        return await self._store.definition(name)

    async def history(self, name: str, limit: int) -> tuple[Happening, ...]:
        """Return what changed on a target, the newest first: edits, and what was seen there."""

        def read(connection: Connection) -> tuple[Happening, ...]:
            edited = revisions_of(connection, name, limit=limit)
            return merged(edited, fact_changes_of(connection, name, limit), limit)

        return await self._store.database.read(read)

    async def facts(self, name: str) -> tuple[Fact, ...]:
        """Return what was seen on a target: title, thing, value, since when."""
        return await self._store.database.read(lambda connection: facts_of(connection, name))

    async def plan(self, offered: Offered) -> ImportPlan:
        """Return what importing a list means now.  Raises ConfigError, TooLarge."""
        kept, inventory = await self._store.definitions(), self._store.current

        def work() -> ImportPlan:
            listing = read_listing(offered.data, offered.name, offered.format)
            return plan_import(listing, inventory, kept, check=self._check, shared=offered.shared)

        try:
            async with asyncio.timeout(self._plan_seconds):
                return await asyncio.to_thread(work)
        except TimeoutError:
            raise TooLarge(
                "the list takes longer than {seconds} s to read; import it in parts",
                seconds=self._plan_seconds,
            ) from None

    async def carry_out(self, offered: Offered, *, by: str) -> Imported:
        """Import a list: what fits is added or changed, what is refused is left out.

        Raises Conflict, ConfigError.
        """
        plan = await self.plan(offered)
        return Imported(plan, await self._carry_out(plan.edits, by) if plan.edits else "")

    async def keep(self, plan: ImportPlan, *, by: str) -> str:
        """Keep a plan until who saw it says yes.  Return its key.  Raises TooLarge."""
        now = self._store.now()
        return await self._store.database.write(
            lambda connection: keep_plan(connection, plan.edits, by=by, now=now)
        )

    async def carry_out_kept(self, key: str, *, by: str) -> tuple[Edit, ...]:
        """Carry out exactly what was shown; return it.  Raises NotFound, Conflict, ConfigError."""
        now = self._store.now()
        edits = await self._store.database.write(
            lambda connection: take_plan(connection, key, by=by, now=now)
        )
        await self._carry_out(edits, by)
        return edits

    async def _carry_out(self, edits: Sequence[Edit], by: str) -> str:
        """Return the batch."""
        batch = token_hex(6)
        await self._store.carry_out(edits, by=by, batch=batch)
        return batch

    async def last_import(self) -> Import | None:
        """Return the import that ``undo_last_import`` would take back."""

        def read(connection: Connection) -> Import | None:
            batch = last_import(connection)
            return None if batch is None else import_of(connection, batch)

        return await self._store.database.read(read)

    async def undo_last_import(self, *, by: str) -> tuple[Edit, ...]:
        return await self._store.undo_last_import(by=by)

    async def undo(self, name: str, number: int, *, by: str) -> None:
        await self._store.undo(name, number, by=by)

    def _refuse_mistakes(self, definition: Mapping[str, object]) -> None:
        mistake = self._check(target_from_definition(definition))
        if mistake is not None:
            raise mistake
