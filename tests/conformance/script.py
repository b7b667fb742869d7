"""Read scripts in the test language of prometheus promql/promqltest (README.md there)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rules.promql.annotations import Severity
from rules.promql.format import number_of
from rules.promql.histogram.notation import histograms_from_text
from rules.promql.nodes import NumberLiteral, StringLiteral, Unary, UnaryOperator, VectorSelector
from rules.promql.parser import parse
from watchkeeper.core.durations import duration_from_text
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.samples import STALE
from watchkeeper.storage.series.histograms import Histogram


@dataclass(frozen=True, slots=True)
class Written:
    """A histogram as a script has it."""

    histogram: Histogram
    has_hint: bool  # then a result must have the same


Item = float | Written | None
"""A sample, or none."""

_SEVERITIES = {"warn": Severity.WARNING, "info": Severity.INFO}
_EVAL = re.compile(
    r"eval(?:_(?P<mode>fail|warn|ordered|info))?\s+"
    r"(?:instant\s+at\s+(?P<at>\S+)|range\s+from\s+(?P<start>\S+)\s+to\s+(?P<end>\S+)\s+step\s+"
    r"(?P<step>\S+))\s+(?P<expression>.*)",
    re.DOTALL,
)
_SERIES = re.compile(
    r"""([^\s{]*(?:\{(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^"'}])*\})?)\s*(.*)"""
)
_START_TIMESTAMPS = re.compile(r"(\S+?)@st\s")
_ITEM = re.compile(r"\{\{.*?\}\}(?:[+-]\{\{.*?\}\})?(?:x\d+)?|\S+")
_NUMBER = r"[+-]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[iI]nf|[nN]a[nN])"
_RUN = re.compile(
    rf"({_NUMBER})([+-](?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?))?x(\d+)"
)


@dataclass(frozen=True, slots=True)
class SeriesLine:
    labels: Labels
    items: tuple[Item, ...]
    has_start_timestamps: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    step: int
    series: tuple[SeriesLine, ...]
    makes_custom_histograms: bool


@dataclass(frozen=True, slots=True)
class Clear:
    pass


@dataclass(frozen=True, slots=True)
class RangeOfSamples:
    """``expect range vector from A to B step S``."""

    start: int
    end: int
    step: int


@dataclass(frozen=True, slots=True)
class Said:
    """``expect warn`` or ``info``: a text or a pattern that an annotation has; neither: any."""

    severity: Severity
    message: str | None = None
    pattern: str | None = None

    def matches(self, annotation: str) -> bool:
        if self.message is not None:
            return annotation == self.message
        return self.pattern is None or re.search(self.pattern, annotation) is not None


@dataclass(slots=True)
class Case:
    line: int
    expression: str
    at: int | None
    start: int = 0
    end: int = 0
    step: int = 0
    series: list[SeriesLine] = field(default_factory=list)
    scalar: float | None = None
    text: str | None = None
    samples: RangeOfSamples | None = None
    is_ordered: bool = False
    fails: bool = False
    fail_message: str | None = None
    fail_pattern: str | None = None
    said: list[Said] = field(default_factory=list)
    silent: set[Severity] = field(default_factory=set)


Command = Load | Clear | Case


def commands_of(script: str) -> Iterator[Command]:
    lines = ["" if line.strip().startswith("#") else line.strip() for line in script.splitlines()]
    number = 0
    while number < len(lines):
        head = lines[number]
        number += 1
        if not head:
            continue
        begin = number
        if head == "clear":
            yield Clear()
            continue
        if head.startswith("load"):
            while number < len(lines) and lines[number]:
                number += 1
            yield _load(head, lines[begin:number])
            continue
        case = _case(head, begin)
        while number < len(lines) and lines[number]:
            number += 1
            if _add_expectation(case, lines[number - 1]):
                break
        yield case


def _load(head: str, lines: list[str]) -> Load:
    command, step = head.split()
    series: list[SeriesLine] = []
    starts: set[Labels] = set()
    for line in lines:
        match = _START_TIMESTAMPS.match(line)
        if match:
            starts.add(labels_from(match[1]))
        else:
            one = series_of(line)
            series.append(replace(one, has_start_timestamps=one.labels in starts))
    return Load(milliseconds_of(step), tuple(series), command == "load_with_nhcb")


def _case(head: str, line: int) -> Case:
    match = _EVAL.fullmatch(head)
    if match is None:
        raise InvalidInput("line {line}: {head!r} is no command", line=line, head=head)
    case = Case(line, match["expression"], None)
    if match["at"]:
        case.at = milliseconds_of(match["at"])
    else:
        case.start, case.end, case.step = (
            milliseconds_of(match[name]) for name in ("start", "end", "step")
        )
    case.fails = match["mode"] == "fail"
    case.is_ordered = match["mode"] == "ordered"
    if match["mode"] in _SEVERITIES:
        case.said.append(Said(_SEVERITIES[match["mode"]]))
    return case


def _add_expectation(case: Case, line: str) -> bool:
    """Read one line below an eval; True: the block ends here."""
    if line.startswith("expect "):
        _expect(case, line.removeprefix("expect ").strip())
    elif line.startswith("expected_fail_message"):
        case.fail_message = line.removeprefix("expected_fail_message").strip()
    elif line.startswith("expected_fail_regexp"):
        case.fail_pattern = line.removeprefix("expected_fail_regexp").strip()
    elif re.fullmatch(_NUMBER, line):
        case.scalar = number_from(line)
        return True
    else:
        case.series.append(series_of(line))
    return False


def _expect(case: Case, what: str) -> None:
    word, _, rest = what.partition(" ")
    kind, _, text = rest.strip().partition(":")
    match word:
        case "ordered":
            case.is_ordered = True
        case "fail":
            case.fails = True
            case.fail_message = text.strip() if kind == "msg" else None
            case.fail_pattern = text.strip() if kind == "regex" else None
        case "warn" | "info":
            message = text.strip() if kind == "msg" else None
            pattern = text.strip() if kind == "regex" else None
            case.said.append(Said(_SEVERITIES[word], message, pattern))
        case "no_warn" | "no_info":
            case.silent.add(_SEVERITIES[word.removeprefix("no_")])
        case "string":
            literal = parse(rest.strip())
            assert isinstance(literal, StringLiteral)
            case.text = literal.value
        case "range":
            _, _, start, _, end, _, step = rest.split()
            case.samples = RangeOfSamples(*map(milliseconds_of, (start, end, step)))
        case _:
            raise InvalidInput("{what!r} cannot be expected", what=what)


def milliseconds_of(text: str) -> int:
    try:
        return duration_from_text(text)
    except InvalidInput:
        return round(float(text) * 1000)


def series_of(line: str) -> SeriesLine:
    match = _SERIES.fullmatch(line)
    assert match is not None, line
    return SeriesLine(labels_from(match[1]), tuple(items_of(match[2])))


def labels_from(text: str) -> Labels:
    selector = parse(text)
    assert isinstance(selector, VectorSelector), text
    return labels_of((matcher.name, matcher.value) for matcher in selector.matchers)


def items_of(text: str) -> Iterator[Item]:
    for token in _ITEM.findall(text):
        run = _RUN.fullmatch(token)
        if token.startswith("{{"):
            has_hint = "counter_reset_hint" in token
            for histogram in histograms_from_text(token):
                yield Written(histogram, has_hint)
        elif token.startswith("_"):
            yield from [None] * int(token[2:] or 1)
        elif token == "stale":
            yield STALE
        elif run:
            value, step = number_from(run[1]), number_from(run[2] or "0")
            for _ in range(int(run[3]) + 1):
                yield value
                value += step
        else:
            yield number_from(token)


def number_from(text: str) -> float:
    node = parse(text)
    if isinstance(node, Unary):
        assert isinstance(node.operand, NumberLiteral)
        value = number_of(node.operand.bits)
        return -value if node.operator is UnaryOperator.MINUS else value
    assert isinstance(node, NumberLiteral), text
    return number_of(node.bits)
