from __future__ import annotations

from dataclasses import replace

import pytest

from dashboards.render.message import MessageWriter
from dashboards.render.message_parts import NEWS
from dashboards.render.phone import _NEWS
from tests.fakes.ticket_views import OCCURRED, VIEW
from ticketing.notices import MessageKind
from ticketing.outbox import Form, MessageFacts
from ticketing.verbs import Verb
from watchkeeper.access.languages import read_catalogues
from watchkeeper.core.levels import Level

WRITER = MessageWriter(read_catalogues(), url="https://watch.example")


def _facts(kind: MessageKind, *, number: int = 7, level: Level = Level.II) -> MessageFacts:
    row = replace(
        VIEW.row, number=number, level=level, title="Disk full", title_zh="磁盘将满", target="web-1"
    )
    return MessageFacts(
        kind=kind,
        payload={},
        ticket=replace(VIEW, row=row),
        recipient_name="甲",
        zone="Asia/Shanghai",
        created_at=OCCURRED,
        now=OCCURRED,
        is_repeat=False,
    )


@pytest.mark.parametrize(
    ("kind", "language", "form", "text"),
    [
        (MessageKind.OPENED, "en", Form.SMS, "[II]#7 web-1 Disk full"),
        (MessageKind.OPENED, "zh", Form.SMS, "[II]#7 web-1 磁盘将满"),
        (MessageKind.RECOVERED, "zh", Form.SMS, "[II]#7 web-1 已恢复：磁盘将满"),
        (
            MessageKind.ESCALATED,
            "en",
            Form.VOICE,
            "Watchkeeper alert, level two, ticket number seven, concerning web 1. "
            "escalated to you Disk full.",
        ),
        (
            MessageKind.ESCALATED,
            "zh",
            Form.KEYPAD,
            "值守告警, 二级, 工单号 七, 对象 web 1。升级汇报 磁盘将满。确认请按 1。",
        ),
    ],
    ids=["SMS", "in Chinese", "a recovery is no alert", "a call", "a call that waits for a key"],
)
def test_a_phone_is_told_what_has_happened(
    kind: MessageKind, language: str, form: Form, text: str
) -> None:
    """In the reader's language, and never as if each message were a new fault."""
    said = WRITER.render([_facts(kind)], language=language, form=form)
    assert said.fields["text"] == text


def test_of_a_bundle_the_worst_is_told_and_the_others_are_counted() -> None:
    """One SMS cannot hold them all."""
    bundle = [
        _facts(MessageKind.OPENED),
        _facts(MessageKind.OPENED, number=8, level=Level.I),
        _facts(MessageKind.WARNED, number=8, level=Level.I),
    ]
    said = WRITER.render(bundle, language="en", form=Form.SMS)
    assert said.fields["text"] == "[I]#8 web-1 +1 more deadline near: Disk full"


def test_a_trial_is_told_without_a_ticket() -> None:
    """A test message has words for a phone as well."""
    trial = replace(_facts(MessageKind.TEST), ticket=None, payload={"channel": "sms"})
    said = WRITER.render([trial], language="en", form=Form.SMS)
    assert (said.fields["text"], said.fields["ticket"]) == ("Test message from Watchkeeper", "")


def test_every_piece_of_news_has_its_words_on_a_phone() -> None:
    """Whatever a chat is told, a phone is told."""
    assert {*_NEWS, MessageKind.OPENED} == set(NEWS)


@pytest.mark.parametrize(
    ("language", "labels"), [("zh", ("响应", "升级")), ("en", ("Acknowledge", "Escalate"))]
)
def test_buttons_are_labelled_in_the_readers_language(
    language: str, labels: tuple[str, str]
) -> None:
    """Only for cards: other forms have no buttons."""
    facts = [_facts(MessageKind.OPENED)]
    card = WRITER.render(facts, language=language, form=Form.CARD)
    chat = WRITER.render(facts, language=language, form=Form.CHAT)
    assert (card.labels[Verb.ACKNOWLEDGE], card.labels[Verb.ESCALATE]) == labels
    assert (chat.labels, chat.fields, card.fields) == ({}, {}, {})
    assert card.markdown == chat.markdown
