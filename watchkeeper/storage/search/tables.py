"""Tables of the search: the plain texts, and beside them the engine's own index of their words.

``search_word`` is an FTS5 table on SQLite and a table with a tsvector on PostgreSQL; the
migration makes it, and only ``index`` names it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text, UniqueConstraint

from watchkeeper.storage.tables import metadata

search_entry = Table(
    "search_entry",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("kind", "number", name="uq_search_entry_kind_number"),
)
