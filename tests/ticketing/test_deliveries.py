"""P13 and P18: senders repeat themselves and overtake one another; the tickets are the same."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.ticketing.story import Story
from ticketing.tables import ticket
from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.instants import HOUR, Instant, later
from watchkeeper.core.labels import labels_of
from watchkeeper.core.levels import Level
from watchkeeper.storage.database import Database

FIRES = st.sets(st.sampled_from([("A", "warning"), ("A", "critical"), ("B", "warning")]))
STEPS = st.lists(st.tuples(FIRES, st.integers(1, 20)), min_size=1, max_size=4)


def posted(name: str, severity: str, on: str, now: Instant, *, fires: bool) -> PostedAlert:
    return PostedAlert(
        labels=labels_of({"alertname": name, "instance": on, "severity": severity}),
        annotations={},
        starts_at=now,
        ends_at=later(now, 12 * HOUR) if fires else now,
        has_timeout=False,
        is_resolved=not fires,
        received_at=now,
        level=Level.II if severity == "critical" else Level.III,
    )


async def tell(story: Story, fires: set[tuple[str, str]], on: str, *, orderly: bool) -> None:
    """Say what fires and what does not: once, or twice over, backwards and one by one."""
    now = story.clock.now()
    batch = tuple(
        posted(name, severity, on, now, fires=(name, severity) in fires)
        for name, severity in [("A", "warning"), ("A", "critical"), ("B", "warning")]
    )
    if orderly:
        await story.service.accept(batch)
        return
    for one in (*reversed(batch), *batch):
        await story.service.accept((one,))
    await story.service.accept((*batch, *batch))


async def set_of(story: Story, on: str) -> list[tuple[object, ...]]:
    """Return what a reader sees of a target's tickets."""
    rows = [row for row in await story.all_tickets() if row.target == on]
    return sorted(
        (row.title.partition(":")[0], row.level.value, row.state.value, row.presence.value, row.opened_at)
        for row in rows
    )  # fmt: skip


async def live_per_fingerprint(story: Story) -> Counter[str]:
    live = ticket.c.state.in_(("new", "open", "pending"))
    rows = await story.database.read(
        lambda connection: connection.scalars(select(ticket.c.fingerprint).where(live)).all()
    )
    return Counter(rows)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS, number=st.uuids())
async def test_repeated_and_reordered_deliveries_give_the_same_tickets(
    database: Database, steps: list[tuple[set[tuple[str, str]], int]], number: object
) -> None:
    """Two targets, one told in good order, one not: their tickets differ in nothing."""
    story = Story(database)
    orderly, chaotic = f"o-{number}", f"c-{number}"
    for fires, minutes in steps:
        await tell(story, fires, orderly, orderly=True)
        await tell(story, fires, chaotic, orderly=False)
        assert max((await live_per_fingerprint(story)).values(), default=0) <= 1
        await story.pass_time(minutes=minutes)
    assert await set_of(story, chaotic) == await set_of(story, orderly)
