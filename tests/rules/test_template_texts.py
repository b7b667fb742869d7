"""Annotations are expanded when they are read."""

from __future__ import annotations

from collections.abc import Sequence

from rules.templates import TemplateFacts, TemplateSample, expanded


def test_a_text_is_expanded_when_it_is_read_and_only_once() -> None:
    """What a template shows is what held when the alert was evaluated."""
    labels = {"host": "a"}
    texts = expanded(
        {"summary": "{{ $labels.host }} at {{ $value }}", "plain": "as it is"},
        TemplateFacts(labels, 3.0),
    )
    assert dict(texts) == {"summary": "a at 3", "plain": "as it is"}
    labels["host"] = "b"
    assert texts["summary"] == "a at 3"
    assert texts == {"summary": "a at 3", "plain": "as it is"}


def test_what_asks_the_store_is_expanded_at_once() -> None:
    """A query is of the instant of the evaluation, not of the instant of reading."""
    asked: list[str] = []

    def query(expression: str) -> Sequence[TemplateSample]:
        asked.append(expression)
        return [TemplateSample({}, 7.0)]

    texts = expanded(
        {"summary": '{{ query "up" | first | value }}', "other": "{{ $value }}"},
        TemplateFacts({}, 1.0, query=query),
    )
    assert asked == ["up"]
    assert dict(texts) == {"summary": "7", "other": "1"}
    assert asked == ["up"]
