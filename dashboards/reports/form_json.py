"""A form as canonical JSON and back: the text that is kept, hashed and printed again years later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboards.reports.check_form import CheckForm, Conclusion, Figure, Result, Row, Section
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text


def json_from_form(form: CheckForm) -> dict[str, Any]:
    return {
        "format": 1,
        "customer": form.customer,
        "customer_name": form.customer_name,
        "day": form.day.isoformat(),
        "zone": form.zone,
        "period_start": form.period_start,
        "period_end": form.period_end,
        "made_at": form.made_at,
        "conclusion": form.conclusion.value,
        "sentences": [_said(sentence) for sentence in form.sentences],
        "figures": [{"title": _said(f.title), "value": f.value} for f in form.figures],
        "sections": [_section(section) for section in form.sections],
        "is_late": form.is_late,
    }


def form_from_json(data: Mapping[str, Any]) -> CheckForm:
    return CheckForm(
        customer=data["customer"],
        customer_name=data["customer_name"],
        day=date.fromisoformat(data["day"]),
        zone=data["zone"],
        period_start=Instant(data["period_start"]),
        period_end=Instant(data["period_end"]),
        made_at=Instant(data["made_at"]),
        conclusion=Conclusion(data["conclusion"]),
        sentences=tuple(_text(sentence) for sentence in data["sentences"]),
        figures=tuple(Figure(_text(f["title"]), f["value"]) for f in data["figures"]),
        sections=tuple(_section_from(section) for section in data["sections"]),
        is_late=data["is_late"],
    )


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": _said(section.title),
        "rows": [_row(row) for row in section.rows],
        "absent": None if section.absent is None else _said(section.absent),
    }


def _section_from(data: Mapping[str, Any]) -> Section:
    return Section(
        data["key"],
        _text(data["title"]),
        tuple(_row_from(row) for row in data["rows"]),
        None if data["absent"] is None else _text(data["absent"]),
    )


def _row(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "subject": row.subject,
        "item": _said(row.item),
        "standard": _said(row.standard),
        "measured": None if row.measured is None else _said(row.measured),
        "result": row.result.value,
        "checked_at": row.checked_at,
        "handling": row.handling,
        "ticket": row.ticket,
        "expression": row.expression,
        "by": row.by,
    }


def _row_from(data: Mapping[str, Any]) -> Row:
    return Row(
        key=data["key"],
        subject=data["subject"],
        item=_text(data["item"]),
        standard=_text(data["standard"]),
        measured=None if data["measured"] is None else _text(data["measured"]),
        result=Result(data["result"]),
        checked_at=data["checked_at"],
        handling=data["handling"],
        ticket=data["ticket"],
        expression=data["expression"],
        by=data["by"],
    )


def _said(sentence: Text) -> dict[str, Any]:
    facts = {
        name: _said(value) if isinstance(value, Text) else _plain(value)
        for name, value in sentence.facts.items()
    }
    return {"text": sentence.sentence, "facts": facts}


def _plain(value: object) -> object:
    return value if isinstance(value, (str, int, bool)) else str(value)


def _text(data: Mapping[str, Any]) -> Text:
    facts = {
        name: _text(value) if isinstance(value, dict) else value
        for name, value in data["facts"].items()
    }
    return Text(data["text"], facts)
