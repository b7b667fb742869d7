from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.render.message import MessageWriter
from dashboards.render.message_parts import NEWS
from tests.fakes.ticket_views import OCCURRED, VIEW, ticket_view
from tests.golden import Golden
from ticketing.events import Channel, EventKind, Fact
from ticketing.notices import MessageKind
from ticketing.outbox import Form, MessageFacts
from ticketing.views import NextGoal, Presence, Resolution, TicketState, TicketView, TimelineEntry
from watchkeeper.access.languages import Language, read_catalogues
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import HOUR, MINUTE, later
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import text

GOLDEN = Path(__file__).parent / "golden"
WRITER = MessageWriter(read_catalogues(), url="https://watch.example")
LANGUAGES = ["zh", "en"]
RESPOND = {"zh": "响应", "en": "respond"}
RESOLVE = {"zh": "解决", "en": "resolve"}
TIMELINE = (
    TimelineEntry(
        seq=1,
        kind=EventKind.OPENED,
        text=text("FilesystemFilling"),
        actor=PersonId("watchkeeper"),
        channel=Channel.MONITOR,
        occurred_at=OCCURRED,
        recorded_at=OCCURRED,
        prose={},
        data={},
    ),
)


def _view(language: str, **changes: object) -> TicketView:
    goal = NextGoal(
        goal="respond@level",
        title=text(RESPOND[language]),
        due_at=later(OCCURRED, 30 * MINUTE),
        is_breached=False,
        is_paused=False,
    )
    base = replace(VIEW, goals=(replace(VIEW.goals[0], title=text(RESOLVE[language])),))
    row = replace(base.row, **{"next_goal": goal, **changes})  # type: ignore[arg-type]  # named by the cases below
    return replace(base, row=row, timeline=TIMELINE)


def _facts(
    kind: MessageKind,
    view: TicketView | None,
    *,
    after: int = 5 * MINUTE,
    payload: Mapping[str, Fact] | None = None,
    is_repeat: bool = False,
) -> MessageFacts:
    at = later(OCCURRED, after)
    return MessageFacts(
        kind=kind,
        payload=payload or {},
        ticket=view,
        recipient_name="甲",
        zone="Asia/Shanghai",
        created_at=at,
        now=at,
        is_repeat=is_repeat,
    )


def _messages(language: str) -> dict[str, list[MessageFacts]]:
    """Return what each golden file says, by its name."""
    view = _view(language)
    gone = {"presence": Presence.RECOVERED, "next_goal": None}
    resolved = replace(
        _view(
            language,
            **gone,
            state=TicketState.RESOLVED,
            resolved_at=later(OCCURRED, 3 * HOUR),
            owner=PersonId("engineer-a"),
            acknowledged_at=later(OCCURRED, MINUTE),
        ),
        resolution=Resolution(
            cause_class="capacity",
            cause={"zh": "日志未轮转", "en": "logs were not rotated"}[language],
            method={"zh": "清理并启用轮转", "en": "cleaned up, rotation enabled"}[language],
            data_loss="none",
            recovery_point=None,
            recovery_document="",
            restored_at=later(OCCURRED, 3 * HOUR),
        ),
    )
    step: dict[str, Fact] = {"chain": "chain", "step": 1, "repetition": 0}
    late: dict[str, Fact] = {"goal": "resolve@level", "due_at": later(OCCURRED, 24 * HOUR)}
    recovered = replace(_view(language, **gone), restored_at=later(OCCURRED, 10 * MINUTE))
    return {
        "opened": [_facts(MessageKind.OPENED, view)],
        "repeat": [_facts(MessageKind.OPENED, view, is_repeat=True)],
        "unanswered": [_facts(MessageKind.STILL_UNANSWERED, view, after=45 * MINUTE)],
        "warned": [
            _facts(MessageKind.WARNED, view, payload={**late, "share": 80}, after=19 * HOUR)
        ],
        "breached": [_facts(MessageKind.BREACHED, view, payload=late, after=25 * HOUR)],
        "escalated": [_facts(MessageKind.ESCALATED, view, payload=step, after=2 * HOUR)],
        "escalated_again": [
            _facts(
                MessageKind.ESCALATED,
                view,
                payload={**step, "repetition": 1, "also": [{"kind": "breached", **late}]},
                after=25 * HOUR,
            )
        ],
        "recovered": [_facts(MessageKind.RECOVERED, recovered, after=15 * MINUTE)],
        "resolved": [_facts(MessageKind.RESOLVED, resolved, after=3 * HOUR)],
        "silent": [_facts(MessageKind.WENT_SILENT, _view(language, presence=Presence.NO_DATA))],
        "bundle": [
            _facts(MessageKind.OPENED, view),
            _facts(MessageKind.OPENED, _view(language, number=8, target="web-1", level=Level.I)),
            _facts(MessageKind.RECOVERED, _view(language, number=9, **gone)),
        ],
        "test": [_facts(MessageKind.TEST, None, payload={"channel": "duty"})],
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(_messages("en")))
def test_messages_read_as_the_golden_files(golden: Golden, name: str, language: str) -> None:
    """The text of each message, whole, in both languages."""
    said = WRITER.render(_messages(language)[name], language=language, form=Form.MAIL)
    golden.check(GOLDEN / f"{name}.{language}.txt", f"{said.subject}\n---\n{said.text}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_forms_read_as_the_golden_files(golden: Golden, language: str) -> None:
    """HTML for mail and Markdown for chats, of the escalation to a manager."""
    facts = _messages(language)["escalated"]
    mail = WRITER.render(facts, language=language, form=Form.MAIL)
    chat = WRITER.render(facts, language=language, form=Form.CHAT)
    golden.check(GOLDEN / f"escalated.{language}.html", mail.html)
    golden.check(GOLDEN / f"escalated.{language}.md", chat.markdown + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", [Level.I, Level.II, Level.III, Level.IV])
@pytest.mark.parametrize("kind", [kind for kind in MessageKind if kind in NEWS])
def test_the_first_line_says_level_what_and_where(
    kind: MessageKind, level: Level, language: str
) -> None:
    """Every kind of message begins with the numeral, the fault and the place, in all forms."""
    view = _view(language, level=level)
    said = WRITER.render([_facts(kind, view)], language=language, form=Form.CHAT)
    for first in (said.subject, said.text.splitlines()[0], said.markdown.splitlines()[0]):
        assert level.value in first
        assert view.row.title_in(language) in first
        assert "db-1" in first
        assert "acme" in first
        assert "shanghai-1" in first
    assert "https://watch.example/tickets/7" in said.text
    assert "https://watch.example/tickets/7" in said.html


def test_every_kind_has_its_words() -> None:
    """No kind of message falls back to the words of another one."""
    assert set(NEWS) == set(MessageKind) - {MessageKind.TEST, MessageKind.REPORT}


def test_a_report_is_passed_on_as_it_was_made() -> None:
    """A document keeps its own subject, text and HTML, byte by byte."""
    payload: dict[str, Fact] = {"subject": "日检表", "text": "正常", "html": "<p>正常</p>"}
    facts = _facts(MessageKind.REPORT, None, payload=payload)
    said = WRITER.render([facts], language="zh", form=Form.MAIL)
    assert (said.subject, said.text, said.html) == ("日检表", "正常", "<p>正常</p>")


@given(st.text(max_size=60))
def test_words_from_outside_cannot_leave_their_line(title: str) -> None:
    """No title makes a second line, a mention, a link or an element."""
    view = ticket_view(7, title=f"x{title}<@all>[a](http://evil)\n<b>", title_zh="")
    for form in Form:
        said = WRITER.render([_facts(MessageKind.OPENED, view)], language="en", form=form)
        assert len(said.subject.splitlines()) == 1
        assert "<@" not in said.markdown
        assert "](http://evil" not in said.markdown
        assert "<b>" not in said.html
        assert "<@all" not in said.html


def test_every_sentence_is_translated() -> None:
    """Nothing of a Chinese message stays English, apart from names."""
    catalogues = read_catalogues()
    for sentence in NEWS.values():
        assert catalogues.knows(sentence, Language.CHINESE)
    for name, facts in _messages("zh").items():
        said = WRITER.render(facts, language="zh", form=Form.MAIL)
        for word in ("due", "Since", "Now", "Next", "Ticket ", "ago", "fault", "level "):
            assert word not in said.text, (name, said.text)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "You are told in place of 乙, who cannot be reached."),
        ("zh", "因无法联系 乙，改为通知您。"),
    ],
    ids=["English", "Chinese"],
)
def test_the_fallback_person_is_told_in_whose_place(language: str, said: str) -> None:
    """Who is told in somebody's place reads that first."""
    payload: dict[str, Fact] = {"instead_of": "b", "instead_of_name": "乙"}
    facts = _facts(MessageKind.OPENED, _view(language), payload=payload)
    rendered = WRITER.render([facts], language=language, form=Form.CHAT)
    assert said in rendered.text
