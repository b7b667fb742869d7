"""Conditions on labels as Alertmanager writes them: ``{job="node", "机房"!~"bj.*"}``.

Values and names may be bare or in double quotes with Go's escapes; a name may be any text.  What
only the older syntax of Alertmanager understands (a bare value with spaces, ``job=~web|db``, an
unknown escape) is read as that syntax has it.  Patterns are RE2's and fit the whole value; a
label that is missing has the empty value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from ticketing.mutes.reading import Word, WordKind, pieces_of, unescaped_leniently, words_of
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.storage.series.patterns import pattern_of

MAX_MATCHERS = 64
MAX_NAME = 256
MAX_VALUE = 2_000
MAX_TEXT = 16_000


class Operator(Enum):
    """How a matcher compares."""

    EQUAL = "="
    NOT_EQUAL = "!="
    FITS = "=~"
    FITS_NOT = "!~"

    @property
    def is_pattern(self) -> bool:
        return self in {Operator.FITS, Operator.FITS_NOT}

    @property
    def is_positive(self) -> bool:
        return self in {Operator.EQUAL, Operator.FITS}


@dataclass(frozen=True, slots=True)
class Matcher:
    """One condition; made by ``matcher`` or by reading, which check it."""

    name: str
    operator: Operator
    value: str

    def matches(self, labels: Mapping[str, str]) -> bool:
        return self.matches_value(labels.get(self.name, ""))

    def matches_value(self, found: str) -> bool:
        if self.operator.is_pattern:
            return pattern_of(self.value).matches(found) is self.operator.is_positive
        return (found == self.value) is self.operator.is_positive

    def __str__(self) -> str:
        name = self.name if _is_plain(self.name) else _quoted(self.name)
        return f"{name}{self.operator.value}{_quoted(self.value)}"


Matchers = tuple[Matcher, ...]
"""All of them must fit."""


def matcher(name: str, operator: Operator, value: str) -> Matcher:
    """Return a checked matcher.  Raises InvalidInput."""
    if not name or not _is_utf8(name):
        raise InvalidInput("a matcher names a label")
    if not _is_utf8(value):
        raise InvalidInput("the value for {name} is no valid text", name=name[:80])
    if len(name) > MAX_NAME or len(value) > MAX_VALUE:
        raise TooLarge(
            "a matcher has a name of at most {name} and a value of at most {value} characters",
            name=MAX_NAME,
            value=MAX_VALUE,
        )
    if operator.is_pattern:
        pattern_of(value)
    return Matcher(name, operator, value)


def all_match(matchers: Iterable[Matcher], labels: Mapping[str, str]) -> bool:
    return all(one.matches(labels) for one in matchers)


def fits_nothing_said(matchers: Iterable[Matcher]) -> bool:
    """Tell whether every condition accepts a missing label: such a silence would hold all alerts.

    As in Alertmanager a negative condition is not counted as such a one.
    """
    return all(one.operator.is_positive and one.matches_value("") for one in matchers)


def text_of(matchers: Iterable[Matcher]) -> str:
    """Write them so that ``read_matchers`` reads the same."""
    return "{" + ", ".join(str(one) for one in matchers) + "}"


def read_matcher(text: str) -> Matcher:
    """Read one condition without braces.  Raises InvalidInput."""
    if text.startswith("{") or text.endswith("}"):
        raise InvalidInput("one matcher stands without braces: {text!r}", text=text[:80])
    found = read_matchers(text)
    if len(found) != 1:
        raise InvalidInput("{text!r} is not one matcher", text=text[:80])
    return found[0]


def read_matchers(text: str) -> Matchers:
    """Read conditions separated by commas, in braces or not.  Raises InvalidInput.

    Where the older syntax reads the text, it counts: so does Alertmanager where the two differ.
    """
    if len(text) > MAX_TEXT:
        raise TooLarge("matchers have at most {most} characters", most=MAX_TEXT)
    try:
        return _lenient(text)
    except InvalidInput:
        return _strict(text)


def _strict(text: str) -> Matchers:
    words = list(words_of(text))
    if words and words[0].kind is WordKind.OPENING:
        if len(words) < 2 or words[-1].kind is not WordKind.CLOSING:
            raise InvalidInput("{text!r} lacks its closing brace", text=text[:80])
        words = words[1:-1]
    found: list[Matcher] = []
    while words:
        found.append(_one(words[:3], text))
        rest = words[3:]
        if rest and rest[0].kind is not WordKind.COMMA:
            raise InvalidInput("a comma is missing before {word!r}", word=rest[0].text[:80])
        words = rest[1:]
    return _counted(found)


def _one(words: list[Word], text: str) -> Matcher:
    kinds = [word.kind for word in words]
    if (
        len(words) < 3
        or not kinds[0].is_text
        or kinds[1] is not WordKind.OPERATOR
        or not kinds[2].is_text
    ):
        raise InvalidInput('{text!r} is not like job="node", env!="test"', text=text[:80])
    return matcher(words[0].text, Operator(words[1].text), words[2].text)


def _lenient(text: str) -> Matchers:
    found = [
        matcher(name, Operator(operator), unescaped_leniently(value))
        for name, operator, value in pieces_of(text)
    ]
    return _counted(found)


def _counted(found: list[Matcher]) -> Matchers:
    if len(found) > MAX_MATCHERS:
        raise TooLarge("at most {most} matchers at once", most=MAX_MATCHERS)
    return tuple(found)


def _is_plain(name: str) -> bool:
    return name.isascii() and name.replace("_", "a").isalnum() and not name[0].isdigit()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
