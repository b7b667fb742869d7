"""Fields of a JSON body: whatever stands in them, they are read or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.rest.given import optional
from watchkeeper.core.errors import InvalidInput

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(JSON.filter(lambda value: not isinstance(value, str) and value is not None))
def test_what_is_no_text_is_refused(value: object) -> None:
    """A list or an object, too."""
    with pytest.raises(InvalidInput, match="'day'"):
        optional({"day": value}, "day")


@pytest.mark.parametrize(
    "body", [{}, {"day": None}, {"day": ""}], ids=["left out", "null", "empty"]
)
def test_what_may_be_left_out_is_nothing(body: dict[str, object]) -> None:
    """Null and an empty text say no more than a missing field."""
    assert optional(body, "day") is None
