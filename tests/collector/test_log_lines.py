"""The book of lines that agents told."""

from collector.log_lines import KeptLogLines
from watchkeeper.core.instants import Instant
from watchkeeper.wire.log_lines import LogLines


def lines(log: str, *said: str) -> LogLines:
    return LogLines(log, Instant(1), said)


def test_the_last_lines_count() -> None:
    """Of each target and pattern those that came last; nobody sees another target's."""
    kept = KeptLogLines()
    kept.keep("a", lines("oom", "first"))
    kept.keep("a", lines("oom", "second"))
    kept.keep("b", lines("oom", "of b"))
    assert kept.of("a", "oom") == lines("oom", "second")
    assert kept.of("a", "other") is None


def test_beyond_a_bound_the_oldest_go() -> None:
    kept = KeptLogLines(most_characters=1_000)
    for number in range(10):
        kept.keep("a", lines(f"log{number}", "x" * 100))
    known = [number for number in range(10) if kept.of("a", f"log{number}")]
    assert known == [7, 8, 9]
