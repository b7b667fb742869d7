"""The table of deeds."""

from __future__ import annotations

from ticketing import commands
from ticketing.deeds import DEEDS
from ticketing.events import EventKind


def test_every_command_has_one_deed() -> None:
    """A command that nobody can carry out does not exist."""
    known = [getattr(commands, name) for name in commands.__all__]
    wanted = {
        one for one in known if issubclass(one, commands.Command) and one is not commands.Command
    }
    assert {deed.command for deed in DEEDS} == wanted
    assert len(DEEDS) == len(wanted)


def test_no_two_deeds_share_a_name_or_leave_the_same_event() -> None:
    """What was done can be told from the log, and asked for by one word.

    To follow up is to open a ticket and to link to it.
    """
    assert len({deed.name for deed in DEEDS}) == len(DEEDS)
    events = [deed.event for deed in DEEDS if deed.command is not commands.FollowUp]
    assert len(set(events)) == len(events)


def test_what_only_the_machine_decides_is_no_deed() -> None:
    """Nobody writes a breach, a warning or a recovery by hand."""
    measured = {EventKind.BREACHED, EventKind.WARNED, EventKind.RECOVERED, EventKind.NOTIFIED}
    assert not measured & {deed.event for deed in DEEDS}
