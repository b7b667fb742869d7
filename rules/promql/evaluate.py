"""Evaluate plans against a source of series: at one instant, or at every step of a range."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never
from weakref import WeakKeyDictionary

import numpy as np

from rules.promql.aggregate import aggregate, count_values
from rules.promql.annotations import Annotations
from rules.promql.arithmetic import on_scalars
from rules.promql.binary import nameless, set_operation, with_scalar, with_vector
from rules.promql.durations import QuerySpan
from rules.promql.errors import EvaluationError, PromqlError, QueryLimitExceeded
from rules.promql.format import number_of, text_from_number
from rules.promql.frames import Frame, Grid
from rules.promql.functions.calls import call
from rules.promql.functions.extended import smoothed_latest
from rules.promql.functions.signatures import SIGNATURES
from rules.promql.limits import DEFAULT, Asked, Experimental, Limits, Options
from rules.promql.literals import counted_label, text_in
from rules.promql.mixed.cells import negative
from rules.promql.mixed.results import with_histograms
from rules.promql.nodes import (
    Aggregate,
    Aggregator,
    Anchoring,
    Binary,
    Call,
    Expr,
    MatrixSelector,
    NumberLiteral,
    Paren,
    Subquery,
    Unary,
    UnaryOperator,
    ValueType,
    VectorSelector,
    bare,
)
from rules.promql.plan import Plan, plan_in
from rules.promql.reach import reach_of
from rules.promql.reading import Ranged, read_latest, read_range, select
from rules.promql.results import finished, joined, series_of, vector_of
from rules.promql.run import Checkpoint, Kept, Run, seconds_of_span
from rules.promql.series import FloatArray, PastSource, RollUpSource, SeriesSource
from rules.promql.sharing import Memo
from rules.promql.values import Matrix, Result, Scalar, Series, StringValue
from rules.promql.windows import windows
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.core.messages import mark, text

_CHUNK_CELLS = 4_000_000  # 32 MB of values: steps times series of one chunk of a range query
_FEWEST_STEPS = 2


class Evaluator:
    """Evaluates plans; safe for several threads.  *monotonic* (Clock.monotonic) bounds the time."""

    def __init__(
        self,
        source: SeriesSource,
        limits: Limits = Limits(),  # noqa: B008 frozen, so shared without harm
        options: Options = Options(),  # noqa: B008 frozen, so shared without harm
        monotonic: Callable[[], float] | None = None,
        memo: Memo | None = None,
        checkpoint: Checkpoint | None = None,
    ) -> None:
        self._memo = memo
        self._checkpoint = checkpoint
        self._source = source
        self._rolled = source if isinstance(source, RollUpSource) else None
        self._past = source if isinstance(source, PastSource) else None
        self._limits = limits
        self._options = options
        self._monotonic = monotonic
        self._kept: WeakKeyDictionary[Plan, Kept] = WeakKeyDictionary()
        self._lock = threading.Lock()

    @property
    def source(self) -> SeriesSource:
        return self._source

    @property
    def waits(self) -> bool:
        """Return False: it waits for nobody, only computes."""
        return False

    def begin(self) -> None:
        """Nothing to do: what was written can be read."""

    def sharing(self, memo: Memo) -> Evaluator:
        """Return an evaluator for the plans of a memo: what they share is computed once.

        Whoever uses it lets the memo forget when the series may have changed.
        """
        return Evaluator(
            self._source, self._limits, self._options, self._monotonic, memo, self._checkpoint
        )

    def instant(
        self,
        plan: Plan,
        at: Instant,
        asked: Asked = DEFAULT,
        *,
        annotations: Annotations | None = None,
    ) -> Result:
        """Return the value of the expression at one instant.  Raises EvaluationError.

        Warnings and infos are put into *annotations*, which may collect those of several calls.
        """
        span = QuerySpan(at, at)
        plan = plan_in(plan, span)
        work = self._work(plan, span, asked, annotations)
        grid = Grid(np.array([at], np.int64), at, at)
        with np.errstate(all="ignore"):
            match plan.type:
                case ValueType.STRING:
                    return StringValue(at, text_in(plan.tree))
                case ValueType.SCALAR:
                    return Scalar(at, float(work.scalar(plan.tree, grid)[0]))
                case ValueType.VECTOR:
                    return vector_of(finished(work.frame(plan.tree, grid), plan), at)
                case ValueType.MATRIX:
                    return work.samples(plan.tree, grid)
                case _:
                    assert_never(plan.type)

    def range(
        self,
        plan: Plan,
        start: Instant,
        end: Instant,
        step: Duration,
        asked: Asked = DEFAULT,
        *,
        annotations: Annotations | None = None,
    ) -> Matrix:
        """Return the values at start, start + step ... up to *end*.  Raises EvaluationError."""
        times = self._times(start, end, step)
        span = QuerySpan(start, end, step)
        plan = plan_in(plan, span)
        work = self._work(plan, span, asked, annotations)
        grid = Grid(times, start, end)
        with np.errstate(all="ignore"):
            match plan.type:
                case ValueType.SCALAR:
                    values = work.scalar(plan.tree, grid)
                    return Matrix([Series((), times, values)])
                case ValueType.VECTOR:
                    return joined(self._chunks(plan, work, grid))
                case ValueType.STRING | ValueType.MATRIX:
                    raise PromqlError(
                        mark("a range query needs a scalar or a vector, this is a {given}"),
                        place=plan.tree.span.place,
                        given=text(str(plan.type)),
                    )
                case _:
                    assert_never(plan.type)

    def _chunks(self, plan: Plan, work: _Work, grid: Grid) -> Iterator[list[Series]]:
        """Evaluate some steps after the others, so that memory does not grow with their number."""
        rows = [len(select(work.run, one).selection) for one in plan.selectors]
        most = max(_FEWEST_STEPS, _CHUNK_CELLS // max(*rows, 1, 1))
        for begin in range(0, grid.steps, most):
            part = Grid(grid.times[begin : begin + most], grid.start, grid.end)
            work.run.begin_chunk()
            found = list(series_of(finished(work.frame(plan.tree, part), plan), part))
            work.run.keep(sum(len(one.times) for one in found))
            yield found

    def _times(
        self, start: Instant, end: Instant, step: Duration
    ) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        if step <= 0:
            raise EvaluationError(mark("the step must be greater than zero"))
        if end < start:
            raise EvaluationError(mark("the end of the range lies before its start"))
        points = (end - start) // step + 1
        if points > self._limits.max_points:
            raise QueryLimitExceeded(
                mark("the range has {points} points, {most} are allowed; use a longer step"),
                points=points,
                most=self._limits.max_points,
            )
        return start + np.arange(points, dtype=np.int64) * step

    def _work(
        self, plan: Plan, span: QuerySpan, asked: Asked, annotations: Annotations | None
    ) -> _Work:
        if plan.experimental and self._options.experimental is Experimental.REFUSED:
            raise plan.experimental.error()
        with self._lock:
            kept = self._kept.setdefault(plan, Kept())
        limits, options = self._limits, self._options
        if asked.max_seconds is not None:
            limits = replace(limits, max_seconds=min(limits.max_seconds, asked.max_seconds))
        if asked.max_touched is not None:
            limits = replace(limits, max_touched=min(limits.max_touched, asked.max_touched))
        if asked.lookback is not None:
            options = replace(options, lookback=asked.lookback)
        said = Annotations() if annotations is None else annotations
        reach = kept.remember(
            plan.tree, "reach", (options.lookback,), lambda: reach_of(plan.tree, options.lookback)
        )
        return _Work(
            Run(
                self._source,
                limits,
                options,
                kept,
                self._monotonic,
                said,
                span,
                asked.usage,
                plan.stats_only,
                self._memo if asked.lookback is None else None,
                self._rolled,
                self._past,
                reach.since(span.start),
                asked.keeps_windows,
                asked.is_wanted,
                self._checkpoint,
                plan.info_selectors,
            )
        )


def feeds_of(plan: Plan, source: SeriesSource, labels: Labels) -> tuple[str, ...]:
    """Return the feeds of the series that a result with *labels* can have been computed from.

    These are the rows of the plan's selectors that agree with *labels* on every name both have.
    """
    wanted = {name: value for name, value in labels if name != METRIC_NAME}
    feeds: set[str] = set()
    for selector in plan.selectors:
        selection = source.select(selector.matchers)
        agrees = np.ones(len(selection), np.bool_)
        for name in selection.label_names() & wanted.keys():
            codes, values = selection.column(name)
            is_equal = np.array([*(value == wanted[name] for value in values), True])
            agrees &= is_equal[codes]  # code -1, no such label: agrees
        feeds.update(selection.feed(int(row)) for row in np.flatnonzero(agrees))
    return tuple(sorted(feeds))


@dataclass(frozen=True, slots=True)
class _Work:
    """Walks a tree; every method gives the values of a node at all steps of a grid."""

    run: Run

    def scalar(self, node: Expr, grid: Grid) -> FloatArray:  # (steps,)
        match node:
            case NumberLiteral(bits=bits):
                return np.full(grid.steps, number_of(bits))
            case Paren(inner=inner):
                return self.scalar(inner, grid)
            case Unary(operator=operator, operand=operand):
                value = self.scalar(operand, grid)
                return -value if operator is UnaryOperator.MINUS else value
            case Binary(operator=operator, left=left, right=right):
                return on_scalars(operator, self.scalar(left, grid), self.scalar(right, grid))
            case Call():
                return self._scalar_call(node, grid)
            case _:
                raise AssertionError(f"{type(node).__name__} is no scalar: the check let it pass")

    def _scalar_call(self, node: Call, grid: Grid) -> FloatArray:
        match node.function:
            case "time":
                return grid.times / 1000
            case "pi":
                return np.full(grid.steps, np.pi)
            case "max_of":
                return np.maximum(*(self.scalar(one, grid) for one in node.arguments))
            case "min_of":
                return np.minimum(*(self.scalar(one, grid) for one in node.arguments))
            case "start" | "end" | "step" | "range":
                return np.full(grid.steps, seconds_of_span(node.function, self.run.span))
            case _:
                return _only_values(self.frame(node.arguments[0], grid))

    def frame(self, node: Expr, grid: Grid) -> Frame:
        memo = self.run.memo
        key = None if memo is None else memo.key(node, grid)
        if memo is None or key is None:
            return self._frame(node, grid)
        frame, said = memo.get(key), len(self.run.annotations)
        if frame is None:
            frame = self._frame(node, grid)
            if len(self.run.annotations) == said:  # else each rule is to hear it, at its place
                memo.put(key, frame)
        return frame

    def _frame(self, node: Expr, grid: Grid) -> Frame:
        frame = self._evaluated(node, grid)
        self.run.let_go()  # of what the operands were
        return frame

    def _evaluated(self, node: Expr, grid: Grid) -> Frame:
        self.run.check_time()
        match node:
            case VectorSelector(anchoring=Anchoring.SMOOTHED):
                return smoothed_latest(self.run, node, grid)
            case VectorSelector():
                return read_latest(self.run, node, grid).frame
            case Paren(inner=inner):
                return self.frame(inner, grid)
            case Unary(operator=operator, operand=operand):
                frame = self.frame(operand, grid)
                if operator is UnaryOperator.PLUS:
                    return frame
                return nameless(self.run, node, negative(frame))
            case Binary():
                return self._binary(node, grid)
            case Aggregate():
                return self._aggregate(node, grid)
            case Call():
                return call(self, node, grid)
            case _:
                raise AssertionError(f"{type(node).__name__} is no vector: the check let it pass")

    def _binary(self, node: Binary, grid: Grid) -> Frame:
        left, right = self._operand(node.left, grid), self._operand(node.right, grid)
        if not isinstance(left, Frame) or not isinstance(right, Frame):
            return with_scalar(self.run, node, left, right)
        if node.operator.is_set:
            return set_operation(self.run, node, left, right)
        return with_vector(self.run, node, left, right)

    def _operand(self, node: Expr, grid: Grid) -> Frame | FloatArray:
        return self.scalar(node, grid) if _is_scalar(node) else self.frame(node, grid)

    def _aggregate(self, node: Aggregate, grid: Grid) -> Frame:
        frame = self.frame(node.operand, grid)
        if node.operator is Aggregator.COUNT_VALUES:
            assert node.parameter is not None
            label = counted_label(node.parameter)
            return count_values(self.run, label, frame, node.grouping, text_from_number)
        parameter = None if node.parameter is None else self.scalar(node.parameter, grid)
        return aggregate(self.run, node, frame, parameter)

    def ranged(self, node: MatrixSelector | Subquery, grid: Grid) -> Ranged:
        return read_range(self.run, node, grid, self.frame)

    def samples(self, node: Expr, grid: Grid) -> Matrix:
        """Return the samples of a range selector or a subquery, at their own times."""
        found = bare(node)
        assert isinstance(found, MatrixSelector | Subquery)
        ranged = self.ranged(found, grid)
        self.run.hold(sum(index.block.values.size for index in ranged.blocks))
        series = []
        for index in ranged.blocks:
            for rows, window in windows(index, *ranged.window(0), grid.start):
                for column in np.flatnonzero(window.has_samples):
                    valid = window.valid[:, column]
                    times = window.times[:, column][valid]
                    labels = ranged.table.shown.labels(int(rows[column]))
                    series.append(Series(labels, times, window.values[:, column][valid]))
        start, end = ranged.window(0)
        return Matrix(with_histograms(series, ranged, start, end))


def _is_scalar(node: Expr) -> bool:
    match node:
        case NumberLiteral():
            return True
        case Paren(inner=inner) | Unary(operand=inner):
            return _is_scalar(inner)
        case Binary(left=left, right=right):
            return _is_scalar(left) and _is_scalar(right)
        case Call(function=function):
            return SIGNATURES[function].returns is ValueType.SCALAR
        case _:
            return False


def _only_values(frame: Frame) -> FloatArray:
    """Return the value of the only row at each step; NaN where there is none or several."""
    present = frame.floats.present
    is_only = present.sum(axis=1) == 1
    values = np.where(present, frame.values, 0.0).sum(axis=1)
    return np.where(is_only, values, np.nan)
