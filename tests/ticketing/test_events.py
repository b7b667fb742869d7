"""The hash chain over a ticket's log, and free text that can be erased from it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.logs import Log
from ticketing.events import Event, EventKind, first_broken_link


def _log() -> list[Event]:
    log = Log()
    log.add(EventKind.ACKNOWLEDGED, 0.1, prose={"note": "I am on it"})
    log.add(EventKind.LEVEL_CHANGED, 0.5, level="I", cause="worsened")
    log.add(EventKind.RESOLVED, 3, prose={"cause": "leak", "method": "restart"})
    return log.events


def test_a_log_verifies() -> None:
    """A log as it was written has no broken link."""
    assert first_broken_link(_log()) is None


@pytest.mark.parametrize(
    ("index", "change"),
    [
        pytest.param(1, {"actor": "somebody-else"}, id="actor"),
        pytest.param(1, {"occurred_at": 1}, id="time it happened"),
        pytest.param(1, {"recorded_at": 1}, id="time it was written"),
        pytest.param(2, {"data": {"level": "III", "cause": "worsened"}}, id="facts"),
        pytest.param(2, {"kind": EventKind.COMMENTED}, id="kind"),
        pytest.param(3, {"prose_hashes": {"cause": "0" * 64, "method": "0" * 64}}, id="text"),
        pytest.param(3, {"prev_hash": "0" * 64}, id="link"),
        pytest.param(2, {"decision": "told/1"}, id="decision"),
        pytest.param(0, {"ticket": 2}, id="moved to another ticket"),
    ],
)
def test_a_changed_event_is_found(index: int, change: dict[str, object]) -> None:
    """P17: whatever is altered, the first event that does not fit is named."""
    events = _log()
    events[index] = replace(events[index], **change)  # type: ignore[arg-type]  # names are checked by replace
    assert first_broken_link(events) == index + 1


@given(st.integers(0, 3), st.integers(0, 63), st.sampled_from("0123456789abcdef"))
def test_a_flipped_digit_of_a_hash_is_found(index: int, position: int, digit: str) -> None:
    """P17: one digit is enough."""
    events = _log()
    value = events[index].hash
    flipped = value[:position] + digit + value[position + 1 :]
    events[index] = replace(events[index], hash=flipped)
    assert (first_broken_link(events) is None) is (flipped == value)


def test_a_removed_event_is_found() -> None:
    """A gap in the middle breaks the chain."""
    events = _log()
    assert first_broken_link([events[0], *events[2:]]) == 3


def test_erased_text_leaves_the_chain_whole() -> None:
    """Free text and its salt may go; the chain covers only its hash."""
    events = [replace(event, prose={}) for event in _log()]
    assert first_broken_link(events) is None
