"""An alert as the log keeps it: facts for the chain, its words beside them so that they can go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from ticketing.correlate import Heard
from ticketing.events import Event, Fact
from watchkeeper.core.canonical import canonical_json

PROSE = "alerts"
"""The name of the free text that holds the words of an event's alerts, by their members."""

AlertFacts = Mapping[str, Fact]


def facts_of(heard: Heard) -> dict[str, Fact]:
    """Return what the chain covers of an alert that opened or joined a ticket."""
    return {
        "member": heard.member,
        "fingerprint": heard.fingerprint,
        "name": heard.name,
        "source": heard.source,
        "level": str(heard.level),
        "labels": dict(heard.labels),
        "active_at": heard.active_at,
        "fired_at": heard.fired_at,
        "value": heard.value,
    }


def words_of(alerts: Iterable[Heard]) -> str:
    """Return what alerts say about themselves, as one text; an address may hold an expression."""
    return canonical_json(
        {
            heard.member: {
                "annotations": dict(heard.annotations),
                "expression": heard.expression,
                "generator_url": heard.generator_url,
            }
            for heard in alerts
        }
    )


def alerts_in(event: Event) -> tuple[AlertFacts, ...]:
    """Return the alerts that an event brought, with their words as far as these are left."""
    listed = event.data.get("alerts")
    if not isinstance(listed, list):
        return ()
    words = json.loads(event.prose.get(PROSE, "{}"))
    return tuple(
        {**words.get(alert.get("member"), {}), **alert}
        for alert in listed
        if isinstance(alert, dict)
    )
