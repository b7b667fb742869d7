"""Tables of duty: what people changed in the plan, and when they are away.  Plans are files."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from watchkeeper.storage.tables import metadata

duty_change = Table(
    "duty_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schedule", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("person", String(200), nullable=False),
    Column("instead_of", String(200)),
    Column("layer", String(200)),
    Column("starts_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("cancelled_by", String(200)),
    Column("cancelled_at", BigInteger),
    Index("ix_duty_change_ends_at", "ends_at"),
)

absence = Table(
    "absence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String(200), nullable=False),
    Column("deputy", String(200)),
    Column("starts_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("cancelled_by", String(200)),
    Column("cancelled_at", BigInteger),
    Index("ix_absence_ends_at", "ends_at"),
)
