"""Pages per person: how many, outside working hours, at night, in how many nights."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.logs import T0, Log, at
from ticketing.calendars import compile_hours, office_hours
from ticketing.events import EventKind, NewEvent, record
from ticketing.figures.pages import Page, PageCount, is_open, night_of, pages_of
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import DAY, Instant, instant_from_rfc3339

ZONE = "Asia/Shanghai"
OFFICE = compile_hours(office_hours(ZONE))
LEAD, MANAGER = PersonId("engineer-a"), PersonId("manager-b")


def _count() -> PageCount:
    return PageCount(lambda _person: OFFICE, lambda _person: ZONE)


def _when(text: str) -> Instant:
    return instant_from_rfc3339(f"{text}+08:00")


@pytest.mark.parametrize(
    ("moment", "open_", "night"),
    [
        pytest.param("2026-11-23T10:00:00", True, None, id="Monday morning"),
        pytest.param("2026-11-23T08:59:59", False, None, id="before the office opens"),
        pytest.param("2026-11-23T17:30:00", False, None, id="as the office closes"),
        pytest.param("2026-11-23T21:59:59", False, None, id="late, but not night"),
        pytest.param("2026-11-23T22:00:00", False, "2026-11-23", id="the night begins"),
        pytest.param("2026-11-24T03:00:00", False, "2026-11-23", id="the same night"),
        pytest.param("2026-11-24T07:00:00", False, None, id="the night is over"),
        pytest.param("2027-01-01T01:00:00", False, "2026-12-31", id="the night of the year's end"),
        pytest.param("2026-11-22T12:00:00", False, None, id="Sunday at noon"),
    ],
)
def test_when_somebody_is_called(moment: str, open_: bool, night: str | None) -> None:
    """Working hours by their calendar, nights by the wall clock where the person lives."""
    at_ = _when(moment)
    assert is_open(OFFICE, at_) is open_
    assert night_of(at_, ZONE) == (None if night is None else date.fromisoformat(night))


def test_what_the_watch_cost() -> None:
    """Three calls in one night and one by day: four pages, one night, two tickets."""
    count = _count()
    for moment, ticket in [
        ("2026-11-23T23:00:00", 1),
        ("2026-11-24T01:00:00", 1),
        ("2026-11-24T06:00:00", 2),
        ("2026-11-24T10:00:00", 2),
    ]:
        count.add(Page(LEAD, ticket, _when(moment)))
    count.add(Page(MANAGER, 1, _when("2026-11-23T12:00:00")))
    lead, manager = count.loads()
    assert (lead.person, lead.pages, lead.tickets) == (LEAD, 4, 2)
    assert (lead.off_hours, lead.at_night, lead.nights) == (3, 3, 1)
    assert (lead.busiest_day, lead.busiest_pages) == (date(2026, 11, 24), 3)
    assert (manager.pages, manager.off_hours) == (1, 0)


def test_only_decisions_page() -> None:
    """A step of the chain pages whom it names, once; what people do pages nobody."""
    log = Log("II").add(EventKind.ASSIGNED, 1, owner="manager-b", to=["manager-b"])
    new = NewEvent(
        EventKind.ESCALATED,
        at(2),
        data={"to": ["manager-b", "manager-b", "engineer-a"]},
        decision="chain/1/0/0",
    )
    event = record(new, ticket=1, after=log.events[-1], recorded_at=at(2), salts={})
    found = list(pages_of([*log.events, event]))
    assert found == [Page(MANAGER, 1, at(2)), Page(LEAD, 1, at(2))]


@given(
    st.lists(
        st.tuples(st.sampled_from([LEAD, MANAGER]), st.integers(0, 30 * DAY), st.integers(1, 4)),
        max_size=40,
    )
)
def test_loads_add_up(pages: list[tuple[PersonId, int, int]]) -> None:
    """Every page counts for one person; a part is never more than the whole."""
    count = _count()
    for person, after, ticket in pages:
        count.add(Page(person, ticket, Instant(T0 + after)))
    loads = count.loads()
    assert sum(load.pages for load in loads) == len(pages)
    for load in loads:
        assert load.nights <= load.at_night <= load.off_hours <= load.pages
        assert 1 <= load.busiest_pages <= load.pages
    assert [load.pages for load in loads] == sorted((load.pages for load in loads), reverse=True)
