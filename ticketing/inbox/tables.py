"""Tables of mail that came in: each Message-ID once, and who may not write any more.

``body`` is kept while a mail waits in quarantine; after that its ticket holds the text.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from watchkeeper.storage.tables import metadata

WAITING = "outcome = 'quarantined'"

mail_in = Table(
    "mail_in",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("message_id", String(500), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("mailbox", String(60), nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("sender", String(320), nullable=False),
    Column("sender_key", String(320), nullable=False),
    Column("sender_name", String(200), nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("files", Text, nullable=False),  # their names, as a JSON list
    Column("outcome", String(20), nullable=False),
    Column("reason", String(30), nullable=False),
    Column("ticket", Integer, nullable=True),
    Column("decided_by", String(200), nullable=True),
    Column("decided_at", BigInteger, nullable=True),
    UniqueConstraint("message_id", name="uq_mail_in_message_id"),
    Index("ix_mail_in_sender", "sender_key", "received_at"),
    Index(
        "ix_mail_in_waiting",
        "received_at",
        sqlite_where=text(WAITING),
        postgresql_where=text(WAITING),
    ),
)

mail_blocked = Table(
    "mail_blocked",
    metadata,
    Column("sender_key", String(320), primary_key=True),
    Column("blocked_by", String(200), nullable=False),
    Column("blocked_at", BigInteger, nullable=False),
)

mail_box = Table(
    "mail_box",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("since", BigInteger, nullable=False),
)
