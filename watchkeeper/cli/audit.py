"""``watchkeeper audit``: who did what to what, newest first."""

from __future__ import annotations

import argparse
from typing import Any

from watchkeeper.cli.client import API, add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, hint, say_json, say_table, shown

AUDIT = f"{API}/audit"


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("audit", help="who did what: the audit trail, newest first")
    parser.add_argument("--most", type=int, default=50, metavar="N", help="default: %(default)s")
    parser.add_argument("--before", type=int, metavar="NUMBER", help="rows before this one")
    add_connection_options(parser)
    add_json_option(parser)


def run(arguments: argparse.Namespace) -> int:
    rows = client_from(arguments).get(AUDIT, limit=arguments.most, before=arguments.before)
    if arguments.json:
        say_json(rows)
        return 0
    say_table(
        ("NUMBER", "AT", "WHO", "DID", "TO", "FACTS"),
        (
            (
                row["number"],
                shown(row["at"]),
                row["actor"],
                row["action"],
                row["subject"] or "-",
                _facts(row["facts"]),
            )
            for row in rows
        ),
    )
    if rows and rows[-1]["number"] > 1 and len(rows) >= arguments.most:
        hint(f"Earlier ones: watchkeeper audit --before {rows[-1]['number']}")
    return 0


def _facts(facts: dict[str, Any]) -> str:
    return " ".join(f"{name}={_word(value)}" for name, value in facts.items()) or "-"


def _word(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
