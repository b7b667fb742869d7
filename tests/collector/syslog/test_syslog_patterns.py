"""Patterns: their files, the shipped ones, and what a target's lines come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.syslog.book import MOST_EVENTS, LineBook, event_values
from collector.syslog.lines import parse_line
from collector.syslog.patterns import LinePatterns, read_patterns, shipped_patterns
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import HOUR, MINUTE, Instant
from watchkeeper.core.labels import Labels, label, labels_of
from watchkeeper.core.levels import Level

NOW = Instant(1_795_430_000_000)
OWN = r"""
patterns:
- name: door
  match: "door (?P<door>\\w+) opened"
  clear: "door (?P<door>\\w+) closed"
  level: II
  hold: 10m
- {name: counted, match: "door", severity: warning}
- {name: of-cron, match: "failed", program: [cron], facility: [cron, daemon]}
"""


def own(tmp_path: Path, text: str = OWN) -> LinePatterns:
    path = tmp_path / "own.yml"
    path.write_text(text)
    return LinePatterns(read_patterns(path, name="syslog/own.yml"))


def hits(patterns: LinePatterns, text: str) -> list[tuple[str, bool, dict[str, str]]]:
    line = parse_line(text.encode(), received_at=NOW)
    return [(hit.pattern.name, hit.is_clear, dict(hit.values)) for hit in patterns.hits(line)]


def note(book: LineBook, patterns: LinePatterns, text: str, at: int = NOW) -> None:
    line = parse_line(text.encode(), received_at=Instant(at))
    kept = book.note(line, Instant(at))
    for hit in patterns.hits(line):
        book.hit(hit, kept)


def values(book: LineBook, patterns: LinePatterns, name: str) -> dict[tuple[str, ...], float]:
    found = book.samples("sw-1", patterns)
    left_out = {"__name__", "instance", "job"}
    return {
        tuple(value for key, value in labels if key not in left_out): number
        for labels, number in found.items()
        if label(labels, "__name__") == name
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<12>door north opened", [("door", False, {"door": "north"}), ("counted", False, {})]),
        ("<14>door north closed", [("door", True, {"door": "north"})]),
        ("<78>cron[1]: failed", [("of-cron", False, {})]),
        ("<78>other[1]: failed", []),
        ("<14>cron[1]: failed", []),
    ],
    ids=["begins, and is counted", "ends; too good to be counted", "its program", "another program", "another facility"],
)  # fmt: skip
def test_what_a_line_fits(
    tmp_path: Path, text: str, found: list[tuple[str, bool, dict[str, str]]]
) -> None:
    """Text, severity, facility and program are looked at."""
    assert hits(own(tmp_path), text) == found


def test_an_event_ends_when_it_is_cleared_or_nothing_comes_any_more(tmp_path: Path) -> None:
    """Its series has the level as its value, and is there until it is cleared or has held."""
    patterns, book = own(tmp_path), LineBook()
    note(book, patterns, "<12>door north opened")
    note(book, patterns, "<12>door south opened", NOW + 5 * MINUTE)
    assert values(book, patterns, "syslog_event") == {("north", "door"): 3, ("south", "door"): 3}
    note(book, patterns, "<12>door south closed", NOW + 6 * MINUTE)
    assert values(book, patterns, "syslog_event") == {("north", "door"): 3}
    book.settle(patterns, Instant(NOW + 10 * MINUTE - 1))
    assert values(book, patterns, "syslog_event") == {("north", "door"): 3}
    book.settle(patterns, Instant(NOW + 10 * MINUTE))
    assert values(book, patterns, "syslog_event") == {}
    assert values(book, patterns, "syslog_matches_total") == {("door",): 2, ("counted",): 3}
    assert values(book, patterns, "syslog_lines_total") == {("warning",): 3}


def test_a_device_that_invents_values_fills_a_bound(tmp_path: Path) -> None:
    """What is beyond the bound is counted; what is known goes on."""
    patterns, book = own(tmp_path), LineBook()
    for number in range(MOST_EVENTS + 7):
        note(book, patterns, f"<12>door d{number} opened")
    note(book, patterns, "<12>door d0 opened", NOW + HOUR)
    assert len(book.events) == MOST_EVENTS
    assert values(book, patterns, "syslog_events_left_out_total") == {(): 7}
    assert book.events["door", (("door", "d0"),)] == NOW + HOUR


def test_a_pattern_that_is_gone_ends_what_it_began(tmp_path: Path) -> None:
    """After a reload nothing is told by patterns that are not there any more."""
    patterns, book = own(tmp_path), LineBook()
    note(book, patterns, "<12>door north opened")
    book.settle(LinePatterns(), NOW)
    assert book.samples("sw-1", LinePatterns()).keys() == {
        labels_of({"__name__": name, "instance": "sw-1", "job": "syslog", **more})
        for name, more in (
            ("syslog_lines_dropped_total", {}),
            ("syslog_events_left_out_total", {}),
            ("syslog_lines_total", {"severity": "warning"}),
        )
    }


def test_an_event_is_known_again_by_its_series(tmp_path: Path) -> None:
    """The values that tell events apart are read back from the labels."""
    patterns, book = own(tmp_path), LineBook()
    note(book, patterns, "<12>door north opened")
    (series,) = (
        labels for labels in book.samples("sw-1", patterns) if label(labels, "__name__") == "syslog_event_timestamp_seconds"
    )  # fmt: skip
    found: Labels = event_values(series)
    assert ("door", found) in book.events


def test_evidence_is_of_the_pattern_first(tmp_path: Path) -> None:
    """A ticket of a pattern shows its lines; any other the target's last ones."""
    patterns, book = own(tmp_path), LineBook()
    note(book, patterns, "<12>door north opened")
    note(book, patterns, "<14>something else")
    assert [line.text for line in book.evidence("door")] == ["door north opened"]
    assert len(list(book.evidence(""))) == 2


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("{name: a b, match: x}", "the name of a pattern"),
        ("{name: a, match: '('}", "is no regular expression"),
        ("{name: a, match: x(?=y)}", "is no regular expression"),
        ("{name: a, match: '(?P<instance>x)'}", "a group cannot be called 'instance'"),
        ("{name: a, match: '(?P<x>y)', clear: z}", "'clear' must name the same groups"),
        ("{name: a, match: x, severity: bad}", "'bad' is none of emerg"),
        ("{name: a, match: x, facility: [bad]}", "'bad' is none of kern"),
        ("{name: a, match: x, hold: 2d}", "hold must be 1s to 1d"),
        ("{name: a, match: x, level: V}", "'V' is no level"),
        ("{name: a, match: '(?P<a>.)(?P<b>.)(?P<c>.)(?P<d>.)(?P<e>.)(?P<f>.)'}", "at most 5 named groups"),
    ],
    ids=["name", "pattern", "backtracking", "a label of ours", "groups", "severity", "facility", "hold", "level", "too many groups"],
)  # fmt: skip
def test_mistakes_are_told_with_their_line(tmp_path: Path, entry: str, sentence: str) -> None:
    """Every error says file:line and what is wrong."""
    with pytest.raises(ConfigError) as raised:
        own(tmp_path, f"patterns:\n- {entry}\n")
    assert raised.value.text().startswith("syslog/own.yml:2: ")
    assert sentence in raised.value.text()


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("<38>Jan  1 00:00:00 h sshd[1]: Failed password for root from 10.0.0.9 port 22 ssh2", "ssh-login-failed", {}),
        ("<38>Jan  1 00:00:00 h sshd-session[1]: Accepted publickey for a from 10.0.0.9", "ssh-login", {}),
        ("<2>Jan  1 00:00:00 h kernel: [1.0] Out of memory: Killed process 12 (mysqld) total-vm:1kB", "out-of-memory", {"process": "mysqld"}),
        ("<3>Jan  1 00:00:00 h kernel: [1.0] blk_update_request: I/O error, dev sda, sector 1", "disk-error", {"device": "sda"}),
        ("<189>1: Jan  1 00:00:00: %LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to down", "link-down", {"interface": "GigabitEthernet0/1"}),
        ("<189>1: Jan  1 00:00:00: %BGP-5-ADJCHANGE: neighbor 10.0.0.1 Down BGP Notification sent", "bgp-down", {"neighbour": "10.0.0.1"}),
        ("<189>Jan  1 00:00:00 2026 H3C %%10IFNET/3/LINK_UPDOWN: GigabitEthernet1/0/1 link status is down.", "h3c-link-down", {"interface": "GigabitEthernet1/0/1"}),
        ("<189>1: Jan  1 00:00:00: %OSPF-5-ADJCHG: Process 1, Nbr 10.0.0.2 on Gi0/1 from FULL to DOWN, Neighbor Down: Dead timer expired", "ospf-down", {"neighbour": "10.0.0.2", "interface": "Gi0/1"}),
    ],
    ids=["a failed log-in", "a log-in", "out of memory", "a disk", "Cisco link", "BGP", "H3C link", "OSPF"],
)  # fmt: skip
def test_shipped_patterns_know_their_lines(text: str, name: str, found: dict[str, str]) -> None:
    """What devices really write is known, with what it is about."""
    assert (name, False, found) in hits(LinePatterns(shipped_patterns()), text)


def test_shipped_patterns_never_claim_the_worst() -> None:
    """Level I is for the house to say; an own pattern takes the place of a shipped one."""
    assert all(one.level is not Level.I for one in shipped_patterns())
    assert len({one.name for one in shipped_patterns()}) == len(shipped_patterns())
