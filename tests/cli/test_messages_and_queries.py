from __future__ import annotations

import re

from tests.cli.watch import Watch


def test_a_test_message_shows_the_services_own_answer(watch: Watch) -> None:
    """The receiver got a document, and its word `taken` is printed."""
    told = watch("test-message", "--person", "engineer-a")
    assert told.code == 0, told.err
    assert told.lines == ["webhook to engineer-a: delivered (it answered: taken)"]
    assert [one["messages"][0]["kind"] for one in watch.receiver.documents.values()] == ["test"]


def test_a_refusal_is_shown_and_ends_with_1(watch: Watch) -> None:
    """What the service said when it refused is on the line."""
    watch.receiver.status = 403
    try:
        told = watch("test-message", "--person", "engineer-a", "--channel", "webhook", "--json")
    finally:
        watch.receiver.status = 200
    assert told.code == 1
    assert told.json[0]["is_delivered"] is False
    assert told.json[0]["answer"] == "no"


def test_an_unknown_channel_or_person_is_named(watch: Watch) -> None:
    """Both sentences name what was asked for."""
    assert "'pager'" in watch("test-message", "--person", "engineer-a", "--channel", "pager").err
    assert "'ghost'" in watch("test-message", "--person", "ghost").err


def test_a_query_prints_series_and_values(watch: Watch) -> None:
    """An instant, a scalar, a range; the end of a range is now unless it is given."""
    assert watch("query", "vector(2) + 1").out == "{} 3\n"
    assert watch("query", "1 + 1").out == "2\n"
    nothing = watch("query", "no_such_metric")
    assert (nothing.out, nothing.code) == ("", 0)
    assert "no series matches" in nothing.err
    now = float(watch("query", "time()").out)
    lines = watch("query", "vector(1)", "--start", str(now - 120), "--step", "60s").lines
    assert lines[0] == "{}"
    assert all(re.fullmatch(r"  \d+(\.\d+)? 1", line) for line in lines[1:])
    assert len(lines) in {3, 4}


def test_what_a_query_warns_of_goes_to_stderr(watch: Watch) -> None:
    """The result can be piped; the warning stands beside it."""
    done = watch("query", "quantile(2, vector(1))")
    assert (done.code, done.out) == (0, "{} +Inf\n")
    assert done.err == ("PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)\n")


def test_a_mistake_in_an_expression_is_shown_with_its_place(watch: Watch) -> None:
    """Line and column of a bad expression, and exit code 2."""
    done = watch("query", "sum(")
    assert done.code == 2
    assert "1:5" in done.err
