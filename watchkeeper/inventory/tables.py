"""Tables of the inventory: targets made here, and when each target was first seen."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table, Text

from watchkeeper.storage.tables import metadata

targets = Table(
    "targets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("definition", Text, nullable=False),  # canonical JSON of one entry of targets/*.yml
    Column("created_at", BigInteger, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", Text, nullable=False),
)

target_sightings = Table(
    "target_sightings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("first_seen_at", BigInteger, nullable=False),
)
