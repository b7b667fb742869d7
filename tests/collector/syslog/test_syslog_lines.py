"""One line: RFC 5424, RFC 3164 as devices write it, and bytes of all kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.syslog.lines import (
    FACILITIES,
    MAX_BYTES,
    SEVERITIES,
    Form,
    Line,
    parse_line,
)
from watchkeeper.core.instants import instant_from_rfc3339

NOW = instant_from_rfc3339("2027-01-01T00:00:05Z")
ZONE = "Asia/Shanghai"


def parsed(text: str | bytes) -> Line:
    data = text if isinstance(text, bytes) else text.encode()
    return parse_line(data, received_at=NOW, zone=ZONE)


@pytest.mark.parametrize(
    ("text", "host", "program", "said"),
    [
        ("<34>Oct 11 22:14:15 mymachine su: 'su root' failed", "mymachine", "su", "su: 'su root' failed"),
        ("<13>Jan  1 08:00:01 web-1 sshd[12]: bye", "web-1", "sshd", "sshd[12]: bye"),
        ("<189>4567: *Mar  1 18:46:11.123: %SYS-5-CONFIG_I: Configured", "", "%SYS-5-CONFIG_I", "%SYS-5-CONFIG_I: Configured"),
        ("<189>Nov 23 2026 12:00:00 HW-1 %%01IFNET/4/IF_STATE(l)[3]:Interface down.", "HW-1", "%%01IFNET/4/IF_STATE(l)", "%%01IFNET/4/IF_STATE(l)[3]:Interface down."),
        ("<189>Nov 23 12:00:00 2026 H3C %%10IFNET/3/LINK_UPDOWN: down", "H3C", "%%10IFNET/3/LINK_UPDOWN", "%%10IFNET/3/LINK_UPDOWN: down"),
        ("<13>2026-11-23T12:00:00.123456+08:00 host app[1]: hi", "host", "app", "app[1]: hi"),
        ("<13>Jan  1 08:00:01 fe80::1 kernel: x", "fe80::1", "kernel", "kernel: x"),
        ("<13>app: without a time", "", "app", "app: without a time"),
        ("no priority at all", "", "", "no priority at all"),
    ],
    ids=["RFC 3164", "with a process", "Cisco", "Huawei", "H3C", "rsyslog's time", "an IPv6 host", "no time", "plain"],
)  # fmt: skip
def test_old_lines(text: str, host: str, program: str, said: str) -> None:
    """Host, program and text come out of what devices really write."""
    line = parsed(text)
    assert (line.host, line.program, line.text) == (host, program, said)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<13>Dec 31 23:59:59 h t: x", "2026-12-31T15:59:59Z"),
        ("<13>Jan  1 08:00:01 h t: x", "2027-01-01T00:00:01Z"),
        ("<13>Jan  1 00:00:01 UTC h t: x", "2027-01-01T00:00:01Z"),
        ("<13>Jan  1 01:00:01 +01:00 h t: x", "2027-01-01T00:00:01Z"),
        ("<13>Feb 29 00:00:00 h t: x", None),
        ("<13>Jan 32 00:00:00 h t: x", None),
        ("<13>Jan  1 25:00:00 h t: x", None),
        ("<13>Nov 23 12:00:00 2025 h t: x", "2025-11-23T04:00:00Z"),
        ("<13>1 2027-01-01T08:00:05.250+08:00 h t - - - x", "2027-01-01T00:00:05.250Z"),
        ("<13>1 - h t - - - x", None),
    ],
    ids=["last year", "the sender's zone", "UTC", "an offset", "no leap year near", "no such day",
         "no such hour", "a year that is told", "RFC 5424", "no time"],
)  # fmt: skip
def test_times(text: str, told: str | None) -> None:
    """Without a year the nearest one counts, without a zone the sender's; no day is invented."""
    assert parsed(text).told_at == (None if told is None else instant_from_rfc3339(told))


def test_leap_days_are_found_in_their_year() -> None:
    """On 1 March of a leap year yesterday was 29 February."""
    now = instant_from_rfc3339("2028-03-01T00:00:00Z")
    line = parse_line(b"<13>Feb 29 23:59:00 h t: x", received_at=now, zone="UTC")
    assert line.told_at == instant_from_rfc3339("2028-02-29T23:59:00Z")


def test_rfc_5424() -> None:
    """All parts, structured data with escapes, and the mark of UTF-8 before the message."""
    line = parsed(
        "<165>1 2003-10-11T22:14:15.003Z mymachine.example evntslog 99 ID47 "
        '[exampleSDID@32473 iut="3" eventSource="App\\"x\\]"][other a="b"] \ufeffAn event'
    )
    assert (line.form, line.facility, line.severity) == (Form.RFC5424, "local4", "notice")
    assert (line.host, line.program, line.process, line.message_id) == (
        "mymachine.example", "evntslog", "99", "ID47",
    )  # fmt: skip
    assert line.structured["exampleSDID@32473"] == {"iut": "3", "eventSource": 'App"x]'}
    assert line.structured["other"] == {"a": "b"}
    assert line.text == "evntslog[99]: An event"


@pytest.mark.parametrize(
    "text",
    ["<13>1 nonsense", '<13>1 - h t - - [x a="b" text', "<13>1 - h t - - [x] ", "<13>1 yesterday h t - - - x"],
    ids=["cut", "an open element", "no message", "no time"],
)  # fmt: skip
def test_what_is_almost_rfc_5424_keeps_its_text(text: str) -> None:
    """A line that is not well-formed is no reason to lose it."""
    line = parsed(text)
    assert line.form is (Form.RFC5424 if text.endswith("[x] ") else Form.PLAIN)


@pytest.mark.parametrize(
    ("priority", "facility", "severity"),
    [("<0>", "kern", "emerg"), ("<191>", "local7", "debug"), ("<192>", "user", "notice"), ("", "user", "notice")],
    ids=["the worst", "the last", "beyond", "none"],
)  # fmt: skip
def test_priorities(priority: str, facility: str, severity: str) -> None:
    """Facility and severity; user.notice where none, or none that exists, was said."""
    line = parsed(f"{priority}x")
    assert (line.facility, line.severity) == (facility, severity)


def test_chinese_devices_write_gbk() -> None:
    """What is no UTF-8 is read as GB 18030."""
    assert parsed("<13>Nov  1 01:02:03 h t: 接口断开".encode("gb18030")).text == "t: 接口断开"


def test_a_line_cut_within_a_character_is_still_utf_8() -> None:
    """The bound may fall into a character: that one is lost, the others stay."""
    data = b"<13>" + "断".encode() * MAX_BYTES
    assert set(parsed(data).text) == {"断"}


@pytest.mark.parametrize("code", [0, 7, 10, 13, 27, 0x85, 0x2028])
def test_nothing_that_steers_a_terminal_or_ends_a_line_gets_in(code: int) -> None:
    """A line is one line on pages, in logs and in messages."""
    text = parsed(f"<13>Jan  1 08:00:01 h t: a{chr(code)}[31mb").text
    assert chr(code) not in text


@given(st.binary(max_size=600) | st.text(max_size=300).map(str.encode))
def test_any_bytes_become_a_line(data: bytes) -> None:
    """Nothing is raised, and what comes out is within its bounds."""
    line = parse_line(data, received_at=NOW, zone=ZONE)
    assert line.facility in FACILITIES
    assert line.severity in SEVERITIES
    assert line.text.isprintable() or not any(ord(char) < 32 for char in line.text)


_FIELD = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20)


@given(
    st.integers(0, 191),
    _FIELD,
    _FIELD,
    st.dictionaries(
        st.sampled_from("abc"),
        st.text(
            st.characters(min_codepoint=32, max_codepoint=0x2000, exclude_categories=("C", "Z")),
            max_size=10,
        ),
        max_size=3,
    ),
)
def test_rfc_5424_reads_back(
    priority: int, host: str, program: str, parameters: dict[str, str]
) -> None:
    """What is written as the RFC says is read as it was meant."""
    escaped = {
        name: value.replace("\\", "\\\\").replace('"', '\\"').replace("]", "\\]")
        for name, value in parameters.items()
    }
    element = "".join(f' {name}="{value}"' for name, value in escaped.items())
    line = parsed(f"<{priority}>1 2027-01-01T00:00:00Z {host} {program} - - [x@1{element}] said")
    assert line.form is Form.RFC5424
    assert dict(line.structured["x@1"]) == parameters
    assert line.severity == SEVERITIES[priority % 8]
