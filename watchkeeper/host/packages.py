"""How many packages are installed, by the files that dpkg, apk and pacman keep.

rpm is left out: what it keeps is read surely by its own library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum

_MAX_LINE_BYTES = 4_096
_COUNTED = re.compile(r"(dpkg|apk|pacman) ([0-9]{1,7})")


class Manager(Enum):
    """Who installs packages; the value is the label ``manager``."""

    DPKG = "dpkg"
    APK = "apk"
    PACMAN = "pacman"


DPKG_INSTALLED = re.compile(rb"^Status: [a-z]+ [a-z]+ installed$", re.MULTILINE)
"""A line of /var/lib/dpkg/status; what is removed but for its configuration says another word."""

APK_INSTALLED = re.compile(rb"^P:[^\n]+$", re.MULTILINE)
"""A line of /lib/apk/db/installed."""


def count_lines(chunks: Iterable[bytes], pattern: re.Pattern[bytes]) -> int:
    """Count the lines that match; no more than one chunk and one line are held."""
    count, rest = 0, b""
    for chunk in chunks:
        whole = rest + chunk
        end = whole.rfind(b"\n") + 1
        count += sum(1 for _ in pattern.finditer(whole, 0, end))
        rest = whole[end : end + _MAX_LINE_BYTES]
    return count + sum(1 for _ in pattern.finditer(rest))


def counted_packages(text: str) -> Mapping[str, int]:
    """Read lines as ``dpkg 1203``; others are left out."""
    found = (_COUNTED.fullmatch(line) for line in text.splitlines())
    return {match[1]: int(match[2]) for match in found if match}
