"""Run scripts of the PromQL test language: ``python -m tests.conformance.promqltest FILE...``.

Prints a line per file and every failure with expected and got; ends with 1 where one failed.
Cases with experimental features are counted apart; those about what is not built are not run.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from rules.promql import (
    Annotations,
    Evaluator,
    Experimental,
    Options,
    PromqlError,
    Result,
    compile_plan,
)
from rules.promql.frames import NameRemoval
from rules.promql.matchers import does_match
from rules.promql.nodes import selectors_of
from rules.promql.parser import parse
from rules.promql.plan import Plan
from tests.conformance.again import at_variants, may_run_as_range
from tests.conformance.compare import (
    annotation_difference,
    difference,
    failure_difference,
    is_same,
    samples_of,
)
from tests.conformance.custom_buckets import custom_histograms
from tests.conformance.script import Case, Clear, Load, Written, commands_of
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import Labels, label

_TYPE_AND_UNIT = frozenset({"__type__", "__unit__"})
_OPTIONS = Options(name_removal=NameRemoval.DELAYED, experimental=Experimental.ALLOWED)


class Verdict(Enum):
    PASSED = "passed"
    FAILED = "failed"
    TRIAL_PASSED = "experimental passed"
    TRIAL_FAILED = "experimental failed"
    NOT_BUILT = "not built"

    @property
    def is_passed(self) -> bool:
        return self in {Verdict.PASSED, Verdict.TRIAL_PASSED}


FAILURES = frozenset({Verdict.FAILED, Verdict.TRIAL_FAILED})


@dataclass(frozen=True, slots=True)
class Outcome:
    case: Case
    verdict: Verdict
    difference: str = ""


class Runner:
    """Runs the commands of one script, over one store."""

    def __init__(self, *, again: bool) -> None:
        self._again = again
        self._clear()

    def _clear(self) -> None:
        self._source = MemorySource()
        self._evaluator = Evaluator(self._source, options=_OPTIONS)
        self._experimental: list[Labels] = []
        self._not_stored: list[Labels] = []  # whole: their start timestamps

    def run(self, script: str) -> Iterator[Outcome]:
        for command in commands_of(script):
            match command:
                case Clear():
                    self._clear()
                case Load():
                    self._load(command)
                case Case():
                    yield self._judge(command)

    def _load(self, load: Load) -> None:
        for line in load.series:
            if line.has_start_timestamps:
                self._not_stored.append(line.labels)
            if _TYPE_AND_UNIT & {name for name, _ in line.labels}:
                self._experimental.append(line.labels)
            samples = [
                (number * load.step, item.histogram if isinstance(item, Written) else item)
                for number, item in enumerate(line.items)
                if item is not None
            ]
            self._source.add(line.labels, samples)
        if load.makes_custom_histograms:
            for labels, histograms in custom_histograms(load.series):
                timed = [(number * load.step, one) for number, one in histograms]
                self._source.add(labels, timed)

    def _judge(self, case: Case) -> Outcome:
        is_trial = False
        try:
            if self._reads(case.expression, self._not_stored):
                return Outcome(case, Verdict.NOT_BUILT)
            plan = compile_plan(case.expression)
            is_trial = plan.experimental is not None or self._reads(
                case.expression, self._experimental
            )
            found = self._differences(case, plan)
        except PromqlError as error:
            if "not built here" in error.summary():
                return Outcome(case, Verdict.NOT_BUILT)
            found = failure_difference(case, error)
        if found is not None and "not built here" in found:
            return Outcome(case, Verdict.NOT_BUILT)
        if found is None:
            return Outcome(case, Verdict.TRIAL_PASSED if is_trial else Verdict.PASSED)
        return Outcome(case, Verdict.TRIAL_FAILED if is_trial else Verdict.FAILED, found)

    @staticmethod
    def _reads(expression: str, series: list[Labels]) -> bool:
        return any(
            all(does_match(matcher, label(labels, matcher.name)) for matcher in selector.matchers)
            for selector in selectors_of(parse(expression))
            for labels in series
        )

    def _differences(self, case: Case, plan: Plan) -> str | None:
        annotations = Annotations()
        try:
            found = difference(case, self._evaluate(case, plan, annotations))
        except PromqlError as error:
            return failure_difference(case, error)
        if case.fails:
            return "expected an error, got a result"
        if found is None:
            found = annotation_difference(case, annotations)
        if found is None and self._again and case.at is not None:
            found = self._difference_again(case, plan, Instant(case.at))
        return found

    def _evaluate(self, case: Case, plan: Plan, annotations: Annotations) -> Result:
        if case.at is not None:
            return self._evaluator.instant(plan, Instant(case.at), annotations=annotations)
        return self._evaluator.range(
            plan,
            Instant(case.start),
            Instant(case.end),
            Duration(case.step),
            annotations=annotations,
        )

    def _difference_again(self, case: Case, plan: Plan, at: Instant) -> str | None:
        """Evaluate the same with ``@`` at other times, and as the middle of a range query."""
        for variant, other in at_variants(plan.tree, at):
            found = difference(case, self._evaluator.instant(compile_plan(variant), other))
            if found is not None:
                return f"with @ {at}, evaluated at {other}: {found}"
        if not may_run_as_range(case, plan):
            return None
        start, end = Instant(at - MINUTE), Instant(at + MINUTE)
        matrix = self._evaluator.range(plan, start, end, MINUTE)
        samples = {one.labels: samples_of(one) for one in matrix}
        middle = {labels: one[at] for labels, one in samples.items() if at in one}
        wanted = {one.labels: one.items[0] for one in case.series}
        if case.scalar is not None:
            wanted = {(): case.scalar}
        are_same = middle.keys() == wanted.keys() and all(
            is_same(value, middle[labels]) for labels, value in wanted.items()
        )
        return None if are_same else f"in the middle of a range: expected {wanted}, got {middle}"


def outcomes_of(path: Path, *, again: bool = False) -> list[Outcome]:
    return list(Runner(again=again).run(path.read_text(encoding="utf-8")))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance.promqltest")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--again", action="store_true", help="run each case in other ways too")
    asked = parser.parse_args(arguments)
    total: Counter[Verdict] = Counter()
    for path in asked.files:
        outcomes = outcomes_of(path, again=asked.again)
        total += _print_file(path, outcomes)
    sys.stdout.write(_line("TOTAL", total))
    return 1 if any(total[verdict] for verdict in FAILURES) else 0


def _print_file(path: Path, outcomes: list[Outcome]) -> Counter[Verdict]:
    for outcome in outcomes:
        if outcome.verdict in FAILURES:
            sys.stdout.write(
                f"{path.name}:{outcome.case.line}: {outcome.case.expression}\n"
                f"    {outcome.difference[:2000]}\n"
            )
    counts = Counter(outcome.verdict for outcome in outcomes)
    sys.stdout.write(_line(path.name, counts))
    return counts


def _line(name: str, counts: Counter[Verdict]) -> str:
    return f"{name:28}" + "  ".join(f"{one.value} {counts[one]}" for one in Verdict) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
