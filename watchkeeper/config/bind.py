"""Bind YAML nodes to frozen dataclasses: types are checked, unknown keys name the nearest one.

A model is a plain dataclass.  Field types understood: str, int, float, bool, Duration, TimeOfDay,
date, Level, any Enum, Path, ``X | None``, ``tuple[X, ...]``, ``Mapping[str, X]``, other dataclasses, Node (as
it stands), and any type for which ``READERS`` holds a reader.  A field named ``at`` of type str
receives ``file:line``.  ``field(metadata={"key": "for"})`` names a key that Python reserves.  A dataclass may define ``__post_init__`` and raise InvalidInput.
"""

from __future__ import annotations

import collections.abc
import dataclasses
import difflib
import enum
import types
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from watchkeeper.config.nodes import Node, read_yaml
from watchkeeper.core.durations import duration_from_text
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import (
    Duration,
    TimeOfDay,
    date_from_text,
    time_of_day_from_text,
)
from watchkeeper.core.levels import Level, level_from_text

T = TypeVar("T")

READERS: dict[object, Callable[[str], object]] = {
    Duration: duration_from_text,
    TimeOfDay: time_of_day_from_text,
    date: date_from_text,
    Level: level_from_text,
    Path: Path,
}


def read_model(path: Path, model: type[T]) -> T:
    """Read a YAML file into *model*.  Raises ConfigError with file:line and the remedy."""
    return bind(read_yaml(path), model)


def bind(node: Node, model: type[T], name: str = "value") -> T:
    """Bind one node; *name* is what errors call it.  Raises ConfigError."""
    return cast("T", _bind(node, model, name))


def _bind(node: Node, kind: Any, name: str) -> object:
    if kind is Node:
        return node
    if kind is Any or kind is object:
        return node.plain()
    if kind in READERS:
        return _read_text(node, READERS[kind], name)
    kind = getattr(kind, "__supertype__", kind)  # a NewType is read as what it stands for
    if dataclasses.is_dataclass(kind):
        return _bind_dataclass(node, cast("type", kind))
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _bind_union(node, kind, name)
    if origin is tuple:
        return _bind_sequence(node, get_args(kind)[0], name)
    if origin in {collections.abc.Mapping, dict}:
        return _bind_mapping(node, get_args(kind)[1], name)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return _bind_enum(node, kind, name)
    return _bind_scalar(node, kind, name)


def _bind_dataclass(node: Node, model: type) -> object:
    if not isinstance(node.value, dict):
        raise ConfigError(
            "here must be keys and values, not {found}", at=node.at, found=_kind(node)
        )
    fields, hints = _shape(model)
    for key, child in node.value.items():
        if key.replace("-", "_") not in fields:
            raise unknown_key(key, [name for name in fields if name != "at"], at=child.key_at)
    values: dict[str, object] = {}
    for key, field in fields.items():
        item = node.value.get(key) or node.value.get(key.replace("_", "-"))
        if key == "at":
            values[field.name] = node.at
        elif item is not None:
            values[field.name] = _bind(item, hints[field.name], key)
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise ConfigError("the key {key!r} is missing", at=node.at, key=key)
    try:
        return model(**values)
    except InvalidInput as error:
        if error.at:
            raise
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error


@lru_cache(maxsize=512)
def _shape(model: type) -> tuple[dict[str, dataclasses.Field[Any]], dict[str, Any]]:
    fields = {
        field.metadata.get("key", field.name): field
        for field in dataclasses.fields(model)
        if field.init
    }
    return fields, get_type_hints(model)


def unknown_key(key: str, known: list[str], *, at: str) -> ConfigError:
    """Return the error for a key nobody knows, with the nearest that exists."""
    nearest = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    if nearest:
        return ConfigError(
            "there is no key {key!r}; did you mean {nearest!r}?", at=at, key=key, nearest=nearest[0]
        )
    return ConfigError(
        "there is no key {key!r}; known are {known}", at=at, key=key, known=", ".join(sorted(known))
    )


def _bind_union(node: Node, kind: Any, name: str) -> object:
    options = [option for option in get_args(kind) if option is not type(None)]
    if node.value is None and len(options) < len(get_args(kind)):
        return None
    failure: ConfigError | None = None
    for option in options:
        try:
            return _bind(node, option, name)
        except ConfigError as error:
            failure = error
    raise failure or ConfigError("{name} cannot be read", at=node.at, name=name)


def _bind_sequence(node: Node, kind: Any, name: str) -> tuple[object, ...]:
    if not isinstance(node.value, tuple):
        raise ConfigError(
            "{name} must be a list, not {found}", at=node.at, name=name, found=_kind(node)
        )
    return tuple(_bind(item, kind, name) for item in node.value)


def _bind_mapping(node: Node, kind: Any, name: str) -> Mapping[str, object]:
    if not isinstance(node.value, dict):
        raise ConfigError(
            "{name} must have keys and values, not {found}",
            at=node.at,
            name=name,
            found=_kind(node),
        )
    return types.MappingProxyType({key: _bind(item, kind, key) for key, item in node.value.items()})


def _bind_enum(node: Node, kind: type[enum.Enum], name: str) -> enum.Enum:
    for member in kind:
        if str(member.value) == node.text:
            return member
    known = ", ".join(str(member.value) for member in kind)
    raise ConfigError(
        "{name} cannot be {found!r}; known are {known}",
        at=node.at,
        name=name,
        found=node.text,
        known=known,
    )


def _bind_scalar(node: Node, kind: Any, name: str) -> object:
    value = node.value
    if kind is str and not isinstance(value, (dict, tuple)) and value is not None:
        return node.text
    if kind is bool and isinstance(value, bool):
        return value
    if kind is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    raise ConfigError(
        "{name} must be {wanted}, not {found}",
        at=node.at,
        name=name,
        wanted=_WANTED.get(kind, str(kind)),
        found=_kind(node),
    )


def _read_text(node: Node, reader: Callable[[str], object], name: str) -> object:
    if isinstance(node.value, (dict, tuple)) or node.value is None:
        raise ConfigError(
            "{name} must be one value, not {found}", at=node.at, name=name, found=_kind(node)
        )
    try:
        return reader(node.text)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error


_WANTED = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


def _kind(node: Node) -> str:
    match node.value:
        case dict():
            return "keys and values"
        case tuple():
            return "a list"
        case None:
            return "nothing"
        case _:
            return repr(node.text)
