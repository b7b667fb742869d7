"""Prometheus's text format (version 0.0.4): write a page.  To read one: ``page_parser``.

Source: prometheus.io/docs/instrumenting/exposition_formats, "Text format details".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from watchkeeper.core.labels import METRIC_NAME, Labels, escape_value, labels_of

PAGE_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Kind(Enum):
    """What a family's numbers are."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"
    SUMMARY = "summary"
    UNTYPED = "untyped"


class Family:
    """A metric: one object for each, a constant; two are the same only if they are one object."""

    __slots__ = ("help", "kind", "label_names", "name")

    def __init__(
        self, name: str, kind: Kind, help_text: str, label_names: tuple[str, ...] = ()
    ) -> None:
        self.name = name
        self.kind = kind
        self.help = help_text
        self.label_names = label_names

    def labels(self, values: Sequence[str]) -> Labels:
        """Return the label set of the series with these values, in the order of label_names."""
        pairs = [(METRIC_NAME, self.name), *zip(self.label_names, values)]
        return labels_of(pairs)


Reading = tuple[Family, tuple[str, ...], float]
"""A family, the values of its labels in their order, and a number."""


def page(readings: Iterable[Reading]) -> str:
    """Write a whole page, families and series in alphabetical order."""
    families: dict[Family, list[tuple[tuple[str, ...], float]]] = {}
    for family, values, number in readings:
        families.setdefault(family, []).append((values, number))
    lines: list[str] = []
    for family in sorted(families, key=lambda each: each.name):
        lines += _lines(family, sorted(families[family], key=lambda series: series[0]))
    return "".join(lines)


def text_from_number(number: float) -> str:
    """Write a float so that it is read back exactly; whole numbers without a point."""
    if number != number:  # noqa: PLR0124 NaN alone differs from itself
        return "NaN"
    if number in {float("inf"), float("-inf")}:
        return "+Inf" if number > 0 else "-Inf"
    return str(int(number)) if abs(number) < 1e15 and number == int(number) else repr(number)


def _lines(family: Family, series: Iterable[tuple[tuple[str, ...], float]]) -> list[str]:
    help_text = family.help.replace("\\", "\\\\").replace("\n", "\\n")
    lines = [f"# HELP {family.name} {help_text}\n# TYPE {family.name} {family.kind.value}\n"]
    for values, number in series:
        inner = ",".join(
            f'{name}="{escape_value(value)}"' for name, value in zip(family.label_names, values)
        )
        braces = f"{{{inner}}}" if inner else ""
        lines.append(f"{family.name}{braces} {text_from_number(number)}\n")
    return lines
