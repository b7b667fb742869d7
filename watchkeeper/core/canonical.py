"""Canonical JSON: one text for one value, so that it can be hashed and compared."""

from __future__ import annotations

import json
from typing import Any

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def canonical_json(value: Any) -> str:
    """Return JSON with sorted keys and no spaces; NaN and infinities are refused."""
    return _ENCODER.encode(value)
