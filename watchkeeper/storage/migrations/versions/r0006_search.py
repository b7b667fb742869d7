"""Tables of the search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_search"
down_revision = "0005_reports"
branch_labels = None
depends_on = None

# Without positions: the plain text tells whether words stand side by side.  The tokenizer leaves
# what is not ASCII alone; case and width were made one before.
_FTS5 = (
    "CREATE VIRTUAL TABLE search_word"
    " USING fts5(words, tokenize='ascii', detail=none, columnsize=0)"
)
_TSVECTOR = (
    'CREATE TABLE search_word ("rowid" BIGINT CONSTRAINT pk_search_word PRIMARY KEY,'
    " words TSVECTOR NOT NULL)"
)
_GIN = "CREATE INDEX ix_search_word_words ON search_word USING gin (words)"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "search_entry",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("kind", "number", name="uq_search_entry_kind_number"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_FTS5)
    else:
        op.execute(_TSVECTOR)
        op.execute(_GIN)
