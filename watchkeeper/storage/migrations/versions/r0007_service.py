"""Tables of the service desk: keys of calls, answers that were heard, silences, mail that came in."""

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
        sa.Column("verb", sa.String(20), nullable=False),
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
    op.create_table(
        "maintenance_plan",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("known_since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_maintenance_plan"),
    )
    op.create_index("ix_outbox_provider_id", "outbox", ["provider_id"])
    op.create_table(
        "answer_key",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answer_key"),
    )
    _create_mail()


def _create_mail() -> None:
    op.create_table(
        "mail_in",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("message_id", sa.String(500), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("mailbox", sa.String(60), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("sender", sa.String(320), nullable=False),
        sa.Column("sender_key", sa.String(320), nullable=False),
        sa.Column("sender_name", sa.String(200), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(30), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.String(200), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_mail_in"),
        sa.UniqueConstraint("message_id", name="uq_mail_in_message_id"),
    )
    op.create_index("ix_mail_in_sender", "mail_in", ["sender_key", "received_at"])
    waiting = sa.text("outcome = 'quarantined'")
    op.create_index(
        "ix_mail_in_waiting",
        "mail_in",
        ["received_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "mail_blocked",
        sa.Column("sender_key", sa.String(320), nullable=False),
        sa.Column("blocked_by", sa.String(200), nullable=False),
        sa.Column("blocked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sender_key", name="pk_mail_blocked"),
    )
    op.create_table(
        "mail_box",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_mail_box"),
    )
