"""Carry out a redaction in one unit of work: texts go from every table, the log says that they did."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from ticketing.alert_words import PROSE
from ticketing.commands import Redact
from ticketing.events import NewEvent
from ticketing.evidence_rows import evidence_of
from ticketing.ledger.prose_rows import erase
from ticketing.log.redact import ProseKey, Redaction, RedactionWish, redaction
from ticketing.work import Work
from watchkeeper.access.audit import record_audit
from watchkeeper.access.model import PersonId


def redact(work: Work, command: Redact, event: NewEvent) -> None:
    """Erase what is wished for, then append *event*.  Raises InvalidInput, Conflict."""
    number, log = command.number, work.log(command.number)
    evidence = {row.name: row.body for row in evidence_of(work.connection, number)}
    known = [ProseKey(one.seq, name) for one in log for name in one.prose]
    what = redaction(_wish(command, known), log, evidence)
    erase(work.connection, number, what, is_of_alerts=_is_of_alerts(what))
    work.read_again(number)
    work.append(number, replace(event, data=MappingProxyType({**event.data, **what.facts})))
    record_audit(
        work.connection,
        "ticket_redacted",
        actor=command.actor,
        at=work.now,
        subject=str(number),
        facts={"texts": len(what.prose), "evidence": len(what.evidence)},
    )


def _wish(command: Redact, known: list[ProseKey]) -> RedactionWish:
    return RedactionWish(
        actor=command.actor,
        approver=PersonId(command.approved_by.strip()),
        reason=command.reason,
        pieces=_pieces(command, known),
        evidence=frozenset({command.evidence} if command.evidence else ()),
        words=(command.words,) if command.words else (),
        everything=command.everything,
    )


def _pieces(command: Redact, known: list[ProseKey]) -> frozenset[ProseKey]:
    """Return the texts of the entry that is named, or the one that is."""
    if command.seq is None:
        return frozenset()
    if command.piece:
        return frozenset({ProseKey(command.seq, command.piece)})
    return frozenset(key for key in known if key.seq == command.seq)


def _is_of_alerts(what: Redaction) -> bool:
    return what.is_title_erased or any(key.name == PROSE for key in what.prose)
