"""Print rules in their plain form, which any Prometheus-compatible engine takes."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from rules.anomaly.expansion import plain_expression
from rules.ladder import plain_rules
from rules.model import AlertRule, RecordingRule, Rule, RuleFile, RuleGroup
from watchkeeper.core.durations import text_from_duration


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as a block, so that expressions stay readable."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def plain_text(file: RuleFile) -> str:
    """Return a rule file without keys of ours; what they meant is said in labels or left out."""
    plain = {"groups": [_group(group) for group in file.groups]}
    return yaml.dump(plain, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)


def _group(group: RuleGroup) -> dict[str, object]:
    keys: dict[str, object] = {"name": group.name, "interval": text_from_duration(group.interval)}
    if group.query_offset:
        keys["query_offset"] = text_from_duration(group.query_offset)
    if group.limit:
        keys["limit"] = group.limit
    return {**keys, "rules": [plain for rule in group.rules for plain in _rules(rule)]}


def _rules(rule: Rule) -> Iterator[dict[str, object]]:
    match rule:
        case RecordingRule():
            yield _without_empty(
                record=rule.name,
                expr=plain_expression(rule.expression.text),
                labels=dict(rule.labels),
            )
        case AlertRule():
            yield from (_alert(plain) for plain in plain_rules(rule))


def _alert(rule: AlertRule) -> dict[str, object]:
    return _without_empty(
        alert=rule.name,
        expr=plain_expression(rule.expression.text),
        **{"for": text_from_duration(rule.hold) if rule.hold else ""},
        keep_firing_for=text_from_duration(rule.keep_firing) if rule.keep_firing else "",
        labels=dict(rule.labels),
        annotations=dict(rule.annotations),
    )


def _without_empty(**keys: object) -> dict[str, object]:
    return {key: value for key, value in keys.items() if value}
