"""Rules judged by an engine beyond: whole answers count, anything else changes nothing."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry

from rules.alerting import Surroundings
from rules.engines.answers import matrix_from, result_from
from rules.engines.nearest import NearestEngine
from rules.engines.plain import without_plain_form
from rules.engines.remote import Missing, RemoteEngine
from rules.evaluation import GroupRunner
from rules.files import parse_rule_file
from rules.memory_series import MemorySeries
from rules.promql import Annotations, EvaluationError, Evaluator, Vector, compile_plan
from rules.promql.nodes import ValueType
from rules.promql.values import Matrix, Scalar
from tests.rules.engines.scripted import ScriptedEngine, scripted_engine, vector
from watchkeeper.config.settings import RemoteSettings
from watchkeeper.core.alerts import ActiveSet
from watchkeeper.core.errors import Unavailable, WatchkeeperError
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import label
from watchkeeper.core.levels import Criticality, Level
from watchkeeper.storage.remote.api import REST_SECONDS, EngineApi
from watchkeeper.storage.remote.delivery import Delivery
from watchkeeper.storage.remote.door import open_door
from watchkeeper.storage.remote.metrics import RemoteMetrics

START = Instant(1_795_000_000_000)

RULES = """\
groups:
- name: disks
  interval: 1m
  rules:
  - alert: DiskFilling
    expr: free_ratio
    levels: {III: "< 0.15", II: "< 0.03"}
    for: 2m
  - alert: Odd
    expr: zscore_over_time(load[1h]) > 3
    recover_expr: load < 1
    level: III
  - record: free:ratio
    expr: free_ratio * 2
"""


@dataclass
class SetClock:
    instant: Instant = START
    rushed: float = 0.0

    def now(self) -> Instant:
        return self.instant

    def monotonic(self) -> float:
        return time.monotonic() + self.rushed


class Targets:
    def criticality(self, instance: str) -> Criticality:
        return Criticality.NORMAL


@dataclass
class World:
    engine: ScriptedEngine
    clock: SetClock = field(default_factory=SetClock)
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def __post_init__(self) -> None:
        settings = RemoteSettings(
            write=self.engine.url, query=self.engine.url, query_timeout=Duration(SECOND // 2)
        )
        metrics = RemoteMetrics(self.registry)
        self.delivery = Delivery(visible_after=0, monotonic=self.clock.monotonic)
        self.api = EngineApi(settings, open_door(settings), metrics, monotonic=self.clock.monotonic)
        self.source = MemorySeries()
        self.remote = RemoteEngine(self.api, self.source, self.clock, arrival=self.delivery)
        self.own = Evaluator(self.source)

    def runner(self, text: str = RULES) -> GroupRunner:
        around = Surroundings(self.source, self.remote, Targets(), own=self.own)
        (group,) = parse_rule_file(text, name="r.yml").groups
        return GroupRunner(group, around, self.clock)

    def evaluate(self, runner: GroupRunner, *, minutes: int = 1) -> ActiveSet:
        """Let minutes pass, deliver, and evaluate all stages; an engine at rest is asked again."""
        self.clock.instant = Instant(self.clock.instant + minutes * MINUTE)
        self.clock.rushed += REST_SECONDS + 1
        if not self.delivery.trouble:
            self.delivery.delivered(Instant(self.clock.instant + 1))
        for stage in runner.stages:
            runner.evaluate_stage(stage, self.clock.instant)
        return runner.active_set(self.clock.instant)


@pytest.fixture
def world() -> Iterator[World]:
    with scripted_engine() as engine:
        world = World(engine)
        yield world
        world.api.close()


def levels(active: ActiveSet) -> dict[str, Level]:
    return {label(alert.labels, "alertname"): alert.level for alert in active.alerts}


def test_ladders_and_plain_forms_are_judged_by_the_engine(world: World) -> None:
    """One question serves all rungs; a function of ours goes out in its plain form."""
    runner = world.runner()
    world.engine.answer = vector(({"instance": "a"}, 0.01))
    world.evaluate(runner)
    active = world.evaluate(runner, minutes=2)
    assert levels(active)["DiskFilling"] is Level.II
    asked = [one["query"] for one in world.engine.asked]
    assert asked.count("free_ratio") == 2
    assert any("stddev_over_time(load[1h])" in one for one in asked)
    first = world.engine.asked[0]
    assert first["path"] == "/prefix/api/v1/query"
    assert first["time"] == f"{(START + MINUTE) / 1000:.3f}"
    assert {"nocache", "partial_response", "deny_partial_response"} <= first.keys()


def refused(world: World) -> None:
    world.engine.status, world.engine.answer = 503, b"overloaded"


def partial(world: World) -> None:
    world.engine.answer = {**vector(), "isPartial": True}


def warned(world: World) -> None:
    world.engine.answer = {**vector(), "warnings": ["store 10.0.0.7 did not answer"]}


def nonsense(world: World) -> None:
    world.engine.answer = b"<html>welcome</html>"


def other_shape(world: World) -> None:
    world.engine.answer = {"status": "success", "data": {"resultType": "vector"}}


def frozen(world: World) -> None:
    world.engine.hold.clear()


def timed_out(world: World) -> None:
    world.engine.status = 503
    world.engine.answer = {"status": "error", "errorType": "timeout", "error": "query timed out"}


def behind(world: World) -> None:
    world.delivery.failed("connection refused")


def signed_out(world: World) -> None:
    world.engine.status, world.engine.answer = 401, b"who are you"


@pytest.mark.parametrize(
    "trouble",
    [refused, partial, warned, nonsense, other_shape, frozen, timed_out, behind, signed_out],
    ids=lambda trouble: trouble.__name__,
)
def test_no_whole_answer_is_never_recovery(world: World, trouble: Callable[[World], None]) -> None:
    """A firing alert fires on, a pending one keeps its time, the set is not complete; then it ends."""
    runner = world.runner()
    world.engine.answer = vector(({"instance": "a"}, 0.01))
    world.evaluate(runner)
    fired = world.evaluate(runner, minutes=2)
    world.engine.answer = vector(({"instance": "a"}, 0.01), ({"instance": "b"}, 0.01))
    world.evaluate(runner)  # b is pending from here on
    trouble(world)
    for _ in range(2):
        active = world.evaluate(runner)
        assert not active.is_complete
        assert set(active.failed_rules) == {"DiskFilling", "Odd"}
        assert {one.labels for one in fired.alerts} <= {one.labels for one in active.alerts}
    world.engine.hold.set()
    world.engine.status = 200
    world.delivery.works()
    world.engine.answer = vector(({"instance": "a"}, 0.01), ({"instance": "b"}, 0.01))
    active = world.evaluate(runner)
    assert active.is_complete
    both = [a for a in active.alerts if label(a.labels, "alertname") == "DiskFilling"]
    assert [label(a.labels, "instance") for a in both] == ["a", "b"], "b waited its 2 minutes"
    world.engine.answer = vector()
    assert "DiskFilling" not in levels(world.evaluate(runner))


def test_an_engine_that_hangs_holds_one_caller(world: World) -> None:
    """After one timeout the others are told at once, until the rest is over and one asks again."""
    frozen(world)
    plan = compile_plan("up")
    with pytest.raises(Unavailable):
        world.remote.instant(plan, START)
    begun = time.monotonic()
    for _ in range(50):
        with pytest.raises(Unavailable):
            world.remote.instant(plan, START)
    assert time.monotonic() - begun < 0.4
    assert len(world.engine.asked) == 1
    assert world.registry.get_sample_value("watchkeeper_remote_query_up") == 0
    world.engine.hold.set()
    world.clock.rushed += REST_SECONDS + 1
    assert isinstance(world.remote.instant(plan, START), Vector)
    assert world.registry.get_sample_value("watchkeeper_remote_query_up") == 1


def test_nobody_listens(world: World) -> None:
    """A refused connection is no answer."""
    settings = RemoteSettings(write="http://127.0.0.1:9", query="http://127.0.0.1:9")
    api = EngineApi(
        settings,
        open_door(settings),
        RemoteMetrics(CollectorRegistry()),
        monotonic=world.clock.monotonic,
    )
    with pytest.raises(Unavailable, match="refused"):
        RemoteEngine(api, world.source, world.clock).instant(compile_plan("up"), START)


def test_a_bad_question_is_no_trouble_of_the_engine(world: World) -> None:
    """400 with a reason is told with the rule; the engine goes on being asked."""
    world.engine.status = 400
    world.engine.answer = {"status": "error", "errorType": "bad_data", "error": "unknown function"}
    runner = world.runner()
    active = world.evaluate(runner)
    assert not active.is_complete
    assert "unknown function" in runner.statuses[0].last_error
    assert not world.api.state.trouble


def test_a_group_may_stay_on_this_server(world: World) -> None:
    """``engine: own`` asks nobody."""
    world.engine.status = 500
    runner = world.runner(
        "groups:\n- name: g\n  engine: own\n  rules:\n  - {alert: A, expr: vector(1), level: III}\n"
    )
    assert levels(world.evaluate(runner)) == {"A": Level.III}
    assert world.engine.asked == []


def test_pages_show_what_there_is(world: World) -> None:
    """A partial answer is shown with its warning; without an answer the own series are."""
    pages = NearestEngine(
        RemoteEngine(world.api, world.source, world.clock, missing=Missing.TOLD), world.own
    )
    plan, said = compile_plan("vector(1)"), Annotations()
    world.engine.answer = {**vector(({"a": "b"}, 7.0)), "isPartial": True}
    result = pages.instant(plan, START, annotations=said)
    assert isinstance(result, Vector)
    assert result.values.tolist() == [7.0]
    assert said.warnings() == ["PromQL warning: partial response"]
    world.engine.status = 500
    again = Annotations()
    result = pages.instant(plan, START, annotations=again)
    assert isinstance(result, Vector)
    assert result.values.tolist() == [1.0]
    assert "this is what the server itself holds" in again.warnings()[0]


def test_scalars_and_ranges(world: World) -> None:
    """VictoriaMetrics answers a scalar as a vector of one; a range is a matrix."""
    world.engine.answer = vector(({}, 4.0))
    assert world.remote.instant(compile_plan("2 + 2"), START) == Scalar(START, 4.0)
    values = [[START / 1000, "1"], [START / 1000 + 15, "NaN"]]
    result = [{"metric": {"a": "b"}, "values": values}]
    world.engine.answer = {
        "status": "success",
        "data": {"resultType": "matrix", "result": result},
    }
    (series,) = world.remote.range(
        compile_plan("up"), START, Instant(START + MINUTE), Duration(15 * SECOND)
    )
    assert series.times.tolist() == [START, START + 15 * SECOND]
    assert math.isnan(series.values[1])
    assert world.engine.asked[-1]["step"] == "15.000"


def test_native_histograms_are_told_not_guessed() -> None:
    """An element without a number is an error that says what to ask instead."""
    data = {"resultType": "vector", "result": [{"metric": {}, "histogram": [0, {}]}]}
    with pytest.raises(EvaluationError, match="histogram_quantile"):
        result_from(data, ValueType.VECTOR, START)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["resultType", "result", "metric", "value", "values", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(data=json_values, wanted=st.sampled_from([*ValueType]))
def test_any_json_is_a_result_or_one_of_our_errors(data: Any, wanted: ValueType) -> None:
    """Whatever an engine sends, nothing but a result or an error with a sentence comes out."""
    with suppress(WatchkeeperError):
        assert isinstance(result_from(data, wanted, START), Scalar | Vector | Matrix)
    with suppress(WatchkeeperError):
        assert isinstance(matrix_from(data), Matrix)


def test_what_has_no_plain_form_is_told_when_the_file_is_read() -> None:
    """The error names the place and the remedy; a group that stays here is no error."""
    text = """\
groups:
- name: g{key}
  rules:
  - alert: A
    expr: time_to_threshold(free[1h], 0) < 3600
    level: III
"""
    (error,) = without_plain_form(parse_rule_file(text.replace("{key}", ""), name="r.yml"))
    assert error.at == "r.yml:5"
    assert "engine: own" in str(error)
    own = parse_rule_file(text.replace("{key}", "\n  engine: own"), name="r.yml")
    assert list(without_plain_form(own)) == []
