"""Damage as disks do it: a byte that flipped, an end that was never written."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Damage(Enum):
    """What becomes of a file."""

    FLIPPED = "a flipped byte"
    CUT = "a cut tail"


@dataclass(frozen=True)
class Place:
    """Where a file was damaged."""

    file: str
    damage: Damage
    at: int
    size: int

    def __str__(self) -> str:
        return f"{self.damage.value} at {self.at} of {self.size} in {self.file}"


def damage(path: Path, how: Damage, chance: random.Random, *, region: int, regions: int) -> Place:
    """Damage a file at a random byte of one of its *regions*, equal parts of it."""
    size = path.stat().st_size
    low, high = size * region // regions, max(size * (region + 1) // regions, 1)
    at = chance.randrange(low, high)
    match how:
        case Damage.FLIPPED:
            with path.open("r+b") as file:
                file.seek(at)
                (byte,) = file.read(1)
                file.seek(at)
                file.write(bytes([byte ^ (1 << chance.randrange(8))]))
        case Damage.CUT:
            with path.open("r+b") as file:
                file.truncate(at)
    return Place(path.name, how, at, size)
