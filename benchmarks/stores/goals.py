"""Goals: what was measured beside what was wanted, and whether that was met."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """What is at most allowed."""

    what: str
    measured: float
    most: float
    unit: str

    @property
    def is_met(self) -> bool:
        return self.measured <= self.most

    def line(self) -> str:
        verdict = "met" if self.is_met else "NOT MET"
        return (
            f"goal: {self.what:<58} {self.measured:>9.3g} of at most {self.most:.3g} "
            f"{self.unit}: {verdict}"
        )


def show(*goals: Goal) -> None:
    for goal in goals:
        print(goal.line(), flush=True)
