"""The steps of a log-in: what is sent, what is taken from each answer for the next; pure.

A step sends a form or JSON with ``{user}``, ``{password}`` and what earlier steps took.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

import orjson
from yarl import URL

from collector.probes.http_client import HttpReply
from collector.probes.http_expect import Expectation
from collector.probes.json_path import steps_of_path, value_at
from collector.probes.outcome import ProbeFailed
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import InvalidInput
from watchkeeper.inventory.patterns import pattern

MAX_STEPS = 3
MAX_TAKEN_CHARACTERS = 8_192
MAX_JSON_DEPTH = 10
METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS")
_NAME = re.compile(r"[A-Za-z_]\w{0,63}", re.ASCII)
_PLACE = re.compile(r"\{([A-Za-z_]\w{0,63})\}", re.ASCII)
_GIVEN = ("user", "password")


@dataclass(frozen=True, slots=True)
class Step:
    """One request.  ``take`` names what is read of the answer: ``$.token``, ``cookie:NAME``,
    ``header:NAME``, or a pattern whose first group counts.
    """  # noqa: D205 one sentence that is long

    url: str
    method: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    json: Node | None = None
    take: Mapping[str, str] = field(default_factory=dict)
    expect: Expectation = field(default_factory=lambda: Expectation(status=(200, 302, 303)))
    at: str = ""

    def __post_init__(self) -> None:
        check_url(self.url)
        if self.form and self.json is not None:
            raise InvalidInput("a step sends a form or json, not both")
        if self.method and self.method not in METHODS:
            raise InvalidInput("method must be one of {known}", known=", ".join(METHODS))
        for name, source in self.take.items():
            check_taking(name, source)

    @property
    def places(self) -> frozenset[str]:
        """The names that stand in braces."""
        written = [*self.headers.values(), *self.form.values(), *_texts(_plain(self.json))]
        return frozenset(name for text in written for name in _PLACE.findall(text))


def check_url(url: str) -> None:
    """Raises InvalidInput for what is no http or https address."""
    try:
        found = URL(url)
    except ValueError:
        found = URL()
    if found.scheme not in {"http", "https"} or not found.host:
        raise InvalidInput("{url!r} is no http or https address", url=url[:100])


def check_taking(name: str, source: str) -> None:
    """Raises InvalidInput for a name or a source that cannot be."""
    if not _NAME.fullmatch(name) or name in _GIVEN:
        raise InvalidInput("{name!r} cannot name what is taken", name=name[:60])
    if source.startswith("$"):
        steps_of_path(source)
    elif not source.startswith(("cookie:", "header:")) and pattern(source).groups < 1:
        raise InvalidInput(
            "{source!r} needs a group in parentheses: what is taken", source=source[:80]
        )


def check_steps(steps: Sequence[Step], headers: Mapping[str, str]) -> None:
    """Raises InvalidInput for too many steps, and for a name in braces that no step took before."""
    if len(steps) > MAX_STEPS:
        raise InvalidInput("a log-in has at most {most} steps", most=MAX_STEPS)
    known = set(_GIVEN)
    for step in steps:
        _check_places(step.places, known, step.at)
        known |= set(step.take)
    if steps:
        places = frozenset(name for text in headers.values() for name in _PLACE.findall(text))
        _check_places(places, known, "")


def _check_places(places: frozenset[str], known: set[str], at: str) -> None:
    for name in sorted(places - known):
        raise InvalidInput(
            "nothing is called {name!r} here; known are {known}",
            at=at or None,
            name=name,
            known=", ".join(sorted(known)),
        )


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put values in place of ``{name}``; what a value holds is not looked at again."""
    return _PLACE.sub(lambda match: values.get(match[1], match[0]), text)


def header_values(headers: Mapping[str, str], values: Mapping[str, str]) -> Mapping[str, str]:
    """Return headers with values filled in.  Raises ProbeFailed for one that would begin another."""
    made = {name: filled(text, values) for name, text in headers.items()}
    for name, text in made.items():
        if any(letter in text for letter in "\r\n\0"):
            raise ProbeFailed("what would stand in the header {name} has a line break", name=name)
    return made


def body_of(step: Step, values: Mapping[str, str]) -> tuple[bytes, str]:
    """Return what a step sends, and its Content-Type; both empty for a step that only asks."""
    if step.form:
        form = {name: filled(text, values) for name, text in step.form.items()}
        return urlencode(form).encode(), "application/x-www-form-urlencoded"
    if step.json is not None:
        return orjson.dumps(_filled_json(_plain(step.json), values)), "application/json"
    return b"", ""


def method_of(step: Step) -> str:
    return step.method or ("POST" if step.form or step.json is not None else "GET")


def taken(step: Step, reply: HttpReply) -> Mapping[str, str]:
    """Return what a step reads of its answer.  Raises ProbeFailed for what is not there."""
    return {name: _taken(name, source, reply) for name, source in step.take.items()}


def _taken(name: str, source: str, reply: HttpReply) -> str:
    found = _found(source, reply)
    if found is None:
        raise ProbeFailed("{name} is not in the answer", name=name)
    if len(found) > MAX_TAKEN_CHARACTERS:
        raise ProbeFailed(
            "{name} has more than {most} characters", name=name, most=MAX_TAKEN_CHARACTERS
        )
    return found


def _found(source: str, reply: HttpReply) -> str | None:
    kind, _, name = source.partition(":")
    if kind == "cookie":
        return reply.cookies[name].value if name in reply.cookies else None
    if kind == "header":
        return next(
            (value for key, value in reply.headers.items() if key.lower() == name.lower()), None
        )
    if source.startswith("$"):
        return _found_json(source, reply.body)
    match = pattern(source).search(reply.body.decode("utf-8", "replace"))
    return html.unescape(match.group(1) or "") if match is not None else None


def _found_json(path: str, body: bytes) -> str | None:
    try:
        exists, found = value_at(orjson.loads(body), steps_of_path(path))
    except orjson.JSONDecodeError:
        return None
    return str(found) if exists and isinstance(found, (str, int)) else None


def _plain(node: Node | None) -> object:
    return None if node is None else node.plain()


def _texts(value: object, depth: int = 0) -> list[str]:
    if depth > MAX_JSON_DEPTH:
        raise InvalidInput("json is nested deeper than {most}", most=MAX_JSON_DEPTH)
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item, depth + 1)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item, depth + 1)]
    return [value] if isinstance(value, str) else []


def _filled_json(value: object, values: Mapping[str, str]) -> object:
    if isinstance(value, dict):
        return {name: _filled_json(item, values) for name, item in value.items()}
    if isinstance(value, list):
        return [_filled_json(item, values) for item in value]
    return filled(value, values) if isinstance(value, str) else value
