"""Commands on a ticket by name, from the fields of a form or of a JSON object.

One table serves pages and REST; what a command takes is what its dataclass says.
"""

from __future__ import annotations

import dataclasses
import enum
import types
from collections.abc import Mapping
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from ticketing import commands
from ticketing.deeds import DEEDS, deed_of
from ticketing.events import Channel
from watchkeeper.access.model import PersonId, Scope
from watchkeeper.core.errors import InvalidInput, NotFound, TooLarge
from watchkeeper.core.instants import Instant, instant_from_rfc3339
from watchkeeper.core.levels import Level, level_from_text

COMMANDS: Mapping[str, type[commands.Command]] = types.MappingProxyType(
    {deed.name: deed.command for deed in DEEDS if not deed.stands_apart}
)

LONGEST_TEXT = 20_000
_LARGEST = 999_999_999  # of a whole number, as a text of nine digits
_LATEST = instant_from_rfc3339("9999-12-31T00:00:00Z")
_GIVEN = frozenset({"number", "actor", "channel"})


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One field of a command: its type without ``| None``, and whether it must be given.

    One that must be given and ``may_be_none`` takes null, or nothing in a form: that takes away.
    """

    name: str
    kind: Any
    is_required: bool
    default: object
    may_be_none: bool = False


def fields_of(command: type[Any]) -> tuple[Field, ...]:
    """Return what a person fills in for *command*, in the order of its dataclass."""
    hints = get_type_hints(command)
    fields = []
    for field in dataclasses.fields(command):
        if field.name in _GIVEN:
            continue
        is_required = field.default is dataclasses.MISSING
        default = None if is_required else field.default
        hint = hints[field.name]
        kind = _without_none(hint)
        fields.append(Field(field.name, kind, is_required, default, may_be_none=kind is not hint))
    return tuple(fields)


def command_class(name: str) -> type[commands.Command]:
    found = COMMANDS.get(name)
    if found is None:
        raise NotFound(
            "there is no command {name!r}; known are {known}",
            name=name[:40],
            known=", ".join(COMMANDS),
        )
    return found


def scope_of(command: type[commands.Command]) -> Scope:
    """Return what one needs to give such a command."""
    return deed_of(command).scope


def scopes_for(command: commands.Command) -> tuple[Scope, ...]:
    """Return what one needs to give this very command: what is written down later needs more."""
    is_late = command.occurred_at is not None
    return (scope_of(type(command)), *([Scope.TICKETS_CORRECT] if is_late else []))


def command_of(
    name: str,
    given: Mapping[str, object],
    *,
    number: int,
    actor: str,
    channel: Channel,
) -> commands.Command:
    """Make the command *name* from what was *given*.  Raises InvalidInput, NotFound."""
    model = command_class(name)
    values = values_of(model, given)
    return model(number=number, actor=PersonId(actor), channel=channel, **values)


def open_ticket_of(
    given: Mapping[str, object], *, actor: str, channel: Channel
) -> commands.OpenTicket:
    """Make the command that opens a ticket by hand.  Raises InvalidInput."""
    values = cast("Any", values_of(commands.OpenTicket, given))
    return commands.OpenTicket(actor=PersonId(actor), channel=channel, **values)


def values_of(model: type[Any], given: Mapping[str, object]) -> dict[str, Any]:
    """Read the fields of *model*; unknown names, missing ones and wrong values are refused."""
    fields = {field.name: field for field in fields_of(model)}
    for name in given:
        if name not in fields:
            raise InvalidInput(
                "there is no field {name!r}; known are {known}",
                name=name[:40],
                known=", ".join(fields),
            )
    values: dict[str, Any] = {}
    for field in fields.values():
        raw = given.get(field.name)
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            if field.is_required and field.may_be_none and field.name in given:
                values[field.name] = None
            elif field.is_required:
                raise InvalidInput("the field {name!r} must be filled in", name=field.name)
            continue
        values[field.name] = _read(field, raw)
    return values


def _read(field: Field, raw: object) -> object:
    if isinstance(raw, str) and len(raw) > LONGEST_TEXT:
        raise TooLarge(
            "the field {name!r} is longer than {limit} characters",
            name=field.name,
            limit=LONGEST_TEXT,
        )
    if field.kind is bool:
        return _bool(field, raw)
    if field.kind is Instant:
        return _instant(field, raw)
    if field.kind is int:
        return _whole_number(field, raw)
    if not isinstance(raw, str):
        raise _wrong(field, "text")
    if field.kind is Level:
        return level_from_text(raw)
    if isinstance(field.kind, type) and issubclass(field.kind, enum.Enum):
        return _enum(field, raw)
    return raw.strip()


def _bool(field: Field, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if raw in {"on", "true", "1"}:
        return True
    if raw in {"off", "false", "0"}:
        return False
    raise _wrong(field, "true or false")


def _whole_number(field: Field, raw: object) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) <= _LARGEST:
        return raw
    if isinstance(raw, str) and raw.strip().isascii() and raw.strip().isdigit() and len(raw) < 10:
        return int(raw)
    raise _wrong(field, "a whole number")


def _instant(field: Field, raw: object) -> Instant:
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= _LATEST:
        return Instant(raw)
    if isinstance(raw, str):
        return instant_from_rfc3339(raw)
    raise _wrong(field, "an RFC 3339 time")


def _enum(field: Field, raw: str) -> enum.Enum:
    kind = cast("type[enum.Enum]", field.kind)
    for member in kind:
        if member.value == raw:
            return member
    known = ", ".join(str(member.value) for member in kind)
    raise InvalidInput(
        "the field {name!r} cannot be {found!r}; known are {known}",
        name=field.name,
        found=raw[:40],
        known=known,
    )


def _wrong(field: Field, wanted: str) -> InvalidInput:
    return InvalidInput("the field {name!r} must be {wanted}", name=field.name, wanted=wanted)


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in {Union, types.UnionType}:
        return next(option for option in get_args(kind) if option is not type(None))
    return kind
