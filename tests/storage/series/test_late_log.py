"""What is noted of late writes tells never less than there was, and stays small."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.instants import DAY, HOUR, MINUTE, Instant
from watchkeeper.storage.series import late_log
from watchkeeper.storage.series.late_log import WAITED_FOR, LateLog

NOW = Instant(100 * DAY)


def test_what_comes_in_time_is_not_noted() -> None:
    """Everybody waits five minutes by themselves."""
    log = LateLog()
    log.note("a", NOW - WAITED_FOR + 1, NOW)
    assert (log.after(0).mark, log.after(0).since) == (0, {})
    log.note("a", NOW - WAITED_FOR, NOW)
    assert log.after(0).since == {"a": NOW - WAITED_FOR}
    assert log.after(1).since == {}


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 900)), max_size=150),
    st.integers(0, 150),
)
def test_a_reader_hears_of_the_oldest_since_its_mark(
    notes: list[tuple[str, int]], seen: int
) -> None:
    """By feed: nothing older was written since, and it begins at most one grain early."""
    log, mark = LateLog(), 0
    for number, (feed, minutes) in enumerate(notes):
        log.note(feed, NOW - HOUR - minutes * MINUTE, NOW)
        if number + 1 == seen:
            mark = log.after(0).mark
    later = notes[seen:] if seen <= len(notes) else notes
    wanted = {
        name: NOW - HOUR - max(minutes for feed, minutes in later if feed == name) * MINUTE
        for name in {feed for feed, _ in later}
    }
    found = log.after(mark).since
    assert found is not None
    assert found.keys() == wanted.keys()
    for name, since in found.items():
        assert since <= wanted[name]
    few = len(notes) < late_log._MOST_STEPS
    assert not few or all(wanted[name] - at < 5 * MINUTE for name, at in found.items())


def test_a_reader_that_slept_for_long_reads_everything() -> None:
    """Of many feeds only the newest are remembered; who knows less is told that it is anything."""
    log = LateLog()
    for number in range(late_log._MOST_FEEDS + 1):
        log.note(f"agent:{number}", NOW - HOUR, NOW)
    assert log.after(0).since is None
    recent = log.after(1).since
    assert recent is not None
    assert len(recent) == late_log._MOST_FEEDS
