"""Our evaluator and Debian's Prometheus on the same samples, in one run: time and answers.

Both are filled with the same simulated hosts (Prometheus by remote write, we through the store's
columns) and asked the same.  Their time is Prometheus's own evalTotalTime (stats=all), for whole
groups its evaluationTime; ours is the evaluation until every label and value of the answer was
read; that samples of rules are on the disk, which Prometheus does not wait for, stands apart.  HTTP is measured from one client over one
connection that is kept open.  Our goals: docs/en/benchmarks/rules.md.

    benchmarks/run rules [--rows 1000 10000] [--rules DIRECTORY] [--repeat 15] [--no-groups]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.promql import peer
from benchmarks.promql.compare import difference
from benchmarks.promql.ours import Ours, Query, feeds_of, ours

RULES = Path(os.environ.get("WATCHKEEPER_TEST_DATA", "data")) / "rules-corpus/kube-prometheus"
TICKS = 240
EVALUATIONS = 6


@dataclass(frozen=True)
class Case:
    """A query with its goals: our time as a share of theirs, inside and over HTTP."""

    name: str
    query: Query
    goal: float | None = None
    http_goal: float = 1 / 5


@dataclass(frozen=True)
class Timing:
    cold: float
    warm: float
    peer: float
    http: float
    peer_http: float
    difference: float


def cases_of(rows: int, at: int) -> Iterator[Case]:
    tag = f"{rows // 1000}k"
    rate = f'avg by (instance) (rate(cpu_{tag}{{mode="idle"}}[5m])) * 100 < 10'
    is_large = rows >= 10_000
    yield Case(f"rate, {tag}", Query(rate, at), 1 / 50 if is_large else None)
    ratio = f"avail_{tag} / size_{tag} < 0.1"
    yield Case(f"ratio, {tag}", Query(ratio, at), 1 / 50 if is_large else None)
    line = f"predict_linear(avail_{tag}[1h], 4 * 3600) < 0"
    yield Case(f"predict_linear, {tag}", Query(line, at), 1 / 10 if is_large else None)
    yield Case(f"rate, {tag}, 200 steps", Query(rate, at, at - 199 * 15_000, 15_000))


def common_cases(at: int, rows: int) -> Iterator[Case]:
    quantile = (
        "histogram_quantile(0.99, sum by (le, instance) (rate(latency_bucket[5m]))) > 0.9 * 2.5"
    )
    yield Case("histogram_quantile, 10k buckets", Query(quantile, at))
    yield Case(
        "regular expression, 6k values",
        Query('count(probe_up{target=~"web-.*[05][.]dc[2-4][.]example"})', at),
    )
    tag = f"{rows // 1000}k"
    one = '{instance="host-00003",device="/dev/sd1"}'
    for name, text in (
        ("1", "1"),
        ("selector", f"avail_{tag}{one}"),
        ("ratio", f"avail_{tag}{one} / size_{tag}{one}"),
        ("predict_linear", f"predict_linear(avail_{tag}{one}[1h], 4 * 3600)"),
        ("rate", f'rate(cpu_{tag}{{instance="host-00003",cpu="1"}}[5m])'),
    ):
        yield Case(f"one series: {name}", Query(text, at), None, 1.0)


def measure(case: Case, us: Ours, them: peer.Endpoint, repeat: int) -> Timing:
    query = case.query
    is_scalar = query.text == "1"
    cold, warm = (0.0, 0.0) if is_scalar else us.time(query, repeat)
    asked = {**query.parameters, "stats": "all"}
    stats = [them.ask(query.path, **asked)["stats"]["timings"] for _ in range(repeat)]
    error = 0.0
    if not is_scalar:
        error = difference(
            us.endpoint.ask(query.path, **query.parameters),
            them.ask(query.path, **query.parameters),
        )
    http, peer_http = (
        statistics.median(side.seconds(query.path, **query.parameters) for _ in range(repeat))
        for side in (us.endpoint, them)
    )
    theirs = statistics.median(timing["evalTotalTime"] for timing in stats)
    return Timing(cold, warm, theirs, http, peer_http, error)


HEAD = (
    f"{'':<34} {'cold':>9} {'warm':>9} {'theirs':>9} {'ratio':>7} {'goal':>6} {'':<6} | "
    f"{'HTTP':>9} {'theirs':>9} {'ratio':>7} {'goal':>6} {'':<6} {'difference':>10}"
)


def line_of(case: Case, took: Timing) -> str:
    inside = f"{took.cold * 1e3:>9.3f} {took.warm * 1e3:>9.3f} {took.peer * 1e3:>9.3f}"
    http = f"{took.http * 1e3:>9.3f} {took.peer_http * 1e3:>9.3f}"
    return (
        f"{case.name:<34} {inside} {_against(took.warm, took.peer, case.goal)} | "
        f"{http} {_against(took.http, took.peer_http, case.http_goal)} {took.difference:>10.1e}"
    )


def _against(mine: float, theirs: float, goal: float | None) -> str:
    ratio = f"1/{theirs / mine:<5.1f}" if mine else ""
    if goal is None:
        return f"{ratio:>7} {'':>6} {'':<6}"
    return f"{ratio:>7} {f'1/{1 / goal:.0f}':>6} {'met' if mine <= goal * theirs else 'MISSED':<6}"


def run_queries(rows: list[int], repeat: int) -> None:
    end = time.time_ns() // 1_000_000 // 2 * 2 + 1
    what = {"rows": rows, "buckets": 10_000, "probes": 6_000, "end": end, "ticks": TICKS}
    with peer.prometheus() as them, ours(what) as us:
        begun = time.perf_counter()
        samples = peer.load(them, feeds_of(what))
        print(f"{samples / 1e6:.1f} M samples; remote write {time.perf_counter() - begun:.0f} s")
        print(f"milliseconds, median of {repeat}\n{HEAD}")
        cases = [case for size in rows for case in cases_of(size, end)]
        for case in (*cases, *common_cases(end, rows[0])):
            print(line_of(case, measure(case, us, them, repeat)), flush=True)


def run_groups(directory: Path) -> None:
    """Let both evaluate the three manifests on the same nodes, group by group."""
    files = sorted(directory.glob("*.yaml"))
    end = time.time_ns() // 1_000_000 // 2 * 2 + 1 + 60_000
    what: dict[str, Any] = {"rules": [str(path) for path in files], "end": end, "ticks": TICKS}
    with (
        plain_form(files) as plain,
        ours(what) as us,
        peer.prometheus(plain, "5s") as them,
    ):
        samples = peer.load(them, feeds_of(what))
        theirs = evaluation_times(them)
        instants = [end - 15_000 * (EVALUATIONS - n) for n in range(EVALUATIONS + 1)]
        mine = us.order("groups", rules=what["rules"], at=instants)["groups"]
    print(f"\nwhole groups, {samples / 1e6:.1f} M samples of 50 nodes; milliseconds, median")
    print(
        f"{'group':<34} {'first':>9} {'warm':>9} {'to disk':>9} {'theirs':>9} {'ratio':>7} {'goal':>6}"
    )
    totals = [0.0] * 4
    for name, took in mine.items():
        evaluated, written = (statistics.median(column) for column in zip(*took[1:], strict=True))
        row = [took[0][0], evaluated, written, statistics.median(theirs[name])]
        totals = [total + value for total, value in zip(totals, row, strict=True)]
        print(group_line(name, row))
    print(group_line("all four", totals))


def group_line(name: str, row: list[float]) -> str:
    first, evaluated, written, theirs = row
    return (
        f"{name:<34} {first * 1e3:>9.2f} {evaluated * 1e3:>9.2f} {written * 1e3:>9.2f} "
        f"{theirs * 1e3:>9.2f} {_against(evaluated, theirs, 1 / 10)}"
    )


@contextlib.contextmanager
def plain_form(files: Iterable[Path]) -> Iterator[list[Path]]:
    """Write manifests as the rule files that Prometheus reads."""
    with tempfile.TemporaryDirectory() as folder:
        plain = []
        for path in files:
            plain.append(Path(folder) / f"{path.stem}.json")
            plain[-1].write_text(json.dumps(yaml.safe_load(path.read_text())["spec"]))
        yield plain


def evaluation_times(them: peer.Endpoint) -> dict[str, list[float]]:
    """Return what each group took in its evaluations once all samples were there."""
    found: dict[str, dict[str, float]] = {}
    while not found or min(map(len, found.values())) <= EVALUATIONS:
        for group in them.ask("rules")["groups"]:
            found.setdefault(group["name"], {})[group["lastEvaluation"]] = group["evaluationTime"]
        time.sleep(0.5)
    return {name: list(times.values())[1:] for name, times in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--repeat", type=int, default=15)
    parser.add_argument("--rules", type=Path, default=RULES, help="kube-prometheus manifests")
    parser.add_argument("--no-groups", action="store_true")
    parser.add_argument("--only-groups", action="store_true")
    arguments = parser.parse_args()
    if not arguments.only_groups:
        run_queries(arguments.rows, arguments.repeat)
    if not arguments.no_groups:
        run_groups(arguments.rules)


if __name__ == "__main__":
    main()
