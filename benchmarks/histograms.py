"""Native histograms in our store and in Debian's Prometheus: the same samples, time and answers.

Both are filled with the same simulated hosts, whose series hold 40 buckets of schema 3, and asked
the same; how that is measured stands in benchmarks/rules.py.  Answers are numbers, so that they
are compared value by value.  docs/en/benchmarks/rules.md

    benchmarks/run histograms [--series 1000 5000] [--repeat 7]
"""

from __future__ import annotations

import argparse
import time

from benchmarks.promql import peer
from benchmarks.promql.ours import Query, feeds_of, ours
from benchmarks.rules import HEAD, Case, line_of, measure

TICKS = 120
_STEPS = 40


def cases_of(at: int) -> list[Case]:
    rate = "rate(native[5m])"
    by_host = f"histogram_quantile(0.9, sum by (instance) ({rate}))"
    return [
        Case("count of the last ones", Query("histogram_count(native)", at)),
        Case("count of a rate", Query(f"histogram_count({rate})", at)),
        Case("count of a sum", Query("histogram_count(sum(native))", at)),
        Case("quantile of each", Query(f"histogram_quantile(0.9, {rate})", at)),
        Case("quantile of a sum by host", Query(by_host, at)),
        Case(
            f"quantile by host, {_STEPS} steps",
            Query(by_host, at, at - (_STEPS - 1) * 30_000, 30_000),
        ),
    ]


def run(series: int, repeat: int) -> None:
    end = time.time_ns() // 1_000_000 // 2 * 2 + 1
    what = {"natives": series, "end": end, "ticks": TICKS}
    with peer.prometheus() as them, ours(what) as us:
        begun = time.perf_counter()
        peer.load(them, feeds_of(what))
        took = time.perf_counter() - begun
        print(f"{series} series, {series * TICKS / 1e3:.0f}k histograms; remote write {took:.0f} s")
        print(f"milliseconds, median of {repeat}\n{HEAD}")
        for case in cases_of(end):
            print(line_of(case, measure(case, us, them, repeat)), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--series", type=int, nargs="+", default=[1_000, 5_000])
    parser.add_argument("--repeat", type=int, default=7)
    arguments = parser.parse_args()
    for series in arguments.series:
        run(series, arguments.repeat)


if __name__ == "__main__":
    main()
