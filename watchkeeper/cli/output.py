"""How commands print: tables for people, ``--json`` for programs."""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from watchkeeper.core.instants import zone


def add_json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")


def say_json(value: object) -> None:
    say(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def hint(line: str) -> None:
    """Say on stderr what to do next, so that the output itself can be piped."""
    sys.stderr.write(line + "\n")


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal what is being waited for, and take it away when it is done."""
    if not sys.stderr.isatty():
        yield
        return
    sys.stderr.write(f"{what} ...")
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


class ProgressBar:
    """A bar on stderr of a terminal; nothing where stderr is a file or a pipe."""

    WIDTH = 30

    def __init__(self, what: str) -> None:
        self._what = what
        self._is_shown = sys.stderr.isatty()

    def show(self, done: int, of: int, note: str = "") -> None:
        if self._is_shown and of:
            filled = self.WIDTH * done // of
            bar = "#" * filled + "." * (self.WIDTH - filled)
            sys.stderr.write(f"\r{self._what} [{bar}] {100 * done // of} %{note}\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        if self._is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def say_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print columns that line up, Chinese included."""
    cells = [list(head), *([_cell(value) for value in row] for row in rows)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(head))]
    for row in cells:
        line = "  ".join(
            text + " " * (room - width(text)) for text, room in zip(row, widths, strict=True)
        )
        say(line.rstrip())


def width(text: str) -> int:
    """Return how many columns of a terminal *text* takes: wide characters two, marks none."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def moment(text: str | None, zone_name: str | None = None) -> datetime | None:
    """Return an instant of REST in a zone, of this machine where none is named."""
    if text is None:
        return None
    return datetime.fromisoformat(text).astimezone(zone(zone_name) if zone_name else None)


def shown(text: str | None, zone_name: str | None = None) -> str:
    """Return an instant of REST as people read it."""
    found = moment(text, zone_name)
    return "-" if found is None else found.strftime("%Y-%m-%d %H:%M:%S %z")


def length(seconds: float) -> str:
    """Return a stretch of time in words: ``3 h 02 m 11 s``."""
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    if hours:
        return f"{hours} h {minutes:02} m {rest:02} s"
    return f"{minutes} m {rest:02} s" if minutes else f"{rest} s"


def _cell(value: object) -> str:
    """Return it on one line; what would steer the terminal is shown as a question mark."""
    if value is None or value == "":
        return "-"
    return _CONTROL.sub("?", " ".join(str(value).split()))
