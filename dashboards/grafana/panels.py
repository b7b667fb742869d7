"""Panels and boards, and the JSON by which Grafana knows them (schema version 39, Grafana 10 on)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from watchkeeper.core.errors import Translate

DATA_SOURCE = {"type": "prometheus", "uid": "watchkeeper"}
SCHEMA_VERSION = 39
_COLUMNS = 24

Json = dict[str, object]


class Kind(Enum):
    LINES = "timeseries"
    NUMBER = "stat"
    TABLE = "table"
    BARS = "bargauge"


class Unit(Enum):
    """Units by the names that Grafana gives them."""

    COUNT = "short"
    PERCENT = "percent"
    BYTES = "bytes"
    BYTES_PER_SECOND = "Bps"
    PER_SECOND = "ops"
    SECONDS = "s"
    DAYS = "d"
    YES_NO = "bool_yes_no"
    TIME = "dateTimeFromNow"


@dataclass(frozen=True, slots=True)
class Query:
    """PromQL and the legend of its series; ``$instance`` and ``$__rate_interval`` are Grafana's."""

    expression: str
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """``title`` is an English msgid; ``alarm``: from this value on it is shown in red."""

    title: str
    kind: Kind
    queries: tuple[Query, ...]
    unit: Unit = Unit.COUNT
    width: int = 12
    height: int = 8
    alarm: float | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """A list to choose from; its values are those of a label."""

    name: str
    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Board:
    uid: str
    title: str
    panels: tuple[Panel, ...]
    variables: tuple[Variable, ...] = ()


def json_of_board(board: Board, translate: Translate) -> Json:
    """Return what Grafana imports; panels are laid out from left to right in their order."""
    return {
        "uid": board.uid,
        "title": translate(board.title),
        "tags": ["watchkeeper"],
        "schemaVersion": SCHEMA_VERSION,
        "version": 1,
        "editable": True,
        "graphTooltip": 1,
        "refresh": "30s",
        "time": {"from": "now-1h", "to": "now"},
        "templating": {"list": [_variable(one, translate) for one in board.variables]},
        "annotations": {"list": []},
        "panels": list(_laid_out(board.panels, translate)),
    }


def _variable(variable: Variable, translate: Translate) -> Json:
    return {
        "name": variable.name,
        "label": translate(variable.label),
        "type": "query",
        "datasource": DATA_SOURCE,
        "definition": variable.query,
        "query": {"query": variable.query, "refId": "variable"},
        "refresh": 2,
        "sort": 1,
    }


def _laid_out(panels: Sequence[Panel], translate: Translate) -> Iterator[Json]:
    across, down, tallest = 0, 0, 0
    for number, panel in enumerate(panels, start=1):
        if across + panel.width > _COLUMNS:
            across, down, tallest = 0, down + tallest, 0
        place = {"x": across, "y": down, "w": panel.width, "h": panel.height}
        yield _panel(panel, number, place, translate)
        across, tallest = across + panel.width, max(tallest, panel.height)


def _panel(panel: Panel, number: int, place: dict[str, int], translate: Translate) -> Json:
    return {
        "id": number,
        "title": translate(panel.title),
        "type": panel.kind.value,
        "datasource": DATA_SOURCE,
        "gridPos": place,
        "targets": [_target(panel, query, place) for place, query in enumerate(panel.queries)],
        "fieldConfig": {"defaults": _field(panel), "overrides": []},
        "options": _options(panel.kind),
    }


def _target(panel: Panel, query: Query, place: int) -> Json:
    is_now = panel.kind is not Kind.LINES
    return {
        "refId": chr(ord("A") + place),
        "datasource": DATA_SOURCE,
        "expr": query.expression,
        "legendFormat": query.legend,
        "instant": is_now,
        "range": not is_now,
        "format": "table" if panel.kind is Kind.TABLE else "time_series",
    }


def _field(panel: Panel) -> Json:
    steps: list[Json] = [{"color": "green", "value": None}]
    if panel.alarm is not None:
        steps.append({"color": "red", "value": panel.alarm})
    return {"unit": panel.unit.value, "thresholds": {"mode": "absolute", "steps": steps}}


def _options(kind: Kind) -> Json:
    match kind:
        case Kind.LINES:
            return {"legend": {"displayMode": "list", "placement": "bottom"}}
        case Kind.NUMBER:
            return {"reduceOptions": {"calcs": ["lastNotNull"]}, "textMode": "auto"}
        case Kind.BARS:
            return {"reduceOptions": {"calcs": ["lastNotNull"]}, "orientation": "horizontal"}
        case Kind.TABLE:
            return {"showHeader": True}
