"""The metadata on which each room declares its own tables, with named constraints.

Instants are BigInteger milliseconds UTC; JSON is text written by ``json_text``, so that a row
reads the same on SQLite and PostgreSQL and can be hashed.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def json_text(value: Any) -> str:
    """Return canonical JSON: sorted keys, no spaces, no NaN; the form that hash chains cover."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
