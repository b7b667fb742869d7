"""Tables of access."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_access"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_accounts",
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text),
        sa.Column("password_set_at", sa.BigInteger),
        sa.Column("language", sa.Text),
        sa.PrimaryKeyConstraint("person", name="pk_access_accounts"),
    )
    op.create_table(
        "access_sessions",
        sa.Column("id_hash", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("csrf", sa.Text, nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id_hash", name="pk_access_sessions"),
    )
    op.create_index("ix_access_sessions_person", "access_sessions", ["person"])
    op.create_index("ix_access_sessions_ends_at", "access_sessions", ["ends_at"])
    op.create_table(
        "access_links",
        sa.Column("token_hash", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("token_hash", name="pk_access_links"),
    )
    op.create_table(
        "access_tokens",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("token_hash", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("customers", sa.Text),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger),
        sa.Column("revoked_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_access_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_access_tokens_token_hash"),
    )
    _create_attempts_and_audit()


def _create_attempts_and_audit() -> None:
    op.create_table(
        "access_attempts",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_access_attempts"),
    )
    op.create_index("ix_access_attempts_person_at", "access_attempts", ["person", "at"])
    op.create_index("ix_access_attempts_origin_at", "access_attempts", ["origin", "at"])
    op.create_index("ix_access_attempts_at", "access_attempts", ["at"])
    heads = op.create_table(
        "audit_heads",
        sa.Column("chain", sa.Text, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("chain", name="pk_audit_heads"),
    )
    op.bulk_insert(heads, [{"chain": "main", "number": 0, "hash": "0" * 64}])
    op.create_table(
        "audit_rows",
        sa.Column("chain", sa.Text, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("chain", "number", name="pk_audit_rows"),
        sa.ForeignKeyConstraint(
            ["chain"], ["audit_heads.chain"], name="fk_audit_rows_chain_audit_heads"
        ),
    )
