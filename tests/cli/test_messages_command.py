"""`watchkeeper messages`: what has not arrived, and the channels."""

from __future__ import annotations

from tests.cli.watch import Watch, typed


def test_a_house_whose_messages_arrived_says_so(watch: Watch) -> None:
    """Nothing is listed, nothing is left to send or to discard, the one channel is in order."""
    listed = watch("messages", "list")
    assert (listed.code, listed.lines) == (0, ["every message has arrived"])
    assert watch("messages", "resend", "--all", "--json").json == {"queued": [], "overtaken": []}
    assert watch("messages", "discard", "--all", "--json").json == {"discarded": []}
    head, line = watch("messages", "channels").lines
    assert head.split() == ["CHANNEL", "KIND", "STATE", "NEXT"]
    assert "in order" in line


def test_a_message_that_is_not_there_is_named(watch: Watch) -> None:
    """And who names neither a number nor --all is told how it is used."""
    missing = watch("messages", "resend", "999999")
    assert missing.code == 1
    assert "999999" in missing.err
    assert typed("messages", "resend").code == 2
