"""Evidence is frozen when a ticket opens, and never in the way of the ticket."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.ticketing.story import Story
from ticketing.correlate import Heard
from ticketing.events import Fact
from watchkeeper.storage.database import Database


class Charts:
    """Gives the chart of the alert, once; fails afterwards."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def gather(self, alert: Heard) -> Mapping[str, Fact]:
        self.asked.append(alert.target)
        if alert.target == "web-2":
            raise ZeroDivisionError
        return {"chart": {"expression": alert.expression, "points": [[1, 0.5]]}}


async def test_the_chart_is_kept_with_the_ticket(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """What was gathered stands on the page; a source that fails costs nothing but the chart."""
    charts = Charts()
    story = Story(database, evidence=charts)
    await story.fire(on="web-1")
    await story.fire(on="web-2")
    await story.fire(on="web-1", value=9.0)

    (piece,) = (await story.view(1)).evidence
    assert piece.name == "chart"
    assert piece.body == {"expression": "probe_success == 0", "points": [[1, 0.5]]}
    assert (await story.view(2)).evidence == ()
    assert charts.asked == ["web-1", "web-2"]
    assert "evidence not gathered" in caplog.text
