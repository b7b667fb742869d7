"""Random expressions of the language, all of them well typed."""

from __future__ import annotations

from hypothesis import strategies as st

METRICS = ("up", "cpu_total", "temperature")
LABELS = ("instance", "mode", "le")
_VALUES = ("a", "b", "0.5", "值", 'quo"te')
_SPANS = ("1s", "30s", "1m", "90s", "5m", "1h")


def _matchers() -> st.SearchStrategy[str]:
    return st.builds(
        lambda label, kind, value: f"{label}{kind}{_quoted(value)}",
        st.sampled_from(LABELS),
        st.sampled_from(("=", "!=", "=~", "!~")),
        st.sampled_from(_VALUES),
    )


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


_offset = st.sampled_from(("", " offset 1m", " offset -30s", " @ 120", " @ end() offset 15s"))
_number = st.sampled_from(("0", "1", "2.5", "-3", "1e-3", "Inf", "NaN", "0x10", "5m"))


@st.composite
def selectors(draw: st.DrawFn) -> str:
    matchers = draw(st.lists(_matchers(), max_size=2))
    braces = "{" + ", ".join(matchers) + "}" if matchers else ""
    return draw(st.sampled_from(METRICS)) + braces


@st.composite
def ranges(draw: st.DrawFn, vectors: st.SearchStrategy[str]) -> str:
    span, moved = draw(st.sampled_from(_SPANS)), draw(_offset)
    if draw(st.booleans()):
        return f"{draw(selectors())}[{span}]{moved}"
    step = draw(st.sampled_from(("", "15s", "1m")))
    return f"({draw(vectors)})[{span}:{step}]{moved}"


_RANGE_FUNCTIONS = [
    "rate",
    "increase",
    "delta",
    "irate",
    "idelta",
    "deriv",
    "changes",
    "resets",
    "avg_over_time",
    "min_over_time",
    "max_over_time",
    "sum_over_time",
    "count_over_time",
    "last_over_time",
    "stddev_over_time",
]
_FUNCTIONS = [
    "abs",
    "ceil",
    "floor",
    "sgn",
    "sqrt",
    "exp",
    "ln",
    "timestamp",
    "sort",
    "absent",
    "hour",
]


@st.composite
def _composed(draw: st.DrawFn, vectors: st.SearchStrategy[str]) -> str:
    one, other = draw(vectors), draw(vectors)
    number = draw(_number)
    ranged = draw(ranges(vectors))
    grouping = draw(st.sampled_from(("", " by (instance) ", " without (mode) ", " by () ")))
    matching = draw(st.sampled_from(("", " on (instance)", " ignoring (mode, le)")))
    return draw(
        st.sampled_from(
            (
                f"{draw(st.sampled_from(_RANGE_FUNCTIONS))}({ranged})",
                f"quantile_over_time({number}, {ranged})",
                f"predict_linear({ranged}, {number})",
                f"{draw(st.sampled_from(_FUNCTIONS))}({one})",
                f"{draw(st.sampled_from(('sum', 'avg', 'min', 'max', 'count', 'stddev', 'group')))}"
                f"{grouping}({one})",
                f"quantile{grouping}({number}, {one})",
                f"topk{grouping}(2, {one})",
                f"({one}) {draw(st.sampled_from(('+', '-', '*', '/', '%', '^')))} {number}",
                f"{number} {draw(st.sampled_from(('>', '<=', '== bool')))} ({one})",
                f"({one}) {draw(st.sampled_from(('and', 'or', 'unless')))}{matching} ({other})",
                f"sum by (instance) ({one}) / on (instance) max by (instance) ({other})",
                f"({one}) * on (instance) group_left () sum by (instance) ({other})",
                f"clamp({one}, -1, {number})",
                f'label_replace({one}, "le", "$1x", "instance", "(.*)")',
                f"-({one})",
                f"vector({number})",
                f"vector(scalar({one}))",
                f"vector(time()) - {number}",
            )
        )
    )


def expressions() -> st.SearchStrategy[str]:
    """Return texts of expressions that give a vector."""
    plain = st.builds(lambda selector, moved: selector + moved, selectors(), _offset)
    return st.recursive(plain, _composed, max_leaves=6)
