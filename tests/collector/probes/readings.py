"""Read a probe's report in tests by metric name and labels."""

from __future__ import annotations

from collector.probes.once import ProbeReport
from watchkeeper.core.labels import METRIC_NAME, label


def value(report: ProbeReport, name: str, **labels: str) -> float:
    """Return the one sample of that name and labels; AssertionError for none or several."""
    found = [
        sample
        for series, sample in report.samples.items()
        if label(series, METRIC_NAME) == name
        and all(label(series, key) == wanted for key, wanted in labels.items())
    ]
    assert len(found) == 1, (name, labels, len(found))
    return found[0]


def names(report: ProbeReport) -> set[str]:
    return {label(series, METRIC_NAME) for series in report.samples}
