"""PromQL inside a rule file: parsed when it is read, so that an error names file and place."""

from __future__ import annotations

from rules.model import Expression
from rules.promql.errors import PromqlError
from rules.promql.nodes import ValueType
from rules.promql.plan import compile_plan
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError, Translate


class ExpressionError(ConfigError):
    """An expression of a rule file is wrong: file:line, then the place inside it with a caret."""

    def __init__(self, problem: PromqlError, *, at: str) -> None:
        super().__init__("the expression is wrong", at=at)
        self.problem = problem

    def text(self, translate: Translate = lambda sentence: sentence) -> str:
        return f"{super().text(translate)}: {self.problem.text(translate)}"


def read_expression(node: Node) -> Expression:
    """Return the expression that stands in *node*.  Raises ExpressionError."""
    if isinstance(node.value, (dict, tuple)) or not node.text.strip():
        raise ConfigError("expr must be an expression in PromQL", at=node.at)
    try:
        plan = compile_plan(node.text)
    except PromqlError as error:
        raise ExpressionError(error, at=node.at) from error
    if plan.type not in {ValueType.VECTOR, ValueType.SCALAR}:
        raise ConfigError(
            "a rule needs an instant vector or a scalar, not a {kind}", at=node.at, kind=plan.type
        )
    return Expression(node.text, node.at)
