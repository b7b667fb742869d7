"""The connections of a host, as a ticket keeps them and pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from collector.agent_requests import SILENT, Settled, Way
from ticketing.events import Fact
from ticketing.views import TicketView
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text, text
from watchkeeper.wire.connections import (
    ConnectionReport,
    plain_from_report,
    report_from_plain,
)
from watchkeeper.wire.requests import FAILED, FORCED, NO_TOOL, NOT_IN_PROBE

_NAME = "connections:"
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class ShownConnections:
    """What one host said; without a report *problem* says why there is none."""

    target: str
    taken_at: Instant
    report: ConnectionReport | None
    problem: Text | None


def piece_of(settled: Settled) -> tuple[str, Fact]:
    """Return the name under which a ticket keeps an answer, and the answer."""
    target, result = settled.asked.target, settled.result
    piece: dict[str, Fact] = {
        "target": target,
        "state": result.state,
        "reason": result.reason,
        "way": settled.asked.way.value,
    }
    if result.report is not None:
        piece["report"] = _facts(plain_from_report(result.report))
    return f"{_NAME}{target}"[:_LONGEST_NAME], piece


def connections_of(view: TicketView) -> tuple[ShownConnections, ...]:
    """Return what hosts answered for a ticket, in the order in which they did."""
    kept = [item for item in view.evidence if item.name.startswith(_NAME)]
    kept.sort(key=lambda item: (item.taken_at, item.name))
    return tuple(_shown(item.body, item.taken_at) for item in kept)


def shown_of(settled: Settled) -> ShownConnections:
    """Return an answer as pages show it."""
    return _shown(piece_of(settled)[1], settled.at)


def _shown(body: Fact, taken_at: Instant) -> ShownConnections:
    kept = body if isinstance(body, dict) else {}
    state, reason = str(kept.get("state")), str(kept.get("reason") or "")
    way = str(kept.get("way") or Way.AGENT.value)
    report = None
    try:
        report = report_from_plain(kept["report"]) if "report" in kept else None
    except InvalidInput:  # written by another version
        state = "broken"
    problem = None if report is not None else _problem(state, reason, way)
    return ShownConnections(str(kept.get("target") or ""), taken_at, report, problem)


def _problem(state: str, reason: str, way: str) -> Text:
    match state:
        case _ if state == NOT_IN_PROBE:
            return text(
                "nobody allows it; write `allow: [connections]` into the ssh probe of the target"
            )
        case _ if state == FORCED:
            return text(
                "the host does not allow it: its key is for one command; print it anew by "
                "`watchkeeper targets ssh-script` and put it there"
            )
        case _ if state == NO_TOOL:
            return text("the host has no `ss`; install iproute2")
        case "not_allowed":
            return text(
                "the host does not allow it; write `allow = connections` in [requests] of its "
                "agent.conf"
            )
        case "unknown":
            return text("the agent there is too old to know what was asked")
        case _ if state == SILENT:
            return _silence(way)
        case _ if state == FAILED:
            return text("the host could not look: {reason}", reason=reason)
        case _:
            return text("the answer cannot be read")


def _silence(way: str) -> Text:
    match way:
        case Way.AGENT_BEHIND.value:
            return text(
                "the agent did not answer within 5 minutes. It speaks to the server itself, its "
                "satellite passes nothing on: give it a way (`proxy` in its agent.conf), or let the "
                "satellite read the host over SSH"
            )
        case Way.SSH_BEHIND.value:
            return text("the satellite did not answer within 5 minutes; an older one cannot")
        case Way.SSH.value:
            return text("the host was not asked within 5 minutes; there was too much to ask")
        case _:
            return text("the agent did not answer within 5 minutes; an older one cannot")


def _facts(plain: Mapping[str, object]) -> Fact:
    """Return what JSON carries as facts; ``plain_from_report`` makes nothing else."""
    found: dict[str, Fact] = {}
    for name, value in plain.items():
        if isinstance(value, list):
            found[name] = [_facts(each) for each in value]
        else:
            assert value is None or isinstance(value, (str, int, float, bool))
            found[name] = value
    return found
