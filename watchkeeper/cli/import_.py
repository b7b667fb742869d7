"""``watchkeeper import``: samples of files into the running server, whatever their age."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchkeeper.cli.client import API, Client, add_connection_options, client_from
from watchkeeper.cli.output import ProgressBar, add_json_option, hint, length, say, say_json

if TYPE_CHECKING:
    from watchkeeper.exchange.files import Import, Outcome, Tally
    from watchkeeper.exchange.frames import Ticks

FORMATS = ("openmetrics", "text", "dump")
_MOST_SHOWN = 20
_REASONS: Mapping[str, str] = {
    "too_old": "older than anything is kept (storage: in watchkeeper.yml)",
    "from_future": "from the future",
    "too_dense": "closer together than the feed's interval",
    "feed_full": "of series beyond the limit of a feed",
    "store_full": "of series beyond the limit of the store",
}


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "import", help="store samples of files: OpenMetrics, Prometheus text, promtool tsdb dump"
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".gz too; - for stdin")
    parser.add_argument("--format", choices=FORMATS, help="default: as the first sample is written")
    parser.add_argument("--dry-run", action="store_true", help="read and check, store nothing")
    add_json_option(parser)
    add_connection_options(parser)


def run(arguments: argparse.Namespace) -> int:
    from watchkeeper.exchange.files import Import
    from watchkeeper.exchange.lines import Format

    work = Import(Format(arguments.format) if arguments.format else None)
    if arguments.dry_run:
        with Journey("reading") as reading:
            work.read(arguments.files, reading.show)
    else:
        _store(work, arguments)
    if arguments.json:
        say_json(_json(work.tally))
    else:
        _say(work.tally, is_dry=arguments.dry_run)
    return 0 if work.tally.is_clean else 1


def _store(work: Import, arguments: argparse.Namespace) -> None:
    client = client_from(arguments)
    client.get(f"{API}/health")  # before a large file is read for nobody
    with Journey("reading") as reading, Journey("storing") as storing:
        work.run(arguments.files, _sender(client), (reading.show, storing.show))


def _sender(client: Client) -> Callable[[Ticks], Outcome]:
    from watchkeeper.exchange.files import Outcome
    from watchkeeper.exchange.frames import FRAME_TYPE, frame_from_ticks

    def send(ticks: Ticks) -> Outcome:
        answer = client.send(f"{API}/series/import", frame_from_ticks(ticks), FRAME_TYPE)
        return Outcome(answer["refused"], int(answer["rolled"]))

    return send


class Journey:
    """A bar with the samples so far and the time that is left; begins with its first step."""

    def __init__(self, what: str) -> None:
        from watchkeeper.server.clock import SystemClock

        self._clock = SystemClock()
        self._bar = ProgressBar(what)
        self._begun: float | None = None

    def __enter__(self) -> Journey:
        return self

    def __exit__(self, *_failure: object) -> None:
        self._bar.clear()

    def show(self, done: int, of: int, samples: int) -> None:
        now = self._clock.monotonic()
        if self._begun is None:
            self._begun = now
        left = (now - self._begun) * (of - done) / done if done else 0.0
        self._bar.show(done, of, f"  {samples:,} samples, {length(left)} left")


def _say(tally: Tally, *, is_dry: bool) -> None:
    from watchkeeper.core.instants import Instant, rfc3339

    say(f"read {tally.samples:,} samples of {tally.series:,} series")
    if tally.first is not None and tally.last is not None:
        say(f"from {rfc3339(Instant(tally.first))} to {rfc3339(Instant(tally.last))}")
    if not is_dry:
        say(f"stored {tally.stored:,}, those that were there already included")
    if tally.rolled:
        say(
            f"{tally.rolled:,} of them are older than samples are kept: "
            "of these the roll-ups of 5 minutes and 1 hour stay"
        )
    for fault in tally.faults[:_MOST_SHOWN]:
        hint(f"{fault.file}:{fault.line}: {fault.reason}")
    if len(tally.faults) > _MOST_SHOWN:
        hint(f"and {len(tally.faults) - _MOST_SHOWN} more lines that cannot be read")
    for file in tally.cut_off:
        hint(f"{file}: does not end in # EOF: it may be cut off")
    if tally.histograms:
        _say_histograms(tally.histograms)
    for reason, count in tally.refused.items():
        hint(f"{count:,} samples refused: {_REASONS.get(reason, reason)}")


def _say_histograms(found: Mapping[str, int]) -> None:
    """Name what is left out, the most of it first."""
    named = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    shown = ", ".join(f"{name} ({count:,})" for name, count in named[:_MOST_SHOWN])
    more = f" and {len(named) - _MOST_SHOWN} more metrics" if len(named) > _MOST_SHOWN else ""
    hint(
        f"{sum(found.values()):,} native histograms are left out: {shown}{more}; "
        "remote write with send_native_histograms brings them"
    )


def _json(tally: Tally) -> dict[str, object]:
    return {
        "samples": tally.samples,
        "series": tally.series,
        "first_ms": tally.first,
        "last_ms": tally.last,
        "stored": tally.stored,
        "rolled": tally.rolled,
        "refused": tally.refused,
        "histograms": sum(tally.histograms.values()),
        "histogram_metrics": tally.histograms,
        "cut_off": tally.cut_off,
        "faults": [
            {"file": one.file, "line": one.line, "reason": str(one.reason)} for one in tally.faults
        ],
    }
