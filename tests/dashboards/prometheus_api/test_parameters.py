"""Times and durations of requests: whatever is written, an instant, a duration or a refusal."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from dashboards.prometheus_api.parameters import duration_from, instant_from
from watchkeeper.core.errors import InvalidInput

_TEXTS = st.one_of(
    st.text(max_size=40),
    st.from_regex(r"-?[0-9]{1,25}(\.[0-9]{0,5})?(e[+-]?[0-9]{1,4})?", fullmatch=True),
    st.from_regex(r"([0-9]{1,20}(ms|s|m|h|d|w|y)){1,3}", fullmatch=True),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", fullmatch=True),
)


@given(_TEXTS)
def test_what_is_read_fits_into_an_instant(text: str) -> None:
    """No time or duration is larger than what floats and arrays hold exactly."""
    for read in (instant_from, duration_from):
        with suppress(InvalidInput):
            assert abs(read(text, "start")) <= 2**53
