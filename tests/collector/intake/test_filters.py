from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.intake.filters import read_filter
from watchkeeper.core.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ('job="node"', "node", True),
        ("job=node", "node", True),
        ('job!="node"', "node", False),
        ('job=~"no.*"', "node", True),
        ('job=~"od"', "node", False),
        ('job!~"a|b"', "c", True),
        ('job=""', "", True),
        ('job="say \\"hi\\""', 'say "hi"', True),
        ('job=~"web-[0-9]+|db-[0-9]+|mq-[0-9]+"', "mq-12", True),
        ('job=~"(web|db)-1"', "db-1", True),
        ('job=~"(?i)NODE"', "node", True),
    ],
    ids=[
        "equal",
        "bare value as amtool allows",
        "not equal",
        "pattern",
        "patterns are anchored",
        "negated alternatives",
        "a missing label is empty",
        "escapes",
        "several alternatives with repetition",
        "group",
        "flags",
    ],
)
def test_filters_match_as_alertmanager_does(text: str, value: str, expected: bool) -> None:
    """A filter is a name, an operator and a value, quoted or bare."""
    assert read_filter(text).matches(value) is expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "job",
        '="x"',
        'job="x',
        'job=~"("',
        'job=~"(a+)+"',
        'job=~"a*a*a*b"',
        'job=~"(a|b*)(a|b*)(a|b*)"',
        'job=~"a?a?a?aaa"',
        'job=~"(a)\\\\1"',
        "j" * 2_000,
    ],
    ids=[
        "nothing",
        "no operator",
        "no name",
        "open quote",
        "open group",
        "repeated group",
        "three repetitions",
        "repetitions across groups",
        "optional characters",
        "back-reference",
        "too long",
    ],
)
def test_filters_that_make_no_sense_or_cost_too_much_are_refused(text: str) -> None:
    """A filter that cannot be read, or whose pattern could run for long, is refused."""
    with pytest.raises(InvalidInput):
        read_filter(text)


@given(st.text(alphabet="ab.*+?()[]|\\^{}1,", max_size=24))
def test_any_pattern_that_is_taken_answers_soon(pattern: str) -> None:
    """Whatever pattern is accepted answers within a second on a long value."""
    try:
        one = read_filter(f"job=~{pattern}" if '"' not in pattern else "job=~x")
    except InvalidInput:
        return
    started = time.perf_counter()
    one.matches("a" * 2_000 + "c")
    assert time.perf_counter() - started < 1
