"""What an exporter shows becomes samples: Prometheus's text or OpenMetrics, relabelled; pure.

An exporter cannot speak for another target: ``instance`` and ``job`` are the server's, whatever
the page and the rules say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from collector.probes.outcome import ProbeFailed, Samples
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.inventory.relabelling import RelabelRule, relabelled
from watchkeeper.wire.page_parser import parse

MOST_LINE_BYTES = 65_536
_LINES_OF_A_SAMPLE = 6
"""A sample has its own line; HELP, TYPE, UNIT and a blank one are of families."""
OPEN_METRICS_TYPE = "application/openmetrics-text"
_OWN = ("instance", "job", "probe")
_OPEN_SAMPLE = re.compile(
    r'([a-zA-Z_:][a-zA-Z0-9_:]*(?:\{(?:[^"{}]|"(?:[^"\\]|\\.)*")*\})?) (\S+)(?: \S+)?(?: # .*)?'
)


class Honored(Enum):
    """Which labels of a page win over those of the configuration."""

    NONE = "none"
    BUT_WHOSE_IT_IS = "but whose it is"


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
    honored: Honored = Honored.NONE,
) -> Scraped:
    """Read a page; *labels* are the target's.  Raises ProbeFailed, InvalidInput, TooLarge."""
    check_lines(body, limit)
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
        found = relabelled(with_target(sample.labels, labels, honored), rules)
        if found is None or "__name__" not in found or math.isnan(sample.value):
            continue
        kept += 1
        samples.setdefault(_kept(found), sample.value)
    return Scraped(samples, len(page.samples), kept - len(samples))


def check_lines(body: bytes, limit: int) -> None:
    """Refuse what would take much more memory as lines than as bytes.  Raises ProbeFailed."""
    most = _LINES_OF_A_SAMPLE * limit + 100
    if body.count(b"\n") > most:
        raise ProbeFailed("the page has more than {most} lines", most=most)


def with_target(
    own: Iterable[tuple[str, str]], labels: Mapping[str, str], honored: Honored = Honored.NONE
) -> dict[str, str]:
    """Return a series' labels with the target's; its own of the same name become ``exported_*``.

    Where the page's are honored they stay as they are, but for those that say whose a series is.
    """
    found = dict(labels)
    for name, value in own:
        is_taken = name in _OWN or (name in labels and honored is Honored.NONE)
        found[f"exported_{name}" if is_taken else name] = value
    return found


def _kept(labels: Mapping[str, str]) -> Labels:
    """Return the labels that are stored; those of the target are added to every series later.

    A rule that makes one of them, by ``labelmap`` of ``exported_probe`` too, makes nothing.
    """
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
        if len(line) > MOST_LINE_BYTES:
            raise TooLarge(
                "a line of the page has more than {most} characters", most=MOST_LINE_BYTES
            )
        match = _OPEN_SAMPLE.fullmatch(line.rstrip("\r"))
        if match is None:
            raise InvalidInput(
                "line {line} of the page: {why}", line=number, why="it is no sample of OpenMetrics"
            )
        made.append(f"{match[1]} {match[2]}")
    return "\n".join(made).encode()
