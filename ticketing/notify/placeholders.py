"""Templates with ``{field}`` from a list, filled so that no value can break out of its place.

Not ``str.format``: it follows attributes.  A brace that holds no word is itself, as in JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote

import orjson

from watchkeeper.core.errors import ConfigError

_PLACE = re.compile(r"\{([a-z_]{1,40})\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A text with places to fill; make it by ``template_from_text``."""

    text: str

    def fill(self, fields: Mapping[str, str], escape: Callable[[str], str]) -> str:
        """Return the text with every place filled; *escape* fits a value to its surroundings."""
        return _PLACE.sub(lambda place: escape(fields[place[1]]), self.text)


def template_from_text(text: str, known: Collection[str], *, at: str | None = None) -> Template:
    """Return *text* as a template.  Raises ConfigError where it names a field outside *known*."""
    for name in _PLACE.findall(text):
        if name not in known:
            raise ConfigError(
                "there is no field {name!r} to fill in; known are {known}",
                at=at,
                name=name,
                known=", ".join(known),
            )
    return Template(text)


def for_url(value: str) -> str:
    """Return *value* for a path or a query, nothing of it with a meaning of its own."""
    return quote(value, safe="")


def for_json(value: str) -> str:
    """Return *value* for the inside of a JSON string."""
    return orjson.dumps(value.encode(errors="replace").decode()).decode()[1:-1]


def for_header(value: str) -> str:
    """Return *value* on one line and in ASCII, as a header must be."""
    return " ".join(value.split()).encode("ascii", "replace").decode()


def as_it_is(value: str) -> str:
    return value
