"""One evaluation under way: its source, what it has used up, and what was kept from earlier."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from rules.promql.annotations import Annotations
from rules.promql.durations import QuerySpan
from rules.promql.errors import QueryLimitExceeded, QueryTimedOut
from rules.promql.limits import Limits, Options, Usage
from rules.promql.nodes import VectorSelector
from rules.promql.series import ObjectArray, PastSource, RollUpSource, Selection, SeriesSource
from rules.promql.sharing import Memo
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import mark

T = TypeVar("T")

Checkpoint = Callable[[int, Callable[[], None]], float]
"""Is told now and then how many samples were touched, and how to find out whether the answer is
wanted still.  May let the evaluation wait, and returns how many seconds that took.
"""


_ITEMS_BETWEEN_LOOKS = 256
_FREED_TOGETHER = 512  # histograms: about a millisecond
_REFERENCES_OF_OURS = 2  # the name in ``let_go``, and the argument of ``getrefcount``


class Kept:
    """What a plan derived from tables that have not changed since: groupings, joins, rows.

    An entry holds until one of its inputs is another object.  Entries are replaced whole, so
    that several threads may use one plan.
    """

    def __init__(self) -> None:
        self._entries: dict[tuple[int, str], tuple[tuple[object, ...], object]] = {}

    def remember(
        self, node: object, purpose: str, inputs: tuple[object, ...], make: Callable[[], T]
    ) -> T:
        key = (id(node), purpose)  # nodes live as long as their plan, and so does this
        entry = self._entries.get(key)
        if entry is not None and _are_same(entry[0], inputs):
            return cast("T", entry[1])
        made = make()
        self._entries[key] = (inputs, made)
        return made


def _are_same(old: tuple[object, ...], new: tuple[object, ...]) -> bool:
    return all(a is b or (isinstance(a, int) and a == b) for a, b in zip(old, new, strict=True))


def seconds_of_span(what: str, span: QuerySpan) -> float:
    """Return what the functions start, end, step and range tell of a query."""
    match what:
        case "start":
            return span.start / 1000
        case "end":
            return span.end / 1000
        case "step":
            return span.step / 1000
        case _:
            return span.range / 1000


@dataclass(slots=True)
class Run:
    source: SeriesSource
    limits: Limits
    options: Options
    kept: Kept
    monotonic: Callable[[], float] | None
    annotations: Annotations
    span: QuerySpan
    usage: Usage | None = None
    stats_only: frozenset[int] = frozenset()
    memo: Memo | None = None
    rolled: RollUpSource | None = None  # the source, where it keeps roll-ups
    past: PastSource | None = None  # the source, where it finds series that ended
    since: Instant = Instant(0)  # before it no sample matters
    keeps_windows: bool = True
    is_wanted: Callable[[], bool] | None = None
    checkpoint: Checkpoint | None = None
    info_selectors: Mapping[int, VectorSelector] = field(default_factory=dict)
    selections: dict[int, Selection] = field(init=False, default_factory=dict)
    deadline: float = field(init=False, default=0.0)
    samples: int = field(init=False, default=0)
    held: int = field(init=False, default=0)
    kept_points: int = field(init=False, default=0)
    cells: list[ObjectArray] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        if self.monotonic is not None:
            self.deadline = self.monotonic() + self.limits.max_seconds

    def select(self, node: VectorSelector) -> Selection:
        """Return the matching series; the same ones until the evaluation ends."""
        found = self.selections.get(id(node))
        if found is None:
            found = self.selections[id(node)] = self._selected(node)
        return found

    def _selected(self, node: VectorSelector) -> Selection:
        if self.past is None:
            return self.source.select(node.matchers)
        return self.past.select_since(node.matchers, self.since)

    def use(self, samples: int) -> None:
        """Count samples before memory is taken for them.  Raises QueryLimitExceeded."""
        self.touch(samples)
        self.hold(samples)

    def touch(self, samples: int) -> None:
        """Count samples that are looked at, a part of them after the other."""
        self.samples += samples
        if self.usage is not None:
            self.usage.samples += samples
        if self.samples > self.limits.max_touched:
            raise QueryLimitExceeded(
                mark(
                    "the query would touch more than {most} samples; "
                    "select fewer series, a shorter range or a longer step"
                ),
                most=self.limits.max_touched,
            )
        self.check_time()

    def hold(self, samples: int) -> None:
        """Count samples that are in memory together."""
        self.held += samples
        if self.held > self.limits.max_samples:
            raise QueryLimitExceeded(
                mark(
                    "the query would hold more than {most} samples in memory; "
                    "select fewer series, a shorter range or a longer step"
                ),
                most=self.limits.max_samples,
            )

    def own(self, cells: ObjectArray) -> ObjectArray:
        """Take care of an array of histograms that was made for this evaluation; return it."""
        if cells.size > _FREED_TOGETHER:
            self.cells.append(cells)
        return cells

    def let_go(self) -> None:
        """Free the histograms that nobody refers to any more, a few at a time.

        A hundred thousand at once keep every other thread waiting for 0.2 s.
        """
        held: list[ObjectArray] = []
        while self.cells:
            cells = self.cells.pop()
            if sys.getrefcount(cells) > _REFERENCES_OF_OURS:
                held.append(cells)
                continue
            flat = cells.reshape(-1)
            for first in range(0, len(flat), _FREED_TOGETHER):
                flat[first : first + _FREED_TOGETHER] = None
        self.cells = held

    def begin_chunk(self) -> None:
        """Forget what was held for the steps before, but for their results."""
        self.held = self.kept_points

    def keep(self, points: int) -> None:
        """Count points of the result."""
        self.kept_points += points
        self.held = self.kept_points
        self.hold(0)

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items; look now and then whether there is time for more."""
        for number, item in enumerate(items):
            if number % _ITEMS_BETWEEN_LOOKS == 0:
                self.check_time()
            yield item

    def check_time(self) -> None:
        self._check_wanted()
        if self.checkpoint is not None:
            self.deadline += self.checkpoint(self.samples, self._check_wanted)
        if self.monotonic is not None and self.monotonic() > self.deadline:
            raise QueryTimedOut(
                mark("the query took longer than {most} seconds; make it smaller"),
                most=self.limits.max_seconds,
            )

    def _check_wanted(self) -> None:
        if self.is_wanted is not None and not self.is_wanted():
            raise QueryTimedOut(mark("whoever asked has left"))
