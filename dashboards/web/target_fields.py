"""The form of a target: its fields, what stands in them, and the entry they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

import yaml

from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import InvalidInput, WatchkeeperError
from watchkeeper.core.messages import mark
from watchkeeper.inventory.imports.words import words_in
from watchkeeper.inventory.model import CARD_KEYS

MOST_CHARACTERS = 20_000

CARD_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "duty": mark("On duty"),
        "duty_phone": mark("Duty phone"),
        "supplier": mark("Supplier"),
        "supplier_phone": mark("Supplier phone"),
        "contract": mark("Maintenance contract"),
        "jump_host": mark("Jump host"),
        "access": mark("How to get in"),
        "place": mark("Place"),
        "rack": mark("Rack"),
        "serial": mark("Serial number"),
        "note": mark("Note"),
    }
)


class Input(Enum):
    """How a field is typed."""

    LINE = "line"
    TEXT = "text"
    CODE = "code"
    DAY = "day"
    TICK = "tick"
    PHONE = "tel"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """A field; ``list`` names what the browser may complete it from."""

    key: str
    title: str
    input: Input = Input.LINE
    hint: str = ""
    list: str = ""


WHAT: tuple[Field, ...] = (
    Field("address", mark("Address"), hint=mark("IP address or host name")),
    Field("customer", mark("Customer"), Input.CHOICE),
    Field("site", mark("Site"), list="sites"),
    Field("criticality", mark("Criticality"), Input.CHOICE),
    Field("parent", mark("Behind"), hint=mark("the target it is reached through"), list="targets"),
    Field("satellite", mark("Satellite"), hint=mark("the target whose satellite probes it"), list="targets"),
    Field("groups", mark("Groups"), hint=mark("with commas between"), list="groups"),
    Field("tags", mark("Tags"), hint=mark("with commas between")),
    Field("go_live", mark("Go-live date"), Input.DAY),
    Field("zone", mark("Time zone")),
    Field("agent", mark("An agent runs here"), Input.TICK),
)  # fmt: skip
NIGHT: tuple[Field, ...] = tuple(
    Field(
        key,
        CARD_TITLES[key],
        Input.PHONE if key.endswith("phone") else Input.TEXT if key in {"access", "note"} else Input.LINE,
    )
    for key in CARD_KEYS
)  # fmt: skip
MEASURED: tuple[Field, ...] = (
    Field("probes", mark("Probes"), Input.CODE, hint=mark("a line each, as in targets/*.yml: - icmp")),
    Field("backups", mark("Backups"), Input.CODE, hint=mark("as in targets/*.yml")),
    Field("labels", mark("Labels of its alerts"), Input.CODE, hint=mark("a line each: team: shop")),
)  # fmt: skip
KNOWN_KEYS = frozenset({"name", "card", *(field.key for field in (*WHAT, *MEASURED))})
_WORDS = frozenset({"groups", "tags"})
_CODE: Mapping[str, type] = {"probes": list, "backups": list, "labels": dict}


def typed_from(definition: Mapping[str, object]) -> dict[str, str]:
    """Return what the form shows of a definition."""
    card = definition.get("card")
    values = {**definition, **(card if isinstance(card, Mapping) else {})}
    return {
        field.key: _shown(field, values[field.key])
        for field in (*WHAT, *NIGHT, *MEASURED)
        if field.key in values
    } | {"name": str(definition.get("name", ""))}


def _shown(field: Field, value: object) -> str:
    if field.key in _WORDS and isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if field.input is Input.TICK:
        return "on" if value else ""
    if field.input is Input.CODE and value:
        return yaml.safe_dump(
            value, allow_unicode=True, sort_keys=False, default_flow_style=None, width=100
        ).rstrip("\n")
    return "" if value is None else str(value)


def definition_from(name: str, typed: Mapping[str, str]) -> dict[str, object]:
    """Return the entry of targets/*.yml that a form means.  Raises InvalidInput."""
    card = {key: one for key in CARD_KEYS if (one := typed.get(key, "").strip())}
    return {
        "name": name,
        **dict(_values(typed)),
        **({"card": {key: one.replace("\r\n", "\n") for key, one in card.items()}} if card else {}),
    }


def _values(typed: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    for field in (*WHAT, *MEASURED):
        text = typed.get(field.key, "").strip()
        if not text:
            continue
        if field.input is Input.TICK:
            yield field.key, True
        elif field.key in _WORDS:
            yield field.key, words_in(text)
        elif field.input is Input.CODE:
            yield field.key, _code(field, text)
        elif not (field.key == "criticality" and text == "normal"):
            yield field.key, text


def _code(field: Field, text: str) -> object:
    if len(text) > MOST_CHARACTERS:
        raise InvalidInput("the field {name!r} is too long", name=field.key)
    try:
        value = parse_yaml(text, name=field.key).plain()
    except WatchkeeperError as error:
        raise InvalidInput(error.sentence, at=error.at, **error.facts) from error
    if not isinstance(value, _CODE[field.key]):
        raise InvalidInput("the field {name!r} must be written as in targets/*.yml", name=field.key)
    return value
