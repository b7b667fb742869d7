"""The OpenAPI document, made from the table of routes and the types it names."""

from __future__ import annotations

import dataclasses
import enum
import re
import types
from collections.abc import Mapping, Sequence
from typing import Any, Union, get_args, get_origin

from dashboards.rest.call import IDEMPOTENCY_KEY, IF_MATCH
from dashboards.rest.encode import hints_of, json_name, without_none
from dashboards.rest.manners import Manners
from dashboards.ticket_commands import Field, fields_of
from ticketing.commands import Command, OpenTicket
from watchkeeper import __version__
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import Text

_JSON = "application/json"
_ERROR = {
    "type": "object",
    "required": ["code", "sentence", "at"],
    "properties": {
        "code": {"type": "string"},
        "sentence": {"type": "string"},
        "at": {"type": ["string", "null"]},
    },
}


@dataclasses.dataclass(frozen=True, slots=True)
class Operation:
    """What the document says of one route."""

    method: str
    path: str
    summary: str
    result: Any
    body: Any
    query: Mapping[str, str]
    status: int
    is_open: bool
    fixed: tuple[str, str] | None
    manners: Manners
    kind: str
    body_kind: str


def openapi(operations: Sequence[Operation], prefix: str) -> dict[str, Any]:
    """Return the document: paths, and a schema for each type by its name."""
    schemas: dict[str, Any] = {"Error": _ERROR}
    paths: dict[str, Any] = {}
    for operation in operations:
        path = prefix + _plain_path(operation)
        described = _operation(operation, schemas)
        paths.setdefault(path, {})[operation.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Watchkeeper",
            "version": __version__,
            "description": "HEAD answers wherever GET does.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"bearer": []}],
    }


def _operation(operation: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": _operation_id(operation),
        "summary": operation.summary,
        "parameters": [
            *({"name": name, "in": "path", "required": True, "schema": {"type": kind}}
              for name, kind in _path_variables(operation)),
            *({"name": name, "in": "query", "description": text, "schema": {"type": "string"}}
              for name, text in operation.query.items()),
            *_headers(operation.manners),
        ],
        "responses": {
            str(operation.status): {
                "description": "Done",
                "content": _content(operation, schemas),
                **({"headers": _ETAG} if operation.manners.version else {}),
            },
            "default": {
                "description": "An error",
                "content": _json({"$ref": "#/components/schemas/Error"}),
            },
        },
    }  # fmt: skip
    if operation.body is not None:
        described["requestBody"] = {
            "required": True,
            "content": {operation.body_kind: {"schema": _body(operation.body, schemas)}},
        }
    if operation.is_open:
        described["security"] = []
    return described


def _headers(manners: Manners) -> list[dict[str, Any]]:
    """Describe the headers that a route keeps to."""
    kept = [(IF_MATCH, _IF_MATCH)] if manners.is_conditional else []
    if manners.shown_again is not None:
        kept.append((IDEMPOTENCY_KEY, _IDEMPOTENCY_KEY))
    return [
        {"name": name, "in": "header", "description": said, "schema": schema}
        for name, (said, schema) in kept
    ]


_ETAG = {
    "ETag": {
        "description": "the version of the ticket: how many events its log has",
        "schema": {"type": "string"},
    }
}
_IF_MATCH = (
    "the ETag that was read: 412 where the ticket was changed since",
    {"type": "string", "pattern": r'^(\*|"\d{1,9}")$'},
)
_IDEMPOTENCY_KEY = (
    "a word of the caller's own; the call is carried out once in 24 hours, however often it is sent",
    {"type": "string", "pattern": "^[!-~]{1,255}$"},
)


def _content(operation: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    """Describe what is answered; what comes in lines or frames by one of them."""
    schema = _schema(operation.result, schemas)
    if operation.kind != _JSON:
        one = {"contentMediaType": _JSON, "contentSchema": schema}
        schema = {"type": "string", **({} if operation.result in {str, bytes} else one)}
    return {operation.kind: {"schema": schema}}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {_JSON: {"schema": schema}}


def _plain_path(operation: Operation) -> str:
    path = operation.path
    if operation.fixed is not None:
        name, value = operation.fixed
        path = re.sub(rf"\{{{name}:[^}}]*\}}", value, path)
    return re.sub(r"\{(\w+):(?:[^{}]|\{[^{}]*\})*\}", r"{\1}", path)


def _path_variables(operation: Operation) -> list[tuple[str, str]]:
    names = re.findall(r"\{(\w+)\}", _plain_path(operation))
    return [(name, "integer" if name == "number" else "string") for name in names]


def _operation_id(operation: Operation) -> str:
    words = re.findall(r"\w+", _plain_path(operation))
    return "_".join([operation.method.lower(), *words]).replace("-", "_")


def _body(model: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    """Describe a body: of a command, what a person fills in; of others, all fields."""
    if not issubclass(model, (Command, OpenTicket)):
        return _schema(model, schemas)
    fields = fields_of(model)
    schemas[model.__name__] = {
        "type": "object",
        "description": _first_line(model),
        "required": [field.name for field in fields if field.is_required],
        "properties": {field.name: _field(field, schemas) for field in fields},
    }
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _field(field: Field, schemas: dict[str, Any]) -> dict[str, Any]:
    schema = _schema(field.kind, schemas)
    return {"anyOf": [schema, {"type": "null"}]} if field.may_be_none else schema


def _schema(kind: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    inner = without_none(kind)
    if inner is not kind:
        return {"anyOf": [_schema(inner, schemas), {"type": "null"}]}
    simple = _SIMPLE.get(kind)
    if simple is not None:
        return dict(simple)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return {"type": "string", "enum": [member.value for member in kind]}
    if dataclasses.is_dataclass(kind):
        return _reference(kind, schemas)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {tuple, list, frozenset}:
        return {"type": "array", "items": _schema(arguments[0], schemas)}
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(arguments[1], schemas)}
    if origin in {Union, types.UnionType}:
        return {}
    return _schema(kind.__supertype__, schemas) if hasattr(kind, "__supertype__") else {}


_SIMPLE: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bytes: {"type": "string", "contentMediaType": "application/octet-stream"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Text: {"type": "string"},
    Instant: {"type": "string", "format": "date-time"},
    Duration: {"type": "number", "description": "seconds"},
    Level: {"type": "string", "enum": [level.value for level in Level]},
}


def _reference(model: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    name = model.__name__
    if name not in schemas:
        schemas[name] = {}  # reserved, so that a type may name itself
        hints = hints_of(model)
        properties = {
            json_name(field, kind): _schema(kind, schemas) for field, kind in hints.items()
        }
        schemas[name] = {
            "type": "object",
            "description": _first_line(model),
            "required": list(properties),
            "properties": properties,
        }
    return {"$ref": f"#/components/schemas/{name}"}


def _first_line(model: Any) -> str:
    return str(model.__doc__ or model.__name__).strip().splitlines()[0]
