"""Values of the domain as JSON, by the types of their dataclasses.

An Instant becomes RFC 3339 in UTC, a Duration seconds under a name that says so, an Enum its
value, a Text a sentence in the caller's language.
"""

from __future__ import annotations

import dataclasses
import enum
import math
import types
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from watchkeeper.core.errors import Translate
from watchkeeper.core.instants import SECOND, Duration, Instant, rfc3339
from watchkeeper.core.messages import Text


def encode(value: Any, translate: Translate) -> Any:
    """Return a dataclass, or a tuple of them, as JSON has it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, (type, Text)):
        hints = hints_of(type(value))
        return {
            json_name(name, hints[name]): encode_as(hints[name], getattr(value, name), translate)
            for name in hints
        }
    return encode_as(type(value), value, translate)


def encode_as(kind: Any, value: Any, translate: Translate) -> Any:
    """Return a value of the declared type *kind* as JSON has it."""
    kind = without_none(kind)
    if value is None:
        return None
    if kind is Instant:
        return rfc3339(value)
    if kind is Duration:
        return value / SECOND
    if isinstance(value, Text):
        return value.render(translate)
    if isinstance(value, enum.Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return encode(value, translate)
    if isinstance(value, Mapping):
        return {str(key): encode_as(type(item), item, translate) for key, item in value.items()}
    if isinstance(value, (tuple, list, frozenset, set)):
        inner = (get_args(kind) or (None,))[0]
        return [
            encode_as(inner if inner is not None else type(item), item, translate) for item in value
        ]
    return _scalar(value)


def json_name(name: str, kind: Any) -> str:
    """Return the name of a field in JSON: durations say their unit."""
    return f"{name}_seconds" if without_none(kind) is Duration else name


@lru_cache(maxsize=256)
def hints_of(model: Any) -> Mapping[str, Any]:
    """Return the public fields of a dataclass with their types, in order."""
    hints = get_type_hints(model)
    return types.MappingProxyType(
        {
            field.name: hints[field.name]
            for field in dataclasses.fields(model)
            if not field.name.startswith("_")
        }
    )


def without_none(kind: Any) -> Any:
    """Return ``X`` for ``X | None``."""
    if get_origin(kind) in {Union, types.UnionType}:
        options = [option for option in get_args(kind) if option is not type(None)]
        return options[0] if len(options) == 1 else kind
    return kind


def _scalar(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "+Inf" if value > 0 else "-Inf"
    return value if isinstance(value, (str, int, float, bool)) else str(value)
