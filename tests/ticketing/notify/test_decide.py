from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.wecom import KEY
from ticketing.directory import Contact
from ticketing.notices import MessageKind, Way
from ticketing.notify.channel import (
    Channel,
    PermanentTransportError,
    RateLimit,
    TemporaryTransportError,
    TransportError,
    cut_to_bytes,
)
from ticketing.notify.decide import (
    BUNDLE_AT_MOST,
    AfterCrash,
    GiveUp,
    NextChannel,
    QueuedMessage,
    Retry,
    after_crash,
    after_failure,
    deliveries,
    retry_at,
)
from ticketing.notify.health import ChannelHealth
from ticketing.notify.reach import Route, choose, routes_to, routes_to_address
from ticketing.notify.smtp import Smtp
from ticketing.notify.wecom import WecomRobot
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration, Instant
from watchkeeper.server.clock import ManualClock

NOW = Instant(1_763_773_200_000)
MAIL = Smtp("mail", ManualClock(NOW), "mail.example", 587, "watch@ops.example")
DUTY = WecomRobot("duty", None, KEY)  # type: ignore[arg-type]  # nothing is sent here
BACKUP = replace(DUTY, name="backup")
CHANNELS: tuple[Channel, ...] = (MAIL, DUTY, BACKUP)
TO_MAIL, TO_DUTY = Route(MAIL, "a@x.example"), Route(DUTY, "a")
BUSY = TemporaryTransportError("busy")
REFUSED = PermanentTransportError("refused")


def queued(number: int = 1, **changes: object) -> QueuedMessage:
    base = QueuedMessage(
        id=number,
        dedup_key=f"k{number}",
        kind=MessageKind.OPENED,
        way=Way.PAGE,
        recipient=PersonId("a"),
        address=None,
        ticket=number,
        bundle=None,
        payload={},
        created_at=NOW,
        not_before=NOW,
        attempts=0,
        is_repeat=False,
        first_channel=None,
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # names of its fields


@pytest.mark.parametrize(
    ("way", "contacts", "names"),
    [
        (Way.PAGE, {"mail": "m", "wecom": "w"}, ["duty", "backup", "mail"]),
        (Way.CALL, {"phone": "1", "mail": "m"}, ["mail"]),
        (Way.CHAT, {"mail": "m"}, ["mail"]),
        (Way.MAIL, {"mail": "m", "wecom": "w"}, ["mail", "duty", "backup"]),
        (Way.PAGE, {"phone": "1"}, []),
    ],
    ids=[
        "a page prefers chat to mail",
        "a call without a phone channel goes by mail",
        "chat falls back to mail",
        "mail falls back to chat",
        "a phone alone cannot be reached",
    ],
)
def test_routes_follow_the_way_and_the_contacts(
    way: Way, contacts: dict[str, str], names: list[str]
) -> None:
    """The channels that serve a person's contacts come in the order of the way."""
    found = routes_to([Contact(*pair) for pair in contacts.items()], way, CHANNELS)
    assert [route.channel.name for route in found] == names


def test_a_bare_address_names_its_kind() -> None:
    """``mail:it@acme.example`` goes to every mail channel, an unknown kind to none."""
    assert routes_to_address("mail:it@acme.example", CHANNELS) == (Route(MAIL, "it@acme.example"),)
    assert routes_to_address("pigeon:7", CHANNELS) == ()


def test_a_resting_channel_is_passed_over() -> None:
    """The first route that works is taken, the best where none does."""
    routes = (TO_DUTY, TO_MAIL)
    assert choose(routes, lambda name: name == "duty") == TO_MAIL
    assert choose(routes, lambda _name: True) == TO_DUTY
    assert choose(routes, lambda _name: False) == TO_DUTY


@pytest.mark.parametrize(
    ("error", "route", "routes", "resting", "age", "expected"),
    [
        (BUSY, TO_DUTY, (TO_DUTY, TO_MAIL), "", 0, Retry(Instant(NOW + 15 * SECOND), "duty")),
        (BUSY, TO_DUTY, (TO_DUTY, TO_MAIL), "duty", 0, Retry(NOW, "duty")),
        (BUSY, TO_DUTY, (TO_DUTY,), "duty", 0, Retry(Instant(NOW + 15 * SECOND), "duty")),
        (BUSY, TO_DUTY, (TO_DUTY,), "", 25 * HOUR, GiveUp()),
        (REFUSED, TO_DUTY, (TO_DUTY, TO_MAIL), "", 0, NextChannel("mail")),
        (REFUSED, TO_DUTY, (TO_DUTY,), "", 0, GiveUp()),
        (
            REFUSED,
            TO_MAIL,
            (TO_DUTY, TO_MAIL),
            "duty",
            0,
            Retry(Instant(NOW + 15 * SECOND), "duty"),
        ),
    ],
    ids=[
        "trouble: again in a while",
        "out of order: at once by another one",
        "out of order and no other: again in a while",
        "trouble for a day: given up",
        "refused: the next channel",
        "refused by the last: given up",
        "refused by the stand-in: the first one is waited for",
    ],
)
def test_what_follows_a_failure(
    error: TransportError,
    route: Route,
    routes: tuple[Route, ...],
    resting: str,
    age: int,
    expected: object,
) -> None:
    """A failure is retried, goes to another channel, or is given up."""
    decision = after_failure(
        queued(not_before=Instant(NOW - age)),
        error,
        route=route,
        routes=routes,
        now=NOW,
        jitter=0.5,
        is_resting=lambda name: name == resting,
    )
    assert decision == expected


@given(st.integers(1, 10_000), st.floats(0, 1), st.integers(0, HOUR) | st.none())
def test_the_pause_before_a_retry_is_bounded(
    attempts: int, jitter: float, retry_after: int | None
) -> None:
    """It is never under 12 s nor over 6 min, unless the service asks for more."""
    asked = None if retry_after is None else Duration(retry_after)
    pause = retry_at(attempts, NOW, jitter=jitter, retry_after=asked) - NOW
    assert pause >= 12 * SECOND
    assert pause <= max(6 * MINUTE, retry_after or 0)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (queued(), AfterCrash.REPEAT),
        (queued(way=Way.MAIL), AfterCrash.REPEAT),
        (queued(recipient=None, address="mail:it@acme.example"), AfterCrash.GIVE_UP),
        (queued(recipient=None, address="webhook:https://x.example"), AfterCrash.REPEAT),
    ],
    ids=["a page", "a colleague's mail", "a customer's mail", "a webhook knows repeats"],
)
def test_what_follows_a_crash(message: QueuedMessage, expected: AfterCrash) -> None:
    """Better told twice than not at all, but never a customer."""
    assert after_crash(message) is expected


def test_a_digest_goes_out_as_one_and_reports_stay_alone() -> None:
    """Two messages of one bundle are one delivery; a document is a delivery of its own."""
    digest = [queued(number, bundle="digest/1") for number in (1, 2)]
    report = queued(3, kind=MessageKind.REPORT)
    found = deliveries([(TO_MAIL, message) for message in [*digest, report]])
    assert [[message.id for message in one.messages] for one in found] == [[1, 2], [3]]


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.booleans()), max_size=60))
def test_every_message_is_in_exactly_one_delivery(shape: list[tuple[int, bool, bool]]) -> None:
    """Putting together loses nothing, doubles nothing, and mixes no two people."""
    messages = [
        queued(
            number,
            recipient=PersonId(f"p{person}"),
            kind=MessageKind.REPORT if is_report else MessageKind.OPENED,
            bundle="b" if has_bundle else None,
        )
        for number, (person, is_report, has_bundle) in enumerate(shape)
    ]
    found = deliveries((Route(MAIL, f"{one.recipient}@x.example"), one) for one in messages)
    assert sorted(one.id for delivery in found for one in delivery.messages) == sorted(
        one.id for one in messages
    )
    for delivery in found:
        assert len({one.recipient for one in delivery.messages}) == 1
        assert len(delivery.messages) <= BUNDLE_AT_MOST


def test_a_breaker_opens_after_three_failures_and_tries_now_and_then() -> None:
    """The pause doubles up to five minutes; one success ends it."""
    health = ChannelHealth(RateLimit(20))
    pauses = []
    now = NOW
    for _ in range(6):
        health.failed(now, retry_after=None)
        free = health.free_at(now)
        pauses.append((free - now) // MINUTE)
        now = free
    assert pauses == [0, 0, 1, 2, 4, 5]
    assert health.is_suspended
    assert health.delivered(now), "this ended the suspension"
    assert health.free_at(now) == now
    assert not health.delivered(now), "there was none to end"


def test_a_service_that_asks_for_a_pause_gets_it() -> None:
    """Retry-After holds the channel back although it is not suspended."""
    health = ChannelHealth(RateLimit(20))
    health.failed(NOW, retry_after=Duration(10 * MINUTE))
    assert not health.is_suspended
    assert health.free_at(NOW) == NOW + 10 * MINUTE


@given(
    st.lists(st.integers(0, 40 * SECOND), min_size=1, max_size=60),
    st.integers(1, 5),
)
def test_no_minute_sees_more_than_the_limit(gaps: list[int], limit: int) -> None:
    """Whatever the arrivals, any minute holds at most as many messages as allowed."""
    health = ChannelHealth(RateLimit(limit))
    now, sent = NOW, []
    for gap in gaps:
        now = health.free_at(Instant(now + gap))
        health.delivered(now)
        sent.append(now)
    for start in sent:
        assert sum(start <= at < start + MINUTE for at in sent) <= limit


@given(st.text(max_size=400), st.integers(8, 300))
def test_cutting_keeps_the_limit_and_the_beginning(text: str, limit: int) -> None:
    """A cut text is within its bytes and begins as the whole does."""
    cut = cut_to_bytes(text, limit)
    assert len(cut.encode()) <= limit
    assert cut == text or text.startswith(cut.removesuffix("\n…"))
