"""The agent's log: the lines of ``watchkeeper.core.logs`` without logging, which costs 0.8 MB."""

from __future__ import annotations

import os
import sys
from time import gmtime, strftime

from watchkeeper.core.facts import text_from_facts

LEVELS = ("debug", "info", "warning", "error")
_PRIORITIES = {"debug": 7, "info": 6, "warning": 4, "error": 3}


class Log:
    """Writes to standard error; lines below ``least`` are left out."""

    def __init__(self) -> None:
        self.least = "info"

    def info(self, sentence: str, **facts: object) -> None:
        self._write("info", sentence, facts)

    def warning(self, sentence: str, **facts: object) -> None:
        self._write("warning", sentence, facts)

    def error(self, sentence: str, **facts: object) -> None:
        self._write("error", sentence, facts)

    def exception(self, sentence: str, **facts: object) -> None:
        """Log with a traceback: for a defect of ours, never for a user's mistake."""
        import traceback

        self._write("error", sentence, facts)
        sys.stderr.write(traceback.format_exc())

    def _write(self, level: str, sentence: str, facts: dict[str, object]) -> None:
        if LEVELS.index(level) < LEVELS.index(self.least):
            return
        if "JOURNAL_STREAM" in os.environ:
            head = f"<{_PRIORITIES[level]}>"
        else:
            head = f"{strftime('%Y-%m-%dT%H:%M:%SZ', gmtime())} {level:<7} "
        line = " ".join(part for part in ("agent", sentence, text_from_facts(facts)) if part)
        sys.stderr.write(f"{head}{line}\n")
        sys.stderr.flush()


log = Log()
