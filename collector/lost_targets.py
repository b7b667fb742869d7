"""Which targets are lost, told once for all their probes; pure.

A host that dies takes its probes with it, one after the other.  The line waits until the others were
heard too, those with an interval of over a minute excepted: what they say later changes no line
where it fits the one that was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from watchkeeper.core.instants import MINUTE, SECOND, Duration

LONGEST_AWAITED = Duration(MINUTE)
PATIENCE_SECONDS = 2 * LONGEST_AWAITED / SECOND
"""Who was not heard by then, because there was no place for it, is not waited for."""


class Verdict(Enum):
    """How a probe fares."""

    ALIVE = "alive"
    FAILING = "failing"  # not often enough to be lost
    LOST = "lost"


class Turn(Enum):
    """What became of a target; the sentence of its line."""

    LOST = "target lost"
    LOST_IN_PART = "target lost in part"
    BACK = "target back"
    BACK_IN_PART = "target back in part"

    @property
    def is_loss(self) -> bool:
        return self in {Turn.LOST, Turn.LOST_IN_PART}


@dataclass(frozen=True, slots=True)
class Tidings:
    """One line: *probes* are lost, or are back where all are."""

    turn: Turn
    probes: tuple[str, ...]
    of: int
    reason: str = ""


@dataclass(slots=True)
class _Heard:
    interval: Duration
    verdict: Verdict = Verdict.ALIVE
    at: float = float("-inf")
    reason: str = ""


@dataclass(slots=True)
class _Known:
    """A target; *told*: the probes that the last line named as lost."""

    probes: dict[str, _Heard]
    told: frozenset[str] = frozenset()
    is_whole: bool = False  # nothing of it was alive then
    changing_since: float | None = field(default=None)


class LostTargets:
    """Hears every round of every probe; says when a line is due."""

    def __init__(self) -> None:
        self._targets: dict[str, _Known] = {}

    def follow(self, wanted: Mapping[str, Mapping[str, Duration]]) -> None:
        """Know these targets alone, each with its probes and their intervals."""
        before, self._targets = self._targets, {}
        for name, probes in wanted.items():
            known = before.get(name) or _Known({})
            heard = {
                probe: known.probes.get(probe) or _Heard(every) for probe, every in probes.items()
            }
            for probe, every in probes.items():
                heard[probe].interval = every
            self._targets[name] = _Known(
                heard, known.told & heard.keys(), known.is_whole, known.changing_since
            )

    def note(
        self, target: str, probe: str, verdict: Verdict, reason: str, now: float
    ) -> Tidings | None:
        """Take what a probe says; *now* is monotonic.  Return the line, where one is due."""
        known = self._targets.get(target)
        heard = known.probes.get(probe) if known else None
        if known is None or heard is None:
            return None
        heard.verdict, heard.at, heard.reason = verdict, now, reason
        if known.changing_since is None:
            if not _differs(known, probe, verdict):
                return None
            known.changing_since = now
        return _settled(known, known.changing_since, now)


def _differs(known: _Known, probe: str, verdict: Verdict) -> bool:
    """Tell whether a verdict is another than the last line said."""
    if probe in known.told:
        return verdict is Verdict.ALIVE
    return verdict is Verdict.LOST


def _settled(known: _Known, since: float, now: float) -> Tidings | None:
    """Return the line once all that are waited for were heard since the change."""
    unheard = {name: one for name, one in known.probes.items() if one.at < since}
    is_waiting = any(one.interval <= LONGEST_AWAITED for one in unheard.values())
    if is_waiting and now - since < PATIENCE_SECONDS:
        return None
    heard = {name: one for name, one in known.probes.items() if name not in unheard}
    down = frozenset(name for name, one in heard.items() if one.verdict is not Verdict.ALIVE)
    before, was_whole = known.told, known.is_whole
    known.told = down | (before & unheard.keys()) if down else frozenset()
    known.is_whole = bool(down) and len(down) == len(heard)
    known.changing_since = None
    turn = _turn(before, known.told, was_whole=was_whole, is_whole=known.is_whole)
    if turn is None:
        return None
    named = known.told or before
    shown = tuple(name for name in known.probes if name in named)
    reason = known.probes[shown[0]].reason if turn.is_loss and shown else ""
    return Tidings(turn, shown, len(known.probes), reason)


def _turn(
    before: frozenset[str], after: frozenset[str], *, was_whole: bool, is_whole: bool
) -> Turn | None:
    if not after:
        return Turn.BACK if before else None
    if is_whole:
        return None if was_whole else Turn.LOST
    if after - before:
        return Turn.LOST_IN_PART
    return Turn.BACK_IN_PART if before - after else None
