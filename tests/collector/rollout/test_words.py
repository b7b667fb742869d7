"""Hosts as people type them, and whatever a host answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.outcome import ProbeFailed
from collector.rollout.hosts import Host, completed, host_from_word
from collector.rollout.look import facts_from
from collector.rollout.order import problem_in
from watchkeeper.core.errors import InvalidInput

WORDS = {
    "a name": ("web-1", Host("web-1")),
    "with a user": ("ops@web-1.example", Host("web-1.example", "ops")),
    "with a port": ("ops@10.0.0.1:2222", Host("10.0.0.1", "ops", 2222)),
    "version 6": ("[2001:db8::1]:22", Host("2001:db8::1")),
}


@pytest.mark.parametrize(("word", "host"), WORDS.values(), ids=WORDS.keys())
def test_words(word: str, host: Host) -> None:
    assert host_from_word(word) == host


@pytest.mark.parametrize(
    "word",
    ["", "-oProxyCommand=id", "a b", "ops@", "web:0", "web:99999", "a;id", "$(id)", "ops@-x"],
    ids=["empty", "an option", "a space", "no host", "port 0", "no port", "two", "shell", "dash"],
)
def test_what_is_no_host_is_refused(word: str) -> None:
    with pytest.raises(InvalidInput, match="is no host"):
        host_from_word(word)


@given(st.from_regex(r"[a-z][a-z0-9.-]{0,20}", fullmatch=True), st.integers(1, 65_535))
def test_a_host_is_printed_as_it_is_typed(name: str, port: int) -> None:
    host = Host(name, port=port)
    assert host_from_word(host.place) == host


def test_what_is_said_for_all_fills_what_a_host_lacks_and_each_counts_once() -> None:
    jump = Host("jump")
    named = [Host("a"), Host("b", "root", customer="x"), Host("a", "again")]
    found = completed(named, user="ops", jump=jump, customer="acme")
    assert [(each.host, each.user, each.customer) for each in found] == [
        ("a", "ops", "acme"),
        ("b", "root", "x"),
    ]
    assert all(each.jump == Host("jump", "ops") for each in found)
    with pytest.raises(InvalidInput, match="name 1 to"):
        completed([], user="ops", jump=None, customer=None)


@given(st.binary(max_size=400))
def test_whatever_a_host_prints_it_is_read_or_refused(output: bytes) -> None:
    for content in (output, b"watchkeeper-look=1\n" + output):
        try:
            facts = facts_from(content)
        except ProbeFailed:
            continue
        assert len(facts.version) <= 400


@given(st.binary(max_size=200))
def test_whatever_the_program_prints_it_is_a_report_or_a_failure(output: bytes) -> None:
    for content in (output, b"watchkeeper-report " + output):
        try:
            assert problem_in(content, b"") is None or problem_in(content, b"")
        except ProbeFailed as error:
            assert "Python" in error.sentence  # noqa: PT017 the only failure there is
