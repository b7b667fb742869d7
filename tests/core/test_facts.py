from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.facts import text_from_facts


@given(st.text())
def test_a_value_that_is_not_plain_is_quoted_as_json(text: str) -> None:
    """Whatever a fact holds, a reader of JSON gets it back, on one line."""
    line = text_from_facts({"reason": f"{text} "})
    assert line == f"reason={json.dumps(f'{text} ', ensure_ascii=False)}"
