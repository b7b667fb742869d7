"""``watchkeeper rules``: check, test and expand rule files; try them on what is held; their noise."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import API, add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, say, say_json
from watchkeeper.cli.rule_trials import backtest, evaluate, show_noise

UNMATCHED = f"{API}/rules/unmatched"


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("rules", help="check, test, try and expand rule files")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_offline(actions)
    evaluation = actions.add_parser("eval", help="evaluate an expression as a rule would")
    evaluation.add_argument("expression")
    evaluation.add_argument("--at", help="instant, RFC 3339 or seconds (default: now)")
    evaluation.add_argument("--range", help="how far back from there, for example 1h")
    evaluation.add_argument("--step", default="1m", help="step of a range (default 1m)")
    add_json_option(evaluation)
    trial = actions.add_parser("backtest", help="which tickets rules would have opened")
    trial.add_argument("paths", nargs="+", type=Path)
    trial.add_argument("--days", type=int, default=1, help="how many days back (default 1)")
    add_json_option(trial)
    noise = actions.add_parser("noise", help="how much noise each rule made, and what would help")
    noise.add_argument("--days", type=int, default=30, help="how many days back (default 30)")
    add_json_option(noise)


def _add_offline(actions: Any) -> None:
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
    match arguments.action:
        case "check":
            return _check(arguments)
        case "test":
            return _test(arguments)
        case "expand":
            return _expand(arguments)
        case "eval":
            return evaluate(arguments)
        case "backtest":
            return backtest(arguments, _files_of(arguments.paths))
        case _:
            return show_noise(arguments)


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
    """Return the selectors that match nothing on the running server, and what may be meant."""
    from rules.files import read_rule_file
    from watchkeeper.core.errors import ConfigError

    texts = {}
    for path in _files_of(arguments.paths):
        try:
            read_rule_file(path)
        except ConfigError:
            continue  # told already
        texts[str(path)] = path.read_text(encoding="utf-8")
    found = client_from(arguments).post(UNMATCHED, {"files": texts}) if texts else []
    return [f"{one['at']}: {one['problem']}" for one in found]


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
        if not path.is_dir():
            found.append(path)
            continue
        found += sorted(one for one in path.iterdir() if one.suffix in {".yml", ".yaml"})
    return found
