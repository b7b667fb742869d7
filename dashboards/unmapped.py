"""Alerts and lines from whoever is in no inventory: what they are, and what to write to map them.

Pure: the server collects them, a page and the command line show them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.inventory.files import MAX_NAME
from watchkeeper.inventory.patterns import pattern
from watchkeeper.inventory.registry import Inventory

_PORT = re.compile(r":\d{1,5}$")
_ADDRESS = re.compile(r"\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*")


class Door(Enum):
    """By which door something came that nobody could place."""

    ALERT = "alert"
    SYSLOG = "syslog"


@dataclass(frozen=True, slots=True)
class Unmapped:
    """``instance``: what its sender calls the thing; ``example``: one alert of it, or a line.

    ``at``: when the newest of them began.
    """

    door: Door
    instance: str
    source: str
    count: int
    at: Instant
    example: str
    labels: Mapping[str, str]
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to write, and into which file."""

    file: str
    line: str


@dataclass(frozen=True, slots=True)
class _Names:
    """Targets by their names in small letters, and by the first part of these."""

    whole: Mapping[str, str]
    first: Mapping[str, str]


def suggested(
    found: Iterable[Unmapped], inventory: Inventory
) -> tuple[tuple[Unmapped, Suggestion], ...]:
    """Return each with what maps it; some 10 us for one, so off the event loop for many."""
    whole = {target.name.lower(): target.name for target in inventory}
    names = _Names(whole, {name.partition(".")[0]: full for name, full in whole.items()})
    return tuple((one, _suggestion(one, names)) for one in found)


def _suggestion(one: Unmapped, names: _Names) -> Suggestion:
    """Return what maps *one*: to the target that is called almost so, else to a new one."""
    host = _PORT.sub("", one.instance).strip("[]")
    known = _namesake(host, names)
    if one.door is Door.SYSLOG:
        return _new_target(one, host, host)
    if not one.instance:
        return Suggestion("alerts.yml", _entry(_shortest(one.labels), "customer", "CUSTOMER"))
    if known:
        return Suggestion(
            "alerts.yml", _entry({"instance": _fitting(one.instance)}, "target", known)
        )
    return _new_target(one, host, host if _ADDRESS.fullmatch(host) else "")


def _namesake(host: str, names: _Names) -> str:
    """Return the target whose name is the host's first part, or the other way round."""
    if _ADDRESS.fullmatch(host):
        return ""
    first = host.partition(".")[0].lower()
    return names.whole.get(first) or names.first.get(first, "")


def _new_target(one: Unmapped, name: str, address: str) -> Suggestion:
    facts = {
        "name": _nameable(name),
        **({"address": address} if address else {}),
    }
    customer = one.customer if one.customer else ""
    if customer:
        facts["customer"] = customer
    return Suggestion("targets/NAME.yml", f"- {{{_pairs(facts)}}}")


def _nameable(text: str) -> str:
    """Return a name that a target may have."""
    plain = "".join(char if char.isprintable() and char != "/" else "_" for char in text)
    return plain[:MAX_NAME].strip() or "NAME"


def _entry(when: Mapping[str, str], key: str, value: str) -> str:
    return f"- {{when: {{{_pairs(when)}}}, {key}: {_quoted(value)}}}"


def _shortest(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return what tells an alert without an instance apart in the fewest words."""
    for name in ("cluster", "job", "namespace", "alertname"):
        if labels.get(name):
            return {name: _fitting(labels[name])}
    return {name: _fitting(text) for name, text in sorted(labels.items())[:1]}


def _fitting(text: str) -> str:
    """Return what ``when`` fits *text* by: itself, quoted for RE2 where it is no pattern."""
    try:
        pattern(text)
    except InvalidInput:
        return f"\\Q{text}\\E"
    return text


def _pairs(facts: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {_quoted(value)}" for name, value in facts.items())


def _quoted(text: str) -> str:
    """Write a text as YAML takes it within braces."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", text) and text.lower() not in _WORDS_OF_YAML:
        return text
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    """Return a character as YAML has it between double quotes."""
    if char in {'"', "\\"}:
        return f"\\{char}"
    return char if char.isprintable() and ord(char) < 0xD800 else f"\\U{ord(char):08X}"


_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def newest_first(found: Iterable[Unmapped]) -> tuple[Unmapped, ...]:
    return tuple(sorted(found, key=lambda one: (-one.at, one.instance, one.source)))
