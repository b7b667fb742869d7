"""Tables of days: the head of each over the logs of all tickets, and what it covers (D6)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, PrimaryKeyConstraint, String, Table

from watchkeeper.storage.tables import metadata

ticket_day = Table(
    "ticket_day",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("zone", String(100), nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("tickets", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("last_number", Integer, nullable=False),
    Column("root", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("head", String(64), nullable=False),
)

ticket_day_leaf = Table(
    "ticket_day_leaf",
    metadata,
    Column("ticket", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("day", String(10), nullable=False),
    Column("hash", String(64), nullable=False),
    PrimaryKeyConstraint("ticket", "day"),
    Index("ix_ticket_day_leaf_day", "day", "ticket"),
)
