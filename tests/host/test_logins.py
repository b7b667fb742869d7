"""Lines of sshd, and what is noteworthy about a log-in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.host.logins import (
    MOST_PAIRS,
    MOST_SOURCES,
    Book,
    Finding,
    LogIn,
    Outcome,
    bytes_from_known,
    homes,
    known_from_bytes,
    log_in,
)

A, F = Outcome.ACCEPTED, Outcome.FAILED
HEAD = "Nov 23 08:00:00 web-1 sshd[812]: "
LINES = {
    "a wrong password": (
        "Failed password for root from 192.0.2.1 port 4242 ssh2",
        LogIn(F, "root", "192.0.2.1"),
    ),
    "a user that is not": (
        "Failed password for invalid user bob from 2001:db8::1 port 4242 ssh2",
        LogIn(F, "bob", "2001:db8::1"),
    ),
    "a key that was not taken": (
        "Connection closed by authenticating user alice 192.0.2.1 port 4242 [preauth]",
        LogIn(F, "alice", "192.0.2.1"),
    ),
    "a log-in by key": (
        "Accepted publickey for alice from 192.0.2.9 port 51 ssh2: ED25519 SHA256:abc",
        LogIn(A, "alice", "192.0.2.9"),
    ),
    "a name that accuses another": (
        "Failed password for invalid user x from 203.0.113.5 port 1 ssh2 from 192.0.2.1 port 2 ssh2",
        LogIn(F, "x from 203.0.113.5 port 1 ssh2", "192.0.2.1"),
    ),
    "a name that pretends to have come in": (
        "Failed password for invalid user Accepted password for root from 192.0.2.1 port 2 ssh2",
        LogIn(F, "Accepted password for root", "192.0.2.1"),
    ),
    "an end of a session": ("Received disconnect from 192.0.2.1 port 2:11: bye", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("said", "expected"), LINES.values(), ids=LINES.keys())
def test_what_sshd_says(said: str, expected: LogIn | None) -> None:
    assert log_in((HEAD + said).encode()) == expected


def test_new_versions_name_the_session() -> None:
    line = b"2026-11-23T08:00:00+08:00 web-1 sshd-session[9]: Accepted password for a from ::1 port 2 ssh2"
    assert log_in(line) == LogIn(A, "a", "::1")


def test_another_program_that_quotes_sshd_is_not_believed() -> None:
    line = b"Nov 23 web-1 app[1]: Accepted password for root from 192.0.2.1 port 2 ssh2"
    assert log_in(line) is None


@given(st.binary(max_size=200))
def test_any_line_is_read(line: bytes) -> None:
    log_in(line)
    log_in(HEAD.encode() + line)
    homes(line.decode("latin-1"))


def fail(book: Book, source: str, times: int, at: float = 0.0) -> None:
    for _ in range(times):
        assert book.take(LogIn(F, "x", source), at) == ()


CASES = {
    "after ten failures": (10, 60, (Finding.AFTER_FAILURES,)),
    "after nine": (9, 60, ()),
    "after ten, but long ago": (10, 601, ()),
    "after ten, and the clock was set back": (10, -5, ()),
}


@pytest.mark.parametrize(("failures", "later", "expected"), CASES.values(), ids=CASES.keys())
def test_a_success_after_failures(
    failures: int, later: float, expected: tuple[Finding, ...]
) -> None:
    """Ten within ten minutes from the same address."""
    book = Book()
    fail(book, "192.0.2.1", failures)
    fail(book, "192.0.2.2", 50)
    assert book.take(LogIn(A, "alice", "192.0.2.1"), later) == expected


def test_the_first_source_of_a_user_is_learnt_the_next_is_new() -> None:
    book = Book()
    assert book.take(LogIn(A, "alice", "192.0.2.1"), 0) == ()
    assert book.take(LogIn(A, "alice", "192.0.2.1"), 0) == ()
    assert book.take(LogIn(A, "alice", "192.0.2.2"), 0) == (Finding.NEW_SOURCE,)
    assert book.take(LogIn(A, "alice", "192.0.2.2"), 0) == ()
    assert book.take(LogIn(A, "root", "192.0.2.2"), 0) == ()


def test_what_is_remembered_is_bounded() -> None:
    """A million strangers fill no memory, and the latest are remembered."""
    book = Book()
    for number in range(MOST_SOURCES + 50):
        fail(book, f"source {number}", 10, at=float(number))
    assert len(book._failures) == MOST_SOURCES
    last = f"source {MOST_SOURCES + 49}"
    assert book.take(LogIn(A, "a", last), MOST_SOURCES + 50) == (Finding.AFTER_FAILURES,)
    for number in range(MOST_PAIRS + 50):
        book.take(LogIn(A, "a", f"s{number}"), 0)
    assert sum(map(len, book.known.values())) == MOST_PAIRS


WORD = st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), min_size=1, max_size=9)


@given(st.dictionaries(WORD, st.sets(WORD, min_size=1, max_size=4), max_size=8))
def test_what_is_known_is_read_back(known: dict[str, set[str]]) -> None:
    assert known_from_bytes(bytes_from_known(known)) == known
