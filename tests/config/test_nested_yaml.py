"""YAML that is nested without end: what people upload is read as well as the files of the house."""

from __future__ import annotations

import pytest

from watchkeeper.config.nodes import MAX_DEPTH, parse_yaml
from watchkeeper.core.errors import ConfigError


@pytest.mark.parametrize(
    "piece",
    ["[", "[\n", "{a: ", "- ", "? ", "!x [", "[&a "],
    ids=["brackets", "a line each", "braces", "a list", "keys", "tags", "anchors"],
)
def test_what_is_nested_without_end_is_refused(piece: str) -> None:
    """Composed by libyaml, which calls itself, it would end the process."""
    with pytest.raises(ConfigError, match="nested too deeply"):
        parse_yaml(piece * 100_000, name="x.yml")


def test_what_is_nested_as_deeply_as_may_be_is_read() -> None:
    """One value in so many lists; one more is too many."""
    value = parse_yaml("[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH, name="x.yml").plain()
    for _ in range(MAX_DEPTH):
        assert isinstance(value, (list, tuple))
        (value,) = value
    assert value == "x"
    with pytest.raises(ConfigError, match="nested too deeply"):
        parse_yaml("[" * (MAX_DEPTH + 1) + "x" + "]" * (MAX_DEPTH + 1), name="x.yml")
