"""Read rule files: Prometheus's, unchanged, with our keys beside theirs.

Every error says file:line; one inside an expression adds the line and column there and a caret.
A Kubernetes manifest of kind PrometheusRule is read for its ``spec``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rules.expressions import read_expression
from rules.ladder import ladder_of, rung_from_text
from rules.model import (
    DEFAULT_INTERVAL,
    NO_DURATION,
    NO_TEXTS,
    AlertRule,
    EngineChoice,
    LevelTable,
    RecordingRule,
    Rule,
    RuleFile,
    RuleGroup,
    Rung,
    Shift,
)
from rules.templates.parser import parse_template
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node, parse_yaml, read_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import Duration
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.levels import Level, level_from_text

_LABEL_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
_METRIC_NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")


def _named(key: str) -> Any:
    return field(default=NO_DURATION, metadata={"key": key})


@dataclass(frozen=True, slots=True)
class _RuleKeys:
    """All keys a rule may have; which of them fit together is checked afterwards."""

    expr: Node
    alert: str | None = None
    record: str | None = None
    hold: Duration = _named("for")
    keep_firing_for: Duration = NO_DURATION
    labels: Mapping[str, Node] = field(default_factory=dict)
    annotations: Mapping[str, Node] = field(default_factory=dict)
    level: Node | None = None
    levels: Node | None = None
    shift: Shift = Shift.MATRIX
    max_level: Node | None = None
    recover_expr: Node | None = None
    cooldown: Duration = NO_DURATION
    min_history: Duration = NO_DURATION
    at: str = ""


@dataclass(frozen=True, slots=True)
class _GroupKeys:
    name: str
    rules: tuple[_RuleKeys, ...] | None = ()
    interval: Duration = DEFAULT_INTERVAL
    offset: Duration | None = None
    query_offset: Duration = NO_DURATION
    limit: int = 0
    engine: EngineChoice = EngineChoice.SETTINGS
    labels: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    at: str = ""


@dataclass(frozen=True, slots=True)
class _FileKeys:
    groups: tuple[_GroupKeys, ...] | None = ()


def read_rule_file(path: Path, *, name: str | None = None) -> RuleFile:
    """Read a rule file; *name* is its stable name, by default the file's own name."""
    return rule_file_from_node(read_yaml(path), name=name or path.name)


def parse_rule_file(data: bytes | str, *, name: str) -> RuleFile:
    return rule_file_from_node(parse_yaml(data, name=name), name=name)


def read_rule_files(paths: Iterable[Path]) -> tuple[RuleFile, ...]:
    """Read files and, of folders, all ``*.yml`` and ``*.yaml``; sorted by path.

    Two files of one name would give their groups one name: ConfigError.
    """
    files: dict[str, RuleFile] = {}
    for path in sorted(found for given in paths for found in _files_of(given)):
        if path.name in files:
            raise ConfigError(
                "there is another rule file named {name!r}; rename one",
                at=str(path),
                name=path.name,
            )
        files[path.name] = read_rule_file(path)
    return tuple(files.values())


def _files_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return [file for file in path.iterdir() if file.suffix in {".yml", ".yaml"}]


def rule_file_from_node(node: Node, *, name: str) -> RuleFile:
    keys = bind(_prometheus_part(node), _FileKeys)
    groups: dict[str, RuleGroup] = {}
    for group in keys.groups or ():
        if group.name in groups:
            raise ConfigError(
                "the group {name!r} stands in this file twice", at=group.at, name=group.name
            )
        groups[group.name] = _group(group, file_name=name)
    return RuleFile(name, tuple(groups.values()))


def _prometheus_part(node: Node) -> Node:
    if isinstance(node.value, dict) and "apiVersion" in node.value:
        spec = node.value.get("spec")
        if spec is None:
            raise ConfigError("the manifest has no key 'spec'", at=node.at)
        return spec
    return node


def _group(keys: _GroupKeys, *, file_name: str) -> RuleGroup:
    if not keys.name:
        raise ConfigError("a group needs a name", at=keys.at)
    if keys.interval <= 0 or keys.limit < 0:
        raise ConfigError("interval must be above 0 and limit not below", at=keys.at)
    if keys.offset is not None and keys.offset >= keys.interval:
        raise ConfigError("offset must be shorter than interval", at=keys.at)
    return RuleGroup(
        name=keys.name,
        source=f"{file_name};{keys.name}",
        rules=tuple(_rule(rule, keys.labels) for rule in keys.rules or ()),
        interval=keys.interval,
        offset=keys.offset,
        query_offset=keys.query_offset,
        limit=keys.limit,
        engine=keys.engine,
        at=keys.at,
    )


def _rule(keys: _RuleKeys, group_labels: Mapping[str, str]) -> Rule:
    if (keys.alert is None) == (keys.record is None):
        raise ConfigError("a rule needs either 'alert' or 'record'", at=keys.at)
    labels = labels_of({**group_labels, **_labels(keys.labels)})
    return _recording_rule(keys, labels) if keys.record else _alert_rule(keys, labels)


def _labels(nodes: Mapping[str, Node]) -> dict[str, str]:
    for name, node in nodes.items():
        if not _LABEL_NAME.fullmatch(name) or name == METRIC_NAME:
            raise ConfigError("{name!r} cannot be a label", at=node.key_at, name=name)
    return _texts(nodes)


def _texts(nodes: Mapping[str, Node]) -> dict[str, str]:
    for name, node in nodes.items():
        if isinstance(node.value, (dict, tuple)):
            raise ConfigError("{name} must be text", at=node.at, name=name)
        try:
            parse_template(node.text)
        except InvalidInput as error:
            raise ConfigError(error.sentence, at=node.at, **error.facts) from error
    return {name: node.text for name, node in nodes.items()}


def _recording_rule(keys: _RuleKeys, labels: Labels) -> RecordingRule:
    if not _METRIC_NAME.fullmatch(keys.record or ""):
        raise ConfigError("{name!r} cannot be a metric name", at=keys.at, name=keys.record)
    plain = _RuleKeys(expr=keys.expr, record=keys.record, labels=keys.labels, at=keys.at)
    if keys != plain:
        raise ConfigError("a recording rule has only expr and labels", at=keys.at)
    return RecordingRule(keys.record or "", read_expression(keys.expr), labels, keys.at)


def _alert_rule(keys: _RuleKeys, labels: Labels) -> AlertRule:
    if not keys.alert:
        raise ConfigError("an alert needs a name", at=keys.at)
    if keys.level is not None and keys.levels is not None:
        raise ConfigError("a rule has either 'level' or 'levels'", at=keys.levels.at)
    for name, node in keys.annotations.items():
        if not _LABEL_NAME.fullmatch(name):
            raise ConfigError("{name!r} cannot be an annotation", at=node.key_at, name=name)
    return AlertRule(
        name=keys.alert,
        expression=read_expression(keys.expr),
        hold=keys.hold,
        keep_firing=keys.keep_firing_for,
        labels=labels,
        annotations=_texts(keys.annotations),
        level=_level(keys.level),
        ladder=_ladder(keys.levels),
        shift=keys.shift,
        max_level=_max_level(keys.max_level),
        recover=read_expression(keys.recover_expr) if keys.recover_expr else None,
        cooldown=keys.cooldown,
        min_history=keys.min_history,
        at=keys.at,
    )


def _level(node: Node | None) -> Level | LevelTable | None:
    if node is None:
        return None
    if not isinstance(node.value, dict):
        return bind(node, Level)
    table = bind(node, LevelTable)
    if None in {table.high, table.normal, table.low}:
        raise ConfigError("the table needs a level for each of high, normal and low", at=node.at)
    return table


def _max_level(node: Node | None) -> LevelTable:
    if node is None:
        return LevelTable()
    if isinstance(node.value, dict):
        return bind(node, LevelTable)
    level = bind(node, Level)
    return LevelTable(level, level, level)


def _ladder(node: Node | None) -> tuple[Rung, ...]:
    if node is None:
        return ()
    if not isinstance(node.value, dict) or not node.value:
        raise ConfigError(
            "levels is written as: levels, then a line 'III: \"< 0.15\"' for each level", at=node.at
        )
    rungs = tuple(_rung(word, child) for word, child in node.value.items())
    if len({rung.level for rung in rungs}) < len(rungs):
        raise ConfigError("a level stands in this ladder twice", at=node.at)
    return ladder_of(rungs)


def _rung(word: str, node: Node) -> Rung:
    try:
        return rung_from_text(level_from_text(word), node.text)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error
