"""Which targets are cut off by which other one, and what happens when that one is back.

A target is cut off when every way to it is lost: each is down, or cut off itself.  The answer
does not depend on the order in which faults were heard.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum

from ticketing.storms.surroundings import Surroundings, ways_to
from watchkeeper.core.instants import MINUTE, Duration, Instant

MAX_REACH = 20_000  # targets looked at for one batch; beyond it nothing more is a symptom
SETTLING = Duration(2 * MINUTE)


def causes(
    suspects: Collection[str],
    down: Collection[str],
    around: Surroundings,
    *,
    answering: Collection[str] = (),
) -> Mapping[str, str]:
    """Return for each of *suspects* that is cut off the target that is at fault.

    *down*: what is known not to be reached, and why it is not a symptom of anything unheard of.
    *answering*: what is known to be reached; no way over it is lost, unless it is in *down*.
    The one at fault is in *down* and is no symptom itself.
    """
    lost = frozenset(down)
    ways = _ways((*suspects, *down), around)
    cut = _cut_off(ways, lost, frozenset(answering) - lost)
    found = {}
    for suspect in suspects:
        if suspect in cut:
            root = _root(suspect, ways, cut, lost)
            if root != suspect:
                found[suspect] = root
    return found


def _ways(targets: Iterable[str], around: Surroundings) -> dict[str, tuple[str, ...]]:
    """Return the ways to all *targets*, and to what they are reached through."""
    found: dict[str, tuple[str, ...]] = {}
    waiting = list(dict.fromkeys(targets))
    while waiting and len(found) < MAX_REACH:
        target = waiting.pop()
        if target not in found:
            found[target] = tuple(way for way in ways_to(target, around) if way != target)
            waiting.extend(found[target])
    return found


def _cut_off(
    ways: Mapping[str, tuple[str, ...]], down: frozenset[str], answering: frozenset[str]
) -> frozenset[str]:
    """Return the least set: what has ways, and has lost them all."""
    reached_through: dict[str, list[str]] = {}
    for target, through in ways.items():
        for way in through:
            reached_through.setdefault(way, []).append(target)
    cut: set[str] = set()
    waiting = [target for way in down for target in reached_through.get(way, ())]
    while waiting:
        target = waiting.pop()
        if target in cut or target in answering:
            continue
        if all(way in down or way in cut for way in ways[target]):
            cut.add(target)
            waiting.extend(reached_through.get(target, ()))
    return frozenset(cut)


def _root(
    target: str, ways: Mapping[str, tuple[str, ...]], cut: frozenset[str], down: frozenset[str]
) -> str:
    """Follow the first way up to what is not cut off itself.

    Where targets are each other's ways, the first of them by name that is down is at fault; one
    of a circle always is, since what is not down was lost after its ways.
    """
    path: list[str] = []
    here = target
    while here in cut:
        if here in path:
            return min(one for one in path[path.index(here) :] if one in down)
        path.append(here)
        here = ways[here][0]
    return here


class Release(Enum):
    """What becomes of a symptom."""

    HELD = "held"  # its cause goes on
    SETTLING = "settling"  # its cause is gone: a moment to come back by itself
    OVER = "over"  # it recovered as well
    ITS_OWN = "its_own"  # the cause is gone and it is not: its own ticket, from when it began


def release(
    *,
    is_failing: bool,
    cause_gone_at: Instant | None,
    now: Instant,
    is_urgent: bool = False,
    settling: Duration = SETTLING,
) -> Release:
    """Return what becomes of one symptom; *cause_gone_at* None: the cause goes on.

    *is_urgent*, level I, gets no moment to settle.
    """
    if not is_failing:
        return Release.OVER
    if cause_gone_at is None:
        return Release.HELD
    if is_urgent or cause_gone_at + settling <= now:
        return Release.ITS_OWN
    return Release.SETTLING
