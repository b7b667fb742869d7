"""What the parser makes of a text, and where it says that something is wrong."""

from __future__ import annotations

import math

import pytest

from rules.promql import PromqlError, compile_plan, format_expression, parse
from rules.promql.format import number_of
from rules.promql.nodes import (
    AtEdge,
    Binary,
    Cardinality,
    MatrixSelector,
    NumberLiteral,
    StringLiteral,
    Subquery,
    VectorSelector,
)
from rules.promql.parser import MAX_DEPTH, MAX_HEIGHT


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("1 + 2 * 3", "1 + (2 * 3)"),
        ("a or b and c", "a or (b and c)"),
        ("a and b unless c", "(a and b) unless c"),
        ("2 ^ 3 ^ 2", "2 ^ (3 ^ 2)"),
        ("-2 ^ 2", "-(2 ^ 2)"),
        ("-a * b", "(-a) * b"),
        ("a > b + 1", "a > (b + 1)"),
        ("a == b > c", "(a == b) > c"),
        ("a * b atan2 c", "(a * b) atan2 c"),
        ("1 - 2 - 3", "(1 - 2) - 3"),
    ],
    ids=[
        "times before plus",
        "and before or",
        "and, unless from the left",
        "power from the right",
        "sign after power",
        "sign before times",
        "arithmetic before comparison",
        "comparisons from the left",
        "atan2 as times",
        "minus from the left",
    ],
)
def test_precedence(text: str, same: str) -> None:
    """Operators bind as in Prometheus: the written parentheses change nothing."""
    assert _shape(text) == _shape(same)


def _shape(text: str) -> str:
    def shown(node: object) -> str:
        if isinstance(node, Binary):
            return f"[{shown(node.left)} {node.operator.value} {shown(node.right)}]"
        inner = getattr(node, "inner", None)
        if inner is not None:
            return shown(inner)
        operand = getattr(node, "operand", None)
        if operand is not None:
            return f"<{shown(operand)}>"
        return format_expression(node)  # type: ignore[arg-type]  # a leaf of the tree

    return shown(parse(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.34e-6", 12.34e-6),
        (".5", 0.5),
        ("2.", 2.0),
        ("0x1F", 31.0),
        ("010", 8.0),
        ("089", 89.0),
        ("1_000", 1000.0),
        ("1h30m", 5400.0),
        ("5ms", 0.005),
        ("Inf", math.inf),
        ("iNf", math.inf),
    ],
)
def test_numbers(text: str, value: float) -> None:
    """Numbers are read as Go reads them; a duration is a number of seconds."""
    node = parse(text)
    assert isinstance(node, NumberLiteral)
    assert number_of(node.bits) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"a\n\t\"b\\"', 'a\n\t"b\\'),
        (r"'it\'s'", "it's"),
        (r"`a\d`", r"a\d"),
        (r'"\x41\101\u503c\U0001F600"', "AA值😀"),
        (r'"\xe5\x80\xbc"', "值"),
    ],
    ids=["escapes", "single quotes", "raw", "codes", "bytes that are UTF-8"],
)
def test_strings(text: str, value: str) -> None:
    """The three kinds of quotes and Go's escapes."""
    node = parse(text)
    assert isinstance(node, StringLiteral)
    assert node.value == value


def test_selector_with_utf8_names() -> None:
    """A quoted name stands in the braces; quoted label names may hold anything."""
    node = parse('{"磁盘.用量", "host.name"=~"a.*"} offset -5m @ end()')
    assert isinstance(node, VectorSelector)
    assert node.name == "磁盘.用量"
    assert [matcher.name for matcher in node.matchers] == ["__name__", "host.name"]
    assert (node.offset, node.at) == (-300_000, AtEdge.END)


def test_keywords_as_names() -> None:
    """Words of the language are metric and label names where they can be nothing else."""
    assert isinstance(parse("sum"), VectorSelector)
    assert isinstance(parse("offset offset 5m"), VectorSelector)
    assert isinstance(parse('by{on="x", bool="y"}'), VectorSelector)


def test_ranges_and_subqueries() -> None:
    """A number stands for seconds; a subquery may leave out its step."""
    matrix = parse("x[300] @ 1.5 offset 1m")
    assert isinstance(matrix, MatrixSelector)
    assert (matrix.range, matrix.selector.at, matrix.selector.offset) == (300_000, 1500, 60_000)
    subquery = parse("rate(x[1m])[1h:]")
    assert isinstance(subquery, Subquery)
    assert (subquery.range, subquery.step) == (3_600_000, None)


def test_matching() -> None:
    """The parenthesis behind group_left is its list of labels."""
    node = parse("a * on (x, y) group_left (z) (b)")
    assert isinstance(node, Binary)
    assert node.matching is not None
    assert node.matching.cardinality is Cardinality.MANY_TO_ONE
    assert (node.matching.labels, node.matching.include) == (("x", "y"), ("z",))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "1:1", "expected a metric"),
        ("a +", "1:4", "found the end"),
        ("a\n  + + *", "2:7", "found '*'"),
        ("rate(x[5m)", "1:10", "expected ']'"),
        ("x[0s]", "1:3", "greater than zero"),
        ("x{a=1}", "1:5", "quoted value"),
        ('x{a~"b"}', "1:4", "no meaning here"),
        ('x{a=~"("}', "1:6", "regular expression"),
        ("'abc", "1:1", "no end"),
        (r'"\q"', "1:2", "unknown escape"),
        ("5mm", "1:1", "neither a number nor a duration"),
        ("a + bool b", "1:5", "belongs to a comparison"),
        ("a * group_left b", "1:5", "needs on(...)"),
        ("sum(a, b)", "1:4", "takes 1 argument"),
        ("(a + b)[5m]", "1:8", "plain selector"),
        ("a offset 5m offset 6m", "1:13", "given twice"),
        ("sum(a) offset 5m", "1:8", "moves only a selector"),
        ('x{a="y", "z"}', "1:10", "given twice"),
        ("x 5", "1:3", "go on with an operator"),
        ("rate(x[5m + ])", "1:13", "expected a time"),
        ("rate(x[5m / 0])", "1:8", "division by zero"),
        ("rate(x[5m - 5m])", "1:8", "greater than zero"),
        ("rate(x[9 ^ 9 ^ 9 ^ 9])", "1:8", "out of range"),
        ("a + fill(0) fill_left(1) b", "1:13", "given twice"),
        ("x anchored smoothed", "1:12", "given twice"),
        ("x[5m:1m] smoothed", "1:10", "not to a subquery"),
    ],
)
def test_errors_say_where(text: str, place: str, words: str) -> None:
    """A syntax error names line and column and says what was expected."""
    with pytest.raises(PromqlError) as caught:
        parse(text)
    assert f"{caught.value.line}:{caught.value.column}" == place
    assert words in str(caught.value)


def test_caret_stands_under_the_place() -> None:
    """The error shows the source line and below it a caret."""
    with pytest.raises(PromqlError) as caught:
        compile_plan("sum(\n  rate(node_cpu)\n)")
    assert caught.value.caret == "    rate(node_cpu)\n         ^"
    assert str(caught.value).startswith("2:8: rate() needs a matrix here, this is a vector\n")


def test_depth_is_bounded() -> None:
    """A thousand parentheses are refused; they do not exhaust the stack."""
    with pytest.raises(PromqlError, match="nested deeper"):
        parse("(" * 1000 + "1" + ")" * 1000)
    with pytest.raises(PromqlError, match="nested deeper"):
        parse("-" * 1000 + "1")
    deep = "(" * (MAX_DEPTH - 1) + "1" + ")" * (MAX_DEPTH - 1)
    assert format_expression(parse(deep)) == deep


def test_long_chains_are_read() -> None:
    """A rule that joins many metrics by `or` is read, checked and written."""
    text = " or ".join(f"m{number}" for number in range(MAX_HEIGHT))
    assert format_expression(compile_plan(text).tree) == text
    with pytest.raises(PromqlError, match="in a chain"):
        parse(" or ".join(f"m{number}" for number in range(5000)))
    with pytest.raises(PromqlError, match="in a chain"):
        parse("x" + "[5m:1m]" * 500)
