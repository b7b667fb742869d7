"""Types, functions and numbers of arguments are checked before anything is evaluated."""

from __future__ import annotations

import pytest

from rules.promql import PromqlError, ValueType, compile_plan


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("1 + 1", ValueType.SCALAR),
        ("time() > bool 5", ValueType.SCALAR),
        ("scalar(x) * 2", ValueType.SCALAR),
        ("x", ValueType.VECTOR),
        ("x > 5", ValueType.VECTOR),
        ("sum(rate(x[5m]))", ValueType.VECTOR),
        ("x[5m]", ValueType.MATRIX),
        ("x[5m:1m]", ValueType.MATRIX),
        ("'text'", ValueType.STRING),
    ],
)
def test_types(text: str, given: ValueType) -> None:
    """A plan says what its value will be."""
    assert compile_plan(text).type is given


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("rate(x)", "1:6", "needs a matrix here"),
        ("sum(x[5m])", "1:5", "needs a vector here"),
        ("abs(x, y)", "1:1", "abs takes 1 argument"),
        ("round()", "1:1", "round takes 1-2 argument"),
        ("label_join(x)", "1:1", "takes 3-... argument"),
        ("rat(x[5m])", "1:1", "did you mean rate?"),
        ("nonsense(x)", "1:1", "there is no function nonsense"),
        ("1 > 2", "1:3", "needs 'bool'"),
        ("1 and x", "1:3", "joins two vectors"),
        ("x and on() group_left() y", "1:3", "no meaning with and"),
        ("x + on(a) 1", "1:3", "one side is a scalar"),
        ("x * on(a) group_left(a) y", "1:3", "leave it out of one"),
        ("-'a'", "1:2", "a sign stands before"),
        ("x + 'a'", "1:5", "joins scalars and vectors"),
        ("{}", "1:1", "does not match the empty text"),
        ('{a=~".*"}', "1:1", "does not match the empty text"),
        ("topk('a', x)", "1:6", "needs a scalar here"),
        ("count_values(5, x)", "1:14", "needs a string here"),
        ("start_timestamp(x)", "1:1", "experimental"),
        ("1[5m:1m]", "1:1", "a subquery needs a vector"),
    ],
)
def test_errors_say_where(text: str, place: str, words: str) -> None:
    """What does not fit is named with line and column; what is not built is named."""
    with pytest.raises(PromqlError) as caught:
        compile_plan(text)
    assert f"{caught.value.line}:{caught.value.column}" == place
    assert words in str(caught.value)


def test_selectors_of_a_plan() -> None:
    """A plan names all selectors, also those inside parameters and subqueries."""
    plan = compile_plan("topk(scalar(k), max_over_time(rate(a[1m])[5m:]) / on() b)")
    assert [selector.name for selector in plan.selectors] == ["k", "a", "b"]
