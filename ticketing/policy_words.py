"""Small readers that policy files share: levels, audiences, hours, conditions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

from ticketing.directory import Role
from ticketing.guards import ALWAYS, Guard, guard_from_text
from ticketing.policy import Audience, DeliveryWindow, Digest, Recipient
from ticketing.selection import ASKED, Select
from ticketing.types.model import Kind
from watchkeeper.config.bind import bind, unknown_key
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import TimeOfDay, time_of_day_from_text
from watchkeeper.core.levels import LEVELS, Criticality, Level, level_from_text

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")

E_ = TypeVar("E_", bound=Enum)
V = TypeVar("V")


def audience_from_node(node: Node) -> Audience:
    """Read ``owner``, ``owner+lead`` or ``role:project_manager``."""
    if isinstance(node.value, (dict, tuple)):
        raise ConfigError("to must be words joined by +, as owner+lead", at=node.at)
    return tuple(_recipient(word.strip(), node.at) for word in node.text.split("+"))


def _recipient(word: str, at: str) -> Recipient:
    if word == "owner":
        return Recipient()
    name = word.removeprefix("role:")
    known = {role.value: role for role in Role}
    if name not in known:
        raise unknown_key(name, ["owner", *known], at=at)
    return Recipient(known[name])


def window_from_node(node: Node) -> DeliveryWindow:
    opens, closes = hours_from_node(node)
    return DeliveryWindow(opens, closes)


def digest_from_node(node: Node) -> Digest:
    """Read ``08:30`` or ``08:30 on workdays``."""
    time_of_day, _, days = node.text.partition(" ")
    if days.strip() not in {"", "on workdays"}:
        raise ConfigError("a digest is a time of day, as '08:30 on workdays'", at=node.at)
    return Digest(time_of_day_at(time_of_day, node.at), on_workdays=bool(days))


def hours_from_node(node: Node) -> tuple[TimeOfDay, TimeOfDay]:
    opens, dash, closes = node.text.partition("-")
    start, end = time_of_day_at(opens, node.at), time_of_day_at(closes, node.at)
    if not dash or start >= end:
        raise ConfigError("{text!r} are no hours; write 09:00-17:30", at=node.at, text=node.text)
    return start, end


def time_of_day_at(text: str, at: str) -> TimeOfDay:
    try:
        return time_of_day_from_text(text)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=at, **error.facts) from error


def per_level(values: Mapping[str, V], at: str) -> Mapping[Level, V]:
    """Return the value of each level; ``*`` stands for those not named."""
    named: dict[Level, V] = {}
    for key, value in values.items():
        for level in LEVELS if key == "*" else (_level(key, at),):
            if key != "*" or str(level) not in values:
                named[level] = value
    return MappingProxyType(named)


def _level(text: str, at: str) -> Level:
    try:
        level = level_from_text(text)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=at, **error.facts) from error
    if level is Level.RECORD:
        raise ConfigError("record opens no ticket; use I, II, III or IV", at=at)
    return level


def guard_from_node(node: Node | None) -> Guard:
    if node is None:
        return ALWAYS
    try:
        return guard_from_text(node.text)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error


def words_from_node(node: Node, kind: type[E_], name: str) -> tuple[E_, ...]:
    """Read one word or a list of words."""
    items = node.value if isinstance(node.value, tuple) else (node,)
    return tuple(bind(item, kind, name) for item in items)


def check_name(name: str, at: str) -> None:
    """Refuse what cannot stand in keys and addresses.  Raises ConfigError."""
    if not _NAME.fullmatch(name):
        raise ConfigError(
            "{name!r} is no name; use letters, digits, _ and -, at most 40", at=at, name=name[:60]
        )


def select_from_nodes(nodes: Mapping[str, Node], at: str) -> Select:
    """Read ``{type: incident, severity: [III, IV]}``.  Raises ConfigError for an unknown word."""
    select: dict[str, frozenset[str]] = {}
    for name, node in nodes.items():
        if name not in ASKED:
            raise unknown_key(name, list(ASKED), at=at)
        words = node.value if isinstance(node.value, tuple) else (node,)
        given = [word.text for word in words]
        known = _KNOWN_WORDS.get(name)
        for word in given:
            if known is not None and word not in known:
                raise unknown_key(word, list(known), at=node.at)
        select[name] = frozenset(given)
    return MappingProxyType(select)


_KNOWN_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "type": tuple(kind.value for kind in Kind),
        "source": ("monitor", "person"),
        "severity": tuple(str(level) for level in LEVELS),
        "criticality": tuple(str(one) for one in Criticality),
    }
)
