"""Tables of collection."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_collection"
down_revision = "0002_inventory"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "enrolments",
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("target", sa.Text()),
        sa.Column("customer", sa.Text()),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
        sa.Column("machine_id", sa.Text()),
        sa.Column("most_uses", sa.Integer()),
        sa.Column("uses", sa.Integer()),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_enrolments")),
    )
    op.create_table(
        "registrations",
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("hostname", sa.Text(), nullable=False),
        sa.Column("machine_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("labels", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agent", name=op.f("pk_registrations")),
    )
    op.create_table(
        "agents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("hostname", sa.Text(), nullable=False),
        sa.Column("machine_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("enrolled_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger()),
        sa.Column("token_made_at", sa.BigInteger()),
        sa.Column("next_hash", sa.Text()),
        sa.Column("next_made_at", sa.BigInteger()),
        sa.Column("former_hash", sa.Text()),
        sa.Column("former_ends_at", sa.BigInteger()),
        sa.UniqueConstraint("token_hash", name=op.f("uq_agents_token_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agents")),
    )
    op.create_index(op.f("ix_agents_target"), "agents", ["target"])
    op.create_index(op.f("ix_agents_next_hash"), "agents", ["next_hash"])
    op.create_index(op.f("ix_agents_former_hash"), "agents", ["former_hash"])
    op.create_table(
        "satellite_enrolments",
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("satellite", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
        sa.Column("machine_id", sa.Text()),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_satellite_enrolments")),
    )
    op.create_table(
        "satellites",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("hostname", sa.Text(), nullable=False),
        sa.Column("machine_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("enrolled_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger()),
        sa.Column("noted", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("token_hash", name=op.f("uq_satellites_token_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_satellites")),
    )
    op.create_index(op.f("ix_satellites_name"), "satellites", ["name"])
    op.create_table(
        "heartbeats",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key_hash", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("schedule", sa.Text()),
        sa.Column("period", sa.BigInteger()),
        sa.Column("grace", sa.BigInteger(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.BigInteger()),
        sa.Column("run", sa.Text()),
        sa.Column("succeeded_at", sa.BigInteger()),
        sa.Column("failed_at", sa.BigInteger()),
        sa.Column("exit_code", sa.Integer()),
        sa.Column("duration", sa.BigInteger()),
        sa.UniqueConstraint("key_hash", name=op.f("uq_heartbeats_key_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heartbeats")),
    )
    op.create_index(
        op.f("ix_heartbeats_target_name"), "heartbeats", ["target", "name"], unique=True
    )
    op.create_table(
        "heartbeat_pings",
        sa.Column("heartbeat", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("signal", sa.Text(), nullable=False),
        sa.Column("exit_code", sa.Integer()),
        sa.Column("duration", sa.BigInteger()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("heartbeat", "number", name=op.f("pk_heartbeat_pings")),
    )
    op.create_table(
        "log_lines",
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("target", "log", name=op.f("pk_log_lines")),
    )
    op.create_index(op.f("ix_log_lines_told_at"), "log_lines", ["told_at"])
