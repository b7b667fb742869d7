"""Ask both sides and tell what differs."""

from __future__ import annotations

import math
from typing import Any

from rules.promql import EvaluationError, Evaluator, Matrix, Result, Scalar, Vector, compile_plan
from tests.conformance.differential.peer import Peer
from tests.conformance.differential.queries import Query
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels, labels_of

Answer = dict[Labels, dict[int, float]]
"""Samples by series and time; milliseconds."""

RELATIVE = 1e-9


def difference(query: Query, evaluator: Evaluator, peer: Peer) -> str | None:
    """Return what differs between our answer and the peer's; None where nothing does."""
    ours, theirs = answer_of(query, evaluator), peer_answer(query, peer)
    if isinstance(ours, str) or isinstance(theirs, str):
        both_fail = isinstance(ours, str) and isinstance(theirs, str)
        return None if both_fail else f"one side fails: ours {ours}, theirs {theirs}"
    if ours.keys() != theirs.keys():
        return f"series: only ours {ours.keys() - theirs.keys()}, only theirs " + str(
            theirs.keys() - ours.keys()
        )
    for labels, samples in ours.items():
        if found := _sample_difference(samples, theirs[labels]):
            return f"{labels}: {found}"
    return None


def _sample_difference(ours: dict[int, float], theirs: dict[int, float]) -> str | None:
    if ours.keys() != theirs.keys():
        return f"times: ours {sorted(ours)}, theirs {sorted(theirs)}"
    for at, value in ours.items():
        if not are_equal(value, theirs[at]):
            return f"at {at}: ours {value!r}, theirs {theirs[at]!r}"
    return None


def are_equal(one: float, other: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return one == other or math.isclose(one, other, rel_tol=RELATIVE)


def answer_of(query: Query, evaluator: Evaluator) -> Answer | str:
    """Return our answer, or the sentence of the error."""
    plan = compile_plan(query.expression)
    try:
        if query.steps == 1:
            return _of_result(evaluator.instant(plan, Instant(query.start)))
        start, end = Instant(query.start), Instant(query.end)
        return _of_result(evaluator.range(plan, start, end, Duration(query.step)))
    except EvaluationError as error:
        return error.summary()


def _of_result(result: Result) -> Answer:
    match result:
        case Scalar(at=at, value=value):
            return {(): {int(at): value}}
        case Vector():
            return {labels: {int(result.at): value} for labels, value in result}
        case Matrix():
            return {
                one.labels: dict(zip(one.times.tolist(), one.values.tolist(), strict=True))
                for one in result
            }
        case _:
            raise AssertionError("the queries give no texts")


def peer_answer(query: Query, peer: Peer) -> Answer | str:
    if query.steps == 1:
        envelope = peer.ask("query", query=query.expression, time=query.start / 1000)
    else:
        envelope = peer.ask(
            "query_range",
            query=query.expression,
            start=query.start / 1000,
            end=query.end / 1000,
            step=query.step / 1000,
        )
    if envelope["status"] != "success":
        return str(envelope["error"])
    data = envelope["data"]
    if data["resultType"] == "scalar":
        return {(): dict([_sample(data["result"])])}
    return {labels_of(one["metric"]): _samples(one) for one in data["result"]}


def _samples(series: dict[str, Any]) -> dict[int, float]:
    return dict(_sample(one) for one in series.get("values") or [series["value"]])


def _sample(pair: list[Any]) -> tuple[int, float]:
    return round(pair[0] * 1000), float(pair[1])
