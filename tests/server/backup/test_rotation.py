"""Which of our own backups stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.config.settings import KeptBackups
from watchkeeper.core.instants import DAY, HOUR, Instant, instant_from_rfc3339
from watchkeeper.server.backup.rotation import kept_files, name_at, superseded

START = instant_from_rfc3339("2026-11-22T18:30:00Z")  # 02:30 in Shanghai
ZONE = "Asia/Shanghai"


def files(*days_ago: float) -> tuple[str, ...]:
    return tuple(name_at(Instant(int(START - days * DAY))) for days in days_ago)


def left(names: tuple[str, ...], *, daily: int, weekly: int) -> tuple[str, ...]:
    found = kept_files(names)
    gone = superseded(found, KeptBackups(daily, weekly), ZONE)
    return tuple(file.name for file in found if file not in gone)


def test_a_name_reads_back_as_its_time() -> None:
    """To the second; other names are none of ours."""
    names = (name_at(START), "watchkeeper-20261399T000000Z.zip", "house.zip", ".watchkeeper.part")
    (file,) = kept_files(names)
    assert file.taken_at == START


@pytest.mark.parametrize(
    ("days_ago", "stay"),
    [
        ((0, 1, 2, 3, 4), (2, 1, 0)),
        ((0, 0.05, 0.1, 1), (1, 0)),
        ((0, 8, 15, 22, 29), (15, 8, 0)),
        ((40,), (40,)),
    ],
    ids=["three days", "the newest of each day", "the newest of each week", "one old one"],
)
def test_days_and_weeks_stay(days_ago: tuple[float, ...], stay: tuple[float, ...]) -> None:
    """Of three days and three weeks; a week's backup may be a day's as well."""
    assert left(files(*days_ago), daily=3, weekly=3) == files(*stay)


@given(
    hours=st.lists(st.integers(0, 24 * 90), max_size=60, unique=True),
    daily=st.integers(1, 10),
    weekly=st.integers(0, 6),
)
def test_the_newest_stays_and_no_more_than_asked_for(
    hours: list[int], daily: int, weekly: int
) -> None:
    """Whatever lies there, and doing it again takes nothing more."""
    names = tuple(name_at(Instant(START - one * HOUR)) for one in hours)
    stay = left(names, daily=daily, weekly=weekly)
    assert len(stay) <= daily + weekly
    assert not names or max(names) in stay
    assert left(stay, daily=daily, weekly=weekly) == stay
