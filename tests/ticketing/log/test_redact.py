"""Redaction: text and salt go, the chain, the clocks and the verdicts stay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.log.chronicle import closed_days
from tests.ticketing.logs import Log, at, contract
from ticketing.events import Event, EventKind, first_broken_link
from ticketing.fold import fold
from ticketing.log.days import log_faults
from ticketing.log.redact import (
    ProseKey,
    Redaction,
    RedactionWish,
    erased_names,
    redacted,
    redaction,
)
from ticketing.search import entry_of
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import Conflict, InvalidInput, WatchkeeperError

EVIDENCE = {"log_lines": "login of zhang.san from 10.0.0.7", "chart": "<svg/>"}
TERMS = contract()
WISH = RedactionWish(
    actor=PersonId("admin"), approver=PersonId("manager-b"), reason="the customer asked for it"
)


def _log() -> list[Event]:
    log = Log("II")
    log.add(EventKind.ACKNOWLEDGED, 0.2, prose={"note": "called Zhang San, 138-0013-8000"})
    log.add(EventKind.COMMENTED, 1, prose={"text": "张三说机房断电"})
    log.add(EventKind.RESOLVED, 3, prose={"cause": "power", "method": "asked (138) 0013 8000"})
    return log.events


def _keys(found: Redaction) -> list[tuple[int, str]]:
    return [(key.seq, key.name) for key in found.prose]


@pytest.mark.parametrize(
    ("wish", "prose", "evidence"),
    [
        pytest.param(
            replace(WISH, pieces=frozenset({ProseKey(3, "text")})), [(3, "text")], (), id="a piece"
        ),
        pytest.param(
            replace(WISH, words=("13800138000",)),
            [(2, "note"), (4, "method")],
            (),
            id="a telephone number, however it is written",
        ),
        pytest.param(replace(WISH, words=("张三",)), [(3, "text")], (), id="a Chinese name"),
        pytest.param(
            replace(WISH, words=("zhang san", "ZHANG.SAN")),
            [(2, "note")],
            ("log_lines",),
            id="a name in any case, in evidence, too",
        ),
        pytest.param(
            replace(WISH, evidence=frozenset({"chart"})), [], ("chart",), id="evidence by name"
        ),
        pytest.param(
            replace(WISH, everything=True),
            [(2, "note"), (3, "text"), (4, "cause"), (4, "method")],
            ("chart", "log_lines"),
            id="everything",
        ),
    ],
)
def test_what_is_erased(
    wish: RedactionWish, prose: list[tuple[int, str]], evidence: tuple[str, ...]
) -> None:
    """Named pieces, or all that holds a word."""
    found = redaction(wish, _log(), EVIDENCE)
    assert (_keys(found), found.evidence) == (prose, evidence)


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        pytest.param(replace(WISH, everything=True, reason=" "), InvalidInput, id="no reason"),
        pytest.param(
            replace(WISH, everything=True, approver=WISH.actor), InvalidInput, id="approved by self"
        ),
        pytest.param(
            replace(WISH, everything=True, approver=PersonId("")),
            InvalidInput,
            id="nobody approved",
        ),
        pytest.param(replace(WISH, words=("a",)), InvalidInput, id="a word of one letter"),
        pytest.param(replace(WISH, words=("- (-)",)), InvalidInput, id="a word of signs only"),
        pytest.param(replace(WISH, words=("ab",) * 21), InvalidInput, id="too many words"),
        pytest.param(
            replace(WISH, pieces=frozenset({ProseKey(9, "text")})), InvalidInput, id="no such text"
        ),
        pytest.param(replace(WISH, evidence=frozenset({"x"})), InvalidInput, id="no such evidence"),
        pytest.param(replace(WISH, words=("李四",)), Conflict, id="nothing holds the word"),
        pytest.param(WISH, Conflict, id="nothing is wished"),
    ],
)
def test_what_is_refused(wish: RedactionWish, error: type[WatchkeeperError]) -> None:
    """Two people and a reason; a slip of the pen erases nothing."""
    with pytest.raises(error):
        redaction(wish, _log(), EVIDENCE)


@given(
    pieces=st.sets(st.sampled_from([(2, "note"), (3, "text"), (4, "cause"), (4, "method")])),
    hours=st.floats(0, 60),
)
def test_nothing_but_the_text_changes(pieces: set[tuple[int, str]], hours: float) -> None:
    """P17 through redaction: chain, heads of days, ticket and clocks are what they were."""
    events = _log()
    keys = frozenset(ProseKey(seq, name) for seq, name in pieces)
    wish = replace(WISH, pieces=keys, evidence=frozenset({"chart"}))
    after = redacted(events, redaction(wish, events, EVIDENCE))
    assert first_broken_link(after) is None
    leaves = [
        (day.head.day, leaf) for day in closed_days({1: events}, days=1) for leaf in day.leaves
    ]
    assert list(log_faults(1, after, leaves)) == []
    assert fold(after, TERMS, at(hours)) == fold(events, TERMS, at(hours))
    gone = {(event.seq, name) for event in after for name in erased_names(event)}
    assert gone == pieces


def test_no_search_finds_what_was_erased() -> None:
    """The entry that is written from the log afterwards holds none of its words."""
    events = _log()
    found = redaction(replace(WISH, words=("13800138000",)), events, EVIDENCE)
    body = "\n".join(entry_of(1, redacted(events, found)).body)
    assert found.texts == ("called Zhang San, 138-0013-8000", "asked (138) 0013 8000")
    assert all(text not in body for text in found.texts)
    assert "张三说机房断电" in body


def test_the_event_of_a_redaction_names_but_does_not_tell() -> None:
    """What went is named by event and name; no content stands in the log again."""
    found = redaction(replace(WISH, words=("张三",)), _log(), EVIDENCE)
    assert found.facts == {"prose": [{"seq": 3, "name": "text"}], "evidence": []}


def test_the_title_goes_with_its_text() -> None:
    """A ticket that is called by an erased text loses its name in lists, too."""
    log = Log("II")
    opened = replace(log.events[0], prose={"summary": "李四的电脑"}, prose_hashes={"summary": "x"})
    found = redaction(replace(WISH, words=("李四",)), [opened], {})
    assert found.is_title_erased
    assert not redaction(replace(WISH, words=("张三",)), _log(), EVIDENCE).is_title_erased


def test_what_is_erased_cannot_be_erased_again() -> None:
    """The same wish twice finds nothing: no second event is owed."""
    events = _log()
    wish = replace(WISH, pieces=frozenset({ProseKey(3, "text")}))
    after = redacted(events, redaction(wish, events, {}))
    with pytest.raises(Conflict):
        redaction(wish, after, {})
