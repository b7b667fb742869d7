"""Profiles: what is read from which devices, as data (docs/en/snmp.md has the format).

A profile is a YAML file.  Numbers of objects are facts of their MIBs; no text of a MIB is here.
Modules of snmp_exporter's ``snmp.yml`` become the same model (exporter_modules.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path

from collector.snmp.ber import Malformed, Oid, oid_from_text
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node, parse_yaml, read_yaml
from watchkeeper.core.errors import ConfigError

SHIPPED = Path(__file__).parent / "profiles"
MOST_COLUMNS = 400
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9_]{0,199}")
_RESERVED = frozenset({"instance", "job", "probe"})
"""Set by the server: no profile and no device may say whose series it is."""


class Reading(Enum):
    """How a value becomes a sample."""

    GAUGE = "gauge"
    COUNTER = "counter"
    COUNTER32 = "counter32"  # wraps at 2^32: unwrapped here
    FLOAT_TEXT = "number-in-text"
    TEXT = "text"
    HEX = "hex"
    ADDRESS = "address"
    OID = "oid"
    DATE = "date"
    STATES = "states"  # one series for each state
    INFO = "info"  # one series with the name of the state
    BITS = "bits"


class IndexKind(Enum):
    """How a part of an index is read."""

    NUMBER = "number"
    TEXT = "text"
    HEX = "hex"
    ADDRESS = "address"  # kind, length, bytes: InetAddressType and InetAddress
    IPV4 = "ipv4"
    OID = "oid"


@dataclass(frozen=True, slots=True)
class Index:
    """``size``: fixed bytes; 0: the length stands before, unless it is the last and ``implied``."""

    label: str
    kind: IndexKind = IndexKind.NUMBER
    size: int = 0
    implied: bool = False
    states: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extract:
    """A number taken out of a text: the first pattern that fits gives metric + ``suffix``."""

    suffix: str
    pattern: str
    value: str


@dataclass(frozen=True, slots=True)
class Column:
    """One metric.  ``unless``: read only where that metric of the table gave nothing.

    ``magnitude`` and ``precision`` are columns that say where a sensor's decimal point stands.
    """

    metric: str
    oid: Oid
    reading: Reading = Reading.GAUGE
    scale: float = 1.0
    offset: float = 0.0
    states: Mapping[int, str] = field(default_factory=dict)
    slow: bool = False
    unless: str = ""
    extracts: tuple[Extract, ...] = ()
    magnitude: Oid = b""
    precision: Oid = b""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A label that stands in another column; ``by``: the parts of the index it is found by."""

    label: str
    oid: Oid
    reading: Reading = Reading.TEXT
    by: tuple[str, ...] = ()
    states: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """Columns that share their index.  ``key``: labels by which a row is the same when its number changed."""

    name: str
    indexes: tuple[Index, ...]
    columns: tuple[Column, ...]
    lookups: tuple[Lookup, ...] = ()
    dropped: tuple[str, ...] = ()
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """``object_ids``: of which devices; ``answers``: or those that have one of these subtrees."""

    name: str
    scalars: tuple[Column, ...] = ()
    tables: tuple[Table, ...] = ()
    object_ids: tuple[Oid, ...] = ()
    answers: tuple[Oid, ...] = ()
    traps: Mapping[Oid, str] = field(default_factory=dict)
    at: str = ""

    def columns(self) -> Iterable[Column]:
        yield from self.scalars
        for table in self.tables:
            yield from table.columns


@dataclass(frozen=True, slots=True)
class _ColumnEntry:
    oid: str
    kind: Reading = Reading.GAUGE
    scale: float = 1.0
    offset: float = 0.0
    states: Mapping[str, str] = field(default_factory=dict)
    slow: bool = False
    unless: str = ""
    magnitude: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True)
class _IndexEntry:
    label: str
    kind: IndexKind = IndexKind.NUMBER
    size: int = 0
    implied: bool = False
    states: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _LookupEntry:
    oid: str
    kind: Reading = Reading.TEXT
    by: tuple[str, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _TableEntry:
    index: tuple[str | _IndexEntry, ...]
    columns: Mapping[str, str | _ColumnEntry]
    oid: str = ""
    labels: Mapping[str, str | _LookupEntry] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class _When:
    object_id: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _ProfileEntry:
    profile: str
    when: _When = field(default_factory=_When)
    scalars: Mapping[str, str | _ColumnEntry] = field(default_factory=dict)
    tables: Mapping[str, _TableEntry] = field(default_factory=dict)
    traps: Mapping[str, str] = field(default_factory=dict)
    at: str = ""


def profile_from_node(node: Node) -> Profile:
    """Read one profile.  Raises ConfigError with file:line."""
    entry = bind(node, _ProfileEntry)
    try:
        profile = Profile(
            name=entry.profile,
            scalars=tuple(_scalar(name, one) for name, one in entry.scalars.items()),
            tables=tuple(_table(name, one) for name, one in entry.tables.items()),
            object_ids=tuple(map(oid_from_text, entry.when.object_id)),
            answers=tuple(map(oid_from_text, entry.when.answers)),
            traps={oid_from_text(oid): name for name, oid in entry.traps.items()},
            at=entry.at,
        )
    except (Malformed, ValueError) as error:
        raise ConfigError(
            "the profile {name!r} cannot be read: {reason}",
            at=entry.at,
            name=entry.profile,
            reason=error,
        ) from error
    return checked(profile)


def checked(profile: Profile) -> Profile:
    """Return the profile where its names can be metrics and labels.  Raises ConfigError."""
    columns = list(profile.columns())
    labels = [index.label for table in profile.tables for index in table.indexes]
    labels += [one.label for table in profile.tables for one in table.lookups]
    names = [*labels, *(column.metric for column in columns)]
    wrong = next((one for one in names if not _NAME.fullmatch(one)), None)
    wrong = wrong or next((one for one in labels if one in _RESERVED), None)
    if wrong is not None:
        raise ConfigError(
            "{name!r} cannot be the name of a metric or label", at=profile.at, name=wrong[:80]
        )
    if len(columns) > MOST_COLUMNS:
        raise ConfigError(
            "the profile {name!r} has more than {most} columns",
            at=profile.at,
            name=profile.name,
            most=MOST_COLUMNS,
        )
    return profile


def _scalar(name: str, entry: str | _ColumnEntry) -> Column:
    return _column(name, entry, "")


def _column(name: str, entry: str | _ColumnEntry, table_oid: str) -> Column:
    found = _ColumnEntry(entry) if isinstance(entry, str) else entry
    return Column(
        metric=name,
        oid=_below(table_oid, found.oid),
        reading=found.kind,
        scale=found.scale,
        offset=found.offset,
        states=_states(found.states),
        slow=found.slow,
        unless=found.unless,
        magnitude=_below(table_oid, found.magnitude) if found.magnitude else b"",
        precision=_below(table_oid, found.precision) if found.precision else b"",
    )


def _table(name: str, entry: _TableEntry) -> Table:
    return Table(
        name=name,
        indexes=tuple(_index(one) for one in entry.index),
        columns=tuple(_column(metric, one, entry.oid) for metric, one in entry.columns.items()),
        lookups=tuple(_lookup(label, one, entry.oid) for label, one in entry.labels.items()),
        key=entry.key,
    )


def _index(entry: str | _IndexEntry) -> Index:
    if isinstance(entry, str):
        return Index(entry)
    return Index(entry.label, entry.kind, entry.size, entry.implied, _states(entry.states))


def _lookup(label: str, entry: str | _LookupEntry, table_oid: str) -> Lookup:
    found = _LookupEntry(entry) if isinstance(entry, str) else entry
    return Lookup(label, _below(table_oid, found.oid), found.kind, found.by, _states(found.states))


def _states(entry: Mapping[str, str]) -> Mapping[int, str]:
    return {int(number): word for number, word in entry.items()}


def _below(table: str, oid: str) -> Oid:
    """Return ``.5`` as a column of the table, and whole identifiers as they are."""
    return oid_from_text(f"{table}{oid}" if oid.startswith(".") and table else oid)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All profiles by name; own ones replace shipped ones of the same name."""

    profiles: Mapping[str, Profile]

    def named(self, name: str) -> Profile | None:
        return self.profiles.get(name)

    def of_device(self, object_id: Oid) -> tuple[Profile, ...]:
        """Return the profiles of a device by its sysObjectID: those with the longest match."""
        sizes = {
            name: max((len(oid) for oid in one.object_ids if _is_below(object_id, oid)), default=0)
            for name, one in self.profiles.items()
        }
        longest = max(sizes.values(), default=0)
        return tuple(
            self.profiles[name] for name, size in sizes.items() if size and size == longest
        )

    def asking(self) -> tuple[Profile, ...]:
        """Return the profiles that are for whoever answers."""
        return tuple(one for one in self.profiles.values() if one.answers)

    def trap_names(self) -> Mapping[Oid, str]:
        return {oid: name for one in self.profiles.values() for oid, name in one.traps.items()}

    def object_names(self) -> Mapping[Oid, str]:
        return {
            column.oid: column.metric for one in self.profiles.values() for column in one.columns()
        }


def _is_below(oid: Oid, root: Oid) -> bool:
    return oid == root or oid.startswith(root)


@cache
def shipped_profiles() -> Catalogue:
    """Return the profiles that come with the program; read once."""
    found = (profile_from_node(read_yaml(path)) for path in sorted(SHIPPED.glob("*.yml")))
    return Catalogue({one.name: one for one in found})


def with_own(catalogue: Catalogue, own: Sequence[Profile]) -> Catalogue:
    return Catalogue({**catalogue.profiles, **{one.name: one for one in own}})


def profiles_in_text(text: str, name: str) -> tuple[Profile, ...]:
    """Read a file of ours or of snmp_exporter.  Raises ConfigError."""
    from collector.snmp.exporter_modules import is_exporter_file, modules_from_node

    node = parse_yaml(text, name=name)
    return modules_from_node(node) if is_exporter_file(node) else (profile_from_node(node),)
