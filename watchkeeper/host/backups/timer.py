"""``systemctl show`` of a timer and its service: when it ran last, and how that ended."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Mapping
from time import strptime
from typing import NamedTuple

from watchkeeper.core.errors import InvalidInput
from watchkeeper.host.units import show

PROPERTIES = (
    "Id",
    "Unit",
    "ActiveState",
    "LastTriggerUSec",
    "NextElapseUSecRealtime",
    "Result",
    "ExecMainStatus",
    "ExecMainStartTimestamp",
    "ExecMainExitTimestamp",
)
RUNNING = ("activating", "active", "deactivating", "reloading")


class TimedRun(NamedTuple):
    """The last run of a service that a timer starts; times in seconds since 1970."""

    began: float | None
    ended: float | None
    is_good: bool
    is_running: bool
    next_at: float | None


def service_of(text: str) -> str:
    """Return which service a timer starts.  Raises InvalidInput."""
    shown = show(text)
    if not shown or not shown[0].get("Unit"):
        raise InvalidInput("systemctl tells of no such timer")
    return shown[0]["Unit"]


def timed_run(text: str) -> TimedRun:
    """Read ``systemctl show`` of timer and service, in this order, run with ``TZ=UTC``.

    Raises InvalidInput.
    """
    shown = show(text)
    if len(shown) != 2:
        raise InvalidInput("systemctl does not tell of a timer and its service")
    timer, service = shown
    began, ended = (_at(service, f"ExecMain{end}Timestamp") for end in ("Start", "Exit"))
    return TimedRun(
        began=began,
        ended=ended,
        is_good=service.get("Result") == "success" and service.get("ExecMainStatus") == "0",
        is_running=service.get("ActiveState") in RUNNING
        and (ended is None or ended < (began or 0)),
        next_at=_at(timer, "NextElapseUSecRealtime"),
    )


def _at(shown: Mapping[str, str], name: str) -> float | None:
    """Read ``Mon 2026-11-23 02:00:07 UTC``; empty, ``n/a`` and what makes no sense is None."""
    words = shown.get(name, "").split()
    try:
        return float(timegm(strptime(" ".join(words[1:3]), "%Y-%m-%d %H:%M:%S")))
    except ValueError:
        return None
