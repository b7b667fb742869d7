"""Tables of the check forms."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from watchkeeper.storage.tables import metadata

check_form = Table(
    "check_form",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("customer", String(100), nullable=False),
    Column("day", String(10), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("content", Text, nullable=False),
    Column("remarks", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("signatures", Text, nullable=False),
    Column("signed_at", BigInteger),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("customer", "day", "version"),
)

check_form_entry = Table(
    "check_form_entry",
    metadata,
    Column("form_id", Integer, ForeignKey("check_form.id"), primary_key=True),
    Column("row_key", String(300), primary_key=True),
    Column("result", String(16), nullable=False),
    Column("measured", Text, nullable=False),
    Column("handling", Text, nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", BigInteger, nullable=False),
)
