"""The book of lines that agents told, on both engines."""

import pytest
from sqlalchemy import select

from collector.log_lines import KEPT, MOST_LOGS, KeptLogLines
from collector.tables import log_lines
from watchkeeper.core.instants import DAY, MINUTE, Instant, later
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database
from watchkeeper.wire.log_lines import LogLines

NOW = Instant(1_795_000_000_000)


def lines(log: str, *said: str) -> LogLines:
    return LogLines(log, Instant(1), said)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def kept(database: Database, clock: ManualClock) -> KeptLogLines:
    return KeptLogLines(database, clock)


async def rows_in(database: Database) -> int:
    every = select(log_lines.c.log)
    return len(await database.read(lambda connection: connection.execute(every).all()))


async def test_the_last_lines_count(kept: KeptLogLines) -> None:
    """Of each target and pattern those that came last; nobody sees another target's."""
    await kept.keep("a", [lines("oom", "first"), lines("other", '值守 \\ "x"')])
    await kept.keep("a", [lines("oom", "second"), lines("oom", "third", "fourth")])
    await kept.keep("b", [lines("oom", "of b")])
    await kept.keep("b", [])
    assert await kept.of("a", "oom") == lines("oom", "third", "fourth")
    assert await kept.of("a", "other") == lines("other", '值守 \\ "x"')
    assert await kept.of("b", "other") is None


async def test_another_node_and_a_later_start_find_them(
    kept: KeptLogLines, database: Database, clock: ManualClock
) -> None:
    """What one node took in opens a ticket on another."""
    await kept.keep("a", [lines("oom", "said")])
    assert await KeptLogLines(database, clock).of("a", "oom") == lines("oom", "said")


async def test_of_one_target_only_so_many_are_kept(
    kept: KeptLogLines, database: Database, clock: ManualClock
) -> None:
    """An agent that makes up names pushes out its own lines alone, the oldest first."""
    await kept.keep("b", [lines("oom", "of b")])
    for hundred in range(3):
        await clock.advance(later(NOW, (hundred + 1) * MINUTE))
        names = [f"{hundred}-{number}" for number in range(MOST_LOGS // 2)]
        await kept.keep("a", [lines(name, "x") for name in names])
    assert await rows_in(database) == MOST_LOGS + 1
    assert await kept.of("a", "0-0") is None
    assert await kept.of("a", "1-0") is not None
    assert await kept.of("b", "oom") is not None


async def test_what_was_told_long_ago_is_forgotten(
    kept: KeptLogLines, database: Database, clock: ManualClock
) -> None:
    """Of a host that is gone nothing stays for good."""
    await kept.keep("gone", [lines("oom", "said")])
    await clock.advance(later(NOW, KEPT + DAY))
    await kept.keep("a", [lines("oom", "said")])
    assert await rows_in(database) == 1
