"""Plans of imports that were shown and wait for a yes; in the database, so that any node can take it.

What is kept are the edits themselves, never the list: an inventory of Ansible may hold passwords.
Carrying them out is refused where a target is another by then.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from secrets import token_hex

from sqlalchemy import Connection, delete, insert, select

from watchkeeper.core.errors import NotFound, TooLarge
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.inventory.revisions import Edit
from watchkeeper.inventory.tables import planned_imports

KEPT = Duration(15 * MINUTE)
MOST_KEPT = 8
"""Of all people together; the oldest goes when there are more."""

MAX_BYTES = 16 * 1024 * 1024


def keep_plan(connection: Connection, edits: Sequence[Edit], *, by: str, now: Instant) -> str:
    """Return the key under which edits wait for who saw them.  Raises TooLarge."""
    written = json.dumps([(one.target, one.before, one.after) for one in edits])
    if len(written) > MAX_BYTES:
        raise TooLarge(
            "the plan is larger than {limit} bytes; import the list in parts", limit=MAX_BYTES
        )
    key = token_hex(16)
    row = {"key": key, "at": now, "by": by, "edits": written}
    connection.execute(insert(planned_imports).values(row))
    forget_plans(connection, now)
    return key


def take_plan(connection: Connection, key: str, *, by: str, now: Instant) -> tuple[Edit, ...]:
    """Return the edits and forget them, so that they are taken once.  Raises NotFound."""
    table = planned_imports
    written = connection.execute(
        delete(table)
        .where(table.c.key == key, table.c.by == by, table.c.at.between(now - KEPT, now))
        .returning(table.c.edits)
    ).scalar_one_or_none()
    if written is None:
        raise NotFound("this list is kept no longer; upload it once more")
    return tuple(Edit(*one) for one in json.loads(written))


def forget_plans(connection: Connection, now: Instant) -> None:
    """Let go of what nobody said yes to in time; also of what lies ahead, after a clock was set."""
    table = planned_imports
    connection.execute(delete(table).where(~table.c.at.between(now - KEPT, now)))
    newest = select(table.c.key).order_by(table.c.at.desc(), table.c.key).limit(MOST_KEPT)
    kept = connection.scalars(newest).all()
    connection.execute(delete(table).where(table.c.key.not_in(kept)))
