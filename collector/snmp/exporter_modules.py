"""Modules of snmp_exporter's generated ``snmp.yml`` as profiles: with or without its ``modules:``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import re2

from collector.snmp.ber import Malformed, oid_from_text
from collector.snmp.extracts import compiled
from collector.snmp.profiles import (
    Column,
    Extract,
    Index,
    IndexKind,
    Lookup,
    Profile,
    Reading,
    Table,
    checked,
)
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError

_READINGS: Mapping[str, Reading] = {
    "gauge": Reading.GAUGE,
    "counter": Reading.COUNTER,
    "Float": Reading.GAUGE,
    "Double": Reading.GAUGE,
    "OctetString": Reading.HEX,
    "DisplayString": Reading.TEXT,
    "PhysAddress48": Reading.HEX,
    "InetAddressIPv4": Reading.ADDRESS,
    "InetAddressIPv6": Reading.ADDRESS,
    "IpAddr": Reading.ADDRESS,
    "InetAddress": Reading.ADDRESS,
    "DateAndTime": Reading.DATE,
    "EnumAsInfo": Reading.INFO,
    "EnumAsStateSet": Reading.STATES,
    "Bits": Reading.BITS,
    "OID": Reading.OID,
}
_INDEX_KINDS: Mapping[str, IndexKind] = {
    "gauge": IndexKind.NUMBER,
    "counter": IndexKind.NUMBER,
    "EnumAsInfo": IndexKind.NUMBER,
    "DisplayString": IndexKind.TEXT,
    "OctetString": IndexKind.HEX,
    "PhysAddress48": IndexKind.HEX,
    "InetAddress": IndexKind.ADDRESS,
    "InetAddressIPv4": IndexKind.IPV4,
    "InetAddressIPv6": IndexKind.HEX,
    "IpAddr": IndexKind.IPV4,
    "OID": IndexKind.OID,
}
_FIXED_SIZES = {"PhysAddress48": 6, "InetAddressIPv6": 16}
_GROUP = re.compile(r"\$\{?(\d)\}?")


@dataclass(frozen=True, slots=True)
class _IndexEntry:
    labelname: str
    type: str = "gauge"
    fixed_size: int = 0
    implied: bool = False
    enum_values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _LookupEntry:
    labels: tuple[str, ...] = ()
    labelname: str = ""
    oid: str = ""
    type: str = "gauge"
    enum_values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _ExtractEntry:
    value: str
    regex: str


@dataclass(frozen=True, slots=True)
class _MetricEntry:
    name: str
    oid: str
    type: str
    help: str = ""
    indexes: tuple[_IndexEntry, ...] = ()
    lookups: tuple[_LookupEntry, ...] = ()
    regex_extracts: Mapping[str, tuple[_ExtractEntry, ...]] = field(default_factory=dict)
    enum_values: Mapping[str, str] = field(default_factory=dict)
    datetime_pattern: str = ""
    offset: float = 0.0
    scale: float = 0.0
    at: str = ""


@dataclass(frozen=True, slots=True)
class _ModuleEntry:
    metrics: tuple[_MetricEntry, ...]


def is_exporter_file(node: Node) -> bool:
    """Tell whether a file is snmp_exporter's: it has modules, each with metrics."""
    modules = _modules(node)
    return bool(modules) and all(
        isinstance(one.value, dict) and "metrics" in one.value for one in modules.values()
    )


def _modules(node: Node) -> Mapping[str, Node]:
    if not isinstance(node.value, dict):
        return {}
    inner = node.value.get("modules")
    return inner.value if inner is not None and isinstance(inner.value, dict) else node.value


def modules_from_node(node: Node) -> tuple[Profile, ...]:
    """Read all modules of a file.  Raises ConfigError with the line of what is not understood."""
    return tuple(_module(name, one) for name, one in _modules(node).items())


def _module(name: str, node: Node) -> Profile:
    assert isinstance(node.value, dict)
    entries = bind(Node({"metrics": node.value["metrics"]}, node.at), _ModuleEntry).metrics
    scalars = tuple(_understood(one) for one in entries if not one.indexes)
    groups: dict[str, list[_MetricEntry]] = {}
    for entry in entries:
        if entry.indexes:
            groups.setdefault(repr((entry.indexes, entry.lookups)), []).append(entry)
    tables = tuple(_table(group) for group in groups.values())
    return checked(Profile(name=name, scalars=scalars, tables=tables, at=node.at))


def _understood(entry: _MetricEntry) -> Column:
    try:
        return _column(entry)
    except (Malformed, ValueError, re2.error) as error:
        raise ConfigError(
            "the metric {name} cannot be read: {reason}", at=entry.at, name=entry.name, reason=error
        ) from error


def _column(entry: _MetricEntry) -> Column:
    reading = _READINGS.get(entry.type)
    if reading is None or entry.datetime_pattern:
        raise ValueError(f"the type {entry.type} is not understood")
    return Column(
        metric=entry.name,
        oid=oid_from_text(entry.oid),
        reading=reading,
        scale=entry.scale or 1.0,
        offset=entry.offset,
        states=_states(entry.enum_values),
        extracts=tuple(
            Extract(suffix, one.regex, _template(one))
            for suffix, found in entry.regex_extracts.items()
            for one in found
        ),
    )


def _template(entry: _ExtractEntry) -> str:
    """Return Go's ``$1`` as RE2 writes it; the pattern is tried at once, so that its line is known."""
    compiled(entry.regex)
    return _GROUP.sub(r"\\\1", entry.value.replace("\\", ""))


def _table(group: list[_MetricEntry]) -> Table:
    first = group[0]
    found = [(one, _lookup(one)) for one in first.lookups]
    return Table(
        name=first.name,
        indexes=tuple(_index(one) for one in first.indexes),
        columns=tuple(_understood(one) for one in group),
        lookups=tuple(lookup for _, lookup in found if lookup is not None),
        dropped=tuple(one.labelname for one, lookup in found if lookup is None),
    )


def _index(entry: _IndexEntry) -> Index:
    kind = _INDEX_KINDS.get(entry.type)
    if kind is None:
        raise ConfigError(
            "the index {label!r} has the type {type}, which is not understood",
            label=entry.labelname,
            type=entry.type,
        )
    size = entry.fixed_size or _FIXED_SIZES.get(entry.type, 0)
    return Index(entry.labelname, kind, size, entry.implied, _states(entry.enum_values))


def _lookup(entry: _LookupEntry) -> Lookup | None:
    """Return the lookup; None for one that only takes a label away."""
    if not entry.oid:
        return None
    return Lookup(
        label=entry.labelname,
        oid=oid_from_text(entry.oid),
        reading=_READINGS.get(entry.type, Reading.TEXT),
        by=entry.labels,
        states=_states(entry.enum_values),
    )


def _states(entry: Mapping[str, str]) -> Mapping[int, str]:
    return {int(number): word for number, word in entry.items()}
