"""What is wrong with the log of one ticket: its chain, its texts, what the days cover of it.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ticketing.events import Event, EventKind, first_broken_link, prose_hash
from ticketing.log.days import DayFault, Leaf, log_faults
from ticketing.log.redact import ProseKey, erased_names
from watchkeeper.core.messages import Text, text

Salts = Mapping[ProseKey, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written; ``day`` and ``ticket`` where it is about one."""

    said: Text
    day: str | None = None
    ticket: int | None = None


def finding_of_day(fault: DayFault) -> Finding:
    return Finding(fault.sentence, fault.day.isoformat(), fault.ticket)


def unreadable(ticket: int, reason: str) -> Finding:
    said = text("the log of ticket {number} cannot be read: {reason}", number=ticket, reason=reason)
    return Finding(said, ticket=ticket)


def log_findings(
    ticket: int,
    events: Sequence[Event],
    *,
    salts: Salts,
    leaves: Iterable[tuple[date, Leaf]],
) -> Iterator[Finding]:
    """Yield what is wrong with a ticket's log, today's events included."""
    by_days = [finding_of_day(fault) for fault in log_faults(ticket, events, leaves)]
    yield from by_days
    broken = first_broken_link(events)
    if broken is not None and not by_days:
        said = text(
            "event {seq} of ticket {number} does not follow from the one before",
            seq=broken,
            number=ticket,
        )
        yield Finding(said, ticket=ticket)
    yield from _text_findings(ticket, events, salts)


def _text_findings(ticket: int, events: Sequence[Event], salts: Salts) -> Iterator[Finding]:
    told = erased_by_redactions(events)
    for event in events:
        for name in erased_names(event):
            if ProseKey(event.seq, name) not in told:
                yield _missing(ticket, event.seq, name)
        for name, body in event.prose.items():
            salt = salts.get(ProseKey(event.seq, name), "")
            if prose_hash(salt, body) != event.prose_hashes.get(name):
                yield _changed(ticket, event.seq, name)


def _missing(ticket: int, seq: int, name: str) -> Finding:
    said = text(
        "text {name!r} of event {seq} of ticket {number} is gone, and nobody erased it",
        name=name,
        seq=seq,
        number=ticket,
    )
    return Finding(said, ticket=ticket)


def _changed(ticket: int, seq: int, name: str) -> Finding:
    said = text(
        "text {name!r} of event {seq} of ticket {number} is not as it was written",
        name=name,
        seq=seq,
        number=ticket,
    )
    return Finding(said, ticket=ticket)


def erased_by_redactions(events: Iterable[Event]) -> frozenset[ProseKey]:
    """Return the texts that redactions of the log say they erased."""
    found: set[ProseKey] = set()
    for event in events:
        pieces = event.data.get("prose") if event.kind is EventKind.REDACTED else None
        for piece in pieces if isinstance(pieces, list) else ():
            if isinstance(piece, dict):
                seq, name = piece.get("seq"), piece.get("name")
                if isinstance(seq, int) and isinstance(name, str):
                    found.add(ProseKey(seq, name))
    return frozenset(found)
