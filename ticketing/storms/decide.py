"""One batch of new findings through the steps of storm control, in their order (D8).

(0) recorded or on trial: listed; (1) fingerprint: follows its ticket; waiting by ``open_when``;
(2) group wait: holds messages, never a ticket; (3) topology: a symptom of what cut it off; (4) its
prober is blind; (5) breaker: the storm ticket of its site; else a ticket of its own.  Every
finding ends in exactly one place.  Level I waits for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from ticketing.storms.blind import BlindManners, Blindness, blind_probers
from ticketing.storms.breaker import Admission, Breaker, BreakerManners, admit
from ticketing.storms.surroundings import Surroundings
from ticketing.storms.topology import causes
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.levels import Level, worst


class Bearing(Enum):
    """What a finding says of its target."""

    UNREACHABLE = "unreachable"  # it does not answer: what hangs on it is cut off
    WITHOUT_DATA = "without_data"  # nothing comes from it
    ITS_OWN = "its_own"  # something that was measured on it


@dataclass(frozen=True, slots=True)
class Finding:
    """One alert that fires, as storm control sees it.

    ``listed_until``: on trial, or accepted, until then; ``opens_at``: when ``open_when`` is met
    at the latest; ``quiet_until``: when the last silence or window ends that holds it.
    """

    member: str
    fingerprint: str
    target: str
    level: Level
    bearing: Bearing
    occurred_at: Instant
    listed_until: Instant | None = None
    opens_at: Instant | None = None
    quiet_until: Instant | None = None


class Ending(Enum):
    """Where a finding ends."""

    RECORDED = "recorded"  # its level opens no ticket
    LISTED = "listed"  # on trial or accepted
    WAITS = "waits"  # it came too seldom yet
    FOLLOWS = "follows"  # its problem has a ticket, or ends where a worse finding of it ends
    SYMPTOM = "symptom"  # of the target ``of``
    BLIND = "blind"  # of the prober ``of``
    STORM = "storm"  # of the site ``of``
    OPENS = "opens"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where one finding ends, when it is looked at again, and when people may hear of it.

    ``of`` is a target, prober or site by ``ending``; ``ticket`` the number that is known already.
    ``is_muted``: a silence or window holds it; of level I and II people hear nevertheless, and
    are told of the mute.
    """

    finding: Finding
    ending: Ending
    of: str = ""
    ticket: int | None = None
    again_at: Instant | None = None
    tell_at: Instant | None = None
    is_muted: bool = False


_NO_TICKETS: Mapping[str, int] = MappingProxyType({})
_NO_INSTANTS: Mapping[str, Instant] = MappingProxyType({})
_NO_COUNTS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known before the batch.

    ``tickets``: live ones by fingerprint; ``down``: targets that do not answer, with the live
    ticket that says so; ``silent_since``: targets without data; ``watched``: targets per prober;
    ``blind`` and ``storms``: live tickets of probers that are blind, and of sites in a storm.
    """

    now: Instant
    around: Surroundings
    tickets: Mapping[str, int] = field(default_factory=lambda: _NO_TICKETS)
    down: Mapping[str, int] = field(default_factory=lambda: _NO_TICKETS)
    answering: frozenset[str] = frozenset()
    silent_since: Mapping[str, Instant] = field(default_factory=lambda: _NO_INSTANTS)
    watched: Mapping[str, int] = field(default_factory=lambda: _NO_COUNTS)
    blind: Mapping[str, int] = field(default_factory=lambda: _NO_TICKETS)
    storms: Mapping[str, int] = field(default_factory=lambda: _NO_TICKETS)
    breaker: Breaker = field(default_factory=Breaker)


@dataclass(frozen=True, slots=True)
class StormManners:
    """How storms are dealt with; ``group_wait`` holds messages so that they come together."""

    group_wait: Duration = Duration(15 * SECOND)
    blind: BlindManners = field(default_factory=BlindManners)
    breaker: BreakerManners = field(default_factory=BreakerManners)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a batch leads to; verdicts in the order of the findings.

    ``raised``: how bad it is at least for the ticket of a target that is at fault, by the worst
    of its symptoms.  ``late``: targets that got tickets of their own before what cut them off was
    heard of, and that one; their tickets are linked to it, and keep their clocks.
    """

    verdicts: tuple[Verdict, ...]
    blind: tuple[Blindness, ...]
    breaker: Breaker
    raised: Mapping[str, Level]
    late: Mapping[str, str]


def decide(batch: Sequence[Finding], situation: Situation, manners: StormManners) -> Decision:
    """Return where each finding of *batch* ends; the order within it does not matter.  Pure."""
    early = {one.member: _before_any_ticket(one, situation) for one in batch}
    told_once = {one.member: one for one in batch if early[one.member] is None}
    wanting = sorted(told_once.values(), key=_urgency)
    at_fault = causes(
        [one.target for one in wanting if one.bearing is not Bearing.ITS_OWN] + [*situation.down],
        _down(batch, early, situation),
        situation.around,
        answering=situation.answering,
    )
    blind = _blind(wanting, situation, manners.blind)
    probers = {one.prober for one in blind} | set(situation.blind)
    steps = _Steps(situation, manners, at_fault, probers, situation.breaker)
    led = {one.fingerprint: one.member for one in reversed(wanting)}
    placed = {one.member: steps.place(one) for one in wanting if led[one.fingerprint] == one.member}
    verdicts = tuple(
        placed.get(one.member) or _beside(one, early[one.member], led) for one in batch
    )
    late = {target: of for target, of in at_fault.items() if target in situation.down}
    return Decision(
        verdicts, blind, steps.breaker, _raised(placed.values()), MappingProxyType(late)
    )


def _beside(finding: Finding, early: Verdict | None, led: Mapping[str, str]) -> Verdict:
    """Return where a finding ends that leads no problem of the batch."""
    if early is None or finding.fingerprint in led:
        return Verdict(finding, Ending.FOLLOWS)
    return early


def _urgency(finding: Finding) -> tuple[int, Instant, str]:
    """The worst first, then the oldest: they get tickets of their own before a storm begins."""
    return (finding.level.rank, finding.occurred_at, finding.member)


def _before_any_ticket(finding: Finding, situation: Situation) -> Verdict | None:
    """Return where a finding ends that needs no new ticket now; None where it does."""
    if not finding.level.opens_ticket:
        return Verdict(finding, Ending.RECORDED)
    number = situation.tickets.get(finding.fingerprint)
    if number is not None:
        return Verdict(finding, Ending.FOLLOWS, ticket=number)
    now, listed_until, opens_at = situation.now, finding.listed_until, finding.opens_at
    is_serious = finding.level in {Level.I, Level.II}
    if listed_until is not None and now < listed_until and not is_serious:
        return Verdict(finding, Ending.LISTED, again_at=listed_until)
    if opens_at is not None and now < opens_at and finding.level is not Level.I:
        return Verdict(finding, Ending.WAITS, again_at=opens_at)
    return None


def _down(
    batch: Iterable[Finding], early: Mapping[str, Verdict | None], situation: Situation
) -> frozenset[str]:
    """Return the targets that do not answer and have, or now get, a ticket that says so."""
    found = set(situation.down)
    for one in batch:
        verdict = early[one.member]
        has_ticket = verdict is None or verdict.ending is Ending.FOLLOWS
        if one.bearing is Bearing.UNREACHABLE and has_ticket:
            found.add(one.target)
    return frozenset(found)


def _blind(
    wanting: Iterable[Finding], situation: Situation, manners: BlindManners
) -> tuple[Blindness, ...]:
    silent_since = dict(situation.silent_since)
    for one in wanting:
        if one.bearing is Bearing.WITHOUT_DATA:
            silent_since.setdefault(one.target, one.occurred_at)
    return blind_probers(silent_since, situation.watched, situation.around, manners)


@dataclass(slots=True)
class _Steps:
    """Steps 3 to 5 for what needs a ticket, one finding after the other."""

    situation: Situation
    manners: StormManners
    at_fault: Mapping[str, str]
    blind: set[str]
    breaker: Breaker

    def place(self, finding: Finding) -> Verdict:
        """Return where a problem ends, and from when people may hear of it."""
        return self._told(self._placed(finding))

    def _placed(self, finding: Finding) -> Verdict:
        around = self.situation.around
        at_fault = self.at_fault.get(finding.target)
        if at_fault is not None and finding.bearing is not Bearing.ITS_OWN:
            number = self.situation.down.get(at_fault)
            return Verdict(finding, Ending.SYMPTOM, of=at_fault, ticket=number)
        prober = around.prober_of(finding.target)
        if prober in self.blind and finding.bearing is Bearing.WITHOUT_DATA:
            number = self.situation.blind.get(prober)
            return Verdict(finding, Ending.BLIND, of=prober, ticket=number)
        site = around.site_of(finding.target)
        now, manners = self.situation.now, self.manners.breaker
        self.breaker, admission = admit(self.breaker, site, now, manners)
        if admission is Admission.JOINS:
            number = self.situation.storms.get(site)
            return Verdict(finding, Ending.STORM, of=site, ticket=number)
        return Verdict(finding, Ending.OPENS)

    def _told(self, verdict: Verdict) -> Verdict:
        """Return the verdict with the instant from which people may hear of it."""
        finding, now = verdict.finding, self.situation.now
        wait = 0 if finding.level is Level.I else self.manners.group_wait
        tell_at = Instant(now + wait)
        quiet_until = finding.quiet_until
        is_muted = quiet_until is not None and now < quiet_until
        if quiet_until is not None and is_muted and finding.level not in {Level.I, Level.II}:
            tell_at = Instant(max(tell_at, quiet_until))
        return Verdict(
            finding,
            verdict.ending,
            of=verdict.of,
            ticket=verdict.ticket,
            tell_at=tell_at,
            is_muted=is_muted,
        )


def _raised(verdicts: Iterable[Verdict]) -> Mapping[str, Level]:
    levels: dict[str, list[Level]] = {}
    for one in verdicts:
        if one.ending is Ending.SYMPTOM:
            levels.setdefault(one.of, []).append(one.finding.level)
    return MappingProxyType({target: worst(found) for target, found in levels.items()})
