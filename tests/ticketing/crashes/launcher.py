"""Interrupt one part of a journey at every step, each time in a process of its own.

Arguments: database URL, the act.  Writes a line of JSON for each life: at which step it was
killed (null for the last, which lived to its end), and what there was after it was done again.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Coroutine
from functools import partial
from itertools import count
from typing import Any

from tests.ticketing.crashes.fault_points import FaultPoints
from tests.ticketing.crashes.journeys import Act, begin, carry_out, put_away
from watchkeeper.storage.open_database import open_database

Life = Callable[[FaultPoints], Coroutine[Any, Any, None]]


def main() -> None:
    url, act = sys.argv[1], Act[sys.argv[2]]
    for step in count(1):
        was_killed = not _lived(url, partial(_die, act, step))
        _lived(url, partial(_do_again, act, step, step if was_killed else None))
        if not was_killed:
            return


async def _die(act: Act, step: int, points: FaultPoints) -> None:
    await begin(points, act, step)
    points.arm(step)
    await carry_out(points, act, step)


async def _do_again(act: Act, step: int, killed_at: int | None, points: FaultPoints) -> None:
    journey = await carry_out(points, act, step)
    found = {"killed_at": killed_at, **await journey.outcome()}
    await put_away(journey)
    sys.stdout.write(json.dumps(found) + "\n")


def _lived(url: str, life: Life) -> bool:
    """Live *life* in a child; return whether it came to its end, False where it was killed."""
    child = os.fork()
    if child == 0:
        _live_and_exit(url, life)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in {0, -signal.SIGKILL}:
        sys.exit(f"a life ended with {code}")
    return code == 0


def _live_and_exit(url: str, life: Life) -> None:
    code = 1
    try:
        asyncio.run(_live(url, life))
        sys.stdout.flush()
        code = 0
    except BaseException:  # noqa: BLE001 told on stderr; a fork never returns into its parent's code
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


async def _live(url: str, life: Life) -> None:
    points = FaultPoints()
    points.database = await open_database(url)
    await life(points)
    await points.close()


if __name__ == "__main__":
    main()
