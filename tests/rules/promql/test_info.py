"""info() takes labels from other series: those of the same target, at the same time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.history import HistoryCheck
from rules.promql import (
    EvaluationError,
    Evaluator,
    Experimental,
    Options,
    QueryLimitExceeded,
    compile_plan,
)
from rules.promql.limits import Limits
from tests.rules.promql.asking import Ask
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import labels_of
from watchkeeper.storage.series.histograms import Histogram

_ALLOWED = Options(experimental=Experimental.ALLOWED)
_TARGET = 'instance="a", job="1"'


def _ask(*lines: str) -> Ask:
    source = MemorySource()
    ask = Ask(source, Evaluator(source, options=_ALLOWED))
    ask.load("1m", *lines)
    return ask


_ONE_TARGET = (
    'up{instance="a", job="1"} 1',
    'up{instance="b", job="1"} 2',
    'target_info{instance="a", job="1", os="linux", version="5"} 1',
    'build_info{instance="a", job="1", branch="main"} 1',
    'other{instance="a", job="1", os="none"} 1',
)

_CASES = {
    "all labels of target_info": (
        "info(up)",
        {f'up{{{_TARGET}, os="linux", version="5"}}': 1, 'up{instance="b", job="1"}': 2},
    ),
    "one label, and only where it is": (
        'info(up, {os=~".+"})',
        {f'up{{{_TARGET}, os="linux"}}': 1},
    ),
    "one label, or none": (
        'info(up, {os=~".*"})',
        {f'up{{{_TARGET}, os="linux"}}': 1, 'up{instance="b", job="1"}': 2},
    ),
    "several info metrics at once": (
        'info(up{instance="a"}, {__name__=~".+_info"})',
        {'up{branch="main", instance="a", job="1", os="linux", version="5"}': 1},
    ),
    "any info metric but one": (
        'info(up{instance="a"}, {__name__!="target_info"})',
        {f'up{{branch="main", {_TARGET}}}': 1},
    ),
    "an info series stays as it is": (
        'info(target_info, {__name__=~".+_info"})',
        {'target_info{instance="a", job="1", os="linux", version="5"}': 1},
    ),
    "the name stays away": (
        'info(abs(up{instance="a"}))',
        {f'{{{_TARGET}, os="linux", version="5"}}': 1},
    ),
    "below an aggregation": ("sum by (os) (info(up))", {'{os="linux"}': 1, "{}": 2}),
    "of what has no target": ("info(vector(1))", {"{}": 1}),
    "of nothing": ("info(none)", {}),
    "in a subquery": (
        'max_over_time(info(up{instance="a"}, {os=~".+"})[3m:1m])',
        {f'{{{_TARGET}, os="linux"}}': 1},
    ),
}


@pytest.mark.parametrize(("expression", "wanted"), _CASES.values(), ids=list(_CASES))
def test_labels_of_the_target(expression: str, wanted: dict[str, float]) -> None:
    """Series get the labels of the info series with their instance and job."""
    assert _ask(*_ONE_TARGET)(expression, "1m") == wanted


def test_own_labels_win() -> None:
    """A label that the series has is not overwritten, and no conflict."""
    ask = _ask(
        'm{instance="a", job="1", os="mine"} 1',
        'target_info{instance="a", job="1", os="linux"} 1',
        'build_info{instance="a", job="1", os="bsd"} 1',
    )
    assert ask('info(m, {__name__=~".+_info"})') == {'m{instance="a", job="1", os="mine"}': 1}


def test_labels_change_with_time() -> None:
    """Each step has the labels of its time: a series for each state, and none doubled."""
    ask = _ask(
        'm{instance="a", job="1"} 0 1 2 3',
        'target_info{instance="a", job="1", version="5"} 1 1 stale',
        'target_info{instance="a", job="1", version="6"} _ _ 1 1',
    )
    assert ask.range("info(m)", "0", "3m", "1m") == {
        'm{instance="a", job="1", version="5"}': {0: 0, 60: 1},
        'm{instance="a", job="1", version="6"}': {120: 2, 180: 3},
    }
    assert ask("info(m offset 2m)", "3m") == {'m{instance="a", job="1", version="5"}': 1}


def test_a_restored_label_continues_its_series() -> None:
    """Two info series that add the same labels give one series, not two with equal labels."""
    ask = _ask(
        'm{instance="a", job="1"} 0 1',
        'target_info{instance="a", job="1", os="linux", run="1"} 1 stale',
        'target_info{instance="a", job="1", os="linux", run="2"} _ 1',
    )
    found = ask.range('info(m, {os=~".+"})', "0", "1m", "1m")
    assert found == {'m{instance="a", job="1", os="linux"}': {0: 0, 60: 1}}


_REFUSED = {
    "two at once": (
        ('target_info{instance="a", job="1", run="1"} 1', 'target_info{instance="a", job="1"} 1'),
        "info(m)",
        "found duplicate series for info metric",
    ),
    "two values of a label": (
        ('x_info{instance="a", job="1", l="1"} 1', 'y_info{instance="a", job="1", l="2"} 1'),
        'info(m, {__name__=~"._info"})',
        "conflicting label: l",
    ),
    "series that become one": (
        (
            'm{instance="a", job="1", os="linux"} 2',
            'target_info{instance="a", job="1", os="linux"} 1',
        ),
        "info(m)",
        "same labelset",
    ),
}


@pytest.mark.parametrize(("lines", "expression", "said"), _REFUSED.values(), ids=list(_REFUSED))
def test_ambiguous_labels_are_refused(lines: tuple[str, ...], expression: str, said: str) -> None:
    """Where the data do not say which label is right, the query fails at its place."""
    ask = _ask('m{instance="a", job="1"} 1', *lines)
    with pytest.raises(EvaluationError, match=said) as caught:
        ask(expression)
    assert caught.value.at == "1:1"


def test_what_is_unlike_does_not_disturb() -> None:
    """Doubles of a target that nobody asks for are no error."""
    ask = _ask(
        'm{instance="a", job="1"} 1',
        'target_info{instance="b", job="1", run="1"} 1',
        'target_info{instance="b", job="1", run="2"} 1',
    )
    assert ask("info(m)") == {'m{instance="a", job="1"}': 1}


def test_histograms_are_no_info() -> None:
    """A histogram where labels are looked for is refused."""
    ask = _ask('m{instance="a", job="1"} 1')
    labels = labels_of({"__name__": "target_info", "instance": "a", "job": "1"})
    ask.source.add(labels, [(0, Histogram(schema=0, count=1.0, sum=1.0))])
    with pytest.raises(EvaluationError, match="holds histograms"):
        ask("info(m)")


def test_the_plan_names_what_is_read() -> None:
    """The selectors of a plan hold the info series, by their effective matchers."""
    plan = compile_plan('info(m, {os=~".+"})')
    written = [[(one.name, one.value) for one in each.matchers] for each in plan.selectors]
    assert written == [[("__name__", "m")], [("__name__", "target_info"), ("os", ".+")]]


_TARGETS = st.tuples(st.sampled_from("abc"), st.sampled_from("12"))
_MINUTES = st.sets(st.integers(0, 12), min_size=1)


@given(
    st.dictionaries(_TARGETS, _MINUTES, max_size=6),
    st.dictionaries(_TARGETS, st.tuples(_MINUTES, st.sampled_from(("", "x", "y"))), max_size=6),
)
def test_the_same_as_a_join(
    series: dict[tuple[str, str], set[int]],
    targets: dict[tuple[str, str], tuple[set[int], str]],
) -> None:
    """With one info series for each target it gives at each step what group_left gives."""
    source = MemorySource()
    ask = Ask(source, Evaluator(source, options=_ALLOWED))
    for number, ((instance, job), minutes) in enumerate(series.items()):
        labels = {"__name__": "m", "instance": instance, "job": job}
        source.add(labels, [(minute * MINUTE, number + minute) for minute in sorted(minutes)])
    for (instance, job), (minutes, system) in targets.items():
        labels = {"__name__": "target_info", "instance": instance, "job": job, "os": system}
        source.add(labels, [(minute * MINUTE, 1.0) for minute in sorted(minutes)])
    join = 'm * on (instance, job) group_left (os) target_info{os=~".+"}'
    found = ask.range('info(m, {os=~".+"}) + 0', "0", "20m", "1m")
    assert found == ask.range(join, "0", "20m", "1m")


def test_history_is_asked_of_vectors_alone() -> None:
    """``min_history`` of a rule asks for the series, not for the matchers beside them."""
    ask = _ask(*_ONE_TARGET)
    history = HistoryCheck(compile_plan('info(up, {os=~".*"})'), Duration(10 * MINUTE))
    was_there = history.at(ask.evaluator, Instant(9 * MINUTE))
    assert was_there(labels_of({"instance": "a", "job": "1", "os": "linux"}))
    assert not was_there(labels_of({"instance": "c", "job": "1"}))


def test_reading_is_bounded() -> None:
    """What info() reads counts against the bound of the query."""
    source = MemorySource()
    for number in range(100):
        source.add({"__name__": "target_info", "instance": str(number)}, [(MINUTE, 1.0)])
    source.add({"__name__": "m", "instance": "1"}, [(MINUTE, 1.0)])
    evaluator = Evaluator(source, Limits(max_samples=50), _ALLOWED)
    with pytest.raises(QueryLimitExceeded):
        evaluator.instant(compile_plan("info(m)"), Instant(MINUTE))
