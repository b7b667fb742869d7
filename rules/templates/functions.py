"""The functions of templates: Go's own and Prometheus's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import quote_plus, urlsplit

import re2

from rules.templates import humanize as numbers
from rules.templates.errors import TemplateError
from rules.templates.values import (
    TemplateSample,
    Value,
    is_true,
    printf,
    type_name,
    value_text,
)
from watchkeeper.core.durations import duration_from_text

MAX_MATCHED_CHARACTERS = 4096
MAX_PATTERN_CHARACTERS = 2000
MAX_MADE_CHARACTERS = 16 * 1024  # by one replacement of all matches, beside what did not match


class Surroundings(Protocol):
    """What functions may ask for beyond their arguments."""

    @property
    def external_url(self) -> str: ...

    def query(self, expression: str) -> Sequence[TemplateSample]: ...


@dataclass(frozen=True, slots=True)
class FunctionSpec:
    apply: Callable[[Surroundings, tuple[Value, ...]], Value]
    least: int
    most: int | None


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise TemplateError("expected string; found {kind}", kind=type_name(value))
    return value


def _sample(value: Value) -> TemplateSample:
    if not isinstance(value, TemplateSample):
        raise TemplateError("expected a sample; found {kind}", kind=type_name(value))
    return value


def _list(value: Value) -> Sequence[Value]:
    if isinstance(value, (str, Mapping)) or not isinstance(value, Sequence):
        raise TemplateError("expected a list; found {kind}", kind=type_name(value))
    return value


def _query(around: Surroundings, arguments: tuple[Value, ...]) -> Value:
    return tuple(around.query(_text(arguments[0])))


def _first(items: Value) -> Value:
    found = _list(items)
    if not found:
        raise TemplateError("first() called on vector with no elements")
    return found[0]


def _label(name: Value, sample: Value) -> Value:
    return _sample(sample).labels.get(_text(name), "")


def _sort_by_label(name: Value, items: Value) -> Value:
    samples = [_sample(item) for item in _list(items)]
    return tuple(sorted(samples, key=lambda sample: sample.labels.get(_text(name), "")))


@lru_cache(maxsize=512)
def _pattern(pattern: str) -> Any:
    """Return an RE2 pattern: linear in the text, as Go's own."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern[:MAX_PATTERN_CHARACTERS], options)
    except (re2.error, UnicodeEncodeError) as error:
        raise TemplateError("{pattern!r} is no regular expression", pattern=pattern[:80]) from error


def _bounded(text: Value) -> str:
    shown = _text(text)
    if len(shown) > MAX_MATCHED_CHARACTERS:
        raise TemplateError(
            "the text to match is longer than {limit}", limit=MAX_MATCHED_CHARACTERS
        )
    return shown.encode("utf-8", "replace").decode("utf-8")


def _match(pattern: Value, text: Value) -> Value:
    return _pattern(_text(pattern)).search(_bounded(text)) is not None


_REFERENCE = re.compile(r"\$(?:(\$)|(\w+)|\{(\w+)\})")


def _replace_all(pattern: Value, replacement: Value, text: Value) -> Value:
    expression, wanted = _pattern(_text(pattern)), _text(replacement)

    left = MAX_MADE_CHARACTERS

    def replaced(found: Any) -> str:
        nonlocal left
        pieces = []
        for piece in _pieces(found, wanted):
            left -= len(piece)
            if left < 0:
                raise TemplateError("the text is longer than {limit}", limit=MAX_MADE_CHARACTERS)
            pieces.append(piece)
        return "".join(pieces)

    result: str = expression.sub(replaced, _bounded(text))
    return result


def _pieces(found: Any, wanted: str) -> Iterator[str]:
    """Give what a match is replaced by, piece by piece: many matches make a long text of it."""
    position = 0
    for reference in _REFERENCE.finditer(wanted):
        yield wanted[position : reference.start()]
        position = reference.end()
        yield _group(found, reference)
    yield wanted[position:]


def _group(found: Any, reference: re.Match[str]) -> str:
    """Return what ``$1``, ``${name}`` or ``$$`` stands for; an unknown group is empty, as in Go."""
    if reference[1]:
        return "$"
    name = reference[2] or reference[3]
    groups = found.groupdict()
    if name.isdecimal():
        number = int(name) if len(name) < 4 else 1000
        return (found.group(number) or "") if number <= found.re.groups else ""
    return groups.get(name) or ""


def _title(text: Value) -> Value:
    return re.sub(r"(?<![\w'’])\w", lambda first: first[0].upper(), _text(text))


def _strip_port(text: Value) -> Value:
    address = _text(text)
    host, colon, port = address.rpartition(":")
    if not colon or (":" in host and not host.startswith("[")) or not port.isdecimal():
        return address
    return host.strip("[]")


def _strip_domain(text: Value) -> Value:
    address = _text(text)
    host, colon, port = address.partition(":")
    if re.fullmatch(r"[\d.]+", host) or address.count(":") > 1:
        return address
    return host.partition(".")[0] + colon + port


def _compare(left: Value, right: Value) -> int:
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    first, second = _comparable(left, right), _comparable(right, left)
    return (first > second) - (first < second)


def _comparable(value: Value, other: Value) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TemplateError(
            "incompatible types for comparison: {left} and {right}",
            left=type_name(value),
            right=type_name(other),
        )
    return value


def _equal(left: Value, *others: Value) -> Value:
    return any(_are_equal(left, other) for other in others)


def _are_equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool) or left is None or right is None:
        return left is right
    if type_name(left) != type_name(right):
        return _comparable(left, right) == _comparable(right, left)
    return left == right


def _less(left: Value, right: Value) -> bool:
    if _is_nan(left) or _is_nan(right):
        return False
    return _compare(left, right) < 0


def _is_nan(value: Value) -> bool:
    return isinstance(value, float) and value != value  # noqa: PLR0124 the test for NaN


def _and(*values: Value) -> Value:
    return next((value for value in values if not is_true(value)), values[-1])


def _or(*values: Value) -> Value:
    return next((value for value in values if is_true(value)), values[-1])


def _length(value: Value) -> Value:
    if isinstance(value, str):
        return len(value.encode("utf-8", "surrogatepass"))
    return len(value) if isinstance(value, Mapping) else len(_list(value))


def _index(value: Value, *keys: Value) -> Value:
    for key in keys:
        value = value.get(_text(key), "") if isinstance(value, Mapping) else _item(value, key)
    return value


def _item(value: Value, key: Value) -> Value:
    items = _list(value)
    if isinstance(key, bool) or not isinstance(key, int) or not 0 <= key < len(items):
        raise TemplateError("index out of range: {key}", key=value_text(key))
    return items[key]


def _print(*values: Value) -> Value:
    parts: list[str] = []
    for position, value in enumerate(values):
        neighbours = values[position - 1 : position + 1]
        if position and not any(isinstance(item, str) for item in neighbours):
            parts.append(" ")
        parts.append(value_text(value))
    return "".join(parts)


def _println(*values: Value) -> Value:
    return " ".join(value_text(value) for value in values) + "\n"


def _arguments(*values: Value) -> Value:
    return {f"arg{position}": value for position, value in enumerate(values)}


def _path_prefix(around: Surroundings, _arguments: tuple[Value, ...]) -> Value:
    return urlsplit(around.external_url).path


def _graph_link(expression: Value) -> Value:
    return f"/graph?g0.expr={quote_plus(_text(expression))}&g0.tab=0"


def _table_link(expression: Value) -> Value:
    return f"/graph?g0.expr={quote_plus(_text(expression))}&g0.tab=1"


def _plain(apply: Callable[..., Value], least: int, most: int | None = -1) -> FunctionSpec:
    return FunctionSpec(
        lambda _around, arguments: apply(*arguments), least, least if most == -1 else most
    )


FUNCTIONS: Mapping[str, FunctionSpec] = MappingProxyType(
    {
        "and": _plain(_and, 1, None),
        "or": _plain(_or, 1, None),
        "not": _plain(lambda value: not is_true(value), 1),
        "eq": _plain(_equal, 2, None),
        "ne": _plain(lambda left, right: not _are_equal(left, right), 2),
        "lt": _plain(_less, 2),
        "le": _plain(lambda left, right: _less(left, right) or _are_equal(left, right), 2),
        "gt": _plain(lambda left, right: _less(right, left), 2),
        "ge": _plain(lambda left, right: _less(right, left) or _are_equal(left, right), 2),
        "len": _plain(_length, 1),
        "index": _plain(_index, 1, None),
        "print": _plain(_print, 0, None),
        "println": _plain(_println, 0, None),
        "printf": _plain(lambda form, *rest: printf(_text(form), rest), 1, None),
        "urlquery": _plain(lambda text: quote_plus(value_text(text)), 1),
        "query": FunctionSpec(_query, 1, 1),
        "first": _plain(_first, 1),
        "value": _plain(lambda sample: _sample(sample).value, 1),
        "strvalue": _plain(lambda sample: _sample(sample).labels.get("__value__", ""), 1),
        "label": _plain(_label, 2),
        "sortByLabel": _plain(_sort_by_label, 2),
        "args": _plain(_arguments, 0, None),
        "match": _plain(_match, 2),
        "reReplaceAll": _plain(_replace_all, 3),
        "title": _plain(_title, 1),
        "toUpper": _plain(lambda text: _text(text).upper(), 1),
        "toLower": _plain(lambda text: _text(text).lower(), 1),
        "stripPort": _plain(_strip_port, 1),
        "stripDomain": _plain(_strip_domain, 1),
        "safeHtml": _plain(_text, 1),
        "humanize": _plain(numbers.humanize, 1),
        "humanize1024": _plain(numbers.humanize_1024, 1),
        "humanizeDuration": _plain(numbers.humanize_duration, 1),
        "humanizePercentage": _plain(numbers.humanize_percentage, 1),
        "humanizeTimestamp": _plain(numbers.humanize_timestamp, 1),
        "parseDuration": _plain(lambda text: duration_from_text(_text(text)) / 1000, 1),
        "graphLink": _plain(_graph_link, 1),
        "tableLink": _plain(_table_link, 1),
        "externalURL": FunctionSpec(lambda around, _none: around.external_url, 0, 0),
        "pathPrefix": FunctionSpec(_path_prefix, 0, 0),
    }
)
