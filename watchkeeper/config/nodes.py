"""YAML with positions: a file becomes nodes that know their line, with safe scalars only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from watchkeeper.core.errors import ConfigError

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 500_000

Scalar = str | int | float | bool | None
_YAML_TAG = "tag:yaml.org,2002:"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it stands: ``at`` is ``file:line``.

    ``value`` is a scalar, a tuple of nodes (sequence), or a dict of nodes (mapping); ``text`` is
    the scalar as it was written, so that ``1e3`` or ``08:00`` can be read as a string.
    """

    value: Scalar | tuple[Node, ...] | dict[str, Node]
    at: str
    text: str = ""
    key_at: str = ""

    def plain(self) -> object:
        """Return the value without positions."""
        match self.value:
            case tuple():
                return [item.plain() for item in self.value]
            case dict():
                return {key: item.plain() for key, item in self.value.items()}
            case _:
                return self.value


def read_yaml(path: Path, *, name: str = "") -> Node:
    """Read one YAML document; *name* stands for the file in errors.  Raises ConfigError."""
    return parse_yaml(bytes_of(path), name=name or str(path))


def short_name(path: Path) -> str:
    """Return what pages and errors call a file of a folder: ``targets/shop.yml``."""
    return f"{path.parent.name}/{path.name}"


def bytes_of(path: Path) -> bytes:
    """Return what a file holds.  Raises ConfigError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(
            "cannot be read: {reason}", at=str(path), reason=error.strerror
        ) from error


def parse_yaml(data: bytes | str, *, name: str, foreign_tags: bool = False) -> Node:
    """Parse one YAML document; *name* stands for the file in errors.

    With *foreign_tags* a value that another program marked as its own (``!vault``) is its text.
    """
    if len(data) > MAX_BYTES:
        raise ConfigError("is larger than {limit} bytes", at=name, limit=MAX_BYTES)
    try:
        _check_depth(data, name)
        root = yaml.compose(data, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f"{name}:{mark.line + 1}" if mark else name
        raise ConfigError("is not YAML: {problem}", at=at, problem=error.problem) from error
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise ConfigError("is not YAML: {problem}", at=name, problem=error) from error
    if root is None:
        return Node({}, f"{name}:1")
    return _Converter(name, foreign_tags=foreign_tags).convert(root, depth=0)


def _check_depth(data: bytes | str, name: str) -> None:
    """Refuse what is nested deeply before it is composed: 30,000 brackets overrun libyaml's stack.

    It costs a twelfth of what reading the document does.
    """
    depth = 0
    for event in yaml.parse(data, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH + 1:
            mark = event.start_mark
            raise _too_deep(f"{name}:{mark.line + 1}" if mark else name)


def _too_deep(at: str) -> ConfigError:
    return ConfigError("is nested too deeply or has too many values", at=at)


class _Converter:
    def __init__(self, name: str, *, foreign_tags: bool) -> None:
        self._name = name
        self._foreign_tags = foreign_tags
        self._constructor = _LOADER("")
        self._count = 0

    def convert(self, node: yaml.Node, *, depth: int, key_at: str = "") -> Node:
        at = f"{self._name}:{node.start_mark.line + 1}"
        self._count += 1
        if depth > MAX_DEPTH or self._count > MAX_NODES:
            raise _too_deep(at)
        if isinstance(node, yaml.MappingNode):
            return Node(self._mapping(node, depth), at, key_at=key_at or at)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.convert(item, depth=depth + 1) for item in node.value)
            return Node(items, at, key_at=key_at or at)
        assert isinstance(node, yaml.ScalarNode)
        return Node(self._scalar(node, at), at, text=node.value, key_at=key_at or at)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Node]:
        items: dict[str, Node] = {}
        for key_node, value_node in node.value:
            at = f"{self._name}:{key_node.start_mark.line + 1}"
            if not isinstance(key_node, yaml.ScalarNode):
                raise ConfigError("a key must be a word", at=at)
            key = key_node.value
            if key in items:
                raise ConfigError("the key {key!r} stands here twice", at=at, key=key)
            items[key] = self.convert(value_node, depth=depth + 1, key_at=at)
        return items

    def _scalar(self, node: yaml.ScalarNode, at: str) -> Scalar:
        if self._foreign_tags and not node.tag.startswith(_YAML_TAG):
            return str(node.value)
        try:
            value = self._constructor.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            raise ConfigError("{text!r} cannot be read", at=at, text=node.value[:40]) from error
        return value if isinstance(value, (str, int, float, bool)) or value is None else node.value
