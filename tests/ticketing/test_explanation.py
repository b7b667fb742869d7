"""The explanation of a deadline, as lines and as JSON."""

from __future__ import annotations

from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.explanation import explained, explanation_json
from watchkeeper.core.instants import HOUR
from watchkeeper.core.levels import Level


async def test_every_counted_and_skipped_stretch_is_shown(story: Story) -> None:
    """Eight hours, a pause for the customer's authorisation, then on: each in its line."""
    await story.fire(level=Level.II)
    await story.acknowledge()
    await story.pass_time(hours=8)
    reason = c.PauseReason.CUSTOMER_AUTHORISATION
    await story.do(c.Pause(number=1, actor=ENGINEER, reason=reason))
    await story.pass_time(hours=1, minutes=30)
    await story.do(c.Resume(number=1, actor=ENGINEER))
    await story.pass_time(hours=3, minutes=2, seconds=11)
    view = await story.view()
    goal = await story.service.explain(1, "resolve")

    assert explained(view, goal, story.clock.now(), str).splitlines() == [
        "Fault resolution  level II  24h on 7x24 from 2026-11-23 09:00:00+08:00"
        "  policy contract-cn v1, table level",
        "  2026-11-23 09:00:00 - 17:00:00  8h counted",
        "  2026-11-23 17:00:00 - 18:30:00  paused: waiting for the customer's authorisation",
        "  2026-11-23 18:30:00 - now  3h2m11s counted",
        "due 2026-11-24 10:30:00, 12h57m49s left",
    ]
    found = explanation_json(view, goal)
    assert found["elapsed"] == 11 * HOUR + 2 * 60_000 + 11_000
    assert isinstance(found["intervals"], list)
    assert len(found["intervals"]) == 3
