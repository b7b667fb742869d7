"""The key that signs links, reply addresses and call-back addresses: made once, in the database.

Every node of a house reads the same one; a restored backup still knows what it has given out.
"""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, select

from ticketing.answers.signing import LEAST_KEY_BYTES, AnswerKeys
from ticketing.answers.tables import answer_key
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import Instant
from watchkeeper.storage.database import Database


async def answer_keys(database: Database, clock: Clock) -> AnswerKeys:
    """Return the keys, the newest first; makes one where there is none."""
    now = clock.now()
    found = await database.write(lambda connection: _keys(connection, now))
    return AnswerKeys(found[0], found[1:])


def _keys(connection: Connection, now: Instant) -> tuple[bytes, ...]:
    query = select(answer_key.c.secret).order_by(answer_key.c.id.desc())
    found = tuple(bytes.fromhex(one) for one in connection.scalars(query))
    if found:
        return found
    made = secrets.token_bytes(LEAST_KEY_BYTES)
    connection.execute(answer_key.insert().values(id=1, secret=made.hex(), made_at=now))
    return (made,)
