"""Expand a template for one alert; every loop and every text is bounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from rules.model import NO_TEXTS
from rules.templates.errors import TemplateError
from rules.templates.functions import FUNCTIONS
from rules.templates.nodes import (
    Binding,
    Block,
    BlockKind,
    Dot,
    Field,
    Function,
    Literal,
    Nodes,
    Operand,
    Pipeline,
    Plain,
    Show,
    Variable,
)
from rules.templates.parser import parse_template
from rules.templates.values import TemplateSample, Value, is_true, type_name, value_text
from watchkeeper.core.errors import InvalidInput

MAX_OUTPUT_CHARACTERS = 16 * 1024
MAX_STEPS = 10_000

Query = Callable[[str], Sequence[TemplateSample]]


def _no_query(_expression: str) -> Sequence[TemplateSample]:
    raise TemplateError("queries are not possible in this template")


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """What a template may show: the labels and the value of an alert, and where we are."""

    labels: Mapping[str, str]
    value: float
    external_labels: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    external_url: str = ""
    query: Query = _no_query

    def fields(self) -> Mapping[str, Value]:
        return {
            "Labels": self.labels,
            "ExternalLabels": self.external_labels,
            "ExternalURL": self.external_url,
            "Value": self.value,
        }


def expand(template: str, facts: TemplateFacts) -> str:
    """Return the expanded text; an error becomes the text, in Prometheus's words."""
    if "{{" not in template:
        return template[:MAX_OUTPUT_CHARACTERS]
    try:
        return render(parse_template(template), facts)
    except (InvalidInput, RecursionError) as error:
        return f"<error expanding template: {error}>"[:MAX_OUTPUT_CHARACTERS]


def render(nodes: Nodes, facts: TemplateFacts) -> str:
    """Return the expanded text.  Raises TemplateError."""
    renderer = _Renderer(facts)
    renderer.write_all(nodes, _Top(facts.fields()))
    return "".join(renderer.parts)


class _Top(dict[str, Value]):
    """The facts as fields: unlike a map of labels, an unknown name is an error."""


class _Renderer:
    def __init__(self, facts: TemplateFacts) -> None:
        self._facts = facts
        self._steps = 0
        self._length = 0
        self.parts: list[str] = []
        self._variables: list[tuple[str, Value]] = [
            ("$", _Top(facts.fields())),
            ("$labels", facts.labels),
            ("$externalLabels", facts.external_labels),
            ("$externalURL", facts.external_url),
            ("$value", facts.value),
        ]

    def write_all(self, nodes: Nodes, dot: Value) -> None:
        for node in nodes:
            self._count_step()
            match node:
                case Plain(text=text):
                    self._write(text)
                case Show(pipeline=pipeline):
                    value = self._value(pipeline, dot)
                    if pipeline.binding is None:
                        self._write(value_text(value))
                case Block():
                    self._write_block(node, dot)
                case _:
                    assert_never(node)

    def _write_block(self, block: Block, dot: Value) -> None:
        known = len(self._variables)
        value = self._value(block.pipeline, dot, is_range=block.kind is BlockKind.RANGE)
        if not is_true(value):
            self.write_all(block.otherwise, dot)
        elif block.kind is BlockKind.RANGE:
            self._write_range(block, value)
        else:
            self.write_all(block.body, value if block.kind is BlockKind.WITH else dot)
        del self._variables[known:]

    def _write_range(self, block: Block, value: Value) -> None:
        for key, item in _items(value):
            known = len(self._variables)
            names = block.pipeline.variables
            bound = (key, item) if len(names) == 2 else (item,)
            self._variables.extend(zip(names, bound, strict=False))
            self.write_all(block.body, item)
            del self._variables[known:]

    def _value(self, pipeline: Pipeline, dot: Value, *, is_range: bool = False) -> Value:
        value: Value = None
        for position, command in enumerate(pipeline.commands):
            value = self._command(command, dot, (value,) if position else ())
        if pipeline.binding is Binding.ASSIGN and not is_range:
            self._assign(pipeline.variables[0], value)
        elif pipeline.binding is Binding.DECLARE and not is_range:
            self._variables.append((pipeline.variables[0], value))
        return value

    def _assign(self, name: str, value: Value) -> None:
        for position in range(len(self._variables) - 1, -1, -1):
            if self._variables[position][0] == name:
                self._variables[position] = (name, value)
                return
        raise TemplateError("undefined variable {name!r}", name=name)

    def _command(self, command: tuple[Operand, ...], dot: Value, piped: tuple[Value, ...]) -> Value:
        self._count_step()
        head = command[0]
        if not isinstance(head, Function):
            return self._operand(head, dot)
        arguments = tuple(self._operand(operand, dot) for operand in command[1:]) + piped
        return self._call(head.name, arguments)

    def _call(self, name: str, arguments: tuple[Value, ...]) -> Value:
        spec = FUNCTIONS[name]
        if len(arguments) < spec.least or (spec.most is not None and len(arguments) > spec.most):
            raise TemplateError(
                "wrong number of args for {name}: want {least} got {count}",
                name=name,
                least=spec.least,
                count=len(arguments),
            )
        try:
            return _bounded(spec.apply(self._facts, arguments))
        except InvalidInput as error:
            raise TemplateError("error calling {name}: {error}", name=name, error=error) from error

    def _operand(self, operand: Operand, dot: Value) -> Value:
        match operand:
            case Literal(value=value):
                return value
            case Dot():
                return dot
            case Variable(name=name):
                return self._variable(name)
            case Field(base=base, name=name):
                return _field(self._operand(base, dot), name)
            case Function(name=name):
                return self._call(name, ())
            case Pipeline():
                return self._value(operand, dot)
            case _:
                assert_never(operand)

    def _variable(self, name: str) -> Value:
        for known, value in reversed(self._variables):
            if known == name:
                return value
        raise TemplateError("undefined variable {name!r}", name=name)

    def _write(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_OUTPUT_CHARACTERS:
            raise TemplateError("the text is longer than {limit}", limit=MAX_OUTPUT_CHARACTERS)
        self.parts.append(text)

    def _count_step(self) -> None:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise TemplateError("the template takes more than {limit} steps", limit=MAX_STEPS)


def _bounded(value: Value) -> Value:
    """Return a value, unless it is a long text: in a loop over a variable it would double."""
    if isinstance(value, str) and len(value) > MAX_OUTPUT_CHARACTERS:
        raise TemplateError("the text is longer than {limit}", limit=MAX_OUTPUT_CHARACTERS)
    return value


def _field(value: Value, name: str) -> Value:
    if isinstance(value, TemplateSample):
        if name == "Labels":
            return value.labels
        if name == "Value":
            return value.value
    elif isinstance(value, Mapping) and (name in value or not isinstance(value, _Top)):
        return value.get(name, "")  # a missing label is empty, as with missingkey=zero
    raise TemplateError(
        "can't evaluate field {name} in type {kind}", name=name, kind=type_name(value)
    )


def _items(value: Value) -> list[tuple[Value, Value]]:
    if isinstance(value, Mapping):
        return [(key, value[key]) for key in sorted(value)]
    if isinstance(value, int) and not isinstance(value, bool):
        return [(number, number) for number in range(min(value, MAX_STEPS + 1))]
    if isinstance(value, (str, float, TemplateSample)) or not isinstance(value, Sequence):
        raise TemplateError("range can't iterate over {kind}", kind=type_name(value))
    return list(enumerate(value))
