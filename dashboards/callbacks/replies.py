"""What each service wants to hear when it has told us of an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aiohttp import web

from ticketing.answers import dingtalk, feishu, telegram
from ticketing.answers.answer import Answer
from ticketing.answers.outcome import Told
from ticketing.notify.telegram import MAX_TOAST_UNITS, cut_to_units

_NO_STORE = {"Cache-Control": "no-store"}


def taken() -> web.Response:
    """Return the answer to a genuine call that asks for nothing of ours."""
    return web.Response(headers=_NO_STORE)


def answered(answer: Answer, told: Told) -> web.Response:
    """Return what is said to the person, where the service passes it on; else nothing."""
    say = _SAY.get(answer.kind)
    return taken() if say is None else web.json_response(say(answer, told), headers=_NO_STORE)


def _toast_of_feishu(_answer: Answer, told: Told) -> dict[str, object]:
    return feishu.toast(told.said, is_done=told.is_done)


def _message_of_dingtalk(_answer: Answer, told: Told) -> dict[str, object]:
    return {"msgtype": "text", "text": {"content": told.said}}


def _call_of_telegram(answer: Answer, told: Told) -> dict[str, object]:
    """Return a call of the bot's own, which Telegram takes from the answer to its push."""
    said = cut_to_units(told.said, MAX_TOAST_UNITS)
    if answer.reply_to:
        return {
            "method": "answerCallbackQuery",
            "callback_query_id": answer.reply_to,
            "text": said,
        }
    return {"method": "sendMessage", "chat_id": int(answer.addresses[0]), "text": said}


_SAY: Mapping[str, Callable[[Answer, Told], dict[str, object]]] = {
    feishu.KIND: _toast_of_feishu,
    dingtalk.KIND: _message_of_dingtalk,
    telegram.KIND: _call_of_telegram,
}
