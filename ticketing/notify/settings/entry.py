"""What the kinds of ``channels:`` share: the keys of an entry, what makes a channel, secrets.

A secret stands in the file itself or, better, in a file of its own: ``key`` or ``key_file``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from ticketing.notify.channel import Channel
from ticketing.notify.wording import Form, Hidden, Wording
from watchkeeper.config.nodes import Node
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import ConfigError

Maker = Callable[[aiohttp.ClientSession, Clock], Channel]
Kind = Callable[[str, Node], Maker]
Kinds = Mapping[str, Kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The keys of every kind."""

    kind: str
    hide: tuple[Hidden, ...] = ()
    at: str = ""

    def wording(self, form: Form, language: str = "") -> Wording:
        return Wording(form, language, frozenset(self.hide))


def given(name: str, value: str, at: str) -> str:
    """Return *value*.  Raises ConfigError where there is none."""
    if not value:
        raise ConfigError("this channel needs {name}", at=at, name=name)
    return value


def secret_of(name: str, inline: str, path: Path | None, *, at: str) -> str:
    """Return the secret *name* of an entry.  Raises ConfigError where there is none."""
    secret = optional_secret(inline, path, at=at)
    if not secret:
        raise ConfigError("this channel needs {name} or {name}_file", at=at, name=name)
    return secret


def optional_secret(inline: str, path: Path | None, *, at: str) -> str:
    """Return a secret, empty where there is none.  Raises ConfigError."""
    return inline if path is None else secret_in(path, at=at)


def secret_in(path: Path, *, at: str) -> str:
    """Return what stands in a file of its own.  Raises ConfigError."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("{path} cannot be read: {reason}", at=at, path=path, reason=error) from (
            error
        )
