"""What a check found, how bad it is, and the command that puts it right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from watchkeeper.core.messages import Text


class Verdict(Enum):
    """How a check ended; only a problem makes ``doctor`` fail."""

    GOOD = "good"
    DOUBT = "doubt"  # it works, but a person should know
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``remedy`` is what to type or to change."""

    name: str
    verdict: Verdict
    finding: Text
    remedy: Text | None = None


def good(name: str, finding: Text) -> Check:
    return Check(name, Verdict.GOOD, finding)


def doubt(name: str, finding: Text, remedy: Text) -> Check:
    return Check(name, Verdict.DOUBT, finding, remedy)


def problem(name: str, finding: Text, remedy: Text) -> Check:
    return Check(name, Verdict.PROBLEM, finding, remedy)
