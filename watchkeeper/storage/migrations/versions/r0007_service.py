"""Tables of the service desk: keys of calls, answers that were heard, silences."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_service"
down_revision = "0006_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "rest_key",
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("principal", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_rest_key"),
    )
    op.create_index("ix_rest_key_at", "rest_key", ["at"])
    op.create_table(
        "answer_seen",
        sa.Column("source", sa.String(100), nullable=False),
        sa.Column("nonce", sa.String(128), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("source", "nonce", name="pk_answer_seen"),
    )
    op.create_index("ix_answer_seen_at", "answer_seen", ["at"])
    op.create_table(
        "silence",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("matchers", sa.Text(), nullable=False),
        sa.Column("customer", sa.String(200), nullable=True),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(200), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_silence"),
    )
    op.create_index("ix_silence_ends_at", "silence", ["ends_at"])
