"""The tree of a template."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Dot:
    """``.``: what ``with`` or ``range`` is at, at first the facts of the alert."""


@dataclass(frozen=True, slots=True)
class Variable:
    name: str  # with its dollar


@dataclass(frozen=True, slots=True)
class Field:
    base: Operand
    name: str


@dataclass(frozen=True, slots=True)
class Function:
    name: str


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Commands whose result is the last argument of the next; it may name variables."""

    commands: tuple[tuple[Operand, ...], ...]
    variables: tuple[str, ...] = ()
    binding: Binding | None = None


class Binding(Enum):
    DECLARE = ":="
    ASSIGN = "="


Operand = Literal | Dot | Variable | Field | Function | Pipeline


@dataclass(frozen=True, slots=True)
class Plain:
    text: str


@dataclass(frozen=True, slots=True)
class Show:
    pipeline: Pipeline


class BlockKind(Enum):
    IF = "if"
    WITH = "with"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    pipeline: Pipeline
    body: Nodes
    otherwise: Nodes


Node = Plain | Show | Block
Nodes = tuple[Node, ...]
