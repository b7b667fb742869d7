"""Full copies and increments of one backup: each is compared with its own kind."""

import pytest

from agent.backups.families import DURATION, MEDIAN, SIZE, USUAL_DURATION, readings
from watchkeeper.host.backups.standing import Copy, CopyKind, Standing

FULL, INCREMENT = CopyKind.FULL, CopyKind.INCREMENTAL
DAY_SECONDS = 86_400.0


def standing(*copies: tuple[CopyKind, float]) -> Standing:
    """Return copies of these kinds and sizes, one a day; a byte takes a second."""
    return Standing(
        tuple(
            Copy(f"copy-{day}", day * DAY_SECONDS, kind, size, size)
            for day, (kind, size) in enumerate(copies, 1)
        )
    )


@pytest.mark.parametrize(
    ("copies", "usual"),
    [
        (standing((FULL, 900.0), (INCREMENT, 9.0)), None),
        (standing((FULL, 900.0), (FULL, 880.0), (INCREMENT, 8.0), (INCREMENT, 9.0)), 8.0),
        (standing((FULL, 900.0), (INCREMENT, 8.0), (INCREMENT, 7.0), (FULL, 910.0)), 900.0),
        (standing((FULL, 900.0), (FULL, 300.0)), 900.0),
    ],
    ids=["the first increment", "an increment", "a full one after increments", "one that shrank"],
)
def test_a_copy_is_compared_with_its_kind(copies: Standing, usual: float | None) -> None:
    """What is usual is the median of earlier copies of the newest one's kind; none, nothing."""
    found = {family: number for family, _, number in readings("nightly", copies)}
    assert found[SIZE] == found[DURATION] == copies.copies[-1].size_bytes
    assert found.get(MEDIAN) == found.get(USUAL_DURATION) == usual
