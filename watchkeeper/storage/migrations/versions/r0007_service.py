"""Tables of the service desk: keys of calls that are carried out once."""

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
