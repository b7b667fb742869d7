"""From the card that was sent, by the press that the service tells us of, to the changed card."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.fakes import callbacks
from tests.fakes import feishu as fake_feishu
from tests.fakes import slack as fake_slack
from tests.fakes import telegram as fake_telegram
from tests.fakes import wecom_app as fake_wecom
from tests.ticketing.answers.readers import FEISHU, NOW, WECOM
from tests.ticketing.notify.cards import OFFERS, opened, resolved
from ticketing.answers import feishu, slack, telegram, wecom
from ticketing.answers.answer import Answer, Heard
from ticketing.notify.feishu_app import FeishuApp, tenant_tokens
from ticketing.notify.slack import Slack
from ticketing.notify.telegram import Telegram
from ticketing.notify.wecom_app import WecomApp, app_tokens
from ticketing.verbs import Verb
from watchkeeper.core.instants import MINUTE, later
from watchkeeper.server.clock import ManualClock


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened_session:
        yield opened_session


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


def _checked(heard: Heard) -> Answer:
    assert isinstance(heard, Answer)
    assert (heard.verb, heard.ticket) == (Verb.ACKNOWLEDGE, 7)
    return heard


async def test_a_press_in_feishu_changes_its_card(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    async with fake_feishu.FakeFeishu(clock) as service:
        tokens = tenant_tokens(
            session,
            clock,
            app_id=fake_feishu.APP_ID,
            app_secret=fake_feishu.APP_SECRET,
            service=service.url,
        )
        app = FeishuApp("duty", session, tokens, service=service.url, offers=OFFERS)
        receipt = await app.send(opened(), "ou_engineer")
        button = service.messages[receipt.provider_id]["elements"][-1]["actions"][0]
        press = callbacks.feishu_press(button["value"])
        press["event"]["context"]["open_message_id"] = receipt.provider_id
        answer = _checked(feishu.read(callbacks.feishu(press, NOW), FEISHU, NOW))
        await app.update(answer.card, resolved())
    (card,) = service.messages.values()
    assert card["header"]["template"] == "green"


async def test_a_press_in_slack_changes_its_message(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    async with fake_slack.FakeSlack(clock) as service:
        app = Slack("duty", session, fake_slack.TOKEN, service=service.url, offers=OFFERS)
        await app.send(opened(), "C0123456789")
        ((channel, ts), document) = next(iter(service.messages.items()))
        button = document["blocks"][-1]["elements"][0]
        press = callbacks.slack_press(**button)
        press["container"] = {"type": "message", "channel_id": channel, "message_ts": ts}
        call = callbacks.slack(press, NOW)
        answer = _checked(slack.read(call, callbacks.SIGNING_SECRET, NOW))
        await app.update(answer.card, resolved())
    (document,) = service.messages.values()
    assert "已解决" in document["text"]


async def test_a_press_in_telegram_changes_its_message(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    async with fake_telegram.FakeTelegram(clock) as service:
        bot = Telegram("duty", session, fake_telegram.TOKEN, service=service.url, offers=OFFERS)
        await bot.send(opened(), str(fake_telegram.PERSON))
        ((chat, number), document) = next(iter(service.messages.items()))
        button = document["reply_markup"]["inline_keyboard"][0][0]
        press = callbacks.telegram_press(button["callback_data"])
        press["callback_query"]["message"] = {"message_id": number, "chat": {"id": chat}}
        call = callbacks.telegram(press)
        answer = _checked(telegram.read(call, callbacks.SECRET_TOKEN))
        service.presses[answer.reply_to] = ""
        await bot.answer_press(answer.reply_to, "已确认")
        await bot.update(answer.card, resolved())
    (document,) = service.messages.values()
    assert "已解决" in document["text"]
    assert service.presses[answer.reply_to] == "已确认"


async def test_a_press_in_wecom_changes_its_card(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """The code that the press brings changes the card; the one of sending is still unused."""
    async with fake_wecom.FakeWecomApp(clock) as service:
        tokens = app_tokens(
            session,
            clock,
            company=fake_wecom.COMPANY,
            secret=fake_wecom.SECRET,
            service=service.url,
        )
        app = WecomApp(
            "duty", session, clock, fake_wecom.AGENT, tokens, service=service.url, offers=OFFERS
        )
        sent = await app.send(opened(), "engineer-a")
        button = service.messages[0]["template_card"]["button_list"][0]
        call = callbacks.wecom(callbacks.wecom_press(button["key"], code=service.press()), NOW)
        now = later(NOW, MINUTE)
        answer = _checked(wecom.read(call, WECOM, now))
        await app.update(answer.card, resolved())
        await app.update(sent.provider_id, resolved())
    assert answer.card != sent.provider_id
    assert service.shown[answer.card]["card_type"] == "text_notice"
