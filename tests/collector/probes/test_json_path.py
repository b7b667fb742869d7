"""The small JSONPath: what is read, what is refused, and that nothing makes it fall over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.json_path import steps_of_path, value_at
from watchkeeper.core.errors import InvalidInput


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("$", ()),
        ("$.ok", ("ok",)),
        ("$.nodes[0].state", ("nodes", 0, "state")),
        ("$['a b'][\"c.d\"]", ("a b", "c.d")),
    ],
    ids=["the whole", "a name", "an index", "quoted names"],
)
def test_paths(path: str, steps: tuple[str | int, ...]) -> None:
    """A path is names and indexes, one after another."""
    assert steps_of_path(path) == steps


@pytest.mark.parametrize(
    "path", ["ok", "$ok", "$.", "$[x]", "$.a..b", "$[-1]", "$" + ".a" * 33, ""]
)
def test_what_is_no_path_is_refused(path: str) -> None:
    """Anything else is refused with an example."""
    with pytest.raises(InvalidInput, match="is no path; write for example"):
        steps_of_path(path)


@given(st.text(max_size=60))
def test_any_text_is_a_path_or_refused(path: str) -> None:
    """No text makes the reader fail in another way."""
    try:
        steps_of_path(path)
    except InvalidInput:
        return


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
)


@given(_json, st.lists(st.text(max_size=5) | st.integers(0, 5), max_size=6))
def test_a_value_is_found_only_where_it_stands(document: object, steps: list[str | int]) -> None:
    """What is found is what plain indexing finds; everything else is missing."""
    found, value = value_at(document, steps)
    expected: object = document
    try:
        for step in steps:
            assert isinstance(expected, dict if isinstance(step, str) else list)
            expected = expected[step]  # type: ignore[index]  # the assertion above has checked it
    except (KeyError, IndexError, AssertionError):
        assert not found
        return
    assert (found, value) == (True, expected)
