"""Cut a template into plain text and actions, and an action into tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from rules.templates.errors import TemplateError

MAX_CHARACTERS = 64 * 1024


class Kind(Enum):
    WORD = "word"
    VARIABLE = "variable"
    FIELD = "field"
    DOT = "dot"
    STRING = "string"
    RAW = "raw"
    CHARACTER = "character"
    NUMBER = "number"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    is_attached: bool  # no space before it: ``$x.y`` and ``(…).y``


@dataclass(frozen=True, slots=True)
class Action:
    """What stands between ``{{`` and ``}}``."""

    tokens: tuple[Token, ...]


_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\\n]|\\.)*")
      | (?P<raw>`[^`]*`)
      | (?P<character>'(?:[^'\\\n]|\\.[0-9a-fA-F]*)')
      | (?P<number>[-+]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?!\w))
      | (?P<variable>\$\w*)
      | (?P<field>\.[^\W\d]\w*)
      | (?P<dot>\.)
      | (?P<word>[^\W\d]\w*)
      | (?P<sign>:=|[=|(),])
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
_COMMENT = re.compile(r"\{\{(-\s+)?/\*.*?\*/(\s+-)?\}\}", re.DOTALL)


def pieces_of(template: str) -> Iterator[str | Action]:
    """Yield plain text and actions in order; white space is trimmed at ``{{-`` and ``-}}``."""
    if len(template) > MAX_CHARACTERS:
        raise TemplateError("the template is longer than {limit} characters", limit=MAX_CHARACTERS)
    position, trims_next = 0, False
    while (start := template.find("{{", position)) >= 0:
        plain = template[position:start]
        plain = plain.lstrip() if trims_next else plain
        action, position, trims_before, trims_next = _action(template, start)
        plain = plain.rstrip() if trims_before else plain
        if plain:
            yield plain
        if action is not None:
            yield action
    rest = template[position:]
    if rest := rest.lstrip() if trims_next else rest:
        yield rest


def _action(template: str, start: int) -> tuple[Action | None, int, bool, bool]:
    """Return the action at *start* (None: a comment), its end, and which sides it trims."""
    if comment := _COMMENT.match(template, start):
        return None, comment.end(), comment[1] is not None, comment[2] is not None
    position = start + 2
    trims_before = (
        template.startswith("-", position) and template[position + 1 : position + 2].isspace()
    )
    position += 2 if trims_before else 0
    tokens: list[Token] = []
    while True:
        space = _SPACE.match(template, position)
        after = space.end() if space else position
        is_attached = after == position
        if template.startswith("}}", after):
            return Action(tuple(tokens)), after + 2, trims_before, False
        if not is_attached and template.startswith("-}}", after):
            return Action(tuple(tokens)), after + 3, trims_before, True
        found = _TOKEN.match(template, after)
        if found is None or found.lastgroup is None:
            raise TemplateError(
                "unexpected {found!r} in the action {action!r}",
                found=template[after : after + 1] or "end of the text",
                action=template[start : start + 40],
            )
        tokens.append(Token(Kind(found.lastgroup), found[0], is_attached))
        position = found.end()
