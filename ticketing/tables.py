"""Tables of tickets; the outbox's table is in ``outbox_rows``.

``ticket`` and ``ticket_alert`` are caches of what the log says, rebuilt by folding it; the log
itself is ``ticket_event``, its free text ``ticket_prose`` (D6).  ``wakes_at`` is the one timer of
a row: the earliest instant at which anything of it may be due (docs/adr: one timer per ticket).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from watchkeeper.storage.tables import metadata

LIVE = "state IN ('new', 'open', 'pending')"

ticket_terms = Table(
    "ticket_terms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("source", Text, nullable=False),
    Column("zone_data", String(20), nullable=False),  # by which the first deadline was computed
    Column("created_at", BigInteger, nullable=False),
    UniqueConstraint("name", "version", name="uq_ticket_terms_name_version"),
    UniqueConstraint("digest", name="uq_ticket_terms_digest"),
)

ticket_counter = Table(
    "ticket_counter",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("next_number", Integer, nullable=False),
)

ticket = Table(
    "ticket",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("terms", Integer, ForeignKey("ticket_terms.id"), nullable=False),
    Column("fingerprint", String(64), nullable=True),
    Column("opening_key", String(200), nullable=True),
    Column("level", String(10), nullable=False),
    Column("level_rank", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("presence", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("title_zh", Text, nullable=False),
    Column("target", String(200), nullable=False),
    Column("customer", String(200), nullable=False),
    Column("site", String(200), nullable=False),
    Column("criticality", String(20), nullable=False),
    Column("owner", String(200), nullable=True),
    Column("customer_rank", Integer, nullable=True),
    Column("cycle", Integer, nullable=False),
    Column("merged_into", Integer, nullable=True),
    Column("occurred_at", BigInteger, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("acknowledged_at", BigInteger, nullable=True),
    Column("acknowledged_by", String(200), nullable=True),
    Column("resolved_at", BigInteger, nullable=True),
    Column("closed_at", BigInteger, nullable=True),
    Column("next_goal", String(100), nullable=True),
    Column("next_due_at", BigInteger, nullable=True),
    Column("next_is_paused", Boolean, nullable=False),
    Column("breaches", Integer, nullable=False),
    Column("wakes_at", BigInteger, nullable=True),
    Column("version", Integer, nullable=False),
    Index(
        "uq_ticket_live_fingerprint",
        "fingerprint",
        unique=True,
        sqlite_where=text(LIVE),
        postgresql_where=text(LIVE),
    ),
    Index("ix_ticket_fingerprint", "fingerprint", "number"),
    Index("ix_ticket_queue", "state", "level_rank", "customer_rank", "next_due_at", "number"),
    Index("ix_ticket_target", "target", "number"),
    Index("ix_ticket_merged_into", "merged_into"),
    Index("ix_ticket_opened_at", "opened_at"),
    Index(
        "ix_ticket_wakes_at",
        "wakes_at",
        sqlite_where=text("wakes_at IS NOT NULL"),
        postgresql_where=text("wakes_at IS NOT NULL"),
    ),
    UniqueConstraint("opening_key", name="uq_ticket_opening_key"),
)

ticket_event = Table(
    "ticket_event",
    metadata,
    Column("ticket", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("occurred_at", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("actor", String(200), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("data", Text, nullable=False),
    Column("prose_hashes", Text, nullable=False),
    Column("decision", String(200), nullable=True),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    PrimaryKeyConstraint("ticket", "seq"),
    Index("ix_ticket_event_recorded_at", "recorded_at"),
    Index(
        "uq_ticket_event_decision",
        "ticket",
        "decision",
        unique=True,
        sqlite_where=text("decision IS NOT NULL"),
        postgresql_where=text("decision IS NOT NULL"),
    ),
)

ticket_prose = Table(
    "ticket_prose",
    metadata,
    Column("ticket", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("name", String(60), nullable=False),
    Column("salt", String(64), nullable=False),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("ticket", "seq", "name"),
)

# What ties tickets to each other: "a is a duplicate of b"; made of what the log of a says.
ticket_link = Table(
    "ticket_link",
    metadata,
    Column("a", Integer, nullable=False),
    Column("b", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("since", BigInteger, nullable=False),
    PrimaryKeyConstraint("a", "b", "kind"),
    Index("ix_ticket_link_b", "b"),
)

ticket_alert = Table(
    "ticket_alert",
    metadata,
    Column("member", String(64), primary_key=True),  # all labels, priority ones included
    Column("fingerprint", String(64), nullable=False),
    Column("source", String(300), nullable=False),
    Column("name", String(200), nullable=False),
    Column("state", String(20), nullable=False),
    Column("level", String(10), nullable=False),
    Column("lower_level", String(10), nullable=True),  # heard since lower_since, not yet believed
    Column("lower_since", BigInteger, nullable=True),
    Column("ticket", Integer, nullable=True),
    Column("target", String(200), nullable=False),
    Column("customer", String(200), nullable=False),
    Column("title", Text, nullable=False),
    Column("title_zh", Text, nullable=False),
    Column("labels", Text, nullable=False),
    Column("annotations", Text, nullable=False),
    Column("feeds", Text, nullable=False),
    Column("expression", Text, nullable=False),
    Column("generator_url", Text, nullable=False),
    Column("value", Float, nullable=True),
    Column("active_at", BigInteger, nullable=False),
    Column("fired_at", BigInteger, nullable=False),
    Column("missing_since", BigInteger, nullable=True),
    Column("expires_at", BigInteger, nullable=True),
    Column("go_live", BigInteger, nullable=True),
    Column("accepted_until", BigInteger, nullable=True),  # as its ticket_acceptance says
    Column("symptom_of", String(200), nullable=True),  # the target that is at fault
    Column("quiet_until", BigInteger, nullable=True),  # as silences and windows said
    Column("wakes_at", BigInteger, nullable=True),
    Index("ix_ticket_alert_source", "source"),
    Index("ix_ticket_alert_fingerprint", "fingerprint"),
    Index("ix_ticket_alert_ticket", "ticket"),
    Index(
        "ix_ticket_alert_wakes_at",
        "wakes_at",
        sqlite_where=text("wakes_at IS NOT NULL"),
        postgresql_where=text("wakes_at IS NOT NULL"),
    ),
)

# Findings that somebody accepted; rows of alerts without a ticket go when they recover.
ticket_acceptance = Table(
    "ticket_acceptance",
    metadata,
    Column("fingerprint", String(64), primary_key=True),
    Column("target", String(200), nullable=False),
    Column("customer", String(200), nullable=False),
    Column("title", Text, nullable=False),
    Column("title_zh", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("accepted_by", String(200), nullable=False),
    Column("accepted_at", BigInteger, nullable=False),
    Column("accepted_until", BigInteger, nullable=False),
)

# Tickets whose evidence is not gathered yet; made with the ticket, gone with the evidence.
ticket_evidence_owed = Table(
    "ticket_evidence_owed",
    metadata,
    Column("ticket", Integer, primary_key=True, autoincrement=False),
    Column("due_at", BigInteger, nullable=False),
    Index("ix_ticket_evidence_owed_due_at", "due_at"),
)

ticket_evidence = Table(
    "ticket_evidence",
    metadata,
    Column("ticket", Integer, nullable=False),
    Column("name", String(100), nullable=False),
    Column("taken_at", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("ticket", "name"),
)
