"""Conditions in policies."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.guards import Facts, guard_from_text
from watchkeeper.core.errors import InvalidInput

FACTS: Facts = {
    "severity": "II",
    "remote_only": False,
    "customer_reported": True,
    "site": "shanghai-1",
}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("severity in [I, II]", True),
        ("severity == II", True),
        ("severity != II", False),
        ("severity in [I, II] and not remote_only", True),
        ("not (severity == II or remote_only)", False),
        ("severity == I or customer_reported and not remote_only", True),
        ("not not customer_reported", True),
        ("self_recovered", False),
        ('site == "shanghai-1"', True),
    ],
)
def test_a_condition_holds_or_not(text: str, *, holds: bool) -> None:
    """and binds tighter than or; a fact that is not known is false."""
    assert guard_from_text(text).holds(FACTS) is holds


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "empty", id="nothing"),
        pytest.param("severity in I", "'\\['", id="no list"),
        pytest.param("severity ==", "column 10", id="nothing after the sign"),
        pytest.param("hurry", "known are", id="an unknown fact"),
        pytest.param("remote_only == yes", "cannot be compared", id="a fact that is not a word"),
        pytest.param("severity == I)", "one word too many", id="a bracket too many"),
        pytest.param("__import__('os')", "cannot be read", id="code"),
        pytest.param("(" * 50, "nested too deeply", id="too deep"),
        pytest.param("not " * 300 + "remote_only", "cannot be read", id="too long"),
    ],
)
def test_a_wrong_condition_says_where(text: str, problem: str) -> None:
    """Each mistake is told with its column."""
    with pytest.raises(InvalidInput, match=problem):
        guard_from_text(text)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing else than InvalidInput comes out of a bad condition."""
    with contextlib.suppress(InvalidInput):
        guard_from_text(text).holds(FACTS)


@given(
    st.recursive(
        st.sampled_from(["remote_only", "severity == I", "severity in [I, III]"]),
        lambda inner: st.one_of(
            inner.map(lambda text: f"not ({text})"),
            st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) and ({pair[1]})"),
            st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) or ({pair[1]})"),
        ),
        max_leaves=8,
    )
)
def test_conditions_mean_what_python_means(text: str) -> None:
    """The oracle is Python itself, on the same words."""
    python = text.replace("severity == I", "severity == 'I'").replace("[I, III]", "['I', 'III']")
    expected = eval(python, {"remote_only": False, "severity": "II"})
    assert guard_from_text(text).holds(FACTS) is bool(expected)
