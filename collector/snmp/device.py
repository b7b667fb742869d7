"""Read a device by its profiles: what each cycle asks, what is remembered between two."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from collector.probes.outcome import ProbeFailed, series
from collector.snmp.ber import ObjectId, Oid, SnmpValue, oid_from_text
from collector.snmp.keyed_rows import KeyedRows, settled
from collector.snmp.profiles import Catalogue, Column, Profile, Reading, Table
from collector.snmp.table_samples import (
    Found,
    RowLabels,
    row_labels,
    samples_of_column,
    samples_of_scalars,
)
from collector.snmp.unwrap import Unwrapper, most_per_second
from collector.snmp.values import number_of
from collector.snmp.walk import Cut, Rows, Walker
from watchkeeper.core.labels import METRIC_NAME, Labels, label

AUTO = "auto"
SYSTEM = "system"
CHOOSE_EVERY = 60
"""Cycles between two looks at what the device has."""
_OBJECT_ID = oid_from_text("1.3.6.1.2.1.1.2.0")
_UPTIME = oid_from_text("1.3.6.1.2.1.1.3.0")
_SPEEDS = {"ifHighSpeed": 1e6, "ifSpeed": 1.0}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a probe was told: profiles by name, how often names are read, speeds of lines."""

    profiles: tuple[str, ...] = (AUTO,)
    names_every: int = 10
    speeds: Mapping[str, float] = field(default_factory=dict)  # Mbit/s by a pattern of the name


@dataclass(slots=True)
class Memory:
    """What is kept of a device between two cycles; with all of it gone a device is read the same."""

    profiles: tuple[Profile, ...] = ()
    cycles: int = 0
    slow: dict[Oid, Rows] = field(default_factory=dict)
    absent: set[Oid] = field(default_factory=set)
    labels: dict[str, RowLabels] = field(default_factory=dict)
    keyed: dict[str, KeyedRows] = field(default_factory=dict)
    unwrapper: Unwrapper = field(default_factory=Unwrapper)


@dataclass(frozen=True, slots=True)
class Readout:
    """One cycle: series, which profiles, which columns were not whole."""

    samples: Found
    profiles: tuple[str, ...]
    cut: Mapping[str, Cut]


class DeviceReader:
    """Reads one device again and again."""

    def __init__(self, catalogue: Catalogue, wanted: Wanted, memory: Memory) -> None:
        self._catalogue = catalogue
        self._wanted = wanted
        self._memory = memory

    async def read(self, walker: Walker, *, at: float) -> Readout:
        """Ask all that this cycle asks; *at* in seconds of a monotonic clock."""
        memory = self._memory
        is_slow_turn = memory.cycles % self._wanted.names_every == 0
        if is_slow_turn:
            memory.absent.clear()
        if memory.cycles % CHOOSE_EVERY == 0:
            memory.profiles = await self._chosen(walker)
        memory.cycles += 1
        samples = await self._scalars(walker)
        tables = [table for profile in memory.profiles for table in profile.tables]
        found, cut = await self._columns(walker, tables, is_slow_turn=is_slow_turn)
        for table in tables:
            await asyncio.sleep(0)  # a device with large tables must not hold up the loop
            samples |= await self._table(walker, table, found, is_slow_turn=is_slow_turn, at=at)
        names = {column.oid: column.metric for table in tables for column in table.columns}
        return Readout(
            samples,
            tuple(profile.name for profile in memory.profiles),
            {names.get(oid, "?"): why for oid, why in cut.items()},
        )

    async def _chosen(self, walker: Walker) -> tuple[Profile, ...]:
        """Return the profiles of the device: those named, or by what it is and what it has."""
        catalogue, names = self._catalogue, list(self._wanted.profiles)
        chosen = [catalogue.profiles[SYSTEM]]
        if AUTO in names:
            names.remove(AUTO)
            value = (await walker.get([_OBJECT_ID])).get(_OBJECT_ID)
            if isinstance(value, ObjectId):
                chosen += catalogue.of_device(value)
            asking = catalogue.asking()
            roots = [root for one in asking for root in one.answers]
            present = set(await walker.next_of(roots))
            chosen += [one for one in asking if present & set(one.answers)]
        chosen += [one for name in names if (one := catalogue.named(name)) is not None]
        return tuple({profile.name: profile for profile in chosen}.values())

    async def _scalars(self, walker: Walker) -> Found:
        memory = self._memory
        columns = [column for profile in memory.profiles for column in profile.scalars]
        oids = [column.oid + b"\0" for column in columns]
        values = await walker.get([oid for oid in oids if oid not in memory.absent])
        memory.absent |= set(oids) - set(values)
        if not any(oid in values for oid in oids):
            raise ProbeFailed("the device answers, but shows nothing of its system group")
        memory.unwrapper.begin(number_of(values.get(_UPTIME)) or 0.0)
        return samples_of_scalars(columns, values)

    async def _columns(
        self, walker: Walker, tables: Sequence[Table], *, is_slow_turn: bool
    ) -> tuple[dict[Oid, Rows], Mapping[Oid, Cut]]:
        """Walk what this cycle wants of all tables, then what stands in for what is missing."""
        memory = self._memory
        first = [
            oid
            for table in tables
            for column in table.columns
            if not column.unless and (is_slow_turn or not column.slow)
            for oid in (column.oid, column.magnitude, column.precision)
            if oid
        ]
        found: dict[Oid, Rows] = {}
        cut: dict[Oid, Cut] = {}
        await self._walk(walker, first, found, cut)
        second = [oid for table in tables for oid in stand_ins(table, found)]
        await self._walk(walker, second, found, cut)
        for column in (column for table in tables for column in table.columns if column.slow):
            if is_slow_turn:
                memory.slow[column.oid] = found.get(column.oid, {})
            found[column.oid] = memory.slow.get(column.oid, {})
        return found, cut

    async def _walk(
        self, walker: Walker, oids: Iterable[Oid], found: dict[Oid, Rows], cut: dict[Oid, Cut]
    ) -> None:
        """Walk columns that are not known to be absent."""
        absent = self._memory.absent
        wanted = [oid for oid in dict.fromkeys(oids) if oid not in absent and oid not in found]
        walked = await walker.walk(wanted)
        found.update(walked.columns)
        cut.update(walked.cut)
        absent |= {oid for oid, rows in walked.columns.items() if not rows}

    async def _table(
        self,
        walker: Walker,
        table: Table,
        found: Mapping[Oid, Rows],
        *,
        is_slow_turn: bool,
        at: float,
    ) -> Found:
        rows = {row for column in table.columns for row in found.get(column.oid, {})}
        if not rows:
            self._memory.labels.pop(table.name, None)
            return {}
        known = self._memory.labels.get(table.name)
        if is_slow_turn or known is None or known.table is not table or rows - known.rows:
            known = await self._labelled(walker, table, frozenset(rows))
            self._memory.labels[table.name] = known
        samples: Found = {}
        speeds = self._speeds(table, found, known)
        for column in table.columns:
            await asyncio.sleep(0)  # as above: 4,096 rows take some 10 ms
            samples |= self._column(column, found, known.of, speeds, at)
        return self._with_own_speeds(samples)

    async def _labelled(self, walker: Walker, table: Table, rows: frozenset[bytes]) -> RowLabels:
        """Read the label columns, and settle which row is which."""
        walked = await walker.walk(list(dict.fromkeys(one.oid for one in table.lookups)))
        lookups = walked.columns
        labels = {
            row: found for row in rows if (found := row_labels(table, row, lookups)) is not None
        }
        keyed = self._memory.keyed.setdefault(table.name, KeyedRows())
        return RowLabels(table, lookups, settled(table, labels, keyed), rows)

    def _column(
        self,
        column: Column,
        found: Mapping[Oid, Rows],
        labels: Callable[[bytes], Labels | None],
        speeds: Mapping[bytes, float],
        at: float,
    ) -> Found:
        rows = found.get(column.oid, {})
        if column.magnitude or column.precision:
            rows = with_decimals(column, rows, found)
        if column.reading is not Reading.COUNTER32:
            return samples_of_column(column, rows, labels)
        samples: Found = {}
        for row, value in rows.items():
            own = labels(row)
            if own is not None and isinstance(value, int):
                limit = most_per_second(column.metric, speeds.get(row, 0.0))
                key = (column.metric, own)
                samples[(METRIC_NAME, column.metric), *own] = self._memory.unwrapper.value(
                    key, value, at=at, most_per_second=limit
                )
        return samples

    def _speeds(
        self, table: Table, found: Mapping[Oid, Rows], labels: RowLabels
    ) -> Mapping[bytes, float]:
        """Return the speed of each line in bits a second, by row."""
        speeds: dict[bytes, float] = {}
        for column in table.columns:
            factor = _SPEEDS.get(column.metric)
            if factor is None:
                continue
            for row, value in found.get(column.oid, {}).items():
                speeds.setdefault(row, (number_of(value) or 0.0) * factor)
        if not self._wanted.speeds:
            return speeds
        return {row: self._own_speed(labels.of(row), speed) for row, speed in speeds.items()}

    def _own_speed(self, labels: Labels | None, otherwise: float) -> float:
        own = self._speed_of(labels or ())
        return otherwise if own is None else own * 1e6

    def _with_own_speeds(self, samples: Found) -> Found:
        """Put the speeds from the configuration in place of what devices say of tunnels and VLANs."""
        if not self._wanted.speeds:
            return samples
        own: Found = {}
        for labels in samples:
            if label(labels, METRIC_NAME) in {"ifHighSpeed", "ifSpeed"}:
                speed = self._speed_of(labels)
                if speed is not None:
                    own[labels] = speed * (1e6 if label(labels, METRIC_NAME) == "ifSpeed" else 1.0)
        return samples | own

    def _speed_of(self, labels: Labels) -> float | None:
        names = [label(labels, name) for name in ("ifName", "ifDescr", "ifAlias")]
        for pattern, speed in self._wanted.speeds.items():
            if any(name and fnmatchcase(name, pattern) for name in names):
                return speed
        return None


def stand_ins(table: Table, found: Mapping[Oid, Rows]) -> list[Oid]:
    """Return the columns to read in place of those that the device has not."""
    oids = {column.metric: column.oid for column in table.columns}
    return [
        column.oid
        for column in table.columns
        if column.unless and not found.get(oids.get(column.unless, b""))
    ]


def with_decimals(column: Column, rows: Rows, found: Mapping[Oid, Rows]) -> Rows:
    """Return values with the decimal point where the sensor says it stands (RFC 3433)."""
    magnitudes, precisions = found.get(column.magnitude, {}), found.get(column.precision, {})
    return {
        row: scaled(value, magnitudes.get(row), precisions.get(row)) for row, value in rows.items()
    }


def scaled(value: SnmpValue, magnitude: SnmpValue, precision: SnmpValue) -> SnmpValue:
    """Return the value in plain units: magnitude 9 is units, 8 is thousandths, 10 is thousands."""
    if not isinstance(value, int) or isinstance(value, bool):
        return value
    power = 0
    if isinstance(magnitude, int) and 1 <= magnitude <= 17:
        power += 3 * (magnitude - 9)
    if isinstance(precision, int) and -9 <= precision <= 9:
        power -= precision
    # a power of ten below one is divided by, so that 235 becomes 23.5 and not 23.500000000000004
    return value * 10.0**power if power >= 0 else value / 10.0**-power


def own_samples(readout: Readout, memory: Memory, questions: int) -> Found:
    """Return what a probe tells of its own reading."""
    found = {
        series("snmp_walk_cut", metric=metric, reason=why.value): 1.0
        for metric, why in readout.cut.items()
    }
    moved = sum(keyed.moved for keyed in memory.keyed.values())
    return {
        **found,
        **{series("snmp_profile_info", profile=name): 1.0 for name in readout.profiles},
        series("snmp_rows_renumbered_total"): float(moved),
        series("snmp_questions"): float(questions),
    }
