"""Tables of calendars: the notices that people confirmed, and every edition that was in force.

The days of a year are not stored: they are what the shipped and the confirmed notices say together.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, UniqueConstraint

from watchkeeper.storage.tables import metadata

calendar_notice = Table(
    "calendar_notice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("region", String(40), nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", String(200), nullable=False),
    Column("definition", Text, nullable=False),
    Column("source", Text, nullable=False),  # the text that was read
    Column("confirmed_by", String(200), nullable=False),
    Column("confirmed_at", BigInteger, nullable=False),
    Index("ix_calendar_notice_region_year", "region", "year"),
)

calendar_edition = Table(
    "calendar_edition",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("definition", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    UniqueConstraint("digest", name="uq_calendar_edition_digest"),
)
