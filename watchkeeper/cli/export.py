"""``watchkeeper export``: samples of the running server as OpenMetrics text."""

from __future__ import annotations

import argparse
import gzip
import http.client
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from watchkeeper.cli.client import API, add_connection_options, client_from
from watchkeeper.cli.output import ProgressBar, add_json_option, hint, say_json
from watchkeeper.core.errors import InvalidInput, Unavailable

_PART_BYTES = 1 << 18
_END = b"# EOF\n"
_FAMILY = b"# TYPE "
_CLASSIC = b"# HELP "  # as exchange/openmetrics.py has it; of the same length


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("export", help="write samples as OpenMetrics text")
    parser.add_argument(
        "--match", action="append", default=[], metavar="SELECTOR", help="repeatable; default: all"
    )
    parser.add_argument("--start", help="RFC 3339 or seconds (default: all that is kept)")
    parser.add_argument("--end", help="default: now")
    parser.add_argument("--out", type=Path, help="a file, .gz to compress it (default: stdout)")
    add_json_option(parser)
    add_connection_options(parser)


def run(arguments: argparse.Namespace) -> int:
    if arguments.json and arguments.out is None:
        raise InvalidInput("name a file by --out; --json prints what was written to it")
    client = client_from(arguments)
    query = {"match": arguments.match, "start": arguments.start, "end": arguments.end}
    with client.download(f"{API}/series/export", **query) as answer:
        counts = _copy(answer, arguments.out)
    if arguments.json:
        say_json(counts)
    else:
        if counts["histograms"]:
            hint(
                f"native histograms of {counts['histograms']:,} metrics are written as classic "
                "ones (_bucket, _count, _sum): text holds no others"
            )
        hint(f"{counts['samples']:,} samples of {counts['metrics']:,} metrics written")
    return 0


def _copy(answer: http.client.HTTPResponse, path: Path | None) -> dict[str, int]:
    """Write the answer; a file is there when it is whole.  Raises Unavailable where it broke off."""
    bar, total = ProgressBar("exporting"), int(answer.headers["X-Watchkeeper-Metrics"])
    metrics, lines, natives, tail = 0, 0, 0, b""
    try:
        with _sink(path) as sink:
            while part := answer.read1(_PART_BYTES):
                sink.write(part)
                metrics += (tail + part).count(b"\n" + _FAMILY)
                natives += (tail + part).count(b"\n" + _CLASSIC)
                lines += part.count(b"\n")
                tail = (tail + part)[-len(_FAMILY) :]
                bar.show(metrics, max(total, 1), f"  {lines:,} samples")
            if not tail.endswith(_END):
                raise Unavailable("the server's answer broke off")
    finally:
        bar.clear()
    return {"metrics": total, "samples": lines - total - natives - 1, "histograms": natives}


@contextmanager
def _sink(path: Path | None) -> Iterator[IO[bytes]]:
    """Give where to write: standard output, or a file that takes its name when it is whole."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            if path.suffix == ".gz":
                with gzip.GzipFile(path.stem, "wb", 6, file, mtime=0) as packed:
                    yield packed  # type: ignore[misc]  # a GzipFile writes as a file does
            else:
                yield file
        unfinished.replace(path)
    except OSError as error:
        raise InvalidInput(
            "cannot be written: {reason}", at=str(path), reason=error.strerror or error
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
