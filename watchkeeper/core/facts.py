"""``key=value`` pairs of a log line; values that look secret are masked by name."""

from __future__ import annotations

from collections.abc import Mapping

_SECRET_NAMES = ("password", "passwd", "secret", "token", "authorization", "passphrase", "api_key")
_PLAIN = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./:@%,[]{}()<>*"
)


def text_from_facts(facts: Mapping[str, object]) -> str:
    """Write ``key=value`` pairs; values with other than plain characters are quoted as JSON."""
    return " ".join(f"{key}={_value(key, value)}" for key, value in facts.items())


def _value(key: str, value: object) -> str:
    if any(secret in key.lower() for secret in _SECRET_NAMES):
        return "***"
    text = str(value)
    if text and set(text) <= _PLAIN:
        return text
    import json  # the agent seldom needs it

    return json.dumps(text, ensure_ascii=False)
