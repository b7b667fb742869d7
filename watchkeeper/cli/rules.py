"""``watchkeeper rules``: check, test and expand rule files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, say, say_json

EVALUATE = "/api/v1/query"


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("rules", help="check, test and expand rule files")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="find mistakes in rule files")
    check.add_argument("paths", nargs="+", type=Path)
    check.add_argument(
        "--offline", action="store_true", help="do not ask the server which selectors match nothing"
    )
    add_json_option(check)
    test = actions.add_parser("test", help="run promtool's unit tests")
    test.add_argument("paths", nargs="+", type=Path)
    add_json_option(test)
    expand = actions.add_parser("expand", help="print a rule file as any Prometheus reads it")
    expand.add_argument("path", type=Path)


def run(arguments: argparse.Namespace) -> int:
    if arguments.action == "check":
        return _check(arguments)
    if arguments.action == "test":
        return _test(arguments)
    return _expand(arguments)


def _check(arguments: argparse.Namespace) -> int:
    from rules.check import Weight, check_paths

    findings = check_paths(_files_of(arguments.paths))
    unmatched = [] if arguments.offline else _unmatched(arguments)
    if arguments.json:
        say_json(
            {
                "findings": [
                    {"at": one.at, "weight": one.weight.value, "text": str(one)} for one in findings
                ],
                "unmatched": unmatched,
            }
        )
    else:
        for one in findings:
            say(f"{one.weight.value}: {one}")
        for line in unmatched:
            say(f"warning: {line}")
        if not findings and not unmatched:
            say("good")
    return 1 if any(one.weight is Weight.ERROR for one in findings) else 0


def _unmatched(arguments: argparse.Namespace) -> list[str]:
    """Return the alert rules whose selectors match nothing on the running server."""
    from rules.files import read_rule_file
    from watchkeeper.core.errors import ConfigError

    client = client_from(arguments)
    lines = []
    for path in _files_of(arguments.paths):
        try:
            file = read_rule_file(path)
        except ConfigError:
            continue  # told already
        for rule in (rule for group in file.groups for rule in group.rules):
            for selector in _selectors(rule.expression.text):
                found = client.get(EVALUATE, query=f"count({selector})")["data"]["result"]
                if not found:
                    lines.append(f"{rule.at}: {rule.name}: nothing matches {selector}")
    return lines


def _selectors(expression: str) -> list[str]:
    from rules.promql.format import format_expression
    from rules.promql.plan import compile_plan

    return [format_expression(selector) for selector in compile_plan(expression).selectors]


def _test(arguments: argparse.Namespace) -> int:
    from rules.unit_tests import run_test_file

    reports = {str(path): run_test_file(path) for path in arguments.paths}
    failed = sum(len(report.failures) for report in reports.values())
    if arguments.json:
        say_json(
            {
                path: {"checks": report.checks, "failures": [str(one) for one in report.failures]}
                for path, report in reports.items()
            }
        )
        return 1 if failed else 0
    for path, report in reports.items():
        for failure in report.failures:
            say(str(failure))
        say(f"{path}: {report.checks} checks, {len(report.failures)} failed")
    return 1 if failed else 0


def _expand(arguments: argparse.Namespace) -> int:
    from rules.expand import plain_text
    from rules.files import read_rule_file

    say(plain_text(read_rule_file(arguments.path)).rstrip("\n"))
    return 0


def _files_of(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found += sorted(path.glob("*.yml")) if path.is_dir() else [path]
    return found
