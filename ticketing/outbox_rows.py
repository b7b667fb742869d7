"""The outbox: messages that a committed decision owes to people (D7).

Ticketing inserts rows in the transaction that takes the decision; ``ticketing.notify`` claims,
sends and settles them.  A row whose state is ``sending`` at a start was in flight at a crash: its
fate is unknown, and it is sent again, marked as a repeat.  One that is overtaken while it is being
sent (by an acknowledgement, say) is marked so, and is sent at most this once.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from ticketing.notices import MessageKind, OutboxRow, OutboxState, Way
from watchkeeper.storage.tables import metadata

__all__ = ["MessageKind", "OutboxRow", "OutboxState", "Way", "outbox"]


outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("dedup_key", String(300), nullable=False),
    Column("ticket", Integer, nullable=True),
    Column("kind", String(40), nullable=False),
    Column("way", String(20), nullable=False),
    Column("recipient", String(200), nullable=True),
    Column("address", String(400), nullable=True),
    Column("bundle", String(200), nullable=True),
    Column("payload", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("not_before", BigInteger, nullable=False),
    # Below: written by ticketing.notify.
    Column("state", String(20), nullable=False, server_default="queued"),
    Column("next_try_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("is_repeat", Boolean, nullable=False, server_default=text("false")),
    Column("is_overtaken", Boolean, nullable=False, server_default=text("false")),
    Column("claimed_at", BigInteger, nullable=True),
    Column("sent_at", BigInteger, nullable=True),
    Column("channel", String(60), nullable=True),
    Column("provider_id", String(400), nullable=True),
    Column("error", Text, nullable=True),
    UniqueConstraint("dedup_key", name="uq_outbox_dedup_key"),
    Index("ix_outbox_ticket", "ticket"),
    Index("ix_outbox_provider_id", "provider_id"),
    Index("ix_outbox_state", "state", "next_try_at"),
)
