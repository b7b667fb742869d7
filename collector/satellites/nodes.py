"""Settings of probes as JSON and back, with the text of each scalar, so that both bind alike."""

from __future__ import annotations

from collections.abc import Mapping

from watchkeeper.config.nodes import MAX_DEPTH, Node
from watchkeeper.core.errors import InvalidInput

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def json_of_node(node: Node) -> Json:
    """Return a node without its places: ``{"m": ...}``, ``{"s": ...}``, a text, or value and text."""
    match node.value:
        case dict():
            return {"m": {key: json_of_node(item) for key, item in node.value.items()}}
        case tuple():
            return {"s": [json_of_node(item) for item in node.value]}
        case str() if node.text == node.value:
            return node.value
        case _:
            return {"v": node.value, "t": node.text}


def node_of_json(value: Json, at: str, depth: int = 0) -> Node:
    """Return the node again, as if it stood at that place.  Raises InvalidInput."""
    if depth > MAX_DEPTH:
        raise _broken(at)
    match value:
        case str():
            return Node(value, at, text=value, key_at=at)
        case {"m": dict(items)}:
            below = {key: node_of_json(one, at, depth + 1) for key, one in items.items()}
            return Node(below, at, key_at=at)
        case {"s": list(items)}:
            return Node(tuple(node_of_json(one, at, depth + 1) for one in items), at, key_at=at)
        case {"v": None | bool() | int() | float() | str() as scalar, "t": str(written)}:
            return Node(scalar, at, text=written, key_at=at)
        case _:
            raise _broken(at)


def words_under(node: Node, names: Mapping[str, object] | frozenset[str]) -> tuple[str, ...]:
    """Return the texts that stand under keys of these names, at any depth."""
    found: list[str] = []
    match node.value:
        case dict():
            for key, item in node.value.items():
                if key in names and isinstance(item.value, str):
                    found.append(item.text)
                else:
                    found += words_under(item, names)
        case tuple():
            for item in node.value:
                found += words_under(item, names)
        case _:
            pass
    return tuple(found)


def _broken(at: str) -> InvalidInput:
    return InvalidInput("the settings of a probe cannot be read", at=at)
