"""The life of silences: what was silenced stays as it was, whatever is edited."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.mutes.matchers import read_matchers
from ticketing.mutes.silences import (
    KEPT_AFTER_END,
    MAX_SILENCES,
    Silence,
    SilenceState,
    SilenceWish,
    expire,
    forgettable,
    in_order,
    is_asked_for,
    put,
)
from watchkeeper.core.errors import InvalidInput, NotFound, TooLarge
from watchkeeper.core.instants import HOUR, MINUTE, Instant

NOW = Instant(1_795_400_000_123)
JOB = read_matchers("job=node")


def wish(
    start: int | None = None, end: int = 2 * HOUR, matchers: str = "job=node", id: str = ""
) -> SilenceWish:
    return SilenceWish(
        matchers=read_matchers(matchers),
        starts_at=None if start is None else Instant(NOW + start),
        ends_at=Instant(NOW + end),
        created_by="li",
        comment="disk swap",
        id=id,
    )


def silence(start: int = -HOUR, end: int = HOUR, id: str = "s1") -> Silence:
    return Silence(id, JOB, Instant(NOW + start), Instant(NOW + end), "li", "disk swap", NOW)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (-HOUR - 1, SilenceState.PENDING),
        (-HOUR, SilenceState.ACTIVE),
        (HOUR - 1, SilenceState.ACTIVE),
        (HOUR, SilenceState.EXPIRED),
    ],
    ids=["before its start", "at its start", "before its end", "at its end"],
)
def test_a_silence_is_pending_active_or_expired(at: int, expected: SilenceState) -> None:
    """Its start belongs to it, its end does not."""
    now = Instant(NOW + at)
    assert silence().state(now) is expected
    assert silence().holds({"job": "node"}, "acme", now) is (expected is SilenceState.ACTIVE)


def test_a_silence_of_a_customer_holds_nobody_elses_alerts() -> None:
    """The same labels at another customer are another's alert."""
    ours = replace(silence(), customer="acme")
    assert ours.holds({"job": "node"}, "acme", NOW)
    assert not ours.holds({"job": "node"}, "globex", NOW)
    assert not silence().holds({"job": "db"}, "acme", NOW)


@pytest.mark.parametrize("start", [None, -HOUR, 0], ids=["no start", "start in the past", "now"])
def test_a_new_silence_begins_no_earlier_than_it_is_made(start: int | None) -> None:
    made = put({}, wish(start), NOW, "s9").silence
    assert (made.id, made.starts_at, made.updated_at) == ("s9", NOW, NOW)


@pytest.mark.parametrize(
    "bad",
    [
        wish(matchers="{}"),
        wish(matchers="job=~.*"),
        wish(HOUR, HOUR),
        wish(2 * HOUR, HOUR),
        wish(-2 * HOUR, -HOUR),
    ],
    ids=["no matcher", "fits everything", "no length", "ends before it begins", "is over"],
)
def test_a_silence_that_makes_no_sense_is_refused(bad: SilenceWish) -> None:
    with pytest.raises(InvalidInput):
        put({}, bad, NOW, "s9")


@pytest.mark.parametrize(
    ("before", "edit"),
    [
        (silence(), wish(-HOUR, 3 * HOUR, id="s1")),
        (silence(), wish(-HOUR - (NOW - HOUR) % 1000, 3 * HOUR, id="s1")),
        (silence(MINUTE), wish(2 * MINUTE, id="s1")),
    ],
    ids=["longer", "start sent back in seconds", "pending moved"],
)
def test_what_lies_ahead_is_changed_in_place(before: Silence, edit: SilenceWish) -> None:
    """The id stays, nothing else is ended, and what began keeps its beginning."""
    done = put({"s1": before}, edit, NOW, "s9")
    assert (done.silence.id, done.ended) == ("s1", None)
    assert done.silence.ends_at == edit.ends_at
    if before.state(NOW) is SilenceState.ACTIVE:
        assert done.silence.starts_at == before.starts_at


@pytest.mark.parametrize(
    ("before", "edit", "has_ended"),
    [
        (silence(), wish(-HOUR, matchers="job=db", id="s1"), True),
        (silence(), wish(MINUTE, id="s1"), True),
        (silence(MINUTE), wish(MINUTE, matchers="job=db", id="s1"), True),
        (silence(MINUTE), wish(None, matchers="job=db", id="s1"), True),
        (silence(-HOUR, -MINUTE), wish(-HOUR, id="s1"), False),
    ],
    ids=["other matchers", "later start", "pending, others", "pending, at once", "expired"],
)
def test_an_edit_of_history_ends_it_and_makes_another(
    before: Silence, edit: SilenceWish, has_ended: bool
) -> None:
    """The old one is seen as it was until now; the new one has another id."""
    done = put({"s1": before}, edit, NOW, "s9")
    assert done.silence.id == "s9"
    assert (done.ended is not None) is has_ended
    if done.ended is not None:
        assert (done.ended.id, done.ended.state(NOW)) == ("s1", SilenceState.EXPIRED)
        assert done.ended.matchers == before.matchers


def test_an_edit_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound):
        put({}, wish(id="s1"), NOW, "s9")


def test_silences_are_bounded() -> None:
    known = {str(n): silence(id=str(n)) for n in range(MAX_SILENCES)}
    with pytest.raises(TooLarge):
        put(known, wish(), NOW, "s9")


@given(st.integers(-HOUR, HOUR), st.integers(1, HOUR), st.integers(-2 * HOUR, 2 * HOUR))
def test_expiring_ends_for_good_and_rewrites_nothing(start: int, length: int, at: int) -> None:
    """Afterwards it holds nothing; what it held before stays; again changes nothing."""
    one, now = silence(start, start + length), Instant(NOW + at)
    ended = expire(one, now)
    assert ended.state(now) is SilenceState.EXPIRED
    assert expire(ended, Instant(now + MINUTE)) == ended
    for moment in (now - 1, now - MINUTE):
        then = Instant(moment)
        assert ended.holds({"job": "node"}, "", then) is one.holds({"job": "node"}, "", then)


def test_what_ended_long_ago_is_forgotten_and_the_rest_is_in_order() -> None:
    """Active by their end, pending by their start, then what ended last."""
    gone = silence(-HOUR, -KEPT_AFTER_END, "gone")
    ones = [
        silence(-HOUR, -2 * MINUTE, "over first"),
        silence(-HOUR, -MINUTE, "over last"),
        silence(2 * HOUR, 3 * HOUR, "later"),
        silence(HOUR, 3 * HOUR, "soon"),
        silence(-HOUR, 2 * HOUR, "long"),
        silence(-HOUR, HOUR, "short"),
    ]
    assert forgettable([gone, *ones], NOW) == ("gone",)
    assert [one.id for one in in_order(ones, NOW)] == [one.id for one in reversed(ones)]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("", True),
        ("job=node", True),
        ("job=~n.*", True),
        ("job=db", False),
        ("env=prod", False),
        ("env!=prod", True),
        ('env=""', True),
        ('job!=""', True),
        ('env!=""', False),
    ],
    ids=[
        "none",
        "equal",
        "pattern",
        "other value",
        "no such matcher",
        "negative of no such matcher",
        "has no such matcher",
        "has such a matcher",
        "wants such a matcher",
    ],
)
def test_queries_are_held_against_the_matchers(filters: str, expected: bool) -> None:
    """As amtool silence query, and karma, ask."""
    assert is_asked_for(silence(), read_matchers(filters)) is expected
