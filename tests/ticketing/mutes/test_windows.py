"""Maintenance windows: wall time in, instants out, also in the nights when clocks change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.mutes.matchers import read_matchers
from ticketing.mutes.windows import (
    Days,
    Once,
    OnDaysOfMonth,
    OnNthWeekday,
    OnWeekdays,
    Window,
    next_change,
    occurrences,
    open_at,
)
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import (
    DAY,
    HOUR,
    MINUTE,
    Duration,
    Instant,
    TimeOfDay,
    instant_from_rfc3339,
    iso,
    local_day,
    time_of_day_from_text,
)

SUNDAYS = OnWeekdays(frozenset({6}))


def at(text: str) -> Instant:
    return instant_from_rfc3339(text)


def window(
    opens: str = "01:00",
    closes: str = "03:00",
    *,
    days: Days = SUNDAYS,
    zone: str = "Asia/Shanghai",
    extra_days: int = 0,
    known_since: str = "2020-01-01T00:00:00Z",
    **facts: object,
) -> Window:
    return Window(
        name="patch night",
        days=days,
        opens=time_of_day_from_text(opens),
        closes=time_of_day_from_text(closes),
        extra_days=extra_days,
        zone=zone,
        known_since=at(known_since),
        **{"customer": "acme", **facts},  # type: ignore[arg-type]  # facts of a window by name
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (Once(date(2024, 2, 29)), ["2024-02-29"]),
        (SUNDAYS, ["2024-02-04", "2024-02-11", "2024-02-18", "2024-02-25"]),
        (OnWeekdays(frozenset({6}), 2, date(2024, 2, 5)), ["2024-02-11", "2024-02-25"]),
        (OnDaysOfMonth(frozenset({1, -1})), ["2024-02-01", "2024-02-29"]),
        (OnDaysOfMonth(frozenset({30})), []),
        (OnDaysOfMonth(frozenset({-29})), ["2024-02-01"]),
        (OnNthWeekday(2, 1), ["2024-02-13"]),
        (OnNthWeekday(5, 3), ["2024-02-29"]),
        (OnNthWeekday(-1, 6), ["2024-02-25"]),
        (OnNthWeekday(5, 6), []),
    ],
    ids=[
        "once, on a leap day",
        "every Sunday",
        "every other Sunday",
        "first and last day",
        "a day that February lacks",
        "counted from the end",
        "second Tuesday",
        "fifth Thursday",
        "last Sunday",
        "a fifth Sunday that is not there",
    ],
)
def test_days_are_those_a_person_means(days: Days, expected: list[str]) -> None:
    """All of February 2024."""
    month = [date(2024, 2, 1) + timedelta(days=n) for n in range(29)]
    assert [str(day) for day in month if days.includes(day)] == expected


@pytest.mark.parametrize(
    ("zone", "day", "opens", "closes", "extra_days", "expected"),
    [
        ("Asia/Shanghai", date(2026, 11, 22), "23:00", "02:00", 1, "23:00:00+08:00 3h"),
        ("Europe/Berlin", date(2026, 3, 29), "01:00", "04:00", 0, "01:00:00+01:00 2h"),
        ("Europe/Berlin", date(2026, 3, 29), "02:15", "02:45", 0, "03:15:00+02:00 0.5h"),
        ("Europe/Berlin", date(2026, 3, 29), "02:50", "03:10", 0, "03:50:00+02:00 0.333h"),
        ("Europe/Berlin", date(2026, 10, 25), "01:00", "04:00", 0, "01:00:00+02:00 4h"),
        ("Europe/Berlin", date(2026, 10, 25), "02:15", "02:45", 0, "02:15:00+02:00 0.5h"),
        ("Australia/Lord_Howe", date(2026, 10, 4), "01:00", "03:00", 0, "01:00:00+10:30 1.5h"),
        ("Asia/Shanghai", date(2026, 12, 31), "20:00", "24:00", 0, "20:00:00+08:00 4h"),
    ],
    ids=[
        "over midnight",
        "an hour is skipped",
        "all of it is skipped",
        "its opening is skipped",
        "an hour comes twice",
        "all of it comes twice",
        "half an hour is skipped",
        "until the year ends",
    ],
)
def test_wall_time_is_kept_where_clocks_change(
    zone: str, day: date, opens: str, closes: str, extra_days: int, expected: str
) -> None:
    """It opens and closes when the clock on the wall says so; it never shrinks to nothing."""
    one = window(opens, closes, days=Once(day), zone=zone, extra_days=extra_days)
    found = one.occurrence_on(day)
    hours = round((found.ends_at - found.starts_at) / HOUR, 3)
    assert f"{iso(found.starts_at, zone)[11:]} {hours:g}h" == expected


def test_a_window_is_open_from_its_opening_until_its_closing() -> None:
    """The closing does not belong to it; the timer knows both."""
    one = window()
    opening, closing = at("2026-11-21T17:00:00Z"), at("2026-11-21T19:00:00Z")
    assert open_at(one, Instant(opening - 1)) is None
    found = open_at(one, opening)
    assert found is not None
    assert (found.starts_at, found.ends_at) == (opening, closing)
    assert open_at(one, closing) is None
    assert next_change(one, Instant(opening - 1), DAY) == opening
    assert next_change(one, opening, DAY) == closing
    assert next_change(one, closing, DAY) is None


@pytest.mark.parametrize(
    ("known_since", "starts_at", "is_planned"),
    [
        ("2026-11-21T16:00:00Z", "2026-11-21T17:00:00Z", True),
        ("2026-11-21T16:00:01Z", "2026-11-21T17:00:00Z", False),
        ("2026-11-21T17:30:00Z", "2026-11-21T17:30:00Z", False),
        ("2026-11-21T19:00:00Z", None, False),
    ],
    ids=["an hour ahead", "later than that", "while it is open", "when it is over"],
)
def test_only_what_was_planned_ahead_leaves_figures(
    known_since: str, starts_at: str | None, is_planned: bool
) -> None:
    """What is entered late holds from then on; nobody plans the past."""
    one = window(known_since=known_since)
    found = list(occurrences(one, at("2026-11-21T00:00:00Z"), at("2026-11-22T12:00:00Z")))
    assert [each.starts_at for each in found] == ([at(starts_at)] if starts_at else [])
    assert [one.is_planned(each) for each in found] == ([is_planned] if starts_at else [])


@pytest.mark.parametrize(
    "make",
    [
        lambda: window("03:00", "03:00"),
        lambda: window("03:00", "01:00"),
        lambda: window("03:00", "04:00", extra_days=7),
        lambda: window(zone="Mars/Olympus"),
        lambda: window(customer=None),
        lambda: OnWeekdays(frozenset()),
        lambda: OnWeekdays(frozenset({7})),
        lambda: OnWeekdays(frozenset({1}), every=0),
        lambda: OnDaysOfMonth(frozenset({0})),
        lambda: OnDaysOfMonth(frozenset({32})),
        lambda: OnNthWeekday(0, 1),
        lambda: OnNthWeekday(1, 7),
    ],
    ids=[
        "no length",
        "closes before it opens",
        "longer than a week",
        "no such zone",
        "holds everything",
        "no weekday",
        "no such weekday",
        "every 0 weeks",
        "day 0",
        "day 32",
        "zeroth",
        "nth of no weekday",
    ],
)
def test_windows_that_make_no_sense_are_refused(make: Callable[[], object]) -> None:
    with pytest.raises(InvalidInput):
        make()


_DAYS: st.SearchStrategy[Days] = st.one_of(
    st.builds(Once, st.dates(date(2026, 1, 1), date(2026, 12, 31))),
    st.builds(OnWeekdays, st.frozensets(st.integers(0, 6), min_size=1), st.integers(1, 4)),
    st.builds(OnDaysOfMonth, st.frozensets(st.integers(-31, 31).filter(bool), min_size=1)),
    st.builds(OnNthWeekday, st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6)),
)
_WINDOWS = st.builds(
    Window,
    name=st.just("w"),
    days=_DAYS,
    opens=st.integers(0, 23 * 60 + 59).map(lambda minutes: TimeOfDay(minutes * MINUTE)),
    closes=st.integers(0, 24 * 60).map(lambda minutes: TimeOfDay(minutes * MINUTE)),
    extra_days=st.integers(1, 5),
    zone=st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe"]),
    customer=st.just("acme"),
)


@given(_WINDOWS, st.integers(at("2026-01-01T00:00:00Z"), at("2026-12-31T00:00:00Z")).map(Instant))
def test_being_open_agrees_with_the_list_of_occurrences(one: Window, now: Instant) -> None:
    """Asked at an instant or listed for a fortnight: the same; each opens on a day of its own."""
    listed = list(occurrences(one, Instant(now - 7 * DAY), Instant(now + 7 * DAY)))
    assert (open_at(one, now) is not None) is any(each.includes(now) for each in listed)
    assert all(one.days.includes(local_day(each.starts_at, one.zone)) for each in listed)
    assert [each.starts_at for each in listed] == sorted({each.starts_at for each in listed})
    changes = next_change(one, now, Duration(7 * DAY))
    edges = [edge for each in listed for edge in (each.starts_at, each.ends_at) if edge > now]
    assert changes == min((edge for edge in edges if edge <= now + 7 * DAY), default=None)


@pytest.mark.parametrize(
    ("facts", "labels", "target", "expected"),
    [
        ({}, {}, "web-1", True),
        ({"customer": "globex"}, {}, "web-1", False),
        ({"targets": frozenset({"db-1"})}, {}, "web-1", False),
        ({"targets": frozenset({"web-1"}), "customer": None}, {}, "web-1", True),
        ({"matchers": read_matchers("job=node")}, {"job": "node"}, "web-1", True),
        ({"matchers": read_matchers("job=node")}, {"job": "db"}, "web-1", False),
    ],
    ids=["its customer", "another customer", "another target", "target", "labels", "other labels"],
)
def test_a_window_holds_what_it_is_about(
    facts: dict[str, object], labels: dict[str, str], target: str, expected: bool
) -> None:
    assert window(**facts).concerns(labels, target, "acme") is expected  # type: ignore[arg-type]  # facts by name
