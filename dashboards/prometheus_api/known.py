"""What answers are made from: the series, and what the rooms say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from dashboards.prometheus_api.weights import Weights
from rules.engines.engine import Engine
from rules.schedule import GroupStatus
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WatchedFeed:
    """One agent or probe of a target, as Prometheus shows what it scrapes.

    ``url`` is what is asked; ``name`` the feed that its samples come by.
    """

    name: str
    instance: str
    job: str
    url: str
    interval: Duration
    timeout: Duration
    labels: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    last_tick: Instant | None = None
    reports: bool = False


@dataclass(frozen=True, slots=True)
class FamilyHelp:
    """What ``metadata`` tells of a metric."""

    kind: str
    help: str


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """What the server says of itself; no secret is among it."""

    started_at: Instant = Instant(0)
    flags: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    configuration: str = ""  # YAML
    folder: str = ""
    url: str = ""
    loaded_at: Callable[[], Instant | None] = lambda: None
    is_as_on_disk: Callable[[], bool] = lambda: True  # the last reload was taken on
    retention: str = ""


class Directory(Protocol):
    """Knows labels and series that this server need not hold; methods block.

    Raises Unavailable where it cannot be asked.
    """

    def label_names(
        self, match: Iterable[str], start: Instant | None, end: Instant | None
    ) -> list[str]: ...

    def label_values(
        self, name: str, match: Iterable[str], start: Instant | None, end: Instant | None
    ) -> list[str]: ...

    def series(
        self,
        match: Iterable[str],
        start: Instant | None,
        end: Instant | None,
        limit: int | None,
    ) -> list[Labels]: ...


def _no_groups() -> Sequence[GroupStatus]:
    return ()


def _no_feeds() -> Sequence[WatchedFeed]:
    return ()


def _no_families() -> Mapping[str, FamilyHelp]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Known:
    """The evaluator and its source; and functions that look at the rooms when they are asked."""

    evaluator: Engine
    clock: Clock
    groups: Callable[[], Sequence[GroupStatus]] = _no_groups
    feeds: Callable[[], Sequence[WatchedFeed]] = _no_feeds
    families: Callable[[], Mapping[str, FamilyHelp]] = _no_families
    facts: ServerFacts = field(default_factory=ServerFacts)
    weights: Weights = field(default_factory=Weights)
    elsewhere: Directory | None = None  # asked first for labels and series
