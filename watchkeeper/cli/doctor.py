"""``watchkeeper doctor``: what is wrong or doubtful here, and the command that puts it right."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from watchkeeper.cli.checks import plain_checks, say_checks
from watchkeeper.cli.client import API, Client, add_connection_options, client_from
from watchkeeper.cli.output import ProgressBar, add_json_option, hint, working
from watchkeeper.config.places import DEFAULT_CONFIG
from watchkeeper.core.errors import Unavailable


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("doctor", help="look for what is wrong, and how to put it right")
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG, help="default: %(default)s")
    parser.add_argument("--offline", action="store_true", help="do not ask the running server")
    parser.add_argument(
        "--try-channels", action="store_true", help="send everybody a test message by each channel"
    )
    parser.add_argument(
        "--rebuild-search", action="store_true", help="index all tickets anew, then look"
    )
    parser.add_argument(
        "--integrity",
        action="store_true",
        help="read all that is kept, compare it with its checksums and chains; takes its time",
    )
    add_json_option(parser)
    add_connection_options(parser)


def run(arguments: argparse.Namespace) -> int:
    if arguments.rebuild_search:
        _rebuild_search(client_from(arguments))
    checks = list(_offline(arguments) if arguments.offline else _online(arguments))
    if arguments.integrity:
        lines = _integrity_here if arguments.offline else _integrity_there
        checks += _with_bars(lines(arguments))
    return say_checks(checks, as_json=arguments.json)


def _rebuild_search(client: Client) -> None:
    """Let the server index all tickets, and say how many."""
    bar, steps = ProgressBar("indexing tickets"), 0
    try:
        for step in client.lines("POST", f"{API}/search/rebuild", {}):
            steps = step["of"]
            bar.show(step["done"], steps)
    finally:
        bar.clear()
    hint(f"{steps} tickets indexed")


def _online(arguments: argparse.Namespace) -> Sequence[Any]:
    """Return the server's own checks; without an answer those of this side, and that."""
    client = client_from(arguments)
    wanted = "yes" if arguments.try_channels else None
    try:
        with working("asking the server"):
            found: Sequence[Any] = client.get(f"{API}/doctor", try_channels=wanted)
    except Unavailable as error:
        silent = {
            "name": "server",
            "verdict": "problem",
            "finding": str(error),
            "remedy": "systemctl start watchkeeper, or: watchkeeper serve",
        }
        return [*_offline(arguments), silent]
    return found


def _integrity_there(arguments: argparse.Namespace) -> Iterator[Any]:
    yield from client_from(arguments).lines("POST", f"{API}/integrity", {})


def _integrity_here(arguments: argparse.Namespace) -> Iterator[Any]:
    """Examine what no server uses."""
    from watchkeeper.config.settings import read_settings
    from watchkeeper.server.doctor.integrity_here import examine_here

    for line in examine_here(read_settings(arguments.config.absolute())):
        if line.progress is not None:
            area = str(line.progress.area)
            yield {"progress": {"area": area, "done": line.progress.done, "of": line.progress.of}}
        if line.check is not None:
            yield {"check": plain_checks([line.check])[0]}


def _with_bars(lines: Iterable[Any]) -> list[Any]:
    """Show a bar for each area; return the checks."""
    checks: list[Any] = []
    bar, area = ProgressBar(""), ""
    try:
        for line in lines:
            progress = line.get("progress")
            if line.get("check"):
                checks.append(line["check"])
            if progress and progress["area"] != area:
                bar.clear()
                area = progress["area"]
                bar = ProgressBar(area)
            if progress:
                bar.show(progress["done"], progress["of"])
    finally:
        bar.clear()
    return checks


def _offline(arguments: argparse.Namespace) -> list[Any]:
    from watchkeeper.server.clock import SystemClock
    from watchkeeper.server.doctor.examine import examine

    with working("looking"):
        found = examine(arguments.config.absolute(), SystemClock())
    return list(plain_checks(found))
