"""Mapping files: how a foreign JSON payload becomes alerts (docs/en/webhooks.md has the format).

One file, one kind of sender.  ``$.x`` is looked up in one alert, ``$$.x`` in the whole payload; a
text may hold them in braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from collector.probes.json_path import Step, steps_of_path
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node, read_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import DAY, MINUTE, Duration
from watchkeeper.core.levels import Level, level_from_text

SHIPPED = Path(__file__).parent / "shipped"
ALL = "*"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_LABEL = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_MOST_PARTS = 32
_MOST_VALUES = 200
_SELECTOR = re.compile(r"\{(\$[^{}]*)\}")
_SHORTEST, _LONGEST = MINUTE, 366 * DAY


@dataclass(frozen=True, slots=True)
class Selector:
    """A place in one alert, or in the whole payload."""

    steps: tuple[Step, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Template:
    """Constant texts and selectors in turn; one selector alone keeps what it finds as it is."""

    parts: tuple[str | Selector, ...]

    @property
    def alone(self) -> Selector | None:
        first = self.parts[0] if len(self.parts) == 1 else None
        return first if isinstance(first, Selector) else None


Choice = tuple[Template, ...]
"""The first of these that gives anything."""


@dataclass(frozen=True, slots=True)
class Condition:
    """True where ``value`` is one of ``texts``."""

    value: Choice
    texts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Levels:
    """By which text a level; ``otherwise`` for texts that are not there."""

    value: Choice
    by_text: Mapping[str, Level]
    otherwise: Level | None


@dataclass(frozen=True, slots=True)
class WebhookMapping:
    """A mapping file, checked.  ``spread``: from where all pairs are taken, by ``"*"``."""

    name: str
    about: str
    alerts: Selector | None
    ignore: tuple[Condition, ...]
    resolved: Condition | None
    key: Choice
    labels: Mapping[str, Choice]
    spread_labels: Choice
    annotations: Mapping[str, Choice]
    spread_annotations: Choice
    level: Levels | None
    target: Choice
    customer: Choice
    starts_at: Choice
    ends_at: Choice
    link: Choice
    repeats: Duration | None
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Condition:
    value: Node
    is_: tuple[str, ...] = field(metadata={"key": "is"})


@dataclass(frozen=True, slots=True)
class _Levels:
    value: Node
    map: Mapping[str, Level] = field(default_factory=dict)
    otherwise: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Written:
    webhook: Node
    labels: Mapping[str, Node]
    about: str = ""
    alerts: Node | None = None
    ignore: tuple[_Condition, ...] = ()
    resolved: _Condition | None = None
    key: Node | None = None
    annotations: Mapping[str, Node] = field(default_factory=dict)
    level: _Levels | None = None
    target: Node | None = None
    customer: Node | None = None
    starts_at: Node | None = None
    ends_at: Node | None = None
    link: Node | None = None
    repeats: Duration | None = None
    at: str = ""


class WebhookMappings:
    """All mappings by name; an own one takes the place of a shipped one of its name."""

    def __init__(self, own: Iterable[WebhookMapping] = ()) -> None:
        self._by_name = {one.name: one for one in (*shipped_mappings(), *own)}

    def find(self, name: str) -> WebhookMapping | None:
        return self._by_name.get(name)

    @property
    def all(self) -> tuple[WebhookMapping, ...]:
        return tuple(self._by_name[name] for name in sorted(self._by_name))


@cache
def shipped_mappings() -> tuple[WebhookMapping, ...]:
    return tuple(read_mapping(path, name=path.name) for path in sorted(SHIPPED.glob("*.yml")))


def own_mapping_files(folder: Path) -> list[Path]:
    return sorted((folder / "webhooks").glob("*.yml"))


def read_mapping(path: Path, *, name: str = "") -> WebhookMapping:
    """Read a mapping file.  Raises ConfigError with its line and the remedy."""
    return mapping_of(read_yaml(path, name=name))


def mapping_of(node: Node) -> WebhookMapping:
    written = bind(node, _Written)
    labels, annotations = dict(written.labels), dict(written.annotations)
    spread_labels = _choice(labels.pop(ALL, None))
    if not labels and not spread_labels:
        raise ConfigError("labels: name at least one, or '*' for all of an object", at=written.at)
    if written.repeats is not None and not _SHORTEST <= written.repeats <= _LONGEST:
        raise ConfigError("repeats must be 1m to 366d", at=written.at)
    return WebhookMapping(
        name=_name(written.webhook),
        about=written.about,
        alerts=_list_selector(written.alerts),
        ignore=tuple(_condition(one) for one in written.ignore),
        resolved=_condition(written.resolved) if written.resolved else None,
        key=_choice(written.key),
        labels=MappingProxyType({_label(name, one): _choice(one) for name, one in labels.items()}),
        spread_labels=spread_labels,
        spread_annotations=_choice(annotations.pop(ALL, None)),
        annotations=MappingProxyType(
            {_label(name, one): _choice(one) for name, one in annotations.items()}
        ),
        level=_levels(written.level) if written.level else None,
        target=_choice(written.target),
        customer=_choice(written.customer),
        starts_at=_choice(written.starts_at),
        ends_at=_choice(written.ends_at),
        link=_choice(written.link),
        repeats=written.repeats,
        at=written.at,
    )


def _name(node: Node) -> str:
    if not _NAME.fullmatch(node.text):
        raise ConfigError(
            "the name of a webhook stands in its address: small letters, digits, '-' and '_'",
            at=node.at,
        )
    return node.text


def _label(name: str, node: Node) -> str:
    if not _LABEL.fullmatch(name):
        raise ConfigError(
            "{name!r} is no name of a label: letters, digits and '_'",
            at=node.key_at,
            name=name[:40],
        )
    return name


def _list_selector(node: Node | None) -> Selector | None:
    if node is None:
        return None
    found = _template(node).alone
    if found is None:
        raise ConfigError("alerts: must be one path, for example $.alerts", at=node.at)
    return found


def _condition(written: _Condition) -> Condition:
    return Condition(_choice(written.value), frozenset(written.is_))


def _levels(written: _Levels) -> Levels:
    if len(written.map) > _MOST_VALUES:
        raise ConfigError("level: at most {most} texts", at=written.at, most=_MOST_VALUES)
    try:
        otherwise = level_from_text(written.otherwise) if written.otherwise else None
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=written.at, **error.facts) from error
    by_text = {text.strip().lower(): level for text, level in written.map.items()}
    return Levels(_choice(written.value), MappingProxyType(by_text), otherwise)


def _choice(node: Node | None) -> Choice:
    if node is None or node.value is None:
        return ()
    items: Sequence[Node] = node.value if isinstance(node.value, tuple) else (node,)
    if len(items) > _MOST_PARTS:
        raise ConfigError("at most {most} values to choose from", at=node.at, most=_MOST_PARTS)
    return tuple(_template(item) for item in items)


def _template(node: Node) -> Template:
    if isinstance(node.value, (dict, tuple)):
        raise ConfigError(
            "write a text, a path such as $.labels.host, or a list of them", at=node.at
        )
    text = node.text
    if text.startswith("$") and not _SELECTOR.search(text):
        return Template((_selector(text, node),))
    parts: list[str | Selector] = []
    end = 0
    for match in _SELECTOR.finditer(text):
        parts += [text[end : match.start()], _selector(match[1], node)]
        end = match.end()
    parts.append(text[end:])
    if len(parts) > 2 * _MOST_PARTS:
        raise ConfigError("a text may hold at most {most} paths", at=node.at, most=_MOST_PARTS)
    return Template(tuple(part for part in parts if part != "") or ("",))


def _selector(path: str, node: Node) -> Selector:
    is_whole = path.startswith("$$")
    try:
        return Selector(steps_of_path(path[1:] if is_whole else path), is_whole)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error
