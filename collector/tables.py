"""Tables of collection: enrolment, agents, satellites, heartbeats, lines of logs."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from watchkeeper.storage.tables import metadata

enrolments = Table(
    "enrolments",
    metadata,
    Column("secret_hash", Text, primary_key=True),
    Column("target", Text),  # the name the agent gets; NULL: its host name
    Column("customer", Text),
    Column("made_by", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Column("machine_id", Text),  # who used it
    Column("most_uses", Integer),  # NULL: for one host
    Column("uses", Integer),
)

registrations = Table(
    "registrations",
    metadata,
    Column("agent", Text, primary_key=True),  # of agents, where it does not count yet
    Column("hostname", Text, nullable=False),
    Column("machine_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("labels", Text, nullable=False),  # JSON
    Column("rule", Text, nullable=False),
    Column("definition", Text, nullable=False),  # JSON of the target it would become
    Column("made_by", Text, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
)

agents = Table(
    "agents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("target", Text, nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("hostname", Text, nullable=False),
    Column("machine_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Column("token_made_at", BigInteger),  # NULL: with the enrolment
    Column("next_hash", Text),  # a token that was handed out and not used yet
    Column("next_made_at", BigInteger),
    Column("former_hash", Text),  # the one before, for a time of grace
    Column("former_ends_at", BigInteger),
    Index(None, "target"),
    Index(None, "next_hash"),
    Index(None, "former_hash"),
)

satellite_enrolments = Table(
    "satellite_enrolments",
    metadata,
    Column("secret_hash", Text, primary_key=True),
    Column("satellite", Text, nullable=False),  # the target it will be
    Column("made_by", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Column("machine_id", Text),  # who used it
)

satellites = Table(
    "satellites",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("hostname", Text, nullable=False),
    Column("machine_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Column("noted", BigInteger, nullable=False),  # the newest of its notes that is in the audit
    Index(None, "name"),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key_hash", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("schedule", Text),
    Column("period", BigInteger),
    Column("grace", BigInteger, nullable=False),
    Column("zone", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("started_at", BigInteger),  # a run that has not finished
    Column("run", Text),  # its run id, where the sender gave one
    Column("succeeded_at", BigInteger),
    Column("failed_at", BigInteger),
    Column("exit_code", Integer),
    Column("duration", BigInteger),
    Index(None, "target", "name", unique=True),
)

pings = Table(
    "heartbeat_pings",
    metadata,
    Column("heartbeat", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("signal", Text, nullable=False),
    Column("exit_code", Integer),
    Column("duration", BigInteger),
    Column("body", Text, nullable=False),
)

log_lines = Table(
    "log_lines",
    metadata,
    Column("target", Text, primary_key=True),
    Column("log", Text, primary_key=True),  # the pattern's name
    Column("read_at", BigInteger, nullable=False),  # by the agent, on its clock
    Column("told_at", BigInteger, nullable=False),
    Column("lines", Text, nullable=False),  # JSON, oldest first
    Index(None, "told_at"),
)
