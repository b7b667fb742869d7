"""Tables of silences, and of when each maintenance window was first planned so."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from watchkeeper.storage.tables import metadata

silence = Table(
    "silence",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("matchers", Text, nullable=False),
    Column("customer", String(200), nullable=True),  # whose alone it may hold
    Column("starts_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("created_by", String(200), nullable=False),
    Column("comment", Text, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    Index("ix_silence_ends_at", "ends_at"),
)

# A window counts from when somebody planned it so: what was before that stays as it was.
maintenance_plan = Table(
    "maintenance_plan",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("known_since", BigInteger, nullable=False),
)
