"""Regular expressions of users: RE2's syntax, whole value, linear time."""

from __future__ import annotations

import pytest

from watchkeeper.core.errors import InvalidInput
from watchkeeper.storage.series.patterns import MAX_CHARACTERS, pattern_of


@pytest.mark.parametrize(
    ("pattern", "value", "matches"),
    [
        ("a|b", "b", True),
        ("a|b", "ab", False),
        ("a.c", "a\nc", True),
        ("^a$", "a", True),
        ("((?i)PRO).*", "production", True),
        ("(?i:c)+", "cC", True),
        ("值.", "值守", True),
        ("", "", True),
        (".*", "\udc80", True),
    ],
    ids=[
        "alternatives",
        "anchored at both ends",
        "the dot takes a newline",
        "anchors may be written",
        "a flag inside a group",
        "a group with a flag",
        "characters, not bytes",
        "the empty text",
        "what is no UTF-8",
    ],
)
def test_matches(pattern: str, value: str, matches: bool) -> None:
    """A pattern matches a whole value as in Prometheus 3."""
    assert pattern_of(pattern).matches(value) is matches


def test_nested_repeats_take_linear_time() -> None:
    """A pattern that holds a backtracking engine for ages is answered at once."""
    assert not pattern_of("(a+)+(b|c)*(.*)*x").matches("a" * 100_000)


@pytest.mark.parametrize("pattern", ["(", "a**", "(?=a)", r"(a)\1", "a" * (MAX_CHARACTERS + 1)])
def test_bad_patterns_are_refused(pattern: str) -> None:
    """What RE2 does not take, and what is too long, is an error with the reason."""
    with pytest.raises(InvalidInput, match="regular expression"):
        pattern_of(pattern)


def test_groups() -> None:
    """A match gives the whole and its groups, an unused one as the empty text."""
    pattern = pattern_of("(?P<first>a)?(b)")
    assert pattern.groups("b") == ("b", "", "b")
    assert pattern.group_numbers == {"first": 1}
    assert pattern.groups("c") is None
