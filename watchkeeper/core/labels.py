"""Label sets: the identity of a series and of an alert (Prometheus's data model)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Labels = tuple[tuple[str, str], ...]
"""Pairs (name, value), sorted by name, no empty value.  Hashable; make it with ``labels_of``."""

METRIC_NAME = "__name__"
PRIORITY_LABELS = frozenset({"severity", "level", "priority"})
"""Left out of fingerprints, so that a warning / critical pair is one ticket (D5)."""


def labels_of(pairs: Mapping[str, str] | Iterable[tuple[str, str]]) -> Labels:
    """Return the canonical label set; labels with an empty value are dropped."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return tuple(sorted((name, value) for name, value in items if value != ""))


def label(labels: Labels, name: str) -> str:
    """Return the value of a label, or an empty string, which Prometheus treats alike."""
    for candidate, value in labels:
        if candidate == name:
            return value
    return ""


def without(labels: Labels, *names: str) -> Labels:
    return tuple(pair for pair in labels if pair[0] not in names)


def fingerprint(labels: Labels) -> str:
    """Return 32 hex digits that identify a problem: all labels but the priority ones."""
    import hashlib  # 4 MB with OpenSSL, which an agent without TLS does without

    text = "\xff".join(
        f"{name}\xfe{value}" for name, value in labels if name not in PRIORITY_LABELS
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def text_from_labels(labels: Labels) -> str:
    """Write ``name{a="b"}`` as Prometheus does; values are escaped."""
    name = label(labels, METRIC_NAME)
    inner = ", ".join(
        f'{key}="{escape_value(value)}"' for key, value in labels if key != METRIC_NAME
    )
    return f"{name}{{{inner}}}" if inner or not name else name


def escape_value(value: str) -> str:
    """Escape a label value for the exposition text format."""
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
