"""Secrets of channels: written in the entry, or better in a file of their own."""

from __future__ import annotations

from pathlib import Path

from watchkeeper.core.errors import ConfigError


def secret_of(name: str, inline: str, path: Path | None, *, at: str) -> str:
    """Return the secret *name* of an entry.  Raises ConfigError where there is none."""
    secret = inline if path is None else _read(path, at)
    if not secret:
        raise ConfigError("this channel needs {name} or {name}_file", at=at, name=name)
    return secret


def _read(path: Path, at: str) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("{path} cannot be read: {reason}", at=at, path=path, reason=error) from (
            error
        )
