"""The word that says where a page ended."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.rest.cursor import cursor_from, place_from
from watchkeeper.core.errors import InvalidInput

KEYS = st.lists(st.none() | st.integers(-(2**63) + 1, 2**63 - 1), max_size=6).map(tuple)


@given(KEYS)
def test_a_place_comes_back_as_it_was(place: tuple[int | None, ...]) -> None:
    """It needs no quoting in an address."""
    cursor = cursor_from("queue", place)
    assert place_from("queue", cursor) == place
    assert cursor.replace("-", "").replace("_", "").isalnum()


@given(st.text(max_size=400))
def test_any_other_word_is_refused(word: str) -> None:
    """Refused with a sentence, whatever it holds."""
    with pytest.raises(InvalidInput):
        place_from("queue", word)


@pytest.mark.parametrize(
    "said",
    ["[1,2]", '["due",1]', '["queue",true]', '["queue","1"]', '["queue",1.5]', '["queue",99999999999999999999]', "{}", "[" * 200],
    ids=["no order", "another order", "a truth", "a text", "a fraction", "too large", "no list", "deep"],
)  # fmt: skip
def test_a_word_that_was_made_by_hand_is_refused(said: str) -> None:
    """Only whole numbers of this list's order count."""
    with pytest.raises(InvalidInput, match="begin again"):
        place_from("queue", base64.urlsafe_b64encode(said.encode()).decode())
