"""Tables and scalars of a profile as series; the labels of rows are made once and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from collector.snmp.ber import Malformed, Oid, SnmpValue, index_bytes
from collector.snmp.extracts import extracted
from collector.snmp.indexes import index_text, parts_of
from collector.snmp.profiles import Column, Lookup, Reading, Table
from collector.snmp.values import bits_in, instant_in, number_in_text, number_of, text_of
from collector.snmp.walk import Rows
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of

Found = dict[Labels, float]
_NUMBERS: Mapping[Reading, Callable[[SnmpValue], float | None]] = {
    Reading.GAUGE: number_of,
    Reading.COUNTER: number_of,
    Reading.COUNTER32: number_of,
    Reading.FLOAT_TEXT: number_in_text,
    Reading.DATE: instant_in,
}


@dataclass(frozen=True, slots=True)
class RowLabels:
    """The labels of a table's rows, read with its slow columns."""

    table: Table
    lookups: Mapping[Oid, Rows]
    renamed: Mapping[bytes, Mapping[str, str]] = field(default_factory=dict)
    rows: frozenset[bytes] = frozenset()
    _made: dict[bytes, Labels | None] = field(default_factory=dict)

    def of(self, row: bytes) -> Labels | None:
        """Return the labels of a row; None for one whose index does not fit the table."""
        if row not in self._made:
            self._made[row] = self._labels(row)
        return self._made[row]

    def _labels(self, row: bytes) -> Labels | None:
        found = row_labels(self.table, row, self.lookups)
        if found is None:
            return None
        return labels_of({**found, **self.renamed.get(row, {})})


def row_labels(table: Table, row: bytes, lookups: Mapping[Oid, Rows]) -> dict[str, str] | None:
    """Return the labels of one row: its index, and what stands in the label columns."""
    try:
        parts = dict(parts_of(row, table.indexes))
    except (InvalidInput, Malformed):
        return None
    found = {index.label: index_text(index, parts[index.label]) for index in table.indexes}
    for lookup in table.lookups:
        value = lookups.get(lookup.oid, {}).get(_place(lookup, row, parts))
        found[lookup.label] = text_of(value, lookup.reading, lookup.states)
        if isinstance(value, int):
            parts[lookup.label] = (value,)
    for name in table.dropped:
        found.pop(name, None)
    return found


def _place(lookup: Lookup, row: bytes, parts: Mapping[str, tuple[int, ...]]) -> bytes:
    """Return the row of a label column, by the parts of the index that it has."""
    if not lookup.by:
        return row
    numbers = tuple(number for name in lookup.by for number in parts.get(name, ()))
    return index_bytes(numbers)


def samples_of_column(
    column: Column, rows: Rows, labels: Callable[[bytes], Labels | None]
) -> Found:
    """Return the series of one column."""
    found: Found = {}
    if column.reading in _NUMBERS and not column.extracts:
        number = _NUMBERS[column.reading]
        scale, offset, name = column.scale, column.offset, (METRIC_NAME, column.metric)
        for row, value in rows.items():
            own, reading = labels(row), number(value)
            if own is not None and reading is not None:
                found[(name, *own)] = reading * scale + offset
        return found
    for row, value in rows.items():
        own = labels(row)
        if own is not None:
            found |= _samples_of_word(column, value, own)
    return found


def _samples_of_word(column: Column, value: SnmpValue, labels: Labels) -> Found:
    """Return the series of a value that is no number."""
    name = column.metric
    if column.extracts:
        said = text_of(value, Reading.TEXT, {})
        return {
            labels_of([*labels, (METRIC_NAME, name + suffix)]): number
            for suffix, number in extracted(column.extracts, said)
        }
    match column.reading:
        case Reading.STATES if isinstance(value, int):
            return {
                _with(labels, name, state): float(value == n) for n, state in column.states.items()
            }
        case Reading.INFO if isinstance(value, int):
            said = column.states.get(value, str(value))
            return {labels_of([*labels, (METRIC_NAME, f"{name}_info"), (name, said)]): 1.0}
        case Reading.BITS:
            bits = bits_in(value)
            return {
                _with(labels, name, word): float(bit in bits) for bit, word in column.states.items()
            }
        case _:
            said = text_of(value, column.reading, {})
            return {_with(labels, name, said): 1.0} if said else {}


def _with(labels: Labels, metric: str, said: str) -> Labels:
    return labels_of([*labels, (METRIC_NAME, metric), (metric, said)])


def samples_of_scalars(columns: Sequence[Column], values: Mapping[Oid, SnmpValue]) -> Found:
    """Return the series of scalars: ``.0`` of each identifier, or the identifier itself."""
    found: Found = {}
    for column in columns:
        for oid in (column.oid + b"\0", column.oid):
            if oid in values:
                found |= samples_of_column(column, {b"": values[oid]}, lambda _: ())
                break
    return found
