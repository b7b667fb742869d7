"""Read maintenance windows from YAML: names, and when each is open for what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ticketing.mutes.matchers import read_matchers
from ticketing.mutes.windows import (
    Days,
    Once,
    OnDaysOfMonth,
    OnNthWeekday,
    OnWeekdays,
    Window,
)
from ticketing.policy_words import time_of_day_at
from watchkeeper.config.bind import bind, unknown_key
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import Instant, date_from_text

FILE_NAME = "maintenance.yml"
MAX_WINDOWS = 1_000
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIRST_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A window as it is written.  ``days`` is how many days later than it opens it closes."""

    on: Node
    hours: Node
    days: int = 0
    zone: str = "Asia/Shanghai"
    customer: str | None = None
    targets: tuple[str, ...] = ()
    alerts: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Weeks:
    """``{weekdays: [sun], every: 2, since: 2026-01-04}``."""

    weekdays: Node
    every: int = 1
    since: date = _FIRST_MONDAY


@dataclass(frozen=True, slots=True)
class _Month:
    """``{days: [1, -1]}``."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Nth:
    """``{nth: 2, weekday: tue}``; -1 is the last one."""

    nth: int
    weekday: Node


def windows_of(node: Node) -> tuple[Window, ...]:
    """Read a file of windows by their names.  Raises ConfigError."""
    if not isinstance(node.value, dict):
        raise ConfigError("write windows by their names: `patches: {on: sun, ...}`", at=node.at)
    return windows_from_nodes(node.value, known_since=Instant(0))


def unknown_in(
    windows: Iterable[Window],
    *,
    customers: Callable[[str], bool],
    targets: Callable[[str], bool],
    at: str,
) -> Iterator[ConfigError]:
    """Yield the names that no inventory holds: such a window would hold nothing."""
    for window in windows:
        if window.customer is not None and not customers(window.customer):
            yield _unknown(window.name, window.customer, at)
        for name in sorted(window.targets):
            if not targets(name):
                yield _unknown(window.name, name, at)


def _unknown(window: str, name: str, at: str) -> ConfigError:
    return ConfigError(
        "the window {window!r} names {name!r}, which is not known",
        at=at,
        window=window,
        name=name,
    )


def windows_from_nodes(
    entries: Mapping[str, Node], *, known_since: Instant, made_by: str = ""
) -> tuple[Window, ...]:
    """Return the windows.  Raises ConfigError with file and line."""
    if len(entries) > MAX_WINDOWS:
        at = next(iter(entries.values())).at
        raise ConfigError("at most {most} maintenance windows", at=at, most=MAX_WINDOWS)
    return tuple(
        window_from_node(name, node, known_since=known_since, made_by=made_by)
        for name, node in entries.items()
    )


def window_from_node(name: str, node: Node, *, known_since: Instant, made_by: str = "") -> Window:
    """Read one window.  Closing no later than opening means the next day.  Raises ConfigError."""
    entry = bind(node, _Entry, name)
    opens, dash, closes = entry.hours.text.partition("-")
    if not dash:
        raise ConfigError("write the hours of a window as 23:00-02:00", at=entry.hours.at)
    begins = time_of_day_at(opens, entry.hours.at)
    ends = time_of_day_at(closes, entry.hours.at)
    extra_days = entry.days if entry.days or ends > begins else 1
    try:
        return Window(
            name=name,
            days=_days(entry.on),
            opens=begins,
            closes=ends,
            extra_days=extra_days,
            zone=entry.zone,
            matchers=read_matchers(entry.alerts),
            targets=frozenset(entry.targets),
            customer=entry.customer,
            reason=entry.reason,
            made_by=made_by,
            known_since=known_since,
        )
    except ConfigError:
        raise
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error


def _days(node: Node) -> Days:
    if not isinstance(node.value, dict):
        return _plain_days(node)
    if "weekdays" in node.value:
        weeks = bind(node, _Weeks, "on")
        return OnWeekdays(_weekdays(weeks.weekdays), weeks.every, weeks.since)
    if "nth" in node.value:
        nth = bind(node, _Nth, "on")
        return OnNthWeekday(nth.nth, _weekday(nth.weekday.text, nth.weekday.at))
    return OnDaysOfMonth(frozenset(bind(node, _Month, "on").days))


def _plain_days(node: Node) -> Days:
    """Read ``2026-12-05``, ``daily``, ``sun``, ``mon-fri`` or ``[sat, sun]``."""
    if node.text[:1].isdigit():
        return Once(date_from_text(node.text))
    if node.text == "daily":
        return OnWeekdays(frozenset(range(7)))
    return OnWeekdays(_weekdays(node))


def _weekdays(node: Node) -> frozenset[int]:
    if isinstance(node.value, tuple):
        return frozenset(_weekday(item.text, item.at) for item in node.value)
    first, dash, last = node.text.partition("-")
    begin = _weekday(first, node.at)
    end = _weekday(last, node.at) if dash else begin
    return frozenset((begin + n) % 7 for n in range((end - begin) % 7 + 1))


def _weekday(text: str, at: str) -> int:
    if text not in _WEEKDAYS:
        raise unknown_key(text, list(_WEEKDAYS), at=at)
    return _WEEKDAYS.index(text)
