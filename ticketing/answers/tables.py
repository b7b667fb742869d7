"""Tables of answers: those that were heard, so that none counts twice; what signs our addresses."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from watchkeeper.storage.tables import metadata

answer_seen = Table(
    "answer_seen",
    metadata,
    Column("source", String(100), primary_key=True),
    Column("nonce", String(128), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("ticket", Integer, nullable=False),
    Column("verb", String(20), nullable=False),
    Column("outcome", String(20), nullable=False),
    Index("ix_answer_seen_at", "at"),
)

answer_key = Table(
    "answer_key",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("secret", String(64), nullable=False),
    Column("made_at", BigInteger, nullable=False),
)
