from __future__ import annotations

from dataclasses import replace

import aiohttp
import pytest

from tests.fakes.wecom_app import AGENT, COMPANY, SECRET, FakeWecomApp
from tests.ticketing.notify.cards import LINK, OFFERS, endless, opened, resolved
from ticketing.notify.channel import PermanentTransportError, TemporaryTransportError
from ticketing.notify.wecom_app import WecomApp, app_tokens
from ticketing.verbs import Verb
from watchkeeper.core.instants import HOUR, MINUTE, later
from watchkeeper.server.clock import ManualClock


def _app(
    service: FakeWecomApp,
    session: aiohttp.ClientSession,
    *,
    secret: str = SECRET,
    offers: tuple[Verb, ...] = OFFERS,
) -> WecomApp:
    clock = service.clock
    tokens = app_tokens(session, clock, company=COMPANY, secret=secret, service=service.url)
    return WecomApp("duty", session, clock, AGENT, tokens, service=service.url, offers=offers)


async def test_a_card_with_answers_is_taken(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """The buttons hold the actions, the card opens the ticket, the receipt can change it."""
    async with FakeWecomApp(clock) as service:
        receipt = await _app(service, session).send(opened(), "engineer-a")
    (document,) = service.messages
    card = document["template_card"]
    assert card["card_type"] == "button_interaction"
    assert [button["key"] for button in card["button_list"]] == ["acknowledge/7", "escalate/7"]
    assert card["card_action"] == {"type": 1, "url": LINK}
    assert receipt.provider_id == "code-1"


async def test_without_a_callback_a_card_only_opens_the_ticket(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """An app that hears no presses offers none: the service would refuse the card."""
    async with FakeWecomApp(clock) as service:
        await _app(service, session, offers=()).send(opened(), "engineer-a")
    (document,) = service.messages
    assert document["template_card"]["card_type"] == "text_notice"


async def test_a_text_without_page_is_markdown(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """What has neither answer nor link is no card; it is cut to the service's limit."""
    report = replace(opened(), text="一切正常", markdown="一切正常\n" * 1_000, facts={})
    async with FakeWecomApp(clock) as service:
        await _app(service, session).send(report, "engineer-a")
    (document,) = service.messages
    assert document["msgtype"] == "markdown"


async def test_the_card_is_changed_in_place_once(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """A response code shows the new card; used again it is refused for good."""
    async with FakeWecomApp(clock) as service:
        app = _app(service, session)
        receipt = await app.send(opened(), "engineer-a")
        await app.update(receipt.provider_id, resolved())
        with pytest.raises(PermanentTransportError):
            await app.update(receipt.provider_id, resolved())
    shown = service.shown[receipt.provider_id]
    assert shown["card_type"] == "text_notice"
    assert "已解决" in shown["main_title"]["title"]


async def test_the_same_message_again_is_taken(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """A second attempt has a task_id of its own: the service refuses one that it has seen."""
    async with FakeWecomApp(clock) as service:
        app = _app(service, session)
        await app.send(opened(), "engineer-a")
        await clock.advance(later(clock.now(), MINUTE))
        await app.send(opened(), "engineer-a")
    assert len(service.messages) == 2


async def test_a_long_title_stands_whole_in_the_text(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """The title is cut to what a phone shows; nothing of it is lost."""
    subject = "[Level II] Disk will be full within a day (web-1 / acme / shanghai-1)"
    async with FakeWecomApp(clock) as service:
        await _app(service, session).send(replace(opened(), subject=subject), "engineer-a")
    card = service.messages[0]["template_card"]
    assert len(card["main_title"]["title"]) == 26
    assert card["sub_title_text"].startswith(subject)


async def test_a_token_is_kept_and_replaced_when_it_ends(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """One token serves two hours; one that the service ended early is fetched anew."""
    async with FakeWecomApp(clock) as service:
        app = _app(service, session)
        await app.send(opened(), "engineer-a")
        await app.send(resolved(), "engineer-a")
        assert service.tokens_given == 1
        service.end_token()
        await app.send(resolved(), "engineer-a")
        assert service.tokens_given == 2
        await clock.advance(later(clock.now(), 2 * HOUR))
        await app.send(opened(), "engineer-a")
    assert service.tokens_given == 3


async def test_too_many_a_minute_are_for_later(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    async with FakeWecomApp(clock) as service:
        app = _app(service, session, offers=())
        for _ in range(app.limit.messages):
            await app.send(opened(), "engineer-a")
        with pytest.raises(TemporaryTransportError) as failure:
            await app.send(opened(), "engineer-a")
    assert failure.value.retry_after == MINUTE


@pytest.mark.parametrize(
    ("address", "complaint"),
    [("", "address"), ("@all", "address"), ("a|b", "address"), ("nobody", "81013")],
    ids=["none", "everybody", "two people", "unknown"],
)
async def test_a_wrong_address_is_permanent(
    clock: ManualClock, session: aiohttp.ClientSession, address: str, complaint: str
) -> None:
    """A contact is one person: an address of everybody reaches nobody."""
    async with FakeWecomApp(clock) as service:
        with pytest.raises(PermanentTransportError, match=complaint):
            await _app(service, session).send(opened(), address)
    assert service.messages == []


async def test_a_wrong_secret_is_permanent_and_stays_secret(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """Secret and token stand in addresses, which no error shows."""
    async with FakeWecomApp(clock) as service:
        app = _app(service, session, secret="stolen-secret")
        with pytest.raises(PermanentTransportError, match="40001") as failure:
            await app.send(opened(), "engineer-a")
    assert "stolen" not in f"{failure.value!r} {failure.value.answer} {app!r}"


async def test_a_long_message_is_taken(clock: ManualClock, session: aiohttp.ClientSession) -> None:
    async with FakeWecomApp(clock) as service:
        await _app(service, session).send(endless(), "b@example")
    assert len(service.messages) == 1
