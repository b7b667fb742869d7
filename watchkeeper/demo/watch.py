"""What the demo sees of the server through its real REST API."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from watchkeeper.client import Client, segment
from watchkeeper.core.errors import Unavailable, WatchkeeperError
from watchkeeper.core.instants import Instant, instant_from_rfc3339

API = "/api/watch/v1"
_PAUSE_SECONDS = 0.1

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Watch:
    """Asks the server, and waits for what should come."""

    client: Client
    check: Callable[[], None]  # raises where one of the demo's processes has ended

    def until(self, what: str, seconds: float, condition: Callable[[], T | None]) -> T:
        """Return the first truthy value of *condition*.  Raises Unavailable after *seconds*."""
        deadline = time.monotonic() + seconds
        while True:
            found = condition()
            if found:
                return found
            if time.monotonic() > deadline:
                raise Unavailable(
                    "not seen within {seconds} s: {what}", seconds=int(seconds), what=what
                )
            self.check()
            time.sleep(_PAUSE_SECONDS)  # noqa: TID251 real time: this waits for other processes

    def is_ready(self) -> bool:
        try:
            return bool(self.client.get(f"{API}/health"))
        except WatchkeeperError:
            return False

    def value(self, expression: str) -> float | None:
        """Return the value of the first series of a PromQL expression, None for no series."""
        found = self.client.get("/api/v1/query", query=expression)["data"]["result"]
        return float(found[0]["value"][1]) if found else None

    def ticket_of(self, alert: str) -> dict[str, Any] | None:
        """Return all of the newest live ticket that an alert opened."""
        listed = self.client.get(f"{API}/tickets", state="any", order="newest")["tickets"]
        for row in listed:
            view: dict[str, Any] = self.client.get(f"{API}/tickets/{row['number']}")
            if any(one["labels"].get("alertname") == alert for one in view["alerts"]):
                return view
        return None

    def ticket(self, number: int) -> dict[str, Any]:
        view: dict[str, Any] = self.client.get(f"{API}/tickets/{number}")
        return view

    def carry_out(self, number: int, command: str, **fields: str) -> dict[str, Any]:
        """Do something to a ticket as the engineer on duty."""
        body = {"actor": "engineer", **fields}
        view: dict[str, Any] = self.client.post(f"{API}/tickets/{number}/{segment(command)}", body)
        return view


def events(view: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return the timeline's entries of a kind, oldest first."""
    found = [entry for entry in view["timeline"] if entry["kind"] == kind]
    return sorted(found, key=lambda entry: entry["seq"])


def instant(text: str) -> Instant:
    return instant_from_rfc3339(text)
