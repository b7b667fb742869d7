"""An answer is told apart from what it answers, as mail programs write it in two languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.mail.quotes import apart

SAID = "确认，正在处理。\n\n王"
BELOW = "工单 7\n机房漏水"


@pytest.mark.parametrize(
    "between",
    [
        "On Mon, 23 Nov 2026 at 09:00, Watchkeeper <watch@x.example> wrote:",
        "On Mon, 23 Nov 2026 at 09:00, Watchkeeper\n<watch@x.example> wrote:",
        "在 2026年11月23日 09:00，值守 <watch@x.example> 写道：",
        '在2026-11-23 09:00:00，"值守" <watch@x.example> 写道:',
        "2026年11月23日 09:00，值守 <watch@x.example>写道：",
        "-----Original Message-----\nFrom: Watchkeeper",
        '------------------ 原始邮件 ------------------\n发件人: "值守"',
        "________________________________\nFrom: Watchkeeper\nSent: Monday\nTo: Wang\nSubject: x",
        "发件人： 值守\n发送时间： 2026年11月23日\n收件人： 王\n主题： 工单 7",
        "*From:* Watchkeeper\n*Date:* Monday\n*To:* Wang",
    ],
    ids=[
        "Gmail",
        "Gmail, folded",
        "Apple Mail in Chinese",
        "163",
        "Foxmail",
        "Outlook of old",
        "QQ",
        "Outlook",
        "Outlook in Chinese",
        "in bold",
    ],
)
def test_what_is_below_is_quoted(between: str) -> None:
    """Only what stands above the mark of the mail program is the answer."""
    answer = apart(f"{SAID}\n\n{between}\n\n{BELOW}")
    assert answer.written == SAID
    assert answer.quoted.endswith(BELOW)
    assert SAID not in answer.quoted


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("> question one\nyes\n> question two\nno", "yes\nno"),
        ("done\n> one\n> two", "done"),
        ("From: here to there\nthe line is cut", "From: here to there\nthe line is cut"),
        ("On the roof we wrote: closed", "On the roof we wrote: closed"),
        ("> only quoted", "> only quoted"),
        ("-----Original Message-----\nall of it", "-----Original Message-----\nall of it"),
        ("发件人: 我们看过了\n没有问题", "发件人: 我们看过了\n没有问题"),
        ("  \n", ""),
    ],
    ids=[
        "between the lines",
        "below with marks",
        "a sentence that begins with From",
        "a sentence with wrote",
        "nothing but a quote",
        "a forwarded mail",
        "a Chinese sentence",
        "nothing",
    ],
)
def test_what_is_not_clearly_quoted_is_kept(text: str, written: str) -> None:
    """Prose is prose, and a mail that is all quote is kept whole."""
    assert apart(text).written == written


@given(st.text(alphabet="On wrote:在写道：>-_发件人From To\n2026年", max_size=400))
def test_nothing_that_was_written_vanishes(text: str) -> None:
    """Of any text something is left, and every line left stands in it."""
    answer = apart(text)
    assert bool(answer.written) == bool(text.strip())
    assert all(line in text for line in answer.written.split("\n"))
