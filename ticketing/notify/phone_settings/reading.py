"""What the kinds share: makers, secrets, the language of a channel."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import aiohttp

from ticketing.notify.channel import Channel
from watchkeeper.access.languages import Catalogues, Language, read_catalogues
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import ConfigError, Translate

Maker = Callable[[aiohttp.ClientSession, Clock], Channel]

_PLAY_TIMES = range(1, 4)


def given(name: str, value: str, at: str) -> str:
    if not value:
        raise ConfigError("this channel needs {name}", at=at, name=name)
    return value


def secret_of(inline: str, path: Path | None, at: str) -> str:
    secret = read_secret(path, at) if path is not None else inline
    if not secret:
        raise ConfigError("this channel needs {name} or {name}_file", at=at, name="secret")
    return secret


def read_secret(path: Path, at: str) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("{path} cannot be read: {reason}", at=at, path=path, reason=error) from (
            error
        )


def check_play_times(count: int, at: str) -> None:
    if count not in _PLAY_TIMES:
        raise ConfigError("play_times is 1, 2 or 3", at=at)


def translate_to(language: Language) -> Translate:
    return _catalogues().translate(language)


@cache
def _catalogues() -> Catalogues:
    return read_catalogues()
