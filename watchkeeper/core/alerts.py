"""Alerts: what rules and foreign senders say, in the words in which ticketing hears it (D7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels, fingerprint
from watchkeeper.core.levels import Level

_EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Alert:
    """One active alert: a state, not an edge.

    ``labels`` hold ``alertname`` and identify it; ``value`` is the expression's value now, None
    where the sender gives none.  ``feeds`` name the streams of samples it was computed from, so
    that silence can be told from recovery.  ``level`` is already shifted by criticality.
    """

    labels: Labels
    level: Level
    active_at: Instant  # first bad sample: the expression became true
    fired_at: Instant  # ``for`` was over
    annotations: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    value: float | None = None
    feeds: tuple[str, ...] = ()
    expression: str = ""
    generator_url: str = ""

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.labels)


@dataclass(frozen=True)
class ActiveSet:
    """All alerts of one rule group that fire at one evaluation.

    An alert of the group that is not in ``alerts`` has left the set.  It has recovered only if
    ``is_complete`` (every rule of the group evaluated without error) and its feeds still report.
    """

    source: str  # stable name of the group: "file;group"
    evaluated_at: Instant
    alerts: tuple[Alert, ...]
    is_complete: bool
    failed_rules: tuple[
        str, ...
    ] = ()  # names whose evaluation failed: their alerts stay as they were
    judged_rules: frozenset[str] | None = None
    """Names of the rules that the group has; None: not told.  The alert of a rule that is not
    among them has not recovered: nobody judges it any more."""


@dataclass(frozen=True)
class PostedAlert:
    """An alert somebody sent to the Alertmanager API, after defaults were filled in.

    ``ends_at`` in the past *when sent* (``is_resolved``) is recovery; one that lapses later means
    the source went silent.  ``has_timeout``: the sender gave no endsAt.  ``source`` names the
    sender (the token's name): the same labels from two senders are two alerts of one problem.
    """

    labels: Labels
    annotations: Mapping[str, str]
    starts_at: Instant
    ends_at: Instant
    has_timeout: bool
    is_resolved: bool
    received_at: Instant
    generator_url: str = ""
    source: str = ""
    level: Level | None = None
    target: str = ""
    customer: str = ""
    key: str = ""
    is_kept: bool = False

    @property
    def identity(self) -> Labels:
        """Return what tells this alert from all others of its sender."""
        return (("key", self.key),) if self.key else self.labels

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.identity)
