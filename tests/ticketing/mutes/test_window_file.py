"""Maintenance windows as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.mutes.matchers import read_matchers
from ticketing.mutes.window_file import windows_from_nodes
from ticketing.mutes.windows import Days, Once, OnDaysOfMonth, OnNthWeekday, OnWeekdays, Window
from watchkeeper.config.nodes import Node, parse_yaml
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import HOUR, Instant

NOW = Instant(1_795_400_000_000)


def read(text: str) -> tuple[Window, ...]:
    node = parse_yaml(text, name="maintenance.yml")
    assert isinstance(node.value, dict)
    return windows_from_nodes(node.value, known_since=NOW)


def read_one(on: str, hours: str = "01:00-03:00", more: str = "customer: acme") -> Window:
    (window,) = read(f'patches: {{on: {on}, hours: "{hours}", {more}}}')
    return window


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-12-05", Once(date(2026, 12, 5))),
        ("sun", OnWeekdays(frozenset({6}))),
        ("daily", OnWeekdays(frozenset(range(7)))),
        ("mon-fri", OnWeekdays(frozenset(range(5)))),
        ("sat-mon", OnWeekdays(frozenset({5, 6, 0}))),
        ("[tue, thu]", OnWeekdays(frozenset({1, 3}))),
        (
            "{weekdays: sun, every: 2, since: 2026-01-04}",
            OnWeekdays(frozenset({6}), 2, date(2026, 1, 4)),
        ),
        ("{days: [1, -1]}", OnDaysOfMonth(frozenset({1, -1}))),
        ("{nth: 2, weekday: tue}", OnNthWeekday(2, 1)),
        ("{nth: -1, weekday: sun}", OnNthWeekday(-1, 6)),
    ],
    ids=[
        "one date",
        "a weekday",
        "daily",
        "weekdays from to",
        "over the weekend",
        "a list",
        "every other week",
        "days of the month",
        "second Tuesday",
        "last Sunday",
    ],
)
def test_days_are_written_as_people_say_them(on: str, expected: Days) -> None:
    assert read_one(on).days == expected


@pytest.mark.parametrize(
    ("hours", "more", "length"),
    [
        ("01:00-03:00", "customer: a", 2),
        ("23:00-02:00", "customer: a", 3),
        ("00:00-24:00", "customer: a", 24),
        ("20:00-06:00", "customer: a, days: 2", 34),
        ("08:00-08:00", "customer: a", 24),
    ],
    ids=["a night", "over midnight", "a day", "over two midnights", "around the clock"],
)
def test_closing_before_opening_is_the_next_day(hours: str, more: str, length: int) -> None:
    assert read_one("sun", hours, more).length == length * HOUR


def test_a_window_says_what_it_is_about() -> None:
    """Alerts by matchers, targets by name, and since when it is known."""
    window = read_one(
        "sun", more="""targets: [web-1], alerts: 'job="node"', reason: patches, zone: UTC"""
    )
    assert window.matchers == read_matchers('job="node"')
    assert (window.targets, window.customer) == (frozenset({"web-1"}), None)
    assert (window.reason, window.zone, window.known_since) == ("patches", "UTC", NOW)


@pytest.mark.parametrize(
    "text",
    [
        'w: {on: sunday, hours: "01:00-03:00", customer: a}',
        'w: {on: 2026-02-30, hours: "01:00-03:00", customer: a}',
        'w: {on: {days: [32]}, hours: "01:00-03:00", customer: a}',
        'w: {on: {nth: 6, weekday: sun}, hours: "01:00-03:00", customer: a}',
        'w: {on: {weekdays: sun, evry: 2}, hours: "01:00-03:00", customer: a}',
        'w: {on: sun, hours: "01:00", customer: a}',
        'w: {on: sun, hours: "01:00-25:00", customer: a}',
        'w: {on: sun, hours: "01:00-03:00", customer: a, days: 8}',
        'w: {on: sun, hours: "01:00-03:00", customer: a, zone: Mars/Olympus}',
        'w: {on: sun, hours: "01:00-03:00"}',
        'w: {on: sun, hours: "01:00-03:00", alerts: \'job=~"("\'}',
        "w: {on: sun, customer: a}",
        "w: sun",
    ],
    ids=[
        "no such weekday",
        "no such date",
        "no such day",
        "no sixth Sunday",
        "unknown key",
        "no closing",
        "no such hour",
        "too long",
        "no such zone",
        "about everything",
        "no pattern",
        "no hours",
        "no window",
    ],
)
def test_a_mistake_is_told_with_its_line(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(f"\n{text}\n")
    assert str(caught.value).startswith("maintenance.yml:2")


_SCALARS = st.sampled_from(["sun", "2026-12-05", "mon-", "-", "", "7", "daily", "01:00-03:00"])


def _node(value: object) -> Node:
    match value:
        case dict():
            return Node({str(key): _node(item) for key, item in value.items()}, "w.yml:1")
        case list():
            return Node(tuple(_node(item) for item in value), "w.yml:1")
        case _:
            return Node(str(value), "w.yml:1", str(value))


@given(
    st.dictionaries(
        st.sampled_from(["on", "hours", "customer", "days", "targets", "alerts", "zone"]),
        st.recursive(
            _SCALARS | st.text(max_size=9),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["weekdays", "nth", "days", "every"]), inner)
            ),
            max_leaves=5,
        ),
    )
)
def test_any_yaml_is_read_or_refused(value: dict[str, object]) -> None:
    """Nothing but ConfigError comes out of reading."""
    try:
        (window,) = windows_from_nodes({"w": _node(value)}, known_since=NOW)
    except ConfigError:
        return
    assert window.length > 0
