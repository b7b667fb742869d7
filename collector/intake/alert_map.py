"""``alerts.yml``: what posted alerts are here: their level, target, customer, or a sign of life.

Entries are looked at from top to bottom; each of these facts comes from the first entry that fits
and says it.  Patterns are RE2's and must match the whole value; a value that is written as it is
fits too.  Pure but for reading the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node, read_yaml
from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import DAY, MINUTE, Duration
from watchkeeper.core.labels import Labels
from watchkeeper.core.levels import Level
from watchkeeper.inventory.patterns import Pattern, pattern
from watchkeeper.inventory.registry import Inventory

FILE_NAME = "alerts.yml"
MOST_ENTRIES = 2_000
_MOST_KNOWN = 50_000
_LONGEST_KNOWN = 2_000
"""Characters of an alert's labels; they may have 64 times 2,304, which would be 7 GB of known ones."""

_GRACE = Duration(MINUTE)
_LONGEST = Duration(31 * DAY)
_PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Pulse:
    """An alert that always fires: each time it comes is a sign of life of its sender.

    ``every`` None: as long as the alert says that it lasts.
    """

    every: Duration | None = None
    grace: Duration = _GRACE

    def __post_init__(self) -> None:
        if self.every is not None and not MINUTE <= self.every <= _LONGEST:
            raise InvalidInput("heartbeat: every must be 1m to 31d")
        if not 0 <= self.grace <= _LONGEST:
            raise InvalidInput("heartbeat: grace must be 0s to 31d")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value, or a pattern of values; compiled once, for an alert meets thousands of them."""

    text: str
    compiled: Pattern = field(repr=False, compare=False)

    def groups_in(self, value: str) -> Mapping[str, str] | None:
        """Return the named groups; None where it does not fit."""
        if self.text == value:
            return {}
        match = self.compiled.fullmatch(value)
        if match is None:
            return None
        return {name: text or "" for name, text in match.groupdict().items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """``when``: by label the values and patterns one of which must fit; '' fits a missing label."""

    when: Mapping[str, tuple[Wanted, ...]]
    level: Level | None = None
    target: str = ""
    customer: str = ""
    heartbeat: Pulse | None = None
    at: str = ""

    def found_in(self, labels: Mapping[str, str]) -> Mapping[str, str] | None:
        """Return the words for ``{name}``: labels and named groups; None where it does not fit."""
        words: dict[str, str] = {}
        for name, wanted in self.when.items():
            value = labels.get(name, "")
            found = (one.groups_in(value) for one in wanted)
            groups = next((each for each in found if each is not None), None)
            if groups is None:
                return None
            words |= groups
        return {**labels, **words}


@dataclass(frozen=True, slots=True)
class AlertMap:
    """All entries, then the one that makes ``Watchdog`` a sign of life."""

    entries: tuple[Entry, ...] = ()
    _known: dict[Labels, Meaning] = field(default_factory=dict, repr=False, compare=False)

    def meaning(self, labels: Labels) -> Meaning:
        """Return what the entries say of an alert with these labels; senders repeat themselves."""
        found = self._known.get(labels)
        if found is None:
            found = self._looked_up(labels)
            self._remember(labels, found)
        return found

    def _remember(self, labels: Labels, found: Meaning) -> None:
        if sum(len(name) + len(value) for name, value in labels) > _LONGEST_KNOWN:
            return
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[labels] = found

    def _looked_up(self, labels: Labels) -> Meaning:
        known, found = dict(labels), Meaning()
        for entry in (*self.entries, _SHIPPED):
            words = entry.found_in(known)
            if words is not None:
                found = found.completed_by(entry, words)
        return found

    def mapped(self, alert: PostedAlert) -> PostedAlert:
        """Return the alert with what the entries say of it; what its sender's mapping said stays."""
        found = self.meaning(alert.labels)
        return replace(
            alert,
            level=alert.level or found.level,
            target=alert.target or found.target,
            customer=alert.customer or found.customer,
        )


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an alert is here; empty where nothing is said.  ``places``: the entries that said it."""

    level: Level | None = None
    target: str = ""
    customer: str = ""
    pulse: Pulse | None = None
    places: tuple[str, ...] = ()

    def completed_by(self, entry: Entry, words: Mapping[str, str]) -> Meaning:
        found = replace(
            self,
            level=self.level or entry.level,
            target=self.target or _filled(entry.target, words),
            customer=self.customer or _filled(entry.customer, words),
            pulse=self.pulse or entry.heartbeat,
        )
        return found if found == self else replace(found, places=(*self.places, entry.at))


_WATCHDOG = Wanted("Watchdog", pattern("Watchdog"))
_SHIPPED = Entry(MappingProxyType({"alertname": (_WATCHDOG,)}), heartbeat=Pulse(), at="shipped")


@dataclass(frozen=True, slots=True)
class _Written:
    when: Mapping[str, Node]
    level: Level | None = None
    target: str = ""
    customer: str = ""
    heartbeat: Pulse | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    alerts: tuple[_Written, ...] = field(default=())


def read_alert_map(folder: Path) -> AlertMap:
    """Read ``alerts.yml`` of *folder*, which may be missing.  Raises ConfigError."""
    path = folder / FILE_NAME
    return alert_map_of(read_yaml(path, name=FILE_NAME)) if path.exists() else AlertMap()


def alert_map_of(node: Node) -> AlertMap:
    """Return the map that a file says.  Raises ConfigError with its line."""
    found = bind(node, _File)
    if len(found.alerts) > MOST_ENTRIES:
        raise ConfigError("may have at most {most} entries", at=node.at, most=MOST_ENTRIES)
    return AlertMap(tuple(_entry(one) for one in found.alerts))


def misplaced(found: AlertMap, inventory: Inventory) -> Iterator[ConfigError]:
    """Yield the entries that name a target or a customer which is not there."""
    for entry in found.entries:
        if entry.target and "{" not in entry.target and entry.target not in inventory:
            yield ConfigError("there is no target {name!r}", at=entry.at, name=entry.target)
        named = entry.customer
        if named and "{" not in named and named not in inventory.customers:
            yield ConfigError("there is no customer {name!r}", at=entry.at, name=named)


def _entry(written: _Written) -> Entry:
    if not written.when:
        raise ConfigError("'when' must name at least one label", at=written.at)
    if not (written.level or written.target or written.customer or written.heartbeat):
        raise ConfigError("says nothing: give level, target, customer or heartbeat", at=written.at)
    when = {name: _wanted(node) for name, node in written.when.items()}
    known = frozenset(when) | frozenset(
        name for wanted in when.values() for one in wanted for name in _group_names(one.text)
    )
    for text in (written.target, written.customer):
        _check_places(text, known, at=written.at)
    return Entry(
        MappingProxyType(when),
        written.level,
        written.target,
        written.customer,
        written.heartbeat,
        written.at,
    )


def _wanted(node: Node) -> tuple[Wanted, ...]:
    items: Sequence[Node] = node.value if isinstance(node.value, tuple) else (node,)
    return tuple(_value_or_pattern(item) for item in items)


def _value_or_pattern(node: Node) -> Wanted:
    if isinstance(node.value, (dict, tuple)):
        raise ConfigError("a label is compared with a text or a list of texts", at=node.at)
    try:
        return Wanted(node.text, pattern(node.text))
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error


def _group_names(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\(\?P<([A-Za-z_]\w*)>", text))


def _check_places(text: str, known: frozenset[str], *, at: str) -> None:
    for name in _PLACE.findall(text):
        if name not in known:
            raise ConfigError(
                "{place!r} is neither a label of 'when' nor a group of one of its patterns",
                at=at,
                place=f"{{{name}}}",
            )


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda match: words.get(match[1], ""), text)
