"""The forms of the ticket page and the deeds they stand for."""

from __future__ import annotations

import pytest

from dashboards.ticket_commands import COMMANDS, fields_of
from dashboards.web.ticket_forms import FORMS, TicketForm

OF_ITS_OWN = {"acknowledge"}  # a button without fields
ASKED_BY_THE_PAGE = {"occurred_at"}  # of every form, in the same place


def test_every_deed_has_its_form() -> None:
    """What REST can do to a ticket, the page can do, each by one form."""
    commands = [form.command for form in FORMS]
    assert sorted(commands) == sorted(COMMANDS.keys() - OF_ITS_OWN)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.command)
def test_a_form_asks_what_the_command_takes(form: TicketForm) -> None:
    """The fields of a form are those of its command: no more, no less."""
    asked = {field.name for field in form.fields}
    taken = {field.name for field in fields_of(COMMANDS[form.command])}
    assert asked == taken - ASKED_BY_THE_PAGE
