from __future__ import annotations

from tests.ticketing.story import Story
from watchkeeper.core.instants import HOUR, MINUTE, later
from watchkeeper.server.known_alerts import TicketedAlerts
from watchkeeper.storage.database import Database


async def test_an_alert_of_two_senders_is_listed_once(database: Database) -> None:
    """Readers of the Alertmanager API tell alerts by their labels; the longest lasting one is shown."""
    story = Story(database)
    await story.post(source="prometheus-a", lasts=HOUR)
    await story.post(source="prometheus-b", lasts=5 * MINUTE)
    await story.post("Other", source="prometheus-b")
    known = await TicketedAlerts(database, story.clock).known_alerts()
    named = {dict(alert.labels)["alertname"]: alert for alert in known}
    assert len(known) == 2
    assert named["Posted"].ends_at == later(story.clock.now(), HOUR)
