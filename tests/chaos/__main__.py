"""``scripts/chaos --minutes N [--seed S] [--json]``."""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import sys

from tests.chaos.run import run


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/chaos",
        description="Put a server under load, do to it what can happen, and count what is lost.",
    )
    parser.add_argument("--minutes", type=float, default=10.0, help="default: %(default)s")
    parser.add_argument("--seed", type=int, help="of the faults and their moments; default: any")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    given = parser.parse_args()
    seed = secrets.randbelow(1 << 32) if given.seed is None else given.seed
    report = asyncio.run(run(given.minutes, seed))
    if given.json:
        sys.stdout.write(json.dumps(report.as_json(), indent=2) + "\n")
    else:
        sys.stdout.write("\n".join([f"seed: {seed}", *report.lines()]) + "\n")
    return 0 if report.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
