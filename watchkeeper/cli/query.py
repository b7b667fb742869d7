"""``watchkeeper query``: evaluate PromQL on the running server."""

from __future__ import annotations

import argparse
from typing import Any

from watchkeeper.cli.client import Client, add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, hint, say, say_json
from watchkeeper.core.labels import labels_of, text_from_labels


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("query", help="evaluate a PromQL expression")
    parser.add_argument("expression")
    parser.add_argument("--at", help="instant, RFC 3339 or seconds (default: now)")
    parser.add_argument("--start", help="begin of a range")
    parser.add_argument("--end", help="end of a range (default: now)")
    parser.add_argument("--step", default="60s", help="step of a range (default 60s)")
    add_json_option(parser)
    add_connection_options(parser)


def run(arguments: argparse.Namespace) -> int:
    client = client_from(arguments)
    if arguments.start:
        answer = client.get(
            "/api/v1/query_range",
            query=arguments.expression,
            start=arguments.start,
            end=arguments.end or _now(client),
            step=arguments.step,
        )
    else:
        answer = client.get("/api/v1/query", query=arguments.expression, time=arguments.at)
    if arguments.json:
        say_json(answer)
        return 0
    say_answer(answer)
    return 0


def say_answer(answer: Any) -> None:
    """Print a result, and on stderr what was said of the data."""
    for remark in (*answer.get("warnings", ()), *answer.get("infos", ())):
        hint(remark)
    _say_result(answer["data"])


def _now(client: Client) -> str:
    """Return the server's time, in seconds."""
    return str(client.get("/api/v1/query", query="time()")["data"]["result"][1])


def _say_result(data: Any) -> None:
    if data["resultType"] in {"scalar", "string"}:
        say(str(data["result"][1]))
        return
    if not data["result"]:
        hint("nothing: no series matches, or none had a sample then")
    for series in data["result"]:
        name = text_from_labels(labels_of(series["metric"]))
        if "value" in series:
            say(f"{name} {series['value'][1]}")
        else:
            say(name)
            for at, value in series["values"]:
                say(f"  {at} {value}")
