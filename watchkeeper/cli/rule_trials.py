"""The half of ``watchkeeper rules`` that asks the server: expressions, trials, noise."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import API, Client, client_from
from watchkeeper.cli.output import (
    ProgressBar,
    hint,
    length,
    moment,
    say,
    say_json,
    say_table,
    shown,
)
from watchkeeper.cli.query import say_answer
from watchkeeper.core.durations import duration_from_text
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import SECOND

BACKTEST = f"{API}/rules/backtest"
NOISE = f"{API}/rules/noise"
_LEVELS = ("I", "II", "III", "IV")


def evaluate(arguments: argparse.Namespace) -> int:
    """Evaluate an expression at an instant, or over a range that ends there."""
    client = client_from(arguments)
    if arguments.range:
        answer = _ranged(client, arguments)
    else:
        answer = client.get("/api/v1/query", query=arguments.expression, time=arguments.at)
    if arguments.json:
        say_json(answer)
    else:
        say_answer(answer)
    return 0


def _ranged(client: Client, arguments: argparse.Namespace) -> Any:
    end = _instant_seconds(client, arguments.at)
    return client.get(
        "/api/v1/query_range",
        query=arguments.expression,
        start=end - duration_from_text(arguments.range) / SECOND,
        end=end,
        step=arguments.step,
    )


def _instant_seconds(client: Client, text: str | None) -> float:
    """Return an instant in seconds; the server's now where none is given."""
    answer = client.get("/api/v1/query", query="time()", time=text)
    return float(answer["data"]["result"][1])


def backtest(arguments: argparse.Namespace, paths: Sequence[Path]) -> int:
    """Try rule files on the samples that the server holds, and say which tickets there were."""
    body = {"files": _texts(paths), "days": arguments.days}
    outcome = _followed(client_from(arguments), body)
    if arguments.json:
        say_json(outcome)
    else:
        _say_outcome(outcome)
    return 1 if outcome["failing"] else 0


def _texts(paths: Sequence[Path]) -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for path in paths:
        if path.name in texts:
            raise InvalidInput("there are two files named {name!r}", at=str(path), name=path.name)
        try:
            texts[path.name] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidInput("cannot be read: {reason}", at=str(path), reason=error) from error
    return texts


def _followed(client: Client, body: Mapping[str, object]) -> Any:
    """Return the outcome of a trial; a bar shows how far it is."""
    bar = ProgressBar("trying the rules")
    try:
        for line in client.lines("POST", BACKTEST, body):
            if line["outcome"] is not None:
                return line["outcome"]
            bar.show(line["progress"]["done"], line["progress"]["of"])
    finally:
        bar.clear()
    raise InvalidInput("the server ended the trial without an outcome")


def _say_outcome(outcome: Any) -> None:
    tickets, recorded = outcome["tickets"], outcome["recorded"]
    hint(
        f"{shown(outcome['start'])} to {shown(outcome['end'])}, "
        f"{outcome['evaluations']} evaluations of groups"
    )
    say(f"would have opened {_counted(tickets)}{_kept(recorded)}")
    if tickets:
        say_table(
            ("LEVEL", "RULE", "OPENED", "LASTED", "RETURNS", "WHAT"), map(_ticket_line, tickets)
        )
    for one in outcome["failing"]:
        hint(f"{one['at']}: {one['rule']} failed {one['failures']} times: {one['problem']}")


def _counted(tickets: Sequence[Any]) -> str:
    """Return ``3 tickets: 1 II, 2 III``."""
    if not tickets:
        return "no ticket"
    levels = Counter(one["level"] for one in tickets)
    by_level = ", ".join(f"{levels[level]} {level}" for level in _LEVELS if levels[level])
    return f"{len(tickets)} {'ticket' if len(tickets) == 1 else 'tickets'}: {by_level}"


def _kept(recorded: Sequence[Any]) -> str:
    return f"; {len(recorded)} more would only have been recorded" if recorded else ""


def _ticket_line(one: Any) -> tuple[object, ...]:
    return (
        one["level"],
        one["rule"],
        shown(one["opened_at"]),
        _lasted(one),
        one["returns"] or "-",
        one["summary"] or one["labels"].get("instance", ""),
    )


def _lasted(one: Any) -> str:
    begun, ended = moment(one["opened_at"]), moment(one["ended_at"])
    if begun is None or ended is None:
        return "still open"
    return length((ended - begun).total_seconds())


def show_noise(arguments: argparse.Namespace) -> int:
    """Print each rule with what it made of noise, the loudest first."""
    found = client_from(arguments).get(NOISE, days=arguments.days)
    if arguments.json:
        say_json(found)
        return 0
    if not found:
        say(f"no rule opened a ticket in the last {arguments.days} days")
        return 0
    say_table(
        ("RULE", "ALERTS", "PROBLEMS", "TICKETS", "BY ITSELF", "LASTS", "WOULD HELP"),
        map(_noise_line, found),
    )
    return 0


def _noise_line(one: Any) -> tuple[object, ...]:
    median = one["median_fault_seconds"]
    return (
        one["rule"],
        one["alerts"],
        one["problems"],
        one["tickets"],
        f"{one['share_by_itself']:.0%}",
        "-" if median is None else length(median),
        one["remedy"],
    )
