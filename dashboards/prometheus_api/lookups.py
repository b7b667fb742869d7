"""Label names, label values and series, as the source of series knows them now."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rules.promql import PromqlError, compile_plan
from rules.promql.nodes import VectorSelector, bare
from rules.promql.series import Matcher, MatchKind, Selection, SeriesSource
from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.core.messages import mark

_EVERYTHING = (Matcher(METRIC_NAME, MatchKind.MATCHES, ".+"),)


def selections_of(source: SeriesSource, match: Iterable[str]) -> list[Selection]:
    """Return what each selector of ``match[]`` selects; all series where there is none."""
    matchers = [matchers_of(text) for text in match] or [_EVERYTHING]
    return [source.select(one) for one in matchers]


def matchers_of(text: str) -> tuple[Matcher, ...]:
    node = bare(compile_plan(text).tree)
    if not isinstance(node, VectorSelector):
        raise PromqlError(mark("match[] takes a plain selector"), place=node.span.place)
    return node.matchers


def label_names(selections: Iterable[Selection]) -> list[str]:
    found: set[str] = set()
    for selection in selections:
        found.update(
            name for name in selection.label_names() if (selection.column(name)[0] >= 0).any()
        )
    return sorted(found)


def label_values(selections: Iterable[Selection], name: str) -> list[str]:
    found: set[str] = set()
    for selection in selections:
        codes, values = selection.column(name)
        found.update(values[code] for code in np.unique(codes).tolist() if code >= 0)
    return sorted(found)


def series(selections: Iterable[Selection], most: int | None) -> list[Labels]:
    """Return the label sets, one more than *most* where there are more."""
    found: dict[Labels, None] = {}
    for selection in selections:
        for row in range(len(selection)):
            found[selection.labels(row)] = None
            if most is not None and len(found) > most:
                return list(found)
    return sorted(found)
