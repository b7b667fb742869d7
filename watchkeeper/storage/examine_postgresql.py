"""What PostgreSQL itself knows of damage: checksums that failed, and indexes by amcheck."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy import text as sql

from watchkeeper.core.messages import Text, text

_HAS_AMCHECK = sql("SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'")
_CHECKSUMS = sql(
    "SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database()"
)
_INDEXES = sql(
    "SELECT c.oid FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_am a ON a.oid = c.relam"
    " WHERE a.amname = 'btree' AND i.indisvalid AND c.relpersistence = 'p'"
    " AND c.relnamespace = current_schema()::regnamespace ORDER BY c.oid"
)
_CHECK = sql(
    "SELECT bt_index_check(index => CAST(CAST(:oid AS oid) AS regclass), heapallindexed => true)"
)
_NAME = sql("SELECT relname FROM pg_class WHERE oid = :oid")


def has_amcheck(connection: Connection) -> bool:
    return bool(connection.scalar(_HAS_AMCHECK))


def failed_checksums(connection: Connection) -> Text | None:
    count = connection.scalar(_CHECKSUMS) or 0
    if not count:
        return None
    return text("PostgreSQL met {count} pages with a wrong checksum", count=count)


def indexes(connection: Connection) -> tuple[int, ...]:
    """Return the B-trees of this schema."""
    return tuple(connection.scalars(_INDEXES))


def index_fault(connection: Connection, oid: int) -> Text | None:
    """Return what amcheck finds wrong with an index and its table."""
    return next(_index_faults(connection, oid), None)


def _index_faults(connection: Connection, oid: int) -> Iterator[Text]:
    name = connection.scalar(_NAME, {"oid": oid})
    if name is None:
        return  # dropped meanwhile
    try:
        with connection.begin_nested():
            connection.execute(_CHECK, {"oid": oid})
    except sa.exc.DBAPIError as error:
        reason = str(error.orig).splitlines()[0]
        yield text("index {name}: {reason}", name=name, reason=reason)
