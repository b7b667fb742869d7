"""A type as one table: every deed in a row, every stage in a column, what follows in the cell."""

from __future__ import annotations

from ticketing.types.model import Deed, Doer, Position, Stage, TicketType
from ticketing.types.table import stage_after


def matrix(ticket_type: TicketType) -> str:
    """Return the table; ``-`` is refused, ``=`` keeps the stage, else the stage that follows."""
    head = ["", *(stage.name for stage in ticket_type.stages)]
    names = dict.fromkeys((deed.command, deed.event, deed.outcome) for deed in ticket_type.deeds)
    rows = []
    for command, event, outcome in names:
        same = [
            deed
            for deed in ticket_type.deeds
            if (deed.command, deed.event, deed.outcome) == (command, event, outcome)
        ]
        cells = [_cell(ticket_type, same, stage) for stage in ticket_type.stages]
        rows.append([_name(same[0]), *cells])
    return _aligned([head, *rows])


def _name(deed: Deed) -> str:
    if deed.doer is Doer.MACHINE:
        return f"({deed.event.value})"
    return f"{deed.command}:{deed.outcome}" if deed.outcome else deed.command


def _cell(ticket_type: TicketType, rows: list[Deed], stage: Stage) -> str:
    here = [deed for deed in rows if stage in deed.stages]
    if not here:
        return "-"
    (deed,) = here  # two rows for one stage would be a choice that nothing makes
    after = stage_after(ticket_type.kind, Position(stage), deed.event, outcome=deed.outcome)
    follows = "=" if after.stage is stage else after.stage.name
    return follows + "".join(f" +{gate.value}" for gate in deed.gates)


def _aligned(rows: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join(lines) + "\n"
