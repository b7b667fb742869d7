"""The agent's token, which the server renews: written to the disk before it is used.

The one of the enrolment stands beside agent.conf, where the agent may not write; those after it
stand in the agent's own folder, with the beginning of the one they go back to, so that a new
enrolment counts more.  The token before is kept: a server that was restored from a backup may
know only that.
"""

from __future__ import annotations

import os
import re

from agent.files import read_regular, read_secret
from agent.log import log
from agent.paths import Path
from watchkeeper.core.errors import ConfigError, WatchkeeperError

_WORD = re.compile(r"[A-Za-z0-9_.~-]{8,512}")
_BEGINNING = 12
_MOST_BYTES = 4_096


class AgentToken:
    """The tokens that may count, the newest first; ``text`` is the one in use."""

    def __init__(self, enrolled: str, kept: Path) -> None:
        self._kept = kept
        self._lineage = enrolled[:_BEGINNING]
        self._words = list(dict.fromkeys([*self._read(), enrolled]))
        self._at = 0

    @property
    def text(self) -> str:
        return self._words[self._at]

    def doubt(self) -> None:
        """Try the next one: the server did not accept this one."""
        self._at = (self._at + 1) % len(self._words)

    def renew(self, word: str) -> bool:
        """Keep a new token and use it; False where it cannot be kept, and the old one stays."""
        if not _WORD.fullmatch(word):
            log.warning("the server's new token is broken; the old one stays")
            return False
        try:
            self._write([word, self.text])
        except OSError as error:
            log.warning("the new token cannot be kept; the old one stays", reason=error.strerror)
            return False
        self._words = list(dict.fromkeys([word, self.text, self._words[-1]]))
        self._at = 0
        return True

    def _read(self) -> list[str]:
        try:
            content = read_regular(self._kept, _MOST_BYTES).decode("ascii", "replace")
        except (OSError, WatchkeeperError):
            return []
        lineage, *words = content.split() or [""]
        is_ours = lineage == self._lineage and all(map(_WORD.fullmatch, words))
        return words if is_ours else []

    def _write(self, words: list[str]) -> None:
        """Write the file whole or not at all, and force it to the disk with its folder's entry."""
        draft = f"{self._kept}.new"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            content = "\n".join([self._lineage, *words, ""]).encode()
            if os.write(handle, content) != len(content):
                raise OSError(28, "the disk is full")
            os.fsync(handle)
        finally:
            os.close(handle)
        os.rename(draft, self._kept)  # noqa: PTH104 paths are text here
        folder = os.open(self._kept.parent, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def read_token(path: Path) -> str:
    """Return the token of the enrolment.  Raises ConfigError where others may read it."""
    try:
        token = read_secret(path)
    except OSError as error:
        raise ConfigError(
            "cannot read the agent's token: {reason}; run `watchkeeper-agent enrol TOKEN`",
            at=str(path),
            reason=error.strerror,
        ) from None
    if not token:
        raise ConfigError("the token is empty; run `watchkeeper-agent enrol TOKEN`", at=str(path))
    return token
