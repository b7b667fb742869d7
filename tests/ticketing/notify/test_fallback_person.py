"""An urgent message that does not reach its person goes to the fallback person, visibly."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from tests.fakes.mailserver import FakeMailserver
from tests.fakes.office import PlainRenderer
from tests.fakes.wecom import KEY, FakeWecom
from tests.ticketing.story import ENGINEER, FALLBACK, MANAGER, START, Story
from ticketing.directory import Contact, Person, Role
from ticketing.events import EventKind
from ticketing.notify.channel import Channel
from ticketing.notify.smtp import Security, Smtp
from ticketing.notify.wecom import WecomRobot
from ticketing.outbox import House, OutboxMetrics, OutboxWorker
from watchkeeper.access.model import PersonId
from watchkeeper.core.levels import Level
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database


@dataclass
class Staff:
    """The story's roles, with contacts that a test gives."""

    story: Story
    contacts: dict[PersonId, tuple[Contact, ...]]

    def person(self, person: PersonId) -> Person | None:
        found = self.contacts.get(person, ())
        return Person(person, f"name of {person}", "zh", "Asia/Shanghai", found)


@dataclass
class Watch:
    """A story whose messages are really sent: by mail and by a WeCom group."""

    story: Story
    staff: Staff
    mail: FakeMailserver
    wecom: FakeWecom

    def reach(self, person: PersonId, **addresses: str) -> None:
        self.staff.contacts[person] = tuple(Contact(*pair) for pair in addresses.items())

    def counted(self, name: str, **labels: str) -> float:
        return self.story.registry.get_sample_value(name, labels) or 0

    async def told(self) -> list[tuple[str, str, str]]:
        rows: list[Mapping[str, Any]] = await self.story.messages()
        return [(row["recipient"], row["way"], row["state"]) for row in rows]

    async def sentences(self) -> list[str]:
        timeline = (await self.story.view()).timeline
        return [str(one.text) for one in timeline if one.kind is EventKind.NOTIFIED]


@pytest.fixture
async def watch(database: Database) -> AsyncIterator[Watch]:
    clock = ManualClock(START)
    async with (
        FakeMailserver() as mail,
        FakeWecom(clock) as wecom,
        aiohttp.ClientSession() as session,
    ):
        story = Story(database, clock=clock)
        staff = Staff(story, {})
        channels: list[Channel] = [
            Smtp("mail", clock, "127.0.0.1", mail.port, "w@x.example", security=Security.NONE),
            WecomRobot("duty", session, KEY, service=wecom.url),
        ]
        clock.add(
            OutboxWorker(
                database,
                clock,
                channels=channels,
                people=staff,
                tickets=story.service,
                renderer=PlainRenderer(),
                metrics=OutboxMetrics(story.registry, channels),
                house=House(),
            )
        )
        yield Watch(story, staff, mail, wecom)


async def test_a_page_that_no_channel_delivers_reaches_the_fallback_person(
    watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    """The engineer has no contact: the fallback person gets the page, and the ticket says so."""
    watch.reach(FALLBACK, wecom="f")
    await watch.story.fire(level=Level.I)
    await watch.story.pass_time(seconds=1)
    assert watch.wecom.messages == ["opened 1\n<@f>"]
    told = await watch.told()
    assert {one for one in told if one[0] == ENGINEER} == {
        (ENGINEER, "page", "failed"),
        (ENGINEER, "call", "failed"),
    }
    assert {one for one in told if one[0] == FALLBACK} == {
        (FALLBACK, "page", "sent"),
        (FALLBACK, "call", "sent"),
    }
    assert (await watch.sentences())[-1] == (
        "engineer-a cannot be reached; told fallback-f instead"
    )
    assert len(await watch.story.events(1, EventKind.NOTIFIED)) == 2, "page and call are one event"
    (failed, *_) = await watch.story.messages(recipient=ENGINEER)
    assert failed["error"].endswith("fallback-f is told instead")
    assert (
        watch.counted("watchkeeper_notifications_total", channel="none", result="redirected") == 2
    )
    assert watch.counted("watchkeeper_messages_unheard_total", channel="none") == 0
    assert "the fallback person is told instead" in caplog.text
    assert "nobody can be told" not in caplog.text


async def test_a_refused_mail_without_another_way_reaches_the_fallback_person(
    watch: Watch,
) -> None:
    """A dead address is no way to a person: after the refusal the fallback person is told."""
    watch.mail.refuse = "550 no such user"
    watch.reach(ENGINEER, mail="gone@x.example")
    watch.reach(FALLBACK, wecom="f")
    await watch.story.fire()
    await watch.story.pass_time(seconds=60)
    assert watch.wecom.messages == ["opened 1\n<@f>"]
    (failed,) = await watch.story.messages(recipient=ENGINEER)
    assert "550 no such user" in failed["error"]
    assert (
        watch.counted("watchkeeper_notifications_total", channel="mail", result="redirected") == 1
    )


async def test_a_step_of_the_chain_reaches_the_fallback_person(watch: Watch) -> None:
    """The project manager cannot be called: the fallback person is, and hears how it ends."""
    watch.reach(ENGINEER, mail="a@x.example")
    watch.reach(FALLBACK, wecom="f")
    await watch.story.fire()
    await watch.story.acknowledge()
    await watch.story.pass_time(hours=2, minutes=1)
    assert watch.wecom.messages == ["escalated 1\n<@f>"]
    (step,) = await watch.story.events(1, EventKind.ESCALATED)
    assert step.data["to"] == [MANAGER]
    await watch.story.clear()
    await watch.story.resolve()
    await watch.story.pass_time(seconds=1)
    assert watch.wecom.messages[-1].startswith("resolved 1")


async def test_nobody_left_is_a_visible_failure(
    watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the fallback person cannot be reached either, page, metric and log say it, once."""
    await watch.story.fire()
    await watch.story.pass_time(seconds=60)
    assert await watch.told() == [
        (ENGINEER, "page", "failed"),
        (FALLBACK, "page", "failed"),
    ]
    assert (await watch.sentences())[-2:] == [
        "engineer-a cannot be reached; told fallback-f instead",
        "Nobody is told: fallback-f cannot be reached",
    ]
    assert watch.counted("watchkeeper_messages_unheard_total", channel="none") == 1
    assert watch.counted("watchkeeper_notifications_total", channel="none", result="failed") == 1
    assert caplog.text.count("nobody can be told") == 1


async def test_a_fallback_person_who_is_told_anyway_is_told_once(watch: Watch) -> None:
    """Who hears of a decision already does not hear it again in somebody else's place."""
    watch.reach(FALLBACK, wecom="f")
    watch.story.staff.roles[Role.LEAD] = (ENGINEER, FALLBACK)
    await watch.story.fire()
    await watch.story.pass_time(seconds=60)
    assert await watch.told() == [(ENGINEER, "page", "failed"), (FALLBACK, "page", "sent")]
    assert watch.wecom.messages == ["opened 1\n<@f>"]


@pytest.mark.parametrize("level", [Level.III, Level.IV], ids=["level III", "level IV"])
async def test_what_is_not_urgent_only_fails(watch: Watch, level: Level) -> None:
    """At levels III and IV the message fails, visible, and nobody else is woken."""
    watch.reach(FALLBACK, wecom="f")
    await watch.story.fire(level=level)
    await watch.story.pass_time(hours=1)
    assert {(who, state) for who, _, state in await watch.told()} <= {
        (ENGINEER, "failed"),
        (ENGINEER, "queued"),
    }
    assert watch.wecom.messages == []
    assert watch.counted("watchkeeper_messages_unheard_total", channel="none") == 0
