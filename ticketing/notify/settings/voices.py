"""What kinds of voice calls share."""

from __future__ import annotations

from watchkeeper.core.errors import ConfigError

_PLAY_TIMES = range(1, 4)


def check_play_times(count: int, at: str) -> None:
    """Raise ConfigError where services would not repeat the words so often."""
    if count not in _PLAY_TIMES:
        raise ConfigError("play_times is 1, 2 or 3", at=at)
