"""The page of silences: what is held and why, a new silence, an end."""

from __future__ import annotations

from datetime import date

from tests.dashboards.web.site import Client, Site
from ticketing.mutes.windows import Once, Window
from watchkeeper.access.model import SYSTEM
from watchkeeper.core.instants import HOUR, TimeOfDay


async def test_a_silence_is_made_and_ended_on_the_page(site: Site, client: Client) -> None:
    """The alert stands there as held, with who silences it; ended, it is a ticket."""
    await client.sign_in("engineer-a")
    await client.get("/silences")
    await client.submit(
        "/silences", matchers='instance="web-1"', until="2026-11-23T12:00", comment="换硬盘"
    )
    await site.story.fire()
    await client.get("/silences")
    assert "由 王建国 静默: 换硬盘" in client.words
    assert "至 2026-11-23 12:00:00" in client.words
    (made,) = site.story.mutes.listed(SYSTEM)
    await client.submit(f"/silences/{made.id}/expire")
    await site.story.pass_time(seconds=1)
    assert len(await site.story.open_tickets()) == 1
    await client.get("/silences")
    assert "没有被压住的告警" in client.words
    await client.get("/commissioning")
    assert 'href="/silences"' in client.text


async def test_what_makes_no_sense_is_said_with_what_was_typed(site: Site, client: Client) -> None:
    """Nothing was silenced."""
    await client.sign_in("engineer-a")
    await client.get("/silences")
    for matchers in ("what", 'x=~".*"'):
        await client.submit(
            "/silences", matchers=matchers, until="2026-11-23T12:00", comment="why not"
        )
        assert client.status == 400
        assert "why not" in client.text
    assert site.story.mutes.listed(SYSTEM) == ()


async def test_windows_are_shown_to_whom_they_concern(site: Site, client: Client) -> None:
    """A reader of one customer sees that customer's windows and may change nothing."""
    for customer in ("acme", "other"):
        site.story.mutes.take_on(
            [
                *site.story.mutes.windows,
                Window(
                    f"patches of {customer}",
                    Once(date(2026, 11, 23)),
                    opens=TimeOfDay(8 * HOUR),
                    closes=TimeOfDay(20 * HOUR),
                    customer=customer,
                ),
            ]
        )
    await site.story.fire()
    await client.sign_in("reader-r")
    await client.get("/silences")
    assert "patches of acme" in client.words
    assert "patches of other" not in client.words
    assert "maintenance patches of acme" in client.words
    assert "New silence" not in client.words
    await client.submit("/silences", matchers="a=b", until="2026-11-23T12:00", comment="x")
    assert client.status == 403
