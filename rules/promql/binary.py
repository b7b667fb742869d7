"""Binary operators where at least one side is a vector.

Which rows meet is worked out once per pair of tables (on, ignoring, group_left, group_right)
and kept; an evaluation gathers, computes and masks.  Matching rules as in prometheus
promql/engine.go, VectorBinop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial, reduce
from typing import TypeVar

import numpy as np

from rules.promql.annotations import incompatible_types
from rules.promql.arithmetic import ARITHMETIC, COMPARISONS
from rules.promql.errors import EvaluationError, QueryLimitExceeded
from rules.promql.format import number_of
from rules.promql.frames import Frame, NameRemoval, drop_name, merge_doubles
from rules.promql.mixed.cells import joined_cells
from rules.promql.mixed.operators import Side, join_histograms
from rules.promql.nodes import (
    Binary,
    BinaryOperator,
    Cardinality,
    Comparison,
    Expr,
    Fill,
    Matching,
    MatchOn,
)
from rules.promql.run import Run
from rules.promql.series import FloatArray
from rules.promql.table import BoolArray, IndexArray, LabelTable, group_rows, stack
from watchkeeper.core.labels import METRIC_NAME, text_from_labels
from watchkeeper.core.messages import mark

T = TypeVar("T")

_DEFAULT = Matching(MatchOn.IGNORING, (), Cardinality.ONE_TO_ONE)


def with_scalar(
    run: Run, node: Binary, left: Frame | FloatArray, right: Frame | FloatArray
) -> Frame:
    """Join every sample with the scalar of its step; a filter keeps the vector's value."""
    if isinstance(left, Frame):
        assert not isinstance(right, Frame)
        frame, sides = left, (left.values, right[:, None])
    else:
        assert isinstance(right, Frame)
        frame, sides = right, (left[:, None], right.values)
    run.use(frame.values.size)
    values, holds = _computed(node, *sides)
    if holds is None:
        result = Frame(frame.table, values, frame.present)
    else:
        result = Frame(frame.table, frame.values, frame.present & holds)
    if frame.histograms is not None:
        result = join_histograms(run, node, _mixed_sides(left, right), frame.present, result)
    _remark_uncut(run, node, frame.floats.present)
    return result if holds is not None else nameless(run, node, result)


def _remark_uncut(run: Run, node: Binary, floats: BoolArray) -> None:
    """Tell that there were numbers where only histograms can be cut."""
    if node.operator.is_trim and floats.any():
        kinds = ("float", node.operator.value, "float")
        run.annotations.add(incompatible_types(*kinds, node.span.place))


def _mixed_sides(left: Frame | FloatArray, right: Frame | FloatArray) -> tuple[Side, Side]:
    if isinstance(left, Frame):
        assert not isinstance(right, Frame)
        scalar = np.broadcast_to(right[:, None], left.values.shape)
        return Side(left.values, left.histograms), Side(scalar, None)
    assert isinstance(right, Frame)
    scalar = np.broadcast_to(left[:, None], right.values.shape)
    return Side(scalar, None), Side(right.values, right.histograms)


def nameless(run: Run, node: Expr, frame: Frame) -> Frame:
    """Drop the metric name of every row; fails where two rows become one."""
    removal = run.options.name_removal
    table = run.kept.remember(
        node, "nameless", (frame.table,), lambda: drop_name(frame.table, removal)
    )
    result = frame.with_table(table)
    if removal is NameRemoval.DELAYED:
        return result
    return merge_doubles(result, node.span.place)


@dataclass(frozen=True, slots=True)
class Signatures:
    """What two tables have in common: rows with equal codes match."""

    left: IndexArray  # (left rows,) code
    right: IndexArray  # (right rows,) code
    count: int
    names: frozenset[str]  # labels that are compared
    is_right_single: bool  # no code twice on the right


def signatures_of(left: LabelTable, right: LabelTable, matching: Matching) -> Signatures:
    both = stack(left, right)
    if matching.on is MatchOn.ON:
        names = frozenset(matching.labels)
    else:
        names = both.names - frozenset(matching.labels) - {METRIC_NAME}
    groups = group_rows(both, names)
    of_left, of_right = groups.of_row[: left.length], groups.of_row[left.length :]
    is_right_single = len(np.unique(of_right)) == len(of_right)
    return Signatures(of_left, of_right, groups.count, names, is_right_single)


def set_operation(run: Run, node: Binary, left: Frame, right: Frame) -> Frame:
    run.use(left.values.size + right.values.size)
    matching = node.matching or _DEFAULT
    signatures = run.kept.remember(
        node,
        "signatures",
        (left.table, right.table),
        lambda: signatures_of(left.table, right.table, matching),
    )
    if node.operator is BinaryOperator.OR:
        return _either(run, node, left, right, signatures)
    seen = _seen(right.present, signatures.right, signatures.count)[:, signatures.left]
    present = left.present & (seen if node.operator is BinaryOperator.AND else ~seen)
    return left.masked(present)


def _seen(present: BoolArray, codes: IndexArray, count: int) -> BoolArray:
    """Return (steps, count): which codes have a present row."""
    seen = np.zeros((len(present), count), np.bool_)
    steps, rows = np.nonzero(present)
    seen[steps, codes[rows]] = True
    return seen


def _either(run: Run, node: Binary, left: Frame, right: Frame, signatures: Signatures) -> Frame:
    seen = _seen(left.present, signatures.left, signatures.count)[:, signatures.right]
    table = run.kept.remember(
        node, "stacked", (left.table, right.table), lambda: stack(left.table, right.table)
    )
    values = np.concatenate([left.values, right.values], axis=1)
    present = np.concatenate([left.present, right.present & ~seen], axis=1)
    both = Frame(table, values, present, None, joined_cells((left, right)))
    return merge_doubles(both, node.span.place)


@dataclass(frozen=True, slots=True)
class Join:
    """Pairs of rows that match, and the labels of what they give."""

    many: IndexArray  # (pairs,)
    one: IndexArray  # (pairs,)
    table: LabelTable  # (pairs) rows
    signature: IndexArray  # (pairs,) code
    is_single: bool  # no code twice


def with_vector(run: Run, node: Binary, left: Frame, right: Frame) -> Frame:
    run.use(left.values.size + right.values.size)
    matching = node.matching or _DEFAULT
    many, one = _sorted_sides(matching, left, right)
    tables = (many.table, one.table)
    signatures = run.kept.remember(
        node, "signatures", tables, lambda: signatures_of(*tables, matching)
    )
    _refuse_doubles(run, node, matching, signatures, many, one)
    join = run.kept.remember(
        node, "join", tables, lambda: _joined(run, node, matching, signatures, tables)
    )
    matched = many.present[:, join.many] & one.present[:, join.one]
    _refuse_many(node, matching, join, matched)
    pairs = _pairs_of(many, join.many), _pairs_of(one, join.one)
    result = _frame_of_pairs(run, node, pairs, matched, join.table)
    if node.fill is not None:
        result = _filled(run, node, node.fill, result, (many, one), signatures)
    return merge_doubles(result, node.span.place)


def _sorted_sides(matching: Matching, left: T, right: T) -> tuple[T, T]:
    """Return the "many" side before the "one" side, or again left before right."""
    is_swapped = matching.cardinality is Cardinality.ONE_TO_MANY
    return (right, left) if is_swapped else (left, right)


def _frame_of_pairs(
    run: Run, node: Binary, pairs: tuple[Side, Side], matched: BoolArray, table: LabelTable
) -> Frame:
    """Return what the operator gives for pairs ("many", "one") of samples."""
    left, right = _sorted_sides(node.matching or _DEFAULT, *pairs)
    values, holds = _computed(node, left.values, right.values)
    present = matched if holds is None else matched & holds
    result = Frame(table, values, present)
    are_floats = matched
    if left.cells is not None or right.cells is not None:
        result = join_histograms(run, node, (left, right), matched, result)
        are_floats = matched & ~left.histograms() & ~right.histograms()
    _remark_uncut(run, node, are_floats)
    return result


def _filled(
    run: Run,
    node: Binary,
    fill: Fill,
    result: Frame,
    sides: tuple[Frame, Frame],
    signatures: Signatures,
) -> Frame:
    """Add what samples give to which nothing on the other side matches.

    As in Prometheus fill_left stands for the "many" side, also with group_right.
    """
    matching, (many, one) = node.matching or _DEFAULT, sides
    many_bits, one_bits = fill.left_bits, fill.right_bits
    frames = [result]
    if one_bits is not None:
        alone = (
            many.present
            & ~_seen(one.present, signatures.right, signatures.count)[:, signatures.left]
        )
        table = run.kept.remember(
            node,
            "filled one",
            (many.table,),
            lambda: _result_table(run, node, matching, many.table, many.table.only(())),
        )
        pairs = Side(many.values, many.histograms), _constant(one_bits, many)
        frames.append(_frame_of_pairs(run, node, pairs, alone, table))
    if many_bits is not None:
        alone = (
            one.present
            & ~_seen(many.present, signatures.left, signatures.count)[:, signatures.right]
        )
        named = one.table.only(signatures.names)
        table = run.kept.remember(
            node,
            "filled many",
            (one.table,),
            lambda: _result_table(run, node, matching, named, one.table),
        )
        pairs = _constant(many_bits, one), Side(one.values, one.histograms)
        frames.append(_frame_of_pairs(run, node, pairs, alone, table))
    return reduce(partial(_beside, run, node), frames)


def _constant(bits: int, frame: Frame) -> Side:
    return Side(np.full(frame.values.shape, number_of(bits)), None)


def _beside(run: Run, node: Binary, first: Frame, second: Frame) -> Frame:
    table = run.kept.remember(
        node,
        f"beside {first.table.length}",
        (first.table, second.table),
        lambda: stack(first.table, second.table),
    )
    values = np.concatenate([first.values, second.values], axis=1)
    present = np.concatenate([first.present, second.present], axis=1)
    return Frame(table, values, present, None, joined_cells((first, second)))


def _pairs_of(frame: Frame, rows: IndexArray) -> Side:
    cells = None if frame.histograms is None else frame.histograms[:, rows]
    return Side(frame.values[:, rows], cells)


def _computed(
    node: Binary, left: FloatArray, right: FloatArray
) -> tuple[FloatArray, BoolArray | None]:
    """Return values, and where a filter holds."""
    if node.operator.is_trim:  # floats are not cut but left out
        return left, np.zeros(np.broadcast(left, right).shape, np.bool_)
    if node.operator not in COMPARISONS:
        return ARITHMETIC[node.operator](left, right), None
    holds = COMPARISONS[node.operator](left, right)
    if node.comparison is Comparison.BOOL:
        return holds.astype(np.float64), None
    return left, holds


def _joined(
    run: Run,
    node: Binary,
    matching: Matching,
    signatures: Signatures,
    tables: tuple[LabelTable, LabelTable],
) -> Join:
    pairs_many, pairs_one = _pairs(run, signatures)
    table = _result_table(
        run, node, matching, tables[0].take(pairs_many), tables[1].take(pairs_one)
    )
    codes = signatures.left[pairs_many]
    return Join(pairs_many, pairs_one, table, codes, len(np.unique(codes)) == len(codes))


def _pairs(run: Run, signatures: Signatures) -> tuple[IndexArray, IndexArray]:
    """Return all pairs of rows with equal codes, in the order of the left side."""
    order = np.argsort(signatures.right, kind="stable")
    sizes = np.bincount(signatures.right, minlength=signatures.count)
    starts = np.cumsum(sizes) - sizes
    repeats = sizes[signatures.left]
    total = int(repeats.sum())
    if total > run.limits.max_samples:
        raise QueryLimitExceeded(
            mark("this operator would match {count} pairs of series; match on more labels"),
            count=total,
        )
    many = np.repeat(np.arange(len(signatures.left)), repeats)
    within = np.arange(total) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    one = order[np.repeat(starts[signatures.left], repeats) + within]
    return many, one


def _result_table(
    run: Run, node: Binary, matching: Matching, many: LabelTable, one: LabelTable
) -> LabelTable:
    table = many
    if matching.cardinality is Cardinality.ONE_TO_ONE:
        if matching.on is MatchOn.ON:
            table = table.only(matching.labels)
        else:
            table = table.without(matching.labels)
    for name in matching.include:
        table = table.replace(name, one.column(name))
    is_filter = node.operator.is_comparison and node.comparison is Comparison.FILTER
    return table if is_filter else drop_name(table, run.options.name_removal)


def _refuse_doubles(
    run: Run, node: Binary, matching: Matching, signatures: Signatures, many: Frame, one: Frame
) -> None:
    """Fail where two present rows of the "one" side share a code, at a step with both sides."""
    if signatures.is_right_single:
        return
    codes = signatures.right
    for step in run.each(np.flatnonzero(many.present.any(axis=1))):
        rows = np.flatnonzero(one.present[step])
        counts = np.bincount(codes[rows], minlength=signatures.count)
        if (counts > 1).any():
            double = rows[codes[rows] == int(np.argmax(counts > 1))]
            raise _not_unique(node, matching, signatures, one.table, double)


def _not_unique(
    node: Binary,
    matching: Matching,
    signatures: Signatures,
    table: LabelTable,
    double: Sequence[int] | IndexArray,
) -> EvaluationError:
    side = "left" if matching.cardinality is Cardinality.ONE_TO_MANY else "right"
    found = sorted(table.labels(int(row)) for row in double)[:2]
    group = tuple(pair for pair in found[0] if pair[0] in signatures.names)
    return EvaluationError(
        mark(
            "found duplicate series for the match group {group} on the {side} hand-side of the "
            "operation: [{first}, {second}];many-to-many matching not allowed: "
            "matching labels must be unique on one side"
        ),
        place=node.operator_span.place,
        group=braced(group),
        side=side,
        first=braced(found[0]),
        second=braced(found[1]),
    )


def _refuse_many(node: Binary, matching: Matching, join: Join, matched: BoolArray) -> None:
    """Fail where several rows of the "many" side gave one result."""
    if matching.cardinality is Cardinality.ONE_TO_ONE:
        if join.is_single:
            return
        sentence = mark(
            "multiple matches for labels: many-to-one matching must be explicit "
            "(group_left/group_right)"
        )
        keys = join.signature
    else:
        groups = join.table.identity
        if groups.are_single:
            return
        sentence = mark("multiple matches for labels: grouping labels must ensure unique matches")
        keys = groups.of_row
    steps, pairs = np.nonzero(matched)
    seen = steps.astype(np.int64) * (int(keys.max(initial=0)) + 1) + keys[pairs]
    if len(np.unique(seen)) < len(seen):
        raise EvaluationError(sentence, place=node.operator_span.place)


def braced(labels: tuple[tuple[str, str], ...]) -> str:
    """Write labels with the name among them, as Prometheus does in its messages."""
    name = [pair for pair in labels if pair[0] == METRIC_NAME]
    rest = text_from_labels(tuple(pair for pair in labels if pair[0] != METRIC_NAME))
    if not name:
        return rest or "{}"
    inner = rest.strip("{}")
    return "{" + ", ".join(filter(None, [f'{METRIC_NAME}="{name[0][1]}"', inner])) + "}"
