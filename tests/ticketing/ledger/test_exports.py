"""A bundle of the real database is checked by the script that comes in it, and by nothing of ours."""

from __future__ import annotations

from pathlib import Path

from prometheus_client import CollectorRegistry

from tests.ticketing.log.exported import checked, members_of, packed
from tests.ticketing.story import ENGINEER, MANAGER, Story
from ticketing import commands as c
from ticketing.ledger.day_keeper import DayKeeper
from ticketing.ledger.desk import LogDesk
from ticketing.ledger.export import Exporter
from watchkeeper.access.languages import Language, read_catalogues
from watchkeeper.core.instants import DAY, Instant


async def bundle_of(story: Story, customer: str = "acme", *, days: int = 9) -> bytes:
    catalogues = read_catalogues()
    exporter = Exporter(
        story.database,
        story.clock,
        story.service,
        english=catalogues.translate(Language.ENGLISH),
        chinese=catalogues.translate(Language.CHINESE),
    )
    now = story.clock.now()
    start, end = Instant(now - days * DAY), Instant(now + DAY)
    return b"".join([part async for part in exporter.bundle(customer, start, end)])


async def some_days(story: Story) -> None:
    """A fault, two calls of which one is another customer's; two days are closed."""
    registry = CollectorRegistry()
    story.clock.add(DayKeeper(story.database, story.clock, zone="Asia/Shanghai", registry=registry))
    await story.fire("A", summary="the shop is down")
    await story.call_in(summary="printer", description="ask Ms Li")
    await story.call_in(summary="router", customer="other", target="")
    await story.pass_time(hours=24)
    await story.acknowledge(1)
    await story.do(
        c.Redact(number=2, actor=ENGINEER, reason="asked", approved_by=MANAGER, words="Ms Li")
    )
    await story.pass_time(hours=24)
    await story.do(c.Comment(number=2, actor=ENGINEER, text="spare part ordered"))


async def test_a_bundle_is_whole_and_proves_itself(story: Story, tmp_path: Path) -> None:
    """Its script finds everything in order; a head that was kept is found in it."""
    await some_days(story)
    bundle = await bundle_of(story)
    (newest, *_) = await LogDesk(story.database).heads(before=None, most=1)
    found = checked(bundle, tmp_path, "--head", newest.head)
    assert found.code == 0, found.text
    members = members_of(bundle)
    told = b"".join(body for name, body in members.items() if name.startswith("explanations/"))
    assert "计时".encode() in told
    assert b"counted" in told
    assert any(name.startswith("terms/") for name in members)
    assert b"router" not in b"".join(members.values())
    assert b"Ms Li" not in b"".join(members.values())


async def test_what_was_altered_in_a_bundle_is_found(story: Story, tmp_path: Path) -> None:
    """A changed byte of an event, told with its ticket."""
    await some_days(story)
    members = members_of(await bundle_of(story))
    name = next(name for name in members if name.startswith("events/"))
    forged = {**members, name: members[name].replace(b'"opened"', b'"closed"', 1)}
    found = checked(packed(forged), tmp_path)
    assert found.code == 1
    assert name in found.text


async def test_a_customer_without_tickets_gets_an_empty_bundle(
    story: Story, tmp_path: Path
) -> None:
    """That there was nothing can be shown, too."""
    await some_days(story)
    found = checked(await bundle_of(story, "nobody"), tmp_path)
    assert found.code == 0, found.text
