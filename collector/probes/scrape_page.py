"""What an exporter shows becomes samples: Prometheus's text or OpenMetrics, relabelled; pure.

An exporter cannot speak for another target: ``instance`` and ``job`` are the server's, whatever
the page and the rules say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from collector.probes.outcome import ProbeFailed, Samples
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.inventory.relabelling import RelabelRule, relabelled
from watchkeeper.wire.page_parser import parse

OPEN_METRICS_TYPE = "application/openmetrics-text"
_OWN = ("instance", "job")
_SPOKEN_FOR = frozenset({"probe"})
_OPEN_SAMPLE = re.compile(
    r'([a-zA-Z_:][a-zA-Z0-9_:]*(?:\{(?:[^"{}]|"(?:[^"\\]|\\.)*")*\})?) (\S+)(?: \S+)?(?: # .*)?'
)


@dataclass(frozen=True, slots=True)
class Scraped:
    """``read`` is how many samples stood on the page, ``repeated`` how many fell together."""

    samples: Samples
    read: int
    repeated: int


def scraped(
    body: bytes,
    content_type: str,
    *,
    labels: Mapping[str, str],
    rules: Sequence[RelabelRule],
    limit: int,
) -> Scraped:
    """Read a page; *labels* are the target's.  Raises ProbeFailed, InvalidInput, TooLarge."""
    if content_type.lower().startswith(OPEN_METRICS_TYPE):
        body = text_from_open_metrics(body)
    page = parse(body)
    if len(page.samples) > limit:
        raise ProbeFailed(
            "the page has {count} samples; sample_limit is {limit}",
            count=len(page.samples),
            limit=limit,
        )
    samples: dict[Labels, float] = {}
    kept = 0
    for sample in page.samples:
        found = relabelled(with_target(sample.labels, labels), rules)
        if found is None or "__name__" not in found or math.isnan(sample.value):
            continue
        kept += 1
        samples.setdefault(_kept(found), sample.value)
    return Scraped(samples, len(page.samples), kept - len(samples))


def with_target(own: Iterable[tuple[str, str]], labels: Mapping[str, str]) -> dict[str, str]:
    """Return a series' labels with the target's; its own of the same name become ``exported_*``."""
    found = dict(labels)
    for name, value in own:
        found[_free(name, labels)] = value
    return found


def _free(name: str, labels: Mapping[str, str]) -> str:
    return f"exported_{name}" if name in labels or name in _SPOKEN_FOR else name


def _kept(labels: Mapping[str, str]) -> Labels:
    """Return the labels that are stored; those of the target are added to every series later."""
    return labels_of(
        (name, value)
        for name, value in labels.items()
        if name not in _OWN and (name == "__name__" or not name.startswith("__"))
    )


def text_from_open_metrics(body: bytes) -> bytes:
    """Rewrite OpenMetrics as Prometheus's text: without exemplars, times, and what tells kinds.

    Raises InvalidInput for a page that is cut short: it ends with ``# EOF``.
    """
    lines = body.decode("utf-8", "replace").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines or lines[-1].rstrip("\r") != "# EOF":
        raise InvalidInput("the page is cut short: OpenMetrics ends with # EOF")
    made = []
    for number, line in enumerate(lines[:-1], start=1):
        if line.startswith("#") or not line:
            made.append("")
            continue
        match = _OPEN_SAMPLE.fullmatch(line.rstrip("\r"))
        if match is None:
            raise InvalidInput(
                "line {line} of the page: {why}", line=number, why="it is no sample of OpenMetrics"
            )
        made.append(f"{match[1]} {match[2]}")
    return "\n".join(made).encode()
