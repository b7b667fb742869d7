"""A server that is late does not take its own delay for an agent's wrong clock."""

from __future__ import annotations

import pytest

from collector.intake.push_layout import clock_offset, shift_for
from collector.intake.push_wait import LoopWait
from tests.eventually import eventually
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant
from watchkeeper.wire.columns import Push

NOW = Instant(1_795_000_000_000)


def sent(at: int) -> Push:
    return Push(
        "a", bytes(16), 1, 1, Instant(at), Duration(15 * SECOND), 0, (), (Instant(at),), b""
    )


@pytest.mark.parametrize(
    ("ahead", "waited", "offset", "shift"),
    [
        (0, 0, 0, 0),
        (-8_000, 0, -8_000, 8_000),
        (-8_000, 7_500, -500, 0),
        (-8_000, 20_000, 0, 0),
        (-4_000, 500, -4_000, 0),
        (-MINUTE, 10_000, -MINUTE, MINUTE),
        (8_000, 20_000, 8_000, -8_000),
    ],
    ids=[
        "right",
        "behind",
        "waited",
        "waited longer",
        "hardly behind",
        "behind and waited",
        "ahead",
    ],
)
def test_what_waited_here_is_not_behind(ahead: int, waited: int, offset: int, shift: int) -> None:
    """Lateness that our own delay can explain is none of the agent's clock."""
    found = clock_offset(sent(NOW + ahead), NOW, Duration(waited))
    assert (found, shift_for(found)) == (offset, shift)


async def test_the_delay_of_the_loop_is_known_while_it_lasts_and_fades() -> None:
    """Three seconds without a turn are three seconds that a request may have waited."""
    now = [100.0]
    wait = LoopWait(lambda: now[-1])
    assert wait.longest() == 0
    now.append(103.25)
    assert wait.longest() == 3_000
    await eventually(lambda: wait.longest() < 1_000)
