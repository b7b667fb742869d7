"""What a probe gives: samples, and why it failed in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.messages import Text

Samples = Mapping[Labels, float]
"""Values by label set; ``__name__`` is the metric, ``instance`` and ``job`` are not there yet."""


class ProbeFailed(WatchkeeperError):
    """The target did not answer, or not as it should: what a person would say of it."""

    permanent = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One measurement.  ``problem`` is None where all was as expected.

    ``notes`` are facts worth telling a person who runs the probe by hand.
    """

    samples: Samples = field(default_factory=dict)
    problem: Text | None = None
    notes: tuple[Text, ...] = ()
    remedy: Text | None = None  # what to do about the problem, where that can be told


def series(name: str, /, **labels: str) -> Labels:
    """Return the label set of a metric."""
    return labels_of({METRIC_NAME: name, **labels})


@runtime_checkable
class SaysLost(Protocol):
    """A probe that has something to tell even where nothing came back: ``pg_up 0``."""

    @property
    def lost(self) -> Samples: ...


class Probe(Protocol):
    """A probe of one target, its settings already checked."""

    async def measure(self) -> Outcome:
        """Measure once.  Raises ProbeFailed, OSError or TimeoutError where nothing came back."""
        ...

    async def close(self) -> None:
        """Let go of what is held between measurements: connections, sockets."""
        ...
