"""limitk and limit_ratio: some of the series of each group, always the same ones."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rules.promql.annotations import invalid_ratio
from rules.promql.errors import EvaluationError
from rules.promql.frames import Frame
from rules.promql.label_hash import hash_of_labels
from rules.promql.nodes import Aggregate
from rules.promql.run import Run
from rules.promql.series import FloatArray
from rules.promql.table import Groups, LabelTable
from watchkeeper.core.messages import mark


def first_of_groups(frame: Frame, groups: Groups, counts: Iterable[int]) -> Frame:
    """Keep the first samples of each group, so many as *counts* says for each step."""
    kept = np.zeros_like(frame.present)
    for step, count in enumerate(counts):
        present = frame.present[step, groups.order]
        before = np.cumsum(present) - present  # in all groups
        within = before - np.repeat(before[groups.starts], groups.sizes)
        kept[step, groups.order] = present & (within < count)
    return frame.masked(kept)


def share_of_series(run: Run, node: Aggregate, frame: Frame, ratios: FloatArray) -> Frame:
    """Keep the series whose hash lies in the share; a negative ratio keeps the other ones.

    Which series these are depends on their labels alone, not on what else is selected.
    """
    capped = _capped(run, node, ratios)[:, None]
    offsets: FloatArray = run.kept.remember(
        node, "hashes", (frame.table,), lambda: _hashes(frame.table)
    )
    kept = np.where(capped >= 0, offsets < capped, offsets >= 1 + capped)
    return frame.masked(frame.present & kept)


def _capped(run: Run, node: Aggregate, ratios: FloatArray) -> FloatArray:
    assert node.parameter is not None
    place = node.parameter.span.place
    if np.isnan(ratios).any():
        raise EvaluationError(mark("Ratio value is NaN"), place=place)
    for given, capped in ((float(ratios.max()), 1.0), (float(ratios.min()), -1.0)):
        if abs(given) > 1 and given * capped > 0:
            run.annotations.add(invalid_ratio(given, capped, place))
    return np.clip(ratios, -1.0, 1.0)


def _hashes(table: LabelTable) -> FloatArray:
    """Return a number in [0, 1] for each row, drawn from its labels."""
    numbers = [hash_of_labels(table.labels(row)) / 2**64 for row in range(table.length)]
    return np.array(numbers, np.float64)
