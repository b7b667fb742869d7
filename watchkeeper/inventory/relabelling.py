"""Relabelling as Prometheus does it: rules that change, keep or drop label sets; pure.

Source: prometheus.io/docs/prometheus/latest/configuration, "relabel_config".
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.inventory.patterns import Match, pattern

MAX_RULES = 200
MAX_VALUE_CHARACTERS = 65_536
_LABEL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_PLACE = re.compile(r"\$(?:\$|(\w+)|\{(\w+)\})", re.ASCII)

LabelMap = Mapping[str, str]


class Action(Enum):
    """What a rule does."""

    REPLACE = "replace"
    LOWERCASE = "lowercase"
    UPPERCASE = "uppercase"
    KEEP = "keep"
    DROP = "drop"
    KEEPEQUAL = "keepequal"
    DROPEQUAL = "dropequal"
    HASHMOD = "hashmod"
    LABELMAP = "labelmap"
    LABELDROP = "labeldrop"
    LABELKEEP = "labelkeep"


_NEED_TARGET = frozenset(
    {
        Action.REPLACE,
        Action.LOWERCASE,
        Action.UPPERCASE,
        Action.KEEPEQUAL,
        Action.DROPEQUAL,
        Action.HASHMOD,
    }
)


@dataclass(frozen=True, slots=True)
class RelabelRule:
    """One relabel_config; the keys and defaults are Prometheus's."""

    source_labels: tuple[str, ...] = ()
    separator: str = ";"
    target_label: str = ""
    regex: str = "(.*)"
    modulus: int = 0
    replacement: str = "$1"
    action: Action = Action.REPLACE
    at: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        pattern(self.regex)
        if self.action in _NEED_TARGET and not self.target_label:
            raise InvalidInput("the action {action} needs a target_label", action=self.action.value)
        if self.action is Action.HASHMOD and self.modulus < 1:
            raise InvalidInput("the action hashmod needs a modulus of at least 1")


def relabelled(labels: LabelMap, rules: Sequence[RelabelRule]) -> LabelMap | None:
    """Return the labels after all rules; None where one drops them.  Raises TooLarge."""
    found = dict(labels)
    for rule in rules:
        after = _APPLY[rule.action](found, rule)
        if after is None:
            return None
        found = after
    return found


def _value(labels: LabelMap, rule: RelabelRule) -> str:
    return rule.separator.join(labels.get(name, "") for name in rule.source_labels)


def _replace(labels: dict[str, str], rule: RelabelRule) -> dict[str, str]:
    match = pattern(rule.regex).fullmatch(_value(labels, rule))
    if match is None:
        return labels
    name = expanded(rule.target_label, match)
    if not _LABEL_NAME.fullmatch(name):
        return labels
    return _with(labels, name, expanded(rule.replacement, match))


def _lowercase(labels: dict[str, str], rule: RelabelRule) -> dict[str, str]:
    return _with(labels, rule.target_label, _value(labels, rule).lower())


def _uppercase(labels: dict[str, str], rule: RelabelRule) -> dict[str, str]:
    return _with(labels, rule.target_label, _value(labels, rule).upper())


def _keep(labels: dict[str, str], rule: RelabelRule) -> dict[str, str] | None:
    return labels if pattern(rule.regex).fullmatch(_value(labels, rule)) else None


def _drop(labels: dict[str, str], rule: RelabelRule) -> dict[str, str] | None:
    return None if pattern(rule.regex).fullmatch(_value(labels, rule)) else labels


def _keep_equal(labels: dict[str, str], rule: RelabelRule) -> dict[str, str] | None:
    return labels if _value(labels, rule) == labels.get(rule.target_label, "") else None


def _drop_equal(labels: dict[str, str], rule: RelabelRule) -> dict[str, str] | None:
    return None if _value(labels, rule) == labels.get(rule.target_label, "") else labels


def _hashmod(labels: dict[str, str], rule: RelabelRule) -> dict[str, str]:
    digest = hashlib.md5(_value(labels, rule).encode(), usedforsecurity=False).digest()
    return _with(labels, rule.target_label, str(int.from_bytes(digest[8:], "big") % rule.modulus))


def _label_map(labels: dict[str, str], rule: RelabelRule) -> dict[str, str]:
    found = dict(labels)
    for name, value in labels.items():
        match = pattern(rule.regex).fullmatch(name)
        if match is not None:
            found[expanded(rule.replacement, match)] = value
    return found


def _label_drop(labels: dict[str, str], rule: RelabelRule) -> dict[str, str]:
    wanted = pattern(rule.regex)
    return {name: value for name, value in labels.items() if not wanted.fullmatch(name)}


def _label_keep(labels: dict[str, str], rule: RelabelRule) -> dict[str, str]:
    wanted = pattern(rule.regex)
    return {name: value for name, value in labels.items() if wanted.fullmatch(name)}


_APPLY: Mapping[Action, Callable[[dict[str, str], RelabelRule], dict[str, str] | None]] = (
    MappingProxyType(
        {
            Action.REPLACE: _replace,
            Action.LOWERCASE: _lowercase,
            Action.UPPERCASE: _uppercase,
            Action.KEEP: _keep,
            Action.DROP: _drop,
            Action.KEEPEQUAL: _keep_equal,
            Action.DROPEQUAL: _drop_equal,
            Action.HASHMOD: _hashmod,
            Action.LABELMAP: _label_map,
            Action.LABELDROP: _label_drop,
            Action.LABELKEEP: _label_keep,
        }
    )
)


def _with(labels: dict[str, str], name: str, value: str) -> dict[str, str]:
    """Return the labels with one set, or without it where its value is empty."""
    if len(value) > MAX_VALUE_CHARACTERS:
        raise TooLarge(
            "relabelling makes a value of more than {most} characters", most=MAX_VALUE_CHARACTERS
        )
    found = {key: kept for key, kept in labels.items() if key != name}
    if value:
        found[name] = value
    return found


def expanded(template: str, match: Match) -> str:
    """Put groups in place of ``$1`` and ``${name}``, as Go's Regexp.Expand does.

    ``$1x`` is the group called ``1x``, which is empty; ``$$`` is a dollar sign.
    """
    groups, named = match.groups(), match.groupdict()

    def group(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        if name is None:
            return "$"
        if not name.isdecimal():
            return named.get(name) or ""
        number = int(name)
        if number == 0:
            return match.group(0) or ""
        return (groups[number - 1] or "") if number <= len(groups) else ""

    return _PLACE.sub(group, template)
