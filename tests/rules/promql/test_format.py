"""Writing an expression and reading it back gives the same tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rules.promql import PromqlError, format_expression, parse
from tests.rules.promql.expressions import expressions


@given(expressions())
def test_reading_what_was_written(text: str) -> None:
    """parse . format is the identity, and format is stable."""
    tree = parse(text)
    written = format_expression(tree)
    assert parse(written) == tree
    assert format_expression(parse(written)) == written


_PIECES = st.sampled_from(
    [
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "@",
        "+",
        "-",
        "*",
        "/",
        "%",
        "^",
        "==",
        "!=",
        "=~",
        "!~",
        ">",
        "<",
        ">=",
        "<=",
        "</",
        ">/",
        "=",
        "and",
        "or",
        "unless",
        "bool",
        "on",
        "ignoring",
        "group_left",
        "by",
        "without",
        "sum",
        "rate",
        "topk",
        "x",
        "foo",
        "offset",
        "5m",
        "1h30m",
        "0x1f",
        "1e5",
        "inf",
        "nan",
        "start()",
        "end()",
        '"a"',
        "'b'",
        "`c`",
        "\\",
        "#",
        "\n",
        "anchored",
        "fill(0)",
        "5",
        "-1",
        "__name__",
        "值",
        "\x00",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=25).map(" ".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Arbitrary text gives a tree or a PromqlError with a place inside of it, nothing else."""
    try:
        tree = parse(text)
    except PromqlError as error:
        refused = error
    else:
        assert parse(format_expression(tree)) == tree
        return
    assert refused.place is not None
    assert 0 <= refused.place.offset <= len(text)
    assert refused.caret in str(refused)
