"""Rows that keep the number they were first seen with: an interface is its name, not its ifIndex; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from collector.snmp.profiles import Table

MOST_ROWS = 20_000


@dataclass(slots=True)
class KeyedRows:
    """What is known of one table: the index label that each name had when it was first seen.

    ``moved`` counts how often a device gave a name another number.
    """

    first: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)
    moved: int = 0


def settled(
    table: Table, rows: Mapping[bytes, Mapping[str, str]], known: KeyedRows
) -> Mapping[bytes, Mapping[str, str]]:
    """Return the index label that each row goes by, where that is another one than the device says.

    Names that stand twice keep the device's own numbers: they tell them apart.  A number that a
    newcomer would take from a name that is still there is given to it with a mark.
    """
    if not table.key or len(table.indexes) != 1:
        return {}
    label = table.indexes[0].label
    names = {row: _name(table, labels) for row, labels in rows.items()}
    counts: dict[str, int] = {}
    for name in names.values():
        counts[name] = counts.get(name, 0) + 1
    current = {name: rows[row][label] for row, name in names.items() if name and counts[name] == 1}
    _note_moves(current, known)
    taken = {known.first[name]: name for name in current}
    renamed = {
        row: {label: known.first[name]}
        for row, name in names.items()
        if name in current and known.first[name] != rows[row][label]
    }
    for row, name in names.items():
        number = rows[row][label]
        if name not in current and number in taken:
            renamed[row] = {label: _free(number, set(taken))}
    return renamed


def _note_moves(current: Mapping[str, str], known: KeyedRows) -> None:
    for name, number in current.items():
        before = known.now.get(name)
        known.moved += before is not None and before != number
    known.now = dict(current)
    held = {known.first[name] for name in current if name in known.first}
    for name, number in current.items():
        if name not in known.first:
            known.first[name] = number if number not in held else _free(number, held)
            held.add(known.first[name])
    if len(known.first) > MOST_ROWS:
        known.first = {name: known.first[name] for name in current}


def _free(number: str, held: set[str]) -> str:
    """Return a number of its own for a newcomer whose number an older name goes by."""
    mark = 2
    while f"{number}.{mark}" in held:
        mark += 1
    return f"{number}.{mark}"


def _name(table: Table, labels: Mapping[str, str]) -> str:
    """Return what a row is called: the first of the key's labels that says something."""
    return next((labels[name] for name in table.key if labels.get(name)), "")
