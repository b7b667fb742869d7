"""Which gates of a type are still shut, from the facts that its log holds.  Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.types.model import StageGate


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFacts:
    """What a ticket's own gates ask.  The defaults are a ticket at its opening."""

    has_customer_rules: bool = False
    rules_acknowledged: bool = False
    changed_something: bool = False
    has_change_record: bool = False
    backup_confirmed: bool = False
    authorised_in_writing: bool = False
    rows_without_answer: int = 0


def shut_gates(facts: GateFacts) -> frozenset[StageGate]:
    """Return the gates that are shut; whether a deed has such a gate is for the table to say."""
    is_shut = {
        StageGate.RULES_ACKNOWLEDGED: facts.has_customer_rules and not facts.rules_acknowledged,
        StageGate.CHANGE_RECORD: facts.changed_something and not facts.has_change_record,
        StageGate.BACKUP_CONFIRMED: not facts.backup_confirmed,
        StageGate.WRITTEN_AUTHORISATION: not facts.authorised_in_writing,
        StageGate.SHEET_COMPLETE: facts.rows_without_answer > 0,
    }
    return frozenset(gate for gate, shut in is_shut.items() if shut)
