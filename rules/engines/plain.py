"""What of a rule file an engine beyond this machine cannot be asked: told when the file is read."""

from __future__ import annotations

from collections.abc import Iterator

from rules.anomaly.expansion import plain_expression
from rules.model import AlertRule, EngineChoice, Expression, Rule, RuleFile
from rules.promql.errors import PromqlError
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.messages import text


def without_plain_form(file: RuleFile) -> Iterator[ConfigError]:
    """Find expressions that use functions of ours which nothing in plain PromQL stands for."""
    for group in file.groups:
        if group.engine is EngineChoice.OWN:
            continue
        for rule in group.rules:
            for expression in _expressions(rule):
                try:
                    plain_expression(expression.text)
                except PromqlError as error:
                    yield ConfigError(
                        "{rule}: {problem}; a metrics engine cannot be asked that: give its group "
                        "engine: own",
                        at=expression.at or rule.at,
                        rule=rule.name,
                        problem=text(error.sentence, **error.facts),
                    )


def _expressions(rule: Rule) -> tuple[Expression, ...]:
    if isinstance(rule, AlertRule) and rule.recover is not None:
        return rule.expression, rule.recover
    return (rule.expression,)
