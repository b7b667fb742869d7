"""Real rules and dashboards: everything people have written must be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from rules.promql import Evaluator, compile_plan, format_expression, parse
from tests.rules.promql.memory_source import MemorySource
from tests.shared_data import shared_data
from watchkeeper.core.instants import Instant


def _rules(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.y*ml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        for group in document.get("spec", document).get("groups") or []:
            for rule in group["rules"] or []:
                yield str(rule["expr"])


def test_every_rule_of_the_corpus_is_read_and_evaluated() -> None:
    """All real rules parse, check, are written back the same, and evaluate on an empty store."""
    evaluator = Evaluator(MemorySource())
    count = 0
    for text in _rules(shared_data("rules-corpus")):
        plan = compile_plan(text)
        assert parse(format_expression(plan.tree)) == plan.tree
        evaluator.instant(plan, Instant(0))
        count += 1
    assert count >= 600


def _expressions(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("expr"), str):
            yield node["expr"]
        for child in node.values():
            yield from _expressions(child)
    elif isinstance(node, list):
        for child in node:
            yield from _expressions(child)


def test_every_expression_of_the_node_dashboard_is_read() -> None:
    """All expressions of dashboard 1860 parse and check, its variables filled in."""
    path = shared_data("grafana", "node-exporter-full.json")
    count = 0
    for text in _expressions(json.loads(path.read_text(encoding="utf-8"))):
        filled = text.replace("$__rate_interval", "5m").replace("$__range", "1h")
        for variable in ("node", "job", "diskdevices", "nodename"):
            filled = filled.replace(f"${variable}", "x")
        compile_plan(filled)
        count += 1
    assert count >= 280
