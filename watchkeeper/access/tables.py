"""Tables of access.  Secrets are kept as hashes only."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from watchkeeper.storage.tables import metadata

accounts = Table(
    "access_accounts",
    metadata,
    Column("person", Text, primary_key=True),
    Column("password_hash", Text),
    Column("password_set_at", BigInteger),
    Column("language", Text),
)
"""What a person chose here: the password (argon2id), the language of the pages."""

retired = Table(
    "access_retired",
    metadata,
    Column("person", Text, primary_key=True),
    Column("handed_to", Text, nullable=False),
    Column("retired_at", BigInteger, nullable=False),
    Column("retired_by", Text, nullable=False),
)
"""Who left, though people.yml may still name them, and who took over."""

sessions = Table(
    "access_sessions",
    metadata,
    Column("id_hash", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("csrf", Text, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("address", Text, nullable=False),
    Index(None, "person"),
    Index(None, "ends_at"),
)

links = Table(
    "access_links",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
)

tokens = Table(
    "access_tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("customers", Text),
    Column("made_by", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger),
    Column("revoked_at", BigInteger),
)
"""Bearer tokens; ``customers`` is a JSON list, null for all."""

attempts = Table(
    "access_attempts",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("person", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "person", "at"),
    Index(None, "origin", "at"),
    Index(None, "at"),
)
"""Failed attempts to sign in: for whom, and the address or network they came from."""

audit_heads = Table(
    "audit_heads",
    metadata,
    Column("chain", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
)
"""The newest row of a chain; locked by whoever appends, so that numbers have no gap."""

audit_rows = Table(
    "audit_rows",
    metadata,
    Column("chain", Text, ForeignKey("audit_heads.chain"), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
