"""The table of silences."""

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
