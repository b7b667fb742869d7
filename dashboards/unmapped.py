"""Alerts and lines from whoever is in no inventory: what they are, and what to write to map them.

Pure: the server collects them, a page and the command line show them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from watchkeeper.core.instants import Instant
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


def suggestion(one: Unmapped, inventory: Inventory) -> Suggestion:
    """Return what maps *one*: to the target that is called almost so, else to a new one."""
    host = _PORT.sub("", one.instance).strip("[]")
    known = _namesake(host, inventory)
    if one.door is Door.SYSLOG:
        return _new_target(one, host, host)
    if not one.instance:
        return Suggestion("alerts.yml", _entry(_shortest(one.labels), "customer", "CUSTOMER"))
    if known:
        return Suggestion("alerts.yml", _entry({"instance": one.instance}, "target", known))
    return _new_target(one, host, host if _ADDRESS.fullmatch(host) else "")


def _namesake(host: str, inventory: Inventory) -> str:
    """Return the target whose name is the host's first part, or the other way round."""
    first = host.partition(".")[0].lower()
    named = {target.name.lower(): target.name for target in inventory}
    if first in named:
        return named[first]
    short = {name.partition(".")[0]: full for name, full in named.items()}
    return short.get(first, "") if not _ADDRESS.fullmatch(host) else ""


def _new_target(one: Unmapped, name: str, address: str) -> Suggestion:
    facts = {"name": name, **({"address": address} if address else {})}
    customer = one.customer if one.customer else ""
    if customer:
        facts["customer"] = customer
    return Suggestion("targets/NAME.yml", f"- {{{_pairs(facts)}}}")


def _entry(when: Mapping[str, str], key: str, value: str) -> str:
    return f"- {{when: {{{_pairs(when)}}}, {key}: {_quoted(value)}}}"


def _shortest(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return what tells an alert without an instance apart in the fewest words."""
    for name in ("cluster", "job", "namespace", "alertname"):
        if labels.get(name):
            return {name: labels[name]}
    return dict(sorted(labels.items())[:1])


def _pairs(facts: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {_quoted(value)}" for name, value in facts.items())


def _quoted(text: str) -> str:
    """Write a text as YAML takes it within braces."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", text) and text.lower() not in _WORDS_OF_YAML:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def newest_first(found: Iterable[Unmapped]) -> tuple[Unmapped, ...]:
    return tuple(sorted(found, key=lambda one: (-one.at, one.instance, one.source)))
