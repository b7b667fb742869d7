"""The five readers behind one face, and a genuine call of each, for what they have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.fakes import callbacks
from ticketing.answers import dingtalk, feishu, slack, telegram, wecom
from ticketing.answers.answer import Callback, Heard
from ticketing.notify.feishu_card import ACTION_KEY
from watchkeeper.core.instants import Instant

NOW = Instant(1_763_773_200_000)
FEISHU = feishu.FeishuSecrets(callbacks.ENCRYPT_KEY, callbacks.VERIFICATION_TOKEN)
WECOM = wecom.WecomSecrets(
    callbacks.WECOM_TOKEN, wecom.key_from_text(callbacks.WECOM_KEY), callbacks.WECOM_COMPANY
)


@dataclass(frozen=True)
class Service:
    """How calls of one service are read, and how it makes one at an instant with its secret."""

    name: str
    read: Callable[[Callback, Instant], Heard]
    call: Callable[[Instant], Callback]
    forged: Callable[[Instant], Callback]


SERVICES = (
    Service(
        "feishu",
        lambda call, now: feishu.read(call, FEISHU, now),
        lambda now: callbacks.feishu(callbacks.feishu_press({ACTION_KEY: "acknowledge/7"}), now),
        lambda now: callbacks.feishu(
            callbacks.feishu_press({ACTION_KEY: "acknowledge/7"}), now, key="other"
        ),
    ),
    Service(
        "slack",
        lambda call, now: slack.read(call, callbacks.SIGNING_SECRET, now),
        lambda now: callbacks.slack(callbacks.slack_press(value="acknowledge/7"), now),
        lambda now: callbacks.slack(
            callbacks.slack_press(value="acknowledge/7"), now, secret="other"
        ),
    ),
    Service(
        "telegram",
        lambda call, _now: telegram.read(call, callbacks.SECRET_TOKEN),
        lambda _now: callbacks.telegram(callbacks.telegram_press("acknowledge/7")),
        lambda _now: callbacks.telegram(callbacks.telegram_press("acknowledge/7"), secret="other"),
    ),
    Service(
        "wecom",
        lambda call, now: wecom.read(call, WECOM, now),
        lambda now: callbacks.wecom(callbacks.wecom_press("acknowledge/7"), now),
        lambda now: callbacks.wecom(callbacks.wecom_press("acknowledge/7"), now, token="other"),
    ),
    Service(
        "dingtalk",
        lambda call, now: dingtalk.read(call, callbacks.APP_SECRET, now),
        lambda now: callbacks.dingtalk(callbacks.dingtalk_text(" ack 7"), now),
        lambda now: callbacks.dingtalk(callbacks.dingtalk_text(" ack 7"), now, secret="other"),
    ),
)
