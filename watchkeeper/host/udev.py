"""/run/udev/data: what udev knows of a disk."""

from __future__ import annotations

from watchkeeper.host.parsing import parser


@parser("/run/udev/data")
def properties(text: str) -> dict[str, str]:
    """Read the properties (lines ``E:NAME=value``) of one device."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("E:"):
            name, _, value = line[2:].partition("=")
            found[name] = value
    return found
