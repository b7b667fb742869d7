"""A prober that loses most of its targets at once is blind: one trouble, not one per target."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ticketing.storms.surroundings import Surroundings
from watchkeeper.core.instants import MINUTE, Duration, Instant


@dataclass(frozen=True, slots=True)
class BlindManners:
    """More than ``share`` of a prober's targets, and at least ``least``, within ``window``."""

    share: float = 0.5
    least: int = 3
    window: Duration = MINUTE


@dataclass(frozen=True, slots=True)
class Blindness:
    """A prober that sees nothing since then; ``targets`` are those without data, in order."""

    prober: str
    since: Instant
    targets: tuple[str, ...]


def blind_probers(
    silent_since: Mapping[str, Instant],
    watched: Mapping[str, int],
    around: Surroundings,
    manners: BlindManners,
) -> tuple[Blindness, ...]:
    """Return the probers that are blind, by name.

    *silent_since*: targets without data now; *watched*: how many targets each prober has.  One
    of which that is not known is never blind.
    """
    by_prober: dict[str, list[tuple[Instant, str]]] = {}
    for target, since in silent_since.items():
        by_prober.setdefault(around.prober_of(target), []).append((since, target))
    return tuple(
        Blindness(prober, since, tuple(sorted(target for _, target in by_prober[prober])))
        for prober in sorted(by_prober)
        for since in _together(sorted(by_prober[prober]), watched.get(prober, 0), manners)
    )


def is_over(blindness: Blindness, silent: int, watched: int, manners: BlindManners) -> bool:
    """Tell whether the prober sees again: no more than ``share`` of its targets are silent."""
    return not watched or silent <= watched * manners.share


def _together(
    silences: list[tuple[Instant, str]], watched: int, manners: BlindManners
) -> Iterator[Instant]:
    """Yield when the first of enough silences within the window began; at most one instant."""
    if watched <= 0:
        return
    needed = max(manners.least, int(watched * manners.share) + 1)
    begun = [since for since, _ in silences]
    for position, since in enumerate(begun):
        if bisect_right(begun, since + manners.window) - position >= needed:
            yield since
            return
