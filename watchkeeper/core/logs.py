"""Logs: a constant sentence, then keys.  ``log.info("ticket opened", ticket=7, level="II")``.

Text goes to standard error as ``time level room sentence key=value``; under systemd without the
time, with a priority prefix that the journal reads.  Values that look secret are masked by name.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from time import gmtime

from watchkeeper.core.facts import text_from_facts

__all__ = ["Log", "get_log", "set_up_logs", "text_from_facts"]

_SYSLOG = {
    logging.DEBUG: 7,
    logging.INFO: 6,
    logging.WARNING: 4,
    logging.ERROR: 3,
    logging.CRITICAL: 2,
}


class Log:
    """A logger of one room that takes a sentence and keys."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def debug(self, sentence: str, **facts: object) -> None:
        self._write(logging.DEBUG, sentence, facts)

    def info(self, sentence: str, **facts: object) -> None:
        self._write(logging.INFO, sentence, facts)

    def warning(self, sentence: str, **facts: object) -> None:
        self._write(logging.WARNING, sentence, facts)

    def error(self, sentence: str, **facts: object) -> None:
        self._write(logging.ERROR, sentence, facts)

    def exception(self, sentence: str, **facts: object) -> None:
        """Log with a traceback: for a defect of ours, never for a user's mistake."""
        self._write(logging.ERROR, sentence, facts, with_traceback=True)

    def _write(
        self,
        severity: int,
        sentence: str,
        facts: Mapping[str, object],
        *,
        with_traceback: bool = False,
    ) -> None:
        if self._logger.isEnabledFor(severity):
            self._logger.log(
                severity, "%s", sentence, extra={"facts": facts}, exc_info=with_traceback
            )


def get_log(name: str) -> Log:
    return Log(name)


class _Formatter(logging.Formatter):
    """``2026-11-22T01:14:07Z info  ticketing ticket opened ticket=7``."""

    def __init__(self, *, for_journal: bool) -> None:
        super().__init__()
        self.converter = gmtime
        self._for_journal = for_journal

    def format(self, record: logging.LogRecord) -> str:
        facts = getattr(record, "facts", {})
        parts = [record.name, record.getMessage(), text_from_facts(facts)]
        if self._for_journal:
            head = f"<{_SYSLOG.get(record.levelno, 6)}>"
        else:
            head = f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%SZ')} {record.levelname.lower():<7} "
        line = head + " ".join(part for part in parts if part)
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def set_up_logs(level: str = "info") -> None:
    """Send all logs to standard error; called once, by a command."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(for_journal="JOURNAL_STREAM" in os.environ))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(getattr(logging, level.upper()))
    for noisy in ("aiohttp.access", "asyncio", "asyncssh", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
