"""systemd's units: the output of ``systemctl list-units`` and ``systemctl show``."""

from __future__ import annotations

from typing import NamedTuple

from watchkeeper.host.parsing import parser

LIST_UNITS = ("list-units", "--all", "--plain", "--full", "--no-legend", "--no-pager")
STATES = ("activating", "active", "deactivating", "failed", "inactive")
"""The states of node_systemd_unit_state; reloading and maintenance count as active and failed."""

_ALIKE = {"reloading": "active", "refreshing": "active", "maintenance": "failed"}


class Unit(NamedTuple):
    """One unit; ``state`` is one of ``STATES``."""

    name: str
    load: str  # loaded, not-found, masked ...
    state: str
    detail: str  # running, exited, dead ...

    @property
    def kind(self) -> str:
        return self.name.rpartition(".")[2]


@parser("the output of systemctl list-units")
def list_units(text: str) -> tuple[Unit, ...]:
    """Read the output of ``systemctl LIST_UNITS``."""
    found = []
    for line in text.splitlines():
        fields = line.lstrip("●*○× ").split(None, 4)
        if not fields:
            continue
        name, load, active, detail = fields[:4]
        found.append(Unit(name, load, _state(active), detail))
    return tuple(found)


@parser("the output of systemctl show")
def show(text: str) -> tuple[dict[str, str], ...]:
    """Read the output of ``systemctl show -p NAME,... UNIT...``: one mapping for each unit."""
    blocks = text.strip("\n").split("\n\n") if text.strip() else []
    return tuple(
        {name: value for name, _, value in (line.partition("=") for line in block.splitlines())}
        for block in blocks
    )


def _state(active: str) -> str:
    state = _ALIKE.get(active, active)
    if state not in STATES:
        raise ValueError(active)
    return state
