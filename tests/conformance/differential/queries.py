"""Random well-typed queries that a right Prometheus of version 2.42 and of version 3 answer alike.

Two kinds of vectors keep chance out of the comparison: an *exact* one is computed without
rounding, so it may be compared, sorted, rounded and tested for change; a *measured* one (rates,
means, roots) carries rounding, so nothing that jumps is applied to it.

Left out, because 3 changed it after 2.42: left edges of windows (see data.py; hence no subquery
below a subquery, whose steps lie on the edges), extrapolation to zero of counters that have just
begun, predict_linear of what @ fixes (2.42 forgets or zeroes steps of a range),
native histograms, experimental functions and aggregators, and the order of rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.conformance.differential.data import (
    BUCKETS,
    COUNTERS,
    EPOCH,
    GAUGES,
    ODD,
    PHASES_OF_QUERIES,
    SCRAPE,
)

Text = st.SearchStrategy[str]
FIRST_SLOT, LAST_SLOT = 20, 440

_one_of = st.sampled_from
_slot = st.integers(FIRST_SLOT, LAST_SLOT)


def _words(text: str) -> list[str]:
    return text.split()


def instant_of_slot(slot: int) -> int:
    return EPOCH + slot * SCRAPE + PHASES_OF_QUERIES


_matcher = _one_of(
    (
        'instance="a"',
        'instance!="b"',
        'instance=~"a|c"',
        'mode!~"m[01]"',
        'mode=~"m.+"',
        'job=~".*"',
        'job="x"',
        'absent=""',
    )
)
_span = _one_of(("30s", "1m", "5m", "10m", "1h"))
_moved = st.one_of(
    st.just(""),
    _one_of((" offset 30s", " offset 5m", " offset -1m", " @ start()", " @ end() offset 1m")),
    _slot.map(lambda slot: f" @ {instant_of_slot(slot) / 1000:.0f}"),
)
_dyadic = _one_of(("0", "1", "2", "0.5", "-4", "16", "0x10", "100"))
_number = _one_of(("0", "1", "-2.5", "1e3", "Inf", "-Inf", "NaN", "3600"))
_grouping = _one_of(("", " by (instance) ", " by (job, mode) ", " without (mode) ", " by () "))
_comparison = _one_of((">", "<", ">=", "<=", "==", "!=", "> bool", "<= bool", "== bool"))


@st.composite
def _selector(draw: st.DrawFn, names: tuple[str, ...]) -> str:
    matchers = ",".join(draw(st.lists(_matcher, max_size=2)))
    return f"{draw(_one_of(names))}{{{matchers}}}"


_EXACT_METRICS = (GAUGES, "load", COUNTERS, ODD)
_gauge = _selector((GAUGES, "load"))
_counter = _selector((COUNTERS, "bytes_total"))


@st.composite
def _selected(draw: st.DrawFn) -> str:
    return draw(_selector(_EXACT_METRICS)) + draw(_moved)


@st.composite
def _range(draw: st.DrawFn, exact: Text | None, plain: Text) -> str:
    span = draw(_span)
    if exact is None or draw(st.booleans()):
        return f"{draw(plain)}[{span}]{draw(_moved)}"
    steps = ("15s", "30s") if span == "30s" else ("15s", "30s", "1m", "")  # at least one step
    return f"({draw(exact)})[{span}:{draw(_one_of(steps))}]{draw(_moved)}"


_EXACT_OVER_TIME = _words(
    "changes resets count_over_time min_over_time max_over_time sum_over_time last_over_time "
    "present_over_time absent_over_time"
)
_EXACT_FUNCTIONS = _words("abs ceil floor sgn round sort sort_desc absent timestamp")
_CALENDAR = _words("day_of_month day_of_week day_of_year days_in_month hour minute month year")


@st.composite
def _exact_of(draw: st.DrawFn, exact: Text, below: Text | None) -> str:
    """Return an exact vector made of exact ones; *below* has no subquery, None is none at all."""
    one, other, number = draw(exact), draw(exact), draw(_dyadic)
    ranged = _range(below, _selector(_EXACT_METRICS))
    shapes: tuple[Callable[[], str], ...] = (
        lambda: f"{draw(_one_of(_EXACT_OVER_TIME))}({draw(ranged)})",
        lambda: f"{draw(_one_of(_EXACT_FUNCTIONS))}({one})",
        lambda: f"{draw(_one_of(_CALENDAR))}(timestamp({draw(_gauge)}))",
        lambda: f"{draw(_one_of(('sum', 'min', 'max', 'count', 'group')))}{draw(_grouping)}({one})",
        lambda: f"{draw(_one_of(('topk', 'bottomk')))}{draw(_grouping)}(2, {draw(_gauge)})",
        lambda: f'count_values{draw(_grouping)}("value", {one})',
        lambda: f"({one}) {draw(_one_of(('+', '-', '*')))} {number}",
        lambda: f"{number} {draw(_comparison)} ({one})",
        lambda: f"({one}) {draw(_comparison)} {number}",
        lambda: f"({one}) {draw(_one_of(('and', 'or', 'unless')))}{_on(draw)} ({other})",
        lambda: (
            f"sum by (instance) ({one}) {_arithmetic(draw)} on (instance) "
            f"max by (instance, job) ({other} > 0)"
        ),
        lambda: (
            f"({draw(_gauge)}) {_arithmetic(draw)} on (instance) group_left () "
            f"sum by (instance) ({other})"
        ),
        lambda: (
            f"sum without (mode) ({one}) {draw(_comparison)} ignoring (mode) group_right () "
            f"({draw(_gauge)})"
        ),
        lambda: f"clamp({one}, -1, {number})",
        lambda: f"{draw(_one_of(('clamp_min', 'clamp_max')))}({one}, {number})",
        lambda: f'label_replace({one}, "job", "$1-$2", "instance", "(a|b)(.*)")',
        lambda: f'label_join({one}, "both", "/", "instance", "mode")',
        lambda: f"-({one})",
        lambda: f"vector({number})",
        lambda: f"vector(scalar(sum({one})))",
        lambda: f"({one}) * scalar(max({draw(_gauge)}) > {number})",
        lambda: f"({one}) {draw(_one_of(('>', '-')))} time()",
    )
    shape: Callable[[], str] = draw(_one_of(shapes))
    return shape()


def _on(draw: st.DrawFn) -> str:
    return draw(_one_of(("", " on (instance)", " ignoring (mode)", " on ()")))


def _arithmetic(draw: st.DrawFn) -> str:
    return draw(_one_of(("+", "-", "*")))


_MEASURED_OVER_TIME = _words("avg_over_time stddev_over_time stdvar_over_time delta idelta deriv")
_RATES = _words("rate increase irate")
_ROOTS = _words(
    "sqrt exp ln log2 log10 sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh deg rad"
)


@st.composite
def _measured_of(draw: st.DrawFn, measured: Text, exact: Text, below: Text) -> str:
    """Return a vector that carries rounding."""
    one, other, number = draw(measured), draw(exact), draw(_number)
    ranged, counted = draw(_range(below, _gauge)), draw(_range(None, _counter))
    ahead = f"{draw(_gauge)}[{draw(_span)}] offset 30s" if "@" in ranged else ranged
    shapes: tuple[Callable[[], str], ...] = (
        lambda: f"{draw(_one_of(_RATES))}({counted})",
        lambda: f"{draw(_one_of(_MEASURED_OVER_TIME))}({ranged})",
        lambda: f"predict_linear({ahead}, {draw(_one_of(('60', '3600', '-300')))})",
        lambda: f"quantile_over_time({draw(_one_of(('0.5', '0', '0.99', '2', '-1')))}, {ranged})",
        lambda: f"quantile{draw(_grouping)}({draw(_one_of(('0.25', '1', '7')))}, {one})",
        lambda: f"avg{draw(_grouping)}({one})",
        lambda: f"{draw(_one_of(('min', 'max', 'sum')))}{draw(_grouping)}({one})",
        lambda: f"{draw(_one_of(('stddev', 'stdvar')))}{draw(_grouping)}({draw(_gauge)})",
        lambda: f"{draw(_one_of(_ROOTS))}({other})",
        lambda: f"({one}) {draw(_one_of(('*', '/', '^')))} {number}",
        lambda: f"({one}) / on (instance, job, mode) ({other})",
        lambda: f"({other}) % {draw(_dyadic)}",
        lambda: f"({one}) atan2 on (instance, job, mode) ({other})",
        lambda: f"({one}) {draw(_one_of(('and', 'or', 'unless')))}{_on(draw)} ({other})",
        lambda: (
            f"histogram_quantile({draw(_one_of(('0.5', '0.9', '0.99', '1', '-1', 'NaN')))}, "
            f"sum by (le{draw(_one_of(('', ', instance')))}) (rate({BUCKETS}[{draw(_span)}])))"
        ),
        lambda: f'label_replace({one}, "new", "x$1", "mode", "m(.)")',
        lambda: f"abs({one})",
        lambda: f"clamp_max({one}, {number})",
    )
    shape: Callable[[], str] = draw(_one_of(shapes))
    return shape()


_flat = st.recursive(_selected(), lambda inner: _exact_of(inner, None), max_leaves=3)
_exact = st.recursive(_selected(), lambda inner: _exact_of(inner, _flat), max_leaves=4)
_measured = st.recursive(_exact, lambda inner: _measured_of(inner, _exact, _flat), max_leaves=4)


@dataclass(frozen=True, slots=True)
class Query:
    """At one instant where there is one step; times in milliseconds."""

    expression: str
    start: int
    step: int
    steps: int

    @property
    def end(self) -> int:
        return self.start + (self.steps - 1) * self.step


def queries() -> st.SearchStrategy[Query]:
    return st.builds(
        lambda expression, slot, stride, steps: Query(
            expression, instant_of_slot(slot), stride * SCRAPE, steps
        ),
        _measured,
        _slot,
        _one_of((1, 2, 4, 9)),
        _one_of((1, 1, 7)),
    )
