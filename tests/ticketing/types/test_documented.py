"""The manuals draw each type from the table: a picture that is out of date fails here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import Golden
from ticketing.types import diagram
from ticketing.types.model import TicketType
from ticketing.types.table import TYPES
from watchkeeper.access.languages import Language, read_catalogues

pytestmark = pytest.mark.tree  # it reads the manuals

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("language", list(Language), ids=str)
@pytest.mark.parametrize("ticket_type", TYPES, ids=lambda each: each.kind.value)
def test_the_manual_shows_the_type_as_its_table_has_it(
    ticket_type: TicketType, language: Language, golden: Golden
) -> None:
    """Each type has its picture, drawn from the table, on the page in both languages."""
    name = f"ticket-types/{ticket_type.kind.value}.svg"
    folder = DOCS / language.value
    drawn = diagram.svg(ticket_type, read_catalogues().translate(language))
    golden.check(folder / name, drawn.rstrip("\n") + "\n")
    assert f"]({name})" in (folder / "ticket-types.md").read_text("utf-8")
