"""Take alerts in: compare what is heard with what is remembered, and let tickets follow (D7).

Hearing the same thing twice changes nothing.  Alerts are followed in portions; a problem that
cannot be dealt with keeps nothing else back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from ticketing import alert_store
from ticketing.alert_work import AlertWork, Changes
from ticketing.correlate import AlertRow, AlertState, FeedWatch, Heard
from ticketing.directory import Targets
from ticketing.evidence import EvidenceKeeper
from ticketing.hearing import heard_from_post, heard_from_rule, is_judged_by, is_posted
from ticketing.metrics import TicketMetrics
from ticketing.mutes.model import Mutes
from ticketing.present import Value
from ticketing.shelf import Shelf
from ticketing.storms.surroundings import Surroundings, ways_to
from ticketing.work import Work
from ticketing.writing import TicketWriter
from watchkeeper.core.alerts import ActiveSet, PostedAlert
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.levels import Level
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("ticketing")

_DEEPEST = 50  # storeys of a network; a circle has no end
_CHUNK = 200  # problems in one transaction: other writers, and the loop, get their turn in between


class AlertDesk:
    """Hears what rule groups hand over and what others post."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        writer: TicketWriter,
        targets: Targets,
        mutes: Mutes,
        around: Surroundings,
        feeds: FeedWatch,
        shelf: Shelf,
        metrics: TicketMetrics,
        evidence: EvidenceKeeper | None,
        severity_map: Mapping[str, Level],
    ) -> None:
        self._database = database
        self._clock = clock
        self._writer = writer
        self._targets = targets
        self._mutes = mutes
        self._around = around
        self._feeds = feeds
        self._shelf = shelf
        self._metrics = metrics
        self._evidence = evidence
        self._severity_map = severity_map
        self._started_at = clock.now()
        self._values: dict[str, Value] = {}
        self._settled_sets: dict[str, frozenset[tuple[str, Level]]] = {}

    @property
    def values(self) -> Mapping[str, Value]:
        """The latest value of each active alert by member, and when it was measured."""
        return MappingProxyType(self._values)

    async def hand_over(self, active: ActiveSet) -> None:
        """Take the complete state of one rule group; repeated calls change nothing."""
        heard = tuple(
            heard_from_rule(alert, active.source, self._targets) for alert in active.alerts
        )
        for one in heard:
            if one.value is not None:
                self._values[one.member] = (one.value, active.evaluated_at)
        signature = frozenset((one.member, one.level) for one in heard)
        if active.is_complete and self._settled_sets.get(active.source) == signature:
            return
        self._settled_sets.pop(active.source, None)
        rows = await self._database.read(
            lambda connection: alert_store.alerts_of_source(connection, active.source)
        )
        changes = self._changes(active, heard, rows)
        await self._follow(changes)
        may_change = (row for row in rows if not row.is_unjudged)
        has_settled = not changes.fingerprints and not any(_is_unsettled(row) for row in may_change)
        if active.is_complete and has_settled:
            self._settled_sets[active.source] = signature

    def _changes(
        self, active: ActiveSet, heard: tuple[Heard, ...], rows: list[AlertRow]
    ) -> Changes:
        """Return the alerts that are new or differ, left the set, or lost their rule."""
        known = {row.heard.member: row for row in rows}
        changed = tuple(one for one in heard if _differs(known.get(one.member), one))
        if not active.is_complete and not active.failed_rules:
            return Changes(heard=changed)
        present = {one.member for one in heard}
        absent = [
            row
            for row in rows
            if row.heard.member not in present and row.heard.name not in active.failed_rules
        ]
        for row in absent:
            self._values.pop(row.heard.member, None)
        judged = is_judged_by(active)
        return Changes(
            heard=changed,
            missed=tuple(row for row in absent if judged(row.heard.name)),
            unjudged=tuple(
                row for row in absent if not judged(row.heard.name) and not row.is_unjudged
            ),
        )

    async def accept(self, alerts: tuple[PostedAlert, ...]) -> None:
        """Take alerts that were posted; durable on return."""
        heard = tuple(heard_from_post(one, self._targets, self._severity_map) for one in alerts)
        await self._follow(Changes(heard=heard))

    async def let_go(self, judged: Collection[str]) -> None:
        """Tell tickets of rule groups that are not in *judged*: their alerts nobody judges now."""
        sources = await self._database.read(alert_store.active_sources)
        for source in sorted(sources - set(judged)):
            if is_posted(source):
                continue
            log.warning("the rules of active alerts are gone", group=source)
            now = self._clock.now()
            none_left = ActiveSet(source, now, (), is_complete=True, judged_rules=frozenset())
            await self.hand_over(none_left)

    async def review(self, rows: list[AlertRow]) -> None:
        """Look again at alerts whose timer rang: recovered, gone silent, on trial no longer."""
        await self._follow(Changes(reviewed=tuple(rows)))

    async def _follow(self, changes: Changes) -> None:
        """Apply *changes*; what cannot be applied keeps nothing else back, and is raised last."""
        started = self._clock.monotonic()
        if len(changes.heard) > _CHUNK:
            changes = replace(changes, heard=_causes_first(changes.heard, self._around))
        poison: list[Exception] = []
        for chunk in _chunks(changes, _CHUNK):
            await self._follow_or_split(chunk, poison)
        self._metrics.hand_over_seconds.observe(self._clock.monotonic() - started)
        if poison:
            raise poison[0]

    async def _follow_or_split(self, chunk: Changes, poison: list[Exception]) -> None:
        try:
            committed = await self._writer.write(partial(self._follow_chunk, chunk))
        except Unavailable:
            raise
        except Exception as error:  # one of its problems is poison: found one by one
            if len(chunk.fingerprints) > 1:
                for one in _chunks(chunk, 1):
                    await self._follow_or_split(one, poison)
                return
            log.exception("alerts set aside", problem=chunk.fingerprints[0], error=error)
            self._metrics.poisoned.inc()
            poison.append(error)
        else:
            if self._evidence is not None:
                await self._evidence.gather(committed.events)

    def _follow_chunk(self, chunk: Changes, work: Work) -> None:
        AlertWork(
            work=work,
            shelf=self._shelf,
            targets=self._targets,
            mutes=self._mutes,
            around=self._around,
            reports=lambda feed: self._feeds.reports(feed, work.now),
            heard_since=self._started_at,
            owes_evidence=self._evidence is not None,
        ).follow(chunk)


def _causes_first(heard: tuple[Heard, ...], around: Surroundings) -> tuple[Heard, ...]:
    """Return the alerts so that what others hang on comes before them, in an earlier portion."""
    return tuple(sorted(heard, key=lambda one: _depth(one.target, around)))


def _depth(target: str, around: Surroundings) -> int:
    depth, ways = 0, ways_to(target, around)
    while ways and depth < _DEEPEST:
        depth, ways = depth + 1, ways_to(ways[0], around)
    return depth


def _is_unsettled(row: AlertRow) -> bool:
    return row.state in {AlertState.RECOVERING, AlertState.NO_DATA} or row.lower_since is not None


def _differs(row: AlertRow | None, heard: Heard) -> bool:
    """Tell whether hearing an alert again could change anything but its value."""
    return (
        row is None
        or row.state is not AlertState.FIRING
        or row.level is not heard.level
        or row.lower_since is not None
        or row.heard.go_live != heard.go_live
        or row.heard.feeds != heard.feeds
    )


def _chunks(changes: Changes, size: int) -> list[Changes]:
    """Split so that one transaction deals with at most *size* problems."""
    fingerprints = changes.fingerprints
    if len(fingerprints) <= size:
        return [changes] if fingerprints else []
    chunks = []
    for start in range(0, len(fingerprints), size):
        some = frozenset(fingerprints[start : start + size])
        chunks.append(
            Changes(
                heard=tuple(one for one in changes.heard if one.fingerprint in some),
                missed=tuple(row for row in changes.missed if row.heard.fingerprint in some),
                reviewed=tuple(row for row in changes.reviewed if row.heard.fingerprint in some),
                unjudged=tuple(row for row in changes.unjudged if row.heard.fingerprint in some),
            )
        )
    return chunks
