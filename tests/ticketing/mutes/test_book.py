"""The book of all mutes: what holds an alert, whichever way it is found."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ticketing.mutes.book import MuteBook
from ticketing.mutes.matchers import Operator, matcher
from ticketing.mutes.model import Mute, MuteKind, NoMutes, quiet_until
from ticketing.mutes.silences import Silence
from ticketing.mutes.windows import Once, Window
from watchkeeper.core.instants import HOUR, Instant, TimeOfDay, instant_from_rfc3339

NOW = instant_from_rfc3339("2026-11-21T18:00:00Z")  # 02:00 of the next day in Shanghai
WINDOW = Window(
    "patch night",
    Once(date(2026, 11, 22)),
    opens=TimeOfDay(HOUR),
    closes=TimeOfDay(3 * HOUR),
    customer="acme",
)


def silence(id: str, start: int, end: int, *matchers: tuple[str, Operator, str]) -> Silence:
    made = tuple(matcher(*facts) for facts in matchers)
    return Silence(id, made, Instant(NOW + start), Instant(NOW + end), "li", "x", NOW)


def test_the_book_says_what_holds_and_until_when() -> None:
    """A silence and a window hold the same alert: it is quiet until the later end."""
    half = silence("s1", -1, HOUR // 2, ("alertname", Operator.EQUAL, "DiskFull"))
    book = MuteBook((half,), (WINDOW,))
    mutes = book.of({"alertname": "DiskFull"}, target="web-1", customer="acme", at=NOW)
    assert [mute.kind for mute in mutes] == [MuteKind.SILENCE, MuteKind.MAINTENANCE]
    assert quiet_until(mutes) == NOW + HOUR
    assert book.next_change(NOW) == NOW + HOUR // 2
    assert [mute.id for mute in book.of({}, target="web-1", customer="acme", at=NOW)] == [
        "patch night"
    ]
    assert book.of({}, target="db-1", customer="globex", at=NOW) == ()
    assert book.of({}, target="web-1", customer="acme", at=Instant(NOW + HOUR)) == ()
    assert book.next_change(Instant(NOW + HOUR)) is None
    assert quiet_until(NoMutes().of({}, target="web-1", customer="acme", at=NOW)) is None


_NAMES = st.sampled_from(["a", "b"])
_VALUES = st.sampled_from(["", "1", "2"])
_MATCHERS = st.tuples(_NAMES, st.sampled_from(list(Operator)), _VALUES)
_SILENCES = st.lists(
    st.tuples(st.integers(-2, 2), st.integers(0, 3), st.lists(_MATCHERS, min_size=1, max_size=3)),
    max_size=6,
).map(
    lambda facts: tuple(
        silence(str(n), start, start + length, *matchers)
        for n, (start, length, matchers) in enumerate(facts)
    )
)


@given(_SILENCES, st.lists(st.dictionaries(_NAMES, _VALUES.filter(bool)), max_size=4))
def test_what_is_found_by_a_label_is_what_holds(
    silences: tuple[Silence, ...], asked: list[dict[str, str]]
) -> None:
    """Asked in any order at several instants, the book says what each silence says of itself."""
    book = MuteBook(silences, ())

    def told(labels: dict[str, str], at: Instant) -> tuple[Mute, ...]:
        return tuple(one.as_mute() for one in silences if one.holds(labels, "acme", at))

    for labels in [{}, *asked]:
        for at in (NOW, Instant(NOW + 1), NOW):
            assert book.of(labels, target="web-1", customer="acme", at=at) == told(labels, at)
