"""Tables of the inventory: targets made here, their changes, made and planned, and what was seen there."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

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

target_revisions = Table(
    "target_revisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("target", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),  # revisions.Action
    Column("batch", Text),  # what was done together, as an import
    Column("before", Text),  # definitions; NULL: the target was not there
    Column("after", Text),
    Index(None, "target", "number"),
    Index(None, "batch"),
)

planned_imports = Table(
    "planned_imports",
    metadata,
    Column("key", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("edits", Text, nullable=False),  # JSON; agreements.py bounds it
)

target_facts = Table(
    "target_facts",
    metadata,
    Column("target", Text, primary_key=True),
    Column("fact", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
)

target_fact_changes = Table(
    "target_fact_changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("target", Text, nullable=False),
    Column("fact", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("before", Text),  # NULL: seen for the first time
    Column("after", Text),  # NULL: seen no longer
    Index(None, "target", "number"),
)
