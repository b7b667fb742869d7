"""Calendars of a policy's own: what a date is that is worked though its weekday is not."""

from __future__ import annotations

from datetime import date

from ticketing.calendar_file import calendars_from_nodes
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import HOUR

SHORT_MONDAYS = """
shop: {mon: "13:00-17:00", tue-fri: "09:00-17:00", days: {2026-10-10: workday, 2026-10-01: closed}}
"""


def test_a_worked_day_has_the_hours_that_most_days_have() -> None:
    """Not those of Monday, which is short here."""
    node = parse_yaml(SHORT_MONDAYS, name="policies/shop.yml")
    assert isinstance(node.value, dict)
    shop = calendars_from_nodes(node.value)["shop"]
    assert shop.spans_on(date(2026, 10, 10)) == ((9 * HOUR, 17 * HOUR),)
    assert shop.spans_on(date(2026, 10, 12)) == ((13 * HOUR, 17 * HOUR),)
    assert shop.spans_on(date(2026, 10, 1)) == ()
