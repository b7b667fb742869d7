from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.fakes.feishu import APP_ID, APP_SECRET, FakeFeishu
from tests.ticketing.notify.cards import OFFERS, endless, opened, resolved
from ticketing.notify.channel import PermanentTransportError, TemporaryTransportError
from ticketing.notify.feishu_app import FeishuApp, tenant_tokens
from ticketing.notify.feishu_card import ACTION_KEY
from watchkeeper.core.instants import DAY, HOUR, SECOND, later
from watchkeeper.server.clock import ManualClock


def _app(
    service: FakeFeishu, session: aiohttp.ClientSession, *, secret: str = APP_SECRET
) -> FeishuApp:
    tokens = tenant_tokens(
        session, service.clock, app_id=APP_ID, app_secret=secret, service=service.url
    )
    return FeishuApp("duty", session, tokens, service=service.url, offers=OFFERS)


@pytest.mark.parametrize(
    "address",
    ["ou_engineer", "on_engineer", "oc_group", "a@example.com", "engineer1"],
    ids=["open id", "union id", "group", "mail", "user id"],
)
async def test_a_card_with_answers_is_taken(
    clock: ManualClock, session: aiohttp.ClientSession, address: str
) -> None:
    """Every form of address is sent as the kind that it is; the buttons hold the actions."""
    async with FakeFeishu(clock) as service:
        receipt = await _app(service, session).send(opened(), address)
    card = service.messages[receipt.provider_id]
    actions = card["elements"][-1]["actions"]
    assert [button["value"][ACTION_KEY] for button in actions[:2]] == [
        "acknowledge/7",
        "escalate/7",
    ]
    assert actions[2]["url"].endswith("/tickets/7")


async def test_the_card_is_changed_in_place(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """After the update there is one card, it is green and has no answers left."""
    async with FakeFeishu(clock) as service:
        app = _app(service, session)
        receipt = await app.send(opened(), "ou_engineer")
        await app.update(receipt.provider_id, resolved())
    (card,) = service.messages.values()
    assert card["header"]["template"] == "green"
    assert len(card["elements"][-1]["actions"]) == 1


async def test_the_same_message_again_is_one_card(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """Within an hour the service knows a repeat by its key."""
    async with FakeFeishu(clock) as service:
        app = _app(service, session)
        first = await app.send(opened(), "ou_engineer")
        again = await app.send(opened(), "ou_engineer")
    assert first.provider_id == again.provider_id
    assert len(service.messages) == 1


async def test_a_token_is_fetched_once_and_again_before_it_ends(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """Several cards at once need one token; two hours later there is a second one."""
    async with FakeFeishu(clock) as service:
        app = _app(service, session)
        async with asyncio.TaskGroup() as group:
            for _ in range(4):
                group.create_task(app.send(opened(), "ou_engineer"))
        given_at_first = service.tokens_given
        await clock.advance(later(clock.now(), 2 * HOUR))
        await app.send(opened(), "ou_engineer")
    assert (given_at_first, service.tokens_given) == (1, 2)


async def test_a_token_that_the_service_ended_is_replaced(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """The message goes out although the kept token is no longer taken."""
    async with FakeFeishu(clock) as service:
        app = _app(service, session)
        await app.send(opened(), "ou_engineer")
        service.end_token()
        await app.update(f"om_{0:032x}", resolved())
    assert service.tokens_given == 2


async def test_too_many_a_second_are_for_later(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """The error says what the service's header says."""
    async with FakeFeishu(clock) as service:
        app = _app(service, session)
        for _ in range(app.limit.messages):
            await app.send(opened(), "ou_engineer")
        with pytest.raises(TemporaryTransportError) as failure:
            await app.send(opened(), "ou_engineer")
    assert failure.value.retry_after == 52 * SECOND


async def test_an_old_card_cannot_be_changed(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """After 14 days the service refuses for good."""
    async with FakeFeishu(clock) as service:
        app = _app(service, session)
        receipt = await app.send(opened(), "ou_engineer")
        await clock.advance(later(clock.now(), 15 * DAY))
        with pytest.raises(PermanentTransportError, match="230031"):
            await app.update(receipt.provider_id, resolved())


@pytest.mark.parametrize("provider_id", ["", "om_1/../../auth", "C01/17.1"])
async def test_what_was_not_sent_by_it_is_not_changed(
    clock: ManualClock, session: aiohttp.ClientSession, provider_id: str
) -> None:
    """Nothing but an id of the service gets into its address."""
    async with FakeFeishu(clock) as service:
        with pytest.raises(PermanentTransportError, match="no such message"):
            await _app(service, session).update(provider_id, resolved())
    assert service.calls == 0


@pytest.mark.parametrize(
    ("address", "complaint"),
    [("", "address"), ("two words", "address"), ("ou_nobody", "230001")],
    ids=["none", "no id", "unknown"],
)
async def test_a_wrong_address_is_permanent(
    clock: ManualClock, session: aiohttp.ClientSession, address: str, complaint: str
) -> None:
    async with FakeFeishu(clock) as service:
        with pytest.raises(PermanentTransportError, match=complaint):
            await _app(service, session).send(opened(), address)


async def test_a_wrong_secret_is_permanent_and_stays_secret(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    async with FakeFeishu(clock) as service:
        app = _app(service, session, secret="stolen-secret")
        with pytest.raises(PermanentTransportError, match="10014") as failure:
            await app.send(opened(), "ou_engineer")
    assert "stolen" not in f"{failure.value!r} {failure.value.answer} {app!r}"


async def test_a_long_message_stays_within_the_limit(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """30 KB are not exceeded even where every character is escaped twice."""
    async with FakeFeishu(clock) as service:
        await _app(service, session).send(endless(), "oc_group")
    assert len(service.messages) == 1
