"""Read calendars from YAML: hours of weekdays, and dates on which something else holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from ticketing.calendars import CalendarSpec, Spans
from ticketing.policy_words import hours_from_node
from ticketing.workdays.days import usual_hours
from watchkeeper.config.bind import unknown_key
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import date_from_text

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def calendars_from_nodes(entries: Mapping[str, Node]) -> Mapping[str, CalendarSpec]:
    return MappingProxyType({name: _calendar(name, node) for name, node in entries.items()})


def _calendar(name: str, node: Node) -> CalendarSpec:
    """Read ``{mon-fri: ["09:00-12:00", "13:00-18:00"], days: {2026-10-01: closed}}``."""
    if not isinstance(node.value, dict):
        raise ConfigError("a calendar has weekdays and their hours", at=node.at)
    week: list[Spans] = [()] * 7
    for key, item in node.value.items():
        if key != "days":
            for day in _weekdays(key, item.key_at):
                week[day] = _spans(item)
    days = node.value.get("days")
    dated = _dated(days, tuple(week)) if days else {}
    return _specified(lambda: CalendarSpec(name, tuple(week), days=MappingProxyType(dated)), node)


def _weekdays(key: str, at: str) -> range:
    first, dash, last = key.partition("-")
    if first not in _DAYS or (dash and last not in _DAYS):
        raise unknown_key(key, [*_DAYS, "mon-fri", "days"], at=at)
    return range(_DAYS.index(first), _DAYS.index(last or first) + 1)


def _dated(node: Node, week: tuple[Spans, ...]) -> dict[date, Spans]:
    if not isinstance(node.value, dict):
        raise ConfigError("days are dates and what holds on them", at=node.at)
    dated: dict[date, Spans] = {}
    for key, item in node.value.items():
        try:
            day = date_from_text(key)
        except InvalidInput as error:
            raise ConfigError(error.sentence, at=item.key_at, **error.facts) from error
        dated[day] = _spans_of_date(item, week)
    return dated


def _spans_of_date(node: Node, week: tuple[Spans, ...]) -> Spans:
    if node.text == "closed":
        return ()
    if node.text == "workday":
        return usual_hours(week)
    return _spans(node)


def _spans(node: Node) -> Spans:
    items = node.value if isinstance(node.value, tuple) else (node,)
    return tuple(hours_from_node(item) for item in items)


def _specified(make: Callable[[], CalendarSpec], node: Node) -> CalendarSpec:
    try:
        return make()
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error
