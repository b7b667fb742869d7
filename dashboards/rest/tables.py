"""Tables of REST: keys of calls that are carried out once."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from watchkeeper.storage.tables import metadata

rest_key = Table(
    "rest_key",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    Column("principal", Text, nullable=False),
    Column("request_hash", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_rest_key_at", "at"),
)
