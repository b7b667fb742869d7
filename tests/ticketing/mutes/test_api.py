"""Silences in JSON: what amtool, karma and Grafana send, and what they read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.mutes.api import document_of, documents_of, matchers_of, read_silence
from ticketing.mutes.matchers import Operator, matcher, read_matchers
from ticketing.mutes.silences import Silence, SilenceWish, put
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import HOUR, Instant, instant_from_rfc3339

NOW = instant_from_rfc3339("2026-11-23T01:00:00Z")

AMTOOL = """{"comment":"disk swap","createdBy":"li","endsAt":"2026-11-23T03:00:00.000Z",
"id":"","matchers":[{"isEqual":true,"isRegex":false,"name":"alertname","value":"DiskFull"},
{"isEqual":false,"isRegex":true,"name":"instance","value":"db-.*"}],
"startsAt":"2026-11-23T01:00:00.000Z"}"""

KARMA = """{"matchers":[{"name":"cluster","value":"(a|b)","isRegex":true,"isEqual":true}],
"startsAt":"2026-11-23T01:00:00.000Z","endsAt":"2026-11-23T03:00:00.000Z",
"createdBy":"me@example.com","comment":"ACK! This alert was acknowledged"}"""

OLD_CLIENT = """{"matchers":[{"name":"job","value":"node","isRegex":false}],
"startsAt":"0001-01-01T00:00:00Z","endsAt":"2026-11-23T11:00:00+08:00","comment":""}"""


@pytest.mark.parametrize(
    ("body", "matchers", "created_by"),
    [
        (AMTOOL, '{alertname="DiskFull", instance!~"db-.*"}', "li"),
        (KARMA, 'cluster=~"(a|b)"', "me@example.com"),
        (OLD_CLIENT, "job=node", "token 7"),
    ],
    ids=["amtool silence add", "karma's acknowledgement", "a client without isEqual"],
)
def test_requests_of_known_clients_are_read(body: str, matchers: str, created_by: str) -> None:
    """The bodies as these programs post them."""
    wish = read_silence(json.loads(body), created_by="token 7")
    assert wish.matchers == read_matchers(matchers)
    assert wish.ends_at == NOW + 2 * HOUR
    assert wish.starts_at in {None, NOW}
    assert wish.created_by == created_by


def test_a_silence_is_shown_as_alertmanager_shows_it() -> None:
    """All that readers need: state, times with milliseconds, and both flags of a matcher."""
    wish = read_silence(json.loads(AMTOOL))
    shown = document_of(put({}, wish, NOW, "0a1b").silence, NOW)
    assert shown == {
        "id": "0a1b",
        "status": {"state": "active"},
        "updatedAt": "2026-11-23T01:00:00.000Z",
        "comment": "disk swap",
        "createdBy": "li",
        "startsAt": "2026-11-23T01:00:00.000Z",
        "endsAt": "2026-11-23T03:00:00.000Z",
        "matchers": json.loads(AMTOOL)["matchers"],
    }


_WHEN = st.integers(0, 4_000_000_000_000).map(Instant)
_NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
_VALUES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
_PLAIN = st.sampled_from([Operator.EQUAL, Operator.NOT_EQUAL])


@given(st.lists(st.builds(matcher, _NAMES, _PLAIN, _VALUES), max_size=5).map(tuple), _WHEN, _WHEN)
def test_what_is_shown_is_read_the_same(matchers: tuple[object, ...], one: int, two: int) -> None:
    """An edit begins with what was read: nothing is lost on the way."""
    known = read_matchers(",".join(str(each) for each in matchers))
    shown = Silence("s1", known, Instant(one), Instant(two), "li", "x", Instant(one))
    again = read_silence(json.loads(json.dumps(document_of(shown, NOW))))
    assert again == SilenceWish(known, Instant(two), "li", "x", Instant(one), "s1")
    assert matchers_of(documents_of(known)) == known


@pytest.mark.parametrize(
    "change",
    [
        {"matchers": None},
        {"matchers": "job=node"},
        {"matchers": [1]},
        {"matchers": [{"name": "job", "value": "node"}]},
        {"matchers": [{"name": "job", "value": 1, "isRegex": False}]},
        {"matchers": [{"name": "job", "value": "(", "isRegex": True}]},
        {"matchers": [{"name": "", "value": "x", "isRegex": False}]},
        {"matchers": [{"name": "a", "value": "b", "isRegex": False}] * 65},
        {"endsAt": None},
        {"endsAt": "tomorrow"},
        {"endsAt": "2026-11-23"},
        {"endsAt": 7},
        {"startsAt": "1969-12-31T23:59:59Z"},
        {"comment": "x" * 4_001},
        {"createdBy": ["li"]},
        {"id": "x" * 37},
    ],
    ids=lambda change: str(change)[:50],
)
def test_bodies_that_make_no_sense_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        read_silence({**json.loads(AMTOOL), **change})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
_KEYS = st.sampled_from(["id", "matchers", "startsAt", "endsAt", "createdBy", "comment"])


@given(_JSON | st.dictionaries(_KEYS, _JSON).map(lambda some: {**json.loads(AMTOOL), **some}))
def test_any_json_is_read_or_refused(document: object) -> None:
    """Nothing but InvalidInput comes out of reading."""
    try:
        wish = read_silence(document)
    except InvalidInput:
        return
    assert wish.ends_at >= 0
