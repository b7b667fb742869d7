"""Posted alerts that bring their level, target, customer or key: what tickets make of it."""

from __future__ import annotations

from dataclasses import replace

from tests.ticketing.story import Story, target
from ticketing.lifecycle import Presence
from ticketing.views import TicketFilter
from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.instants import DAY, MINUTE, Instant, later
from watchkeeper.core.labels import labels_of
from watchkeeper.core.levels import Level


def posted(story: Story, **labels: str) -> PostedAlert:
    now = story.clock.now()
    return PostedAlert(
        labels=labels_of({"alertname": "A", "severity": "warning", **labels}),
        annotations={},
        starts_at=now,
        ends_at=Instant(now + 4 * MINUTE),
        has_timeout=False,
        is_resolved=False,
        received_at=now,
        source="s",
    )


async def test_what_a_mapping_says_counts(story: Story) -> None:
    """Level, target and customer of the mapping are the ticket's, whatever the labels are."""
    story.inventory.facts["web-1"] = target("web-1")
    alert = replace(posted(story, instance="10.9.9.9:1", level="IV"), level=Level.I, target="web-1")
    await story.service.accept((alert,))
    row = (await story.service.view(1)).row
    assert (row.level, row.target) == (Level.I, "web-1")


async def test_a_customer_without_a_target_is_enough(story: Story) -> None:
    """An alert of a customer's cluster is that customer's; a target that is known decides itself."""
    alert = replace(posted(story, instance="unknown", customer="x"), customer="acme")
    await story.service.accept((alert,))
    assert (await story.service.view(1)).row.customer == "acme"


async def test_a_key_tells_alerts_apart_and_ends_them(story: Story) -> None:
    """The same key with other labels is the same alert; its resolve needs no labels at all."""
    first = replace(posted(story, text="load 5"), key="zabbix\x1fs\x1f7", is_kept=True)
    await story.service.accept((first,))
    again = replace(posted(story, text="load 9"), key=first.key, is_kept=True)
    other = replace(posted(story, text="load 5"), key="zabbix\x1fs\x1f8", is_kept=True)
    await story.service.accept((again, other))
    assert await story.service.count(TicketFilter()) == 2
    now = story.clock.now()
    over = replace(
        posted(story), key=first.key, is_resolved=True, starts_at=now, ends_at=now, labels=labels_of({"a": "b"})
    )  # fmt: skip
    await story.service.accept((over,))
    await story.clock.advance(later(story.clock.now(), 10 * MINUTE))
    assert (await story.service.view(1)).row.presence is Presence.RECOVERED
    assert (await story.service.view(2)).row.presence is Presence.FAILING


async def test_an_alert_that_is_said_once_holds_until_it_is_resolved(story: Story) -> None:
    """Days later it still fires; one that lapses is silent by then."""
    await story.service.accept((replace(posted(story, n="1"), is_kept=True), posted(story, n="2")))
    await story.clock.advance(later(story.clock.now(), 2 * DAY))
    assert (await story.service.view(1)).row.presence is Presence.FAILING
    assert (await story.service.view(2)).row.presence is Presence.NO_DATA
