"""Read a page in Prometheus's text format as something written.  Pure."""

from __future__ import annotations

import struct

from collector.intake.written import Reason, Written, sound_labels
from watchkeeper.core.instants import Instant
from watchkeeper.wire.page_parser import parse

_DOUBLE = struct.Struct("<d")


def read_text(body: bytes, now: Instant) -> Written:
    """Return what a page holds; samples without a time are of *now*.  Raises InvalidInput."""
    page = parse(body)
    written = Written()
    for sample in page.samples:
        written.count_series()
        labels = sound_labels(sample.labels)
        if labels is None:
            written.refused[Reason.BAD_LABELS] += 1
            continue
        written.labels[labels] = labels
        time = now if sample.time_ms is None else sample.time_ms
        written.add(labels, time, _DOUBLE.pack(sample.value))
    for name in {**page.kinds, **page.helps}:
        kind = page.kinds[name].value if name in page.kinds else "unknown"
        written.add_family(name, kind, page.helps.get(name, ""))
    return written
