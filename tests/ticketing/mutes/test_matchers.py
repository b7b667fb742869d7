"""Matchers: read as Alertmanager reads them, and in time that no pattern can stretch."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.mutes.matchers import (
    MAX_TEXT,
    Matcher,
    Operator,
    fits_nothing_said,
    matcher,
    read_matcher,
    read_matchers,
    text_of,
)
from watchkeeper.core.errors import InvalidInput

EQUAL, UNEQUAL, FITS, FITS_NOT = Operator


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("{}", []),
        ("{ }", []),
        ("{foo=bar,}", [("foo", EQUAL, "bar")]),
        ("foo!=bar", [("foo", UNEQUAL, "bar")]),
        ("{foo=~[a-z]+}", [("foo", FITS, "[a-z]+")]),
        ("foo!~[a-z]+", [("foo", FITS_NOT, "[a-z]+")]),
        ('{"foo" = "bar"}', [("foo", EQUAL, "bar")]),
        ('{"机房"="北京"}', [("机房", EQUAL, "北京")]),
        ('机房=~"北.*"', [("机房", FITS, "北.*")]),
        ("foo=🙂", [("foo", EQUAL, "🙂")]),
        (r'{foo="\xf0\x9f\x99\x82"}', [("foo", EQUAL, "\\xf0\\x9f\\x99\\x82")]),
        (r'{"f.o"="\xf0\x9f\x99\x82"}', [("f.o", EQUAL, "🙂")]),
        (r'{"f.o"="\U0001f642\u0041\101"}', [("f.o", EQUAL, "🙂AA")]),
        (r'foo="say \"hi\"\n"', [("foo", EQUAL, 'say "hi"\n')]),
        (r'foo="c:\\tmp"', [("foo", EQUAL, "c:\\tmp")]),
        (r'foo=~"\d+"', [("foo", FITS, r"\d+")]),
        ("foo=bar baz", [("foo", EQUAL, "bar baz")]),
        ("foo=~web|db", [("foo", FITS, "web|db")]),
        ('foo="a,b",bar!="c"', [("foo", EQUAL, "a,b"), ("bar", UNEQUAL, "c")]),
        ("foo=", [("foo", EQUAL, "")]),
        ("foo=a=b", [("foo", EQUAL, "a=b")]),
    ],
    ids=[
        "nothing",
        "empty braces",
        "braces with a space",
        "comma at the end",
        "not equal",
        "pattern",
        "negated pattern",
        "quoted name",
        "Chinese name and value",
        "bare Chinese name",
        "emoji",
        "where both syntaxes differ the older one counts",
        "bytes, where only the newer one reads it",
        "code points and octal",
        "escaped quotes and a line break",
        "escaped backslash",
        "an escape that Go does not know is left to the pattern",
        "bare value with a space",
        "bare alternatives",
        "comma within quotes",
        "empty bare value",
        "operator within a bare value",
    ],
)
def test_texts_are_read_as_alertmanager_reads_them(
    text: str, expected: list[tuple[str, Operator, str]]
) -> None:
    """The newer syntax, and what only the older one understands."""
    assert read_matchers(text) == tuple(Matcher(*facts) for facts in expected)


@pytest.mark.parametrize(
    "text",
    [
        ",",
        "{,}",
        "{",
        "foo",
        "=bar",
        '"foo"="bar',
        '{"foo"="bar"',
        '"foo"="\\xf0\\x9f"',
        '"foo"="\\w"',
        "{foo=bar\\",
        'foo=~"("',
        'foo="a"b"',
        '""="x"',
        '"a"="b" "c"="d"',
        "a" * (MAX_TEXT + 1),
        ",".join(f'a{n}="b"' for n in range(65)),
    ],
    ids=[
        "comma",
        "comma in braces",
        "opening brace",
        "no operator",
        "no name",
        "no closing quote",
        "no closing brace",
        "broken UTF-8",
        "unknown escape",
        "backslash at the end",
        "no pattern",
        "quote within",
        "empty name",
        "no comma",
        "too long",
        "too many",
    ],
)
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_matchers(text)


@pytest.mark.parametrize("text", ["{a=b}", "a=b,c=d", ""], ids=["braces", "two", "none"])
def test_one_matcher_is_one(text: str) -> None:
    """A filter of a query holds one condition, without braces."""
    with pytest.raises(InvalidInput):
        read_matcher(text)
    assert read_matcher("a=b") == Matcher("a", EQUAL, "b")


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("job=node", {"job": "node"}, True),
        ("job!=node", {}, True),
        ('job=""', {}, True),
        ("job=~no", {"job": "node"}, False),
        ('job=~"no.*"', {"job": "no\nde"}, True),
        ('job!~"a|b"', {"job": "ab"}, True),
        ("a=1,b=2", {"a": "1"}, False),
    ],
    ids=["equal", "missing", "empty", "anchored", "dot and line break", "negated", "all must fit"],
)
def test_matchers_match_as_alertmanagers_do(
    text: str, labels: dict[str, str], expected: bool
) -> None:
    """Patterns fit the whole value; a missing label is empty."""
    assert all(one.matches(labels) for one in read_matchers(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a=~.*", True), ("a=", True), ("a!=b", False), ("a=~.*,b=c", False), ("a=~.+", False)],
    ids=["any text", "empty", "negative", "one says something", "any text but none"],
)
def test_a_condition_that_fits_everything_is_known(text: str, expected: bool) -> None:
    """A silence of only such conditions would hold all alerts."""
    assert fits_nothing_said(read_matchers(text)) is expected


_TEXTS = st.text(max_size=30).filter(lambda text: text.encode("utf-8", "ignore").decode() == text)
_MATCHERS = st.builds(
    matcher, _TEXTS.filter(bool), st.sampled_from([EQUAL, UNEQUAL]), _TEXTS
) | st.builds(matcher, _TEXTS.filter(bool), st.sampled_from([FITS, FITS_NOT]), st.just(r"a|\d+"))


@given(st.lists(_MATCHERS, max_size=5))
def test_what_is_written_is_read_the_same(matchers: list[Matcher]) -> None:
    """print . parse = identity, whatever stands in names and values."""
    assert read_matchers(text_of(matchers)) == tuple(matchers)


@given(st.text(alphabet='{}=~!,"\\ axn0\n机', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but InvalidInput comes out of reading."""
    try:
        found = read_matchers(text)
    except InvalidInput:
        return
    assert read_matchers(text_of(found)) == found


def test_a_hostile_pattern_takes_no_time() -> None:
    """(a+)+b holds a backtracking engine for hours."""
    hostile = read_matcher('a=~"(a+)+b"')
    started = time.perf_counter()
    assert not hostile.matches({"a": "a" * 2_000})
    assert time.perf_counter() - started < 1
