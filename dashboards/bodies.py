"""Read the JSON bodies of the API: objects, with named fields of a type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from watchkeeper.core.durations import duration_from_text
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.instants import Duration

MAX_BODY_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Body:
    """A JSON object; each reader raises InvalidInput with the field's name."""

    fields: Mapping[str, Any]

    def word(self, name: str) -> str:
        value = self.fields.get(name)
        if not isinstance(value, str) or not value.strip():
            raise InvalidInput("the field {name!r} must be filled in", name=name)
        return value.strip()

    def optional(self, name: str) -> str | None:
        return self.word(name) if self.fields.get(name) not in {None, ""} else None

    def words(self, name: str) -> tuple[str, ...]:
        value = self.fields.get(name) or []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise InvalidInput("the field {name!r} must be a list of words", name=name)
        return tuple(value)

    def duration(self, name: str) -> Duration | None:
        text = self.optional(name)
        return None if text is None else duration_from_text(text)

    def objects(self, name: str, *, most: int) -> tuple[Body, ...]:
        value = self.fields.get(name) or []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise InvalidInput("the field {name!r} must be a list of objects", name=name)
        if len(value) > most:
            raise TooLarge("the field {name!r} has more than {most} items", name=name, most=most)
        return tuple(Body(one) for one in value)


async def read_body(request: web.Request) -> Body:
    """Read the JSON object of a request; an empty body is an empty object."""
    if (request.content_length or 0) > MAX_BODY_BYTES:
        raise TooLarge("the body is larger than {limit} bytes", limit=MAX_BODY_BYTES)
    if not request.can_read_body:
        return Body({})
    try:
        found = await request.json()
    except web.HTTPRequestEntityTooLarge as error:
        raise TooLarge("the body is larger than {limit} bytes", limit=MAX_BODY_BYTES) from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput("the body is not JSON") from error
    if not isinstance(found, dict):
        raise InvalidInput("the body must be a JSON object")
    return Body(found)
