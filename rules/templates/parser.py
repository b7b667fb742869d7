"""Parse a template into its tree, once; grammar as in Go's text/template."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.templates.errors import TemplateError
from rules.templates.functions import FUNCTIONS
from rules.templates.lexer import Action, Kind, Token, pieces_of
from rules.templates.nodes import (
    Binding,
    Block,
    BlockKind,
    Dot,
    Field,
    Function,
    Literal,
    Node,
    Nodes,
    Operand,
    Pipeline,
    Plain,
    Show,
    Variable,
)

MAX_DEPTH = 30
_ENDS = ("end", "else")
_NOT_BUILT = frozenset({"define", "template", "block", "break", "continue"})
_CONSTANTS = {"true": True, "false": False, "nil": None}
_PREDEFINED = frozenset({"$", "$labels", "$externalLabels", "$externalURL", "$value"})
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|.)", re.DOTALL)
_SIMPLE_ESCAPES = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v",
    "\\": "\\", '"': '"', "'": "'",
}  # fmt: skip


@lru_cache(maxsize=4096)
def parse_template(template: str) -> Nodes:
    """Return the tree of a template.  Raises TemplateError."""
    parser = _Parser(list(pieces_of(template)))
    nodes, end = parser.nodes(depth=0)
    if end is not None:
        raise TemplateError("there is an {word!r} too many", word=end.tokens[0].text)
    return nodes


class _Parser:
    def __init__(self, pieces: list[str | Action]) -> None:
        self._pieces = pieces
        self._next = 0
        self._variables = set(_PREDEFINED)

    def nodes(self, depth: int) -> tuple[Nodes, Action | None]:
        """Return nodes up to ``end``, ``else`` or the end of the text, and that action."""
        if depth > MAX_DEPTH:
            raise TemplateError("the template is nested too deeply")
        found: list[Node] = []
        while self._next < len(self._pieces):
            piece = self._pieces[self._next]
            self._next += 1
            if isinstance(piece, str):
                found.append(Plain(piece))
                continue
            word = _keyword(piece)
            if word in _ENDS:
                return tuple(found), piece
            found.append(self._node(piece, word, depth))
        return tuple(found), None

    def _node(self, action: Action, word: str, depth: int) -> Node:
        if word in _NOT_BUILT:
            raise TemplateError("{word!r} is not supported in rule templates", word=word)
        if word in {kind.value for kind in BlockKind}:
            return self._block(BlockKind(word), action.tokens[1:], depth)
        return Show(self._pipeline(action.tokens))

    def _block(self, kind: BlockKind, tokens: tuple[Token, ...], depth: int) -> Block:
        outer = set(self._variables)
        pipeline = self._pipeline(tokens, is_range=kind is BlockKind.RANGE)
        body, end = self.nodes(depth + 1)
        otherwise: Nodes = ()
        if end is not None and _keyword(end) == "else":
            otherwise = self._otherwise(end, depth)
        elif end is None:
            raise TemplateError("the {word!r} has no 'end'", word=kind.value)
        self._variables = outer
        return Block(kind, pipeline, body, otherwise)

    def _otherwise(self, action: Action, depth: int) -> Nodes:
        if len(action.tokens) > 1:  # else if …, else with …: one block that shares our end
            word = action.tokens[1].text
            if word not in {BlockKind.IF.value, BlockKind.WITH.value}:
                raise TemplateError("unexpected {found!r} after 'else'", found=word)
            return (self._block(BlockKind(word), action.tokens[2:], depth + 1),)
        nodes, end = self.nodes(depth + 1)
        if end is None or _keyword(end) != "end":
            raise TemplateError("the 'else' has no 'end'")
        return nodes

    def _pipeline(self, tokens: tuple[Token, ...], *, is_range: bool = False) -> Pipeline:
        pipeline = _Tokens(tokens, self._variables).whole_pipeline()
        if len(pipeline.variables) > (2 if is_range else 1):
            raise TemplateError("too many variables are declared at once")
        return pipeline


def _keyword(action: Action) -> str:
    first = action.tokens[0] if action.tokens else None
    return first.text if first is not None and first.kind is Kind.WORD else ""


class _Tokens:
    """Parses the tokens of one action."""

    def __init__(self, tokens: tuple[Token, ...], variables: set[str]) -> None:
        self._tokens = tokens
        self._next = 0
        self._variables = variables

    def whole_pipeline(self) -> Pipeline:
        variables, binding = self._declaration()
        commands = self._commands(depth=0)
        if self._next < len(self._tokens):
            raise self._unexpected()
        if binding is Binding.DECLARE:
            self._variables.update(variables)
        return Pipeline(commands, variables, binding)

    def _declaration(self) -> tuple[tuple[str, ...], Binding | None]:
        """Read ``$x :=``, ``$x =`` or ``$i, $x :=`` where the action begins with one."""
        names: list[str] = []
        for position in range(0, min(4, len(self._tokens)), 2):
            if self._tokens[position].kind is not Kind.VARIABLE:
                return (), None
            names.append(self._tokens[position].text)
            sign = self._text(position + 1)
            if sign in {":=", "="}:
                self._next = position + 2
                return tuple(names), Binding(sign)
            if sign != ",":
                return (), None
        return (), None

    def _commands(self, depth: int) -> tuple[tuple[Operand, ...], ...]:
        if depth > MAX_DEPTH:
            raise TemplateError("the template is nested too deeply")
        commands = [self._command(depth)]
        while self._text(self._next) == "|":
            self._next += 1
            commands.append(self._command(depth))
            if not isinstance(commands[-1][0], Function):
                raise TemplateError("only a function can stand behind '|'")
        return tuple(commands)

    def _command(self, depth: int) -> tuple[Operand, ...]:
        operands: list[Operand] = []
        while self._next < len(self._tokens) and self._text(self._next) not in {"|", ")"}:
            operands.append(self._operand(depth))
        if not operands:
            raise TemplateError("a value or a function is missing")
        if len(operands) > 1 and not isinstance(operands[0], Function):
            raise TemplateError("arguments can only follow a function")
        return tuple(operands)

    def _operand(self, depth: int) -> Operand:
        operand = self._primary(depth)
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            if token.kind is not Kind.FIELD or not token.is_attached:
                break
            if isinstance(operand, Literal | Function):
                raise self._unexpected()
            operand = Field(operand, token.text[1:])
            self._next += 1
        return operand

    def _primary(self, depth: int) -> Operand:
        token = self._tokens[self._next]
        self._next += 1
        match token.kind:
            case Kind.DOT:
                return Dot()
            case Kind.FIELD:
                return Field(Dot(), token.text[1:])
            case Kind.VARIABLE:
                if token.text not in self._variables:
                    raise TemplateError("undefined variable {name!r}", name=token.text)
                return Variable(token.text)
            case Kind.WORD:
                return _word(token.text)
            case Kind.SIGN if token.text == "(":
                inner = Pipeline(self._commands(depth + 1))
                if self._text(self._next) != ")":
                    raise TemplateError("a closing parenthesis is missing")
                self._next += 1
                return inner
            case Kind.SIGN:
                self._next -= 1
                raise self._unexpected()
            case _:
                return Literal(_literal(token))

    def _text(self, position: int) -> str:
        if position >= len(self._tokens) or self._tokens[position].kind is not Kind.SIGN:
            return ""
        return self._tokens[position].text

    def _unexpected(self) -> TemplateError:
        return TemplateError(
            "unexpected {found!r} in an action", found=self._tokens[self._next].text
        )


def _word(word: str) -> Operand:
    if word in _CONSTANTS:
        return Literal(_CONSTANTS[word])
    if word not in FUNCTIONS:
        raise TemplateError("function {name!r} not defined", name=word)
    return Function(word)


def _literal(token: Token) -> str | int | float:
    match token.kind:
        case Kind.RAW:
            return token.text[1:-1]
        case Kind.STRING:
            return unquote(token.text[1:-1])
        case Kind.CHARACTER:
            character = unquote(token.text[1:-1])
            if len(character) != 1:
                raise TemplateError("{text} is no character", text=token.text)
            return ord(character)
        case _:
            return _number(token.text)


def _number(text: str) -> int | float:
    try:
        if "x" in text.lower():
            return int(text, 16)
        return float(text) if set(text) & set(".eE") else int(text, 10)
    except ValueError as error:
        raise TemplateError("{text!r} is no number", text=text) from error


def unquote(text: str) -> str:
    """Resolve the escapes of a Go string; an unknown one is an error."""
    return _ESCAPE.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    escape = match[1]
    if escape in _SIMPLE_ESCAPES:
        return _SIMPLE_ESCAPES[escape]
    if len(escape) == 1:
        raise TemplateError("unknown escape '\\{escape}' in a string", escape=escape)
    code = int(escape, 8) if escape.isdigit() else int(escape[1:], 16)
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        raise TemplateError("'\\{escape}' is no character", escape=escape)
    return chr(code)
