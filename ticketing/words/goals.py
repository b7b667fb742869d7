"""Goals by name, and how long they are."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import Fact
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.instants import DAY, HOUR, SECOND
from watchkeeper.core.messages import Text, text

_METRICS: Mapping[str, Text] = {
    "respond": text("Response"),
    "plan": text("Handling plan"),
    "workaround": text("Solution or workaround"),
    "resolve": text("Fault resolution"),
    "onsite": text("Arrival on site"),
    "emergency_plan": text("Emergency plan"),
    "report": text("Handling report"),
}


def title_of(metric: str) -> Text:
    """Return a goal's name for people; the customer's own metrics are called as they are."""
    return _METRICS.get(metric) or text("{metric}", metric=metric)


def length(milliseconds: Fact) -> str:
    """Return a duration in hours as contracts do: ``24h``, ``2h30m``, ``50s``; days from five on."""
    if not isinstance(milliseconds, int):
        return ""
    if milliseconds >= 5 * DAY and milliseconds % DAY == 0:
        return f"{milliseconds // DAY}d"
    hours, rest = divmod(milliseconds, HOUR)
    if rest > SECOND:
        rest -= rest % SECOND
    tail = text_from_duration(rest) if rest or not hours else ""
    return f"{hours}h{tail}" if hours else tail
