from __future__ import annotations

import aiohttp
import pytest

from tests.fakes.slack import TOKEN, FakeSlack
from tests.ticketing.notify.cards import LINK, OFFERS, endless, hostile, opened, resolved
from ticketing.notify.channel import PermanentTransportError, TemporaryTransportError
from ticketing.notify.slack import Slack
from watchkeeper.core.instants import SECOND, later
from watchkeeper.server.clock import ManualClock


def _slack(service: FakeSlack, session: aiohttp.ClientSession, *, token: str = TOKEN) -> Slack:
    return Slack("duty", session, token, service=service.url, offers=OFFERS)


async def test_blocks_with_answers_are_taken(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """Header, text and buttons arrive; the receipt names where the message stands."""
    async with FakeSlack(clock) as service:
        receipt = await _slack(service, session).send(opened(), "C0123456789")
    ((place, document),) = service.messages.items()
    header, section, actions = document["blocks"]
    assert receipt.provider_id == "/".join(place)
    assert header["text"]["text"] == "[II 级] 磁盘将满 (web-1)"
    assert "仍在故障" in section["text"]["text"]
    assert [one.get("value") for one in actions["elements"]] == [
        "acknowledge/7",
        "escalate/7",
        None,
    ]
    assert actions["elements"][2]["url"] == LINK


async def test_a_message_to_a_person_is_changed_where_it_arrived(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """The update names the conversation that the service opened, not the person."""
    async with FakeSlack(clock) as service:
        slack = _slack(service, session)
        receipt = await slack.send(opened(), "U0123456789")
        await slack.update(receipt.provider_id, resolved())
    ((channel, _ts), document) = next(iter(service.messages.items()))
    assert channel == "D0123456789"
    assert "已解决" in document["text"]
    assert len(document["blocks"][-1]["elements"]) == 1


async def test_words_from_outside_are_no_markup(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """What Slack would read as a mention, a link or an entity is escaped."""
    async with FakeSlack(clock) as service:
        await _slack(service, session).send(hostile(), "C0123456789")
    (document,) = service.messages.values()
    for words in (document["text"], document["blocks"][1]["text"]["text"]):
        assert "<" not in words
        assert "&lt;!channel&gt;" in words
        assert "&amp;amp;" in words


async def test_too_fast_is_for_later(clock: ManualClock, session: aiohttp.ClientSession) -> None:
    """The error says what Retry-After says; a second later there is room again."""
    async with FakeSlack(clock) as service:
        slack = _slack(service, session)
        await slack.send(opened(), "C0123456789")
        with pytest.raises(TemporaryTransportError) as failure:
            await slack.send(opened(), "C0123456789")
        await clock.advance(later(clock.now(), SECOND))
        await slack.send(opened(), "C0123456789")
    assert failure.value.retry_after == 7 * SECOND


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("", "address"),
        ("general", "address"),
        ("C9999999999", "channel_not_found"),
    ],
    ids=["none", "a name", "unknown"],
)
async def test_a_wrong_address_is_permanent(
    clock: ManualClock, session: aiohttp.ClientSession, address: str, complaint: str
) -> None:
    async with FakeSlack(clock) as service:
        with pytest.raises(PermanentTransportError, match=complaint):
            await _slack(service, session).send(opened(), address)


async def test_a_wrong_token_is_permanent_and_stays_secret(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    async with FakeSlack(clock) as service:
        slack = _slack(service, session, token="xoxb-stolen")
        with pytest.raises(PermanentTransportError, match="invalid_auth") as failure:
            await slack.send(opened(), "C0123456789")
    assert "stolen" not in f"{failure.value!r} {failure.value.answer} {slack!r}"


@pytest.mark.parametrize(
    ("provider_id", "complaint"),
    [
        ("U0123456789/17.000001", "no such message"),
        ("om_00", "no such message"),
        ("C0123456789/1700000000.000009", "message_not_found"),
    ],
    ids=["a person", "of another service", "unknown"],
)
async def test_what_was_not_sent_by_it_is_not_changed(
    clock: ManualClock, session: aiohttp.ClientSession, provider_id: str, complaint: str
) -> None:
    async with FakeSlack(clock) as service:
        with pytest.raises(PermanentTransportError, match=complaint):
            await _slack(service, session).update(provider_id, resolved())


async def test_a_long_message_stays_within_the_limits(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """A message of any length is taken: header and sections are cut."""
    async with FakeSlack(clock) as service:
        await _slack(service, session).send(endless(), "C0123456789")
    assert len(service.messages) == 1
