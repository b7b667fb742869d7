"""Files of file_sd change by themselves: they are looked at, and a change asks for a reload."""

from __future__ import annotations

import asyncio
import glob
from collections.abc import Callable, Iterable
from pathlib import Path

from watchkeeper.core.logs import get_log

log = get_log("server")

LOOK_EVERY_SECONDS = 10.0

Seen = frozenset[tuple[str, int, int]]
"""Path, time of the last change in ns, bytes."""


async def keep_looking(
    patterns: Callable[[], Iterable[str]],
    ask_reload: Callable[[], None],
    *,
    every_seconds: float = LOOK_EVERY_SECONDS,
) -> None:
    """Ask for a reload whenever what the patterns name is not as before, until cancelled."""
    asked_for = tuple(patterns())
    before = await asyncio.to_thread(seen, asked_for)
    while True:
        await asyncio.sleep(every_seconds)
        wanted = tuple(patterns())
        now = await asyncio.to_thread(seen, wanted)
        if now != before and wanted == asked_for:
            log.info("discovered targets changed", files=len(now))
            ask_reload()
        before, asked_for = now, wanted


def seen(patterns: Iterable[str]) -> Seen:
    """Return what lies where the patterns point."""
    found = set()
    for pattern in patterns:
        for name in glob.iglob(pattern):  # noqa: PTH207 the patterns are absolute
            try:
                status = Path(name).stat()
            except OSError:  # gone meanwhile: not there is what counts
                continue
            found.add((name, status.st_mtime_ns, status.st_size))
    return frozenset(found)
