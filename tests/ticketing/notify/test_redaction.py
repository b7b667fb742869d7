from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboards.render.message import MessageWriter
from tests.fakes.ticket_views import OCCURRED, VIEW
from ticketing.events import Fact
from ticketing.notices import MessageKind
from ticketing.notify.composing import composed
from ticketing.notify.redaction import MASK, masked, redacted
from ticketing.notify.rendering import MessageFacts
from ticketing.notify.wording import Form, Hidden, Wording
from watchkeeper.access.languages import read_catalogues

WRITER = MessageWriter(read_catalogues(), url="https://watch.example")
SHOWN = {
    Hidden.CUSTOMER: "acme-customer",
    Hidden.SITE: "shanghai-site",
    Hidden.TARGET: "db-target-1",
    Hidden.TITLE: "Payroll full",
    Hidden.NOTES: "ask the accountant",
}


def _facts(kind: MessageKind = MessageKind.ESCALATED, **payload: Fact) -> MessageFacts:
    row = replace(
        VIEW.row,
        title=SHOWN[Hidden.TITLE],
        title_zh="",
        target=SHOWN[Hidden.TARGET],
        customer=SHOWN[Hidden.CUSTOMER],
        site=SHOWN[Hidden.SITE],
    )
    return MessageFacts(
        kind=kind,
        payload=payload or {"reason": SHOWN[Hidden.NOTES]},
        ticket=replace(VIEW, row=row),
        recipient_name="",
        zone="UTC",
        created_at=OCCURRED,
        now=OCCURRED,
        is_repeat=False,
    )


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("hidden", SHOWN)
def test_what_a_channel_hides_is_in_none_of_its_forms(hidden: Hidden, form: Form) -> None:
    """Neither in the words, nor in the facts for programs, nor in the fields of a template."""
    wording = Wording(form, hides=frozenset({hidden}))
    message = composed([_facts()], WRITER, wording, language="en", key="k")
    assert SHOWN[hidden] not in repr(message)
    assert "[Level" in message.subject


def test_a_channel_that_hides_nothing_says_everything() -> None:
    """The customer, the site, the target, the title and the reason stand in a mail."""
    message = composed([_facts()], WRITER, Wording(Form.MAIL), language="en", key="k")
    assert not [word for word in SHOWN.values() if word not in message.text]


def test_a_document_keeps_its_subject_alone() -> None:
    """The daily form is full of names; a channel that hides notes is told that there is one."""
    form = _facts(MessageKind.REPORT, subject="Daily form", text="names", html="<p>names</p>")
    left = redacted(form, frozenset({Hidden.NOTES}))
    assert left.payload == {"subject": "Daily form"}


def test_what_else_was_decided_loses_its_reasons_too() -> None:
    """Decisions of the same moment hang in the payload of the first."""
    facts = _facts(also=[{"kind": "escalated", "reason": "secret reason"}])
    left = redacted(facts, frozenset({Hidden.NOTES}))
    assert left.payload == {"also": [{"kind": "escalated"}]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("login failed, password=hunter2 for root", f"login failed, password={MASK} for root"),
        ('{"api_key": "abc def", "a": 1}', f'{{"api_key": {MASK}, "a": 1}}'),
        ("DB_PASSWORD='a b' started", f"DB_PASSWORD={MASK} started"),
        ("密码：一二三", f"密码：{MASK}"),
        ("postgres://app:s3cr3t@db/orders", f"postgres://app:{MASK}@db/orders"),
        ("Authorization: Bearer abcdefgh12345678", f"Authorization: Bearer {MASK}"),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----",
            f"-----BEGIN RSA PRIVATE KEY-----{MASK}-----END RSA PRIVATE KEY-----",
        ),
        ("token bucket of web-1 is empty", "token bucket of web-1 is empty"),
        ("https://watch.example/tickets/7", "https://watch.example/tickets/7"),
        ("passwd changed on web-1", "passwd changed on web-1"),
    ],
    ids=[
        "a log line",
        "JSON",
        "the environment",
        "Chinese",
        "a database's URL",
        "a header",
        "a private key",
        "no secret",
        "a link",
        "only the word",
    ],
)
def test_secrets_never_leave(text: str, expected: str) -> None:
    """Whatever a log line or a person put into a title."""
    assert masked(text) == expected


_BITS = st.sampled_from(
    ("password", "=", ": ", "'", '"', "a b", "Bearer ", "x" * 20, "pg://u:", "@h", "\n", "密码：",
     "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", ",")
)  # fmt: skip


@example(text="密码:''0")
@given(text=st.text(max_size=400) | st.lists(_BITS, max_size=12).map("".join))
def test_masking_is_done_once(text: str) -> None:
    """What was masked is not changed again."""
    assert masked(masked(text)) == masked(text)
