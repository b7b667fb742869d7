"""The pictures of the types: drawn from the table, whole in both languages."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from ticketing.types import diagram
from ticketing.types.model import TicketType
from ticketing.types.table import TYPES
from ticketing.types.words import DEEDS, OUTCOMES
from watchkeeper.access.languages import Language, read_catalogues

SVG = "{http://www.w3.org/2000/svg}"
ALL_TYPES = pytest.mark.parametrize("ticket_type", TYPES, ids=lambda each: each.kind.value)
BOTH = pytest.mark.parametrize("language", list(Language), ids=str)


def drawn(ticket_type: TicketType, language: Language) -> ET.Element:
    translate = read_catalogues().translate(language)
    return ET.fromstring(diagram.svg(ticket_type, translate))


@BOTH
@ALL_TYPES
def test_a_picture_has_a_title_and_a_description_for_those_who_do_not_see_it(
    ticket_type: TicketType, language: Language
) -> None:
    """The description tells every step, so that nothing stands in the lines alone."""
    root = drawn(ticket_type, language)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    steps = (description.text or "").count(" → ")
    lines = [path for path in root.iter(f"{SVG}path") if path.get("class") == "line"]
    assert steps == len(lines) - len(ticket_type.starts)


def _extent(words: ET.Element) -> tuple[float, float, float, float]:
    x, y = float(words.get("x", 0)), float(words.get("y", 0))
    text = "".join(words.itertext())
    width = sum(7 if ord(sign) < 0x2E80 else 12 for sign in text)
    left = x - width if "end" in words.get("class", "") else x
    return left, left + width, y - 10, y + 2


@BOTH
@ALL_TYPES
def test_no_two_names_lie_on_each_other(ticket_type: TicketType, language: Language) -> None:
    """Every name keeps a line of its own, inside the picture."""
    root = drawn(ticket_type, language)
    width = float(root.get("width", 0))
    names = [text for text in root.iter(f"{SVG}text") if text.get("class") != "stage"]
    extents = [_extent(name) for name in names]
    assert all(left >= 0 and right <= width for left, right, _, _ in extents)
    for one, other in combinations(extents, 2):
        apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        assert apart


@BOTH
@ALL_TYPES
def test_no_two_lines_share_a_lane(ticket_type: TicketType, language: Language) -> None:
    """Where two lines run down beside each other they stand apart."""
    root = drawn(ticket_type, language)
    spans = []
    for path in root.iter(f"{SVG}path"):
        found = re.fullmatch(r"M\d+ (\d+)H(-?\d+)V(\d+)H\d+", path.get("d", ""))
        if found:
            start, lane, end = map(int, found.groups())
            spans.append((lane, min(start, end), max(start, end)))
    for one, other in combinations(spans, 2):
        assert one[0] != other[0] or one[2] < other[1] or other[2] < one[1]


@ALL_TYPES
def test_mermaid_says_the_same(ticket_type: TicketType) -> None:
    """Each line of the picture is a line of the text, with the same name."""
    text = diagram.mermaid(ticket_type, str)
    stages = diagram.drawn_stages(ticket_type)
    for arrow in diagram.arrows(ticket_type, str):
        source, target = stages[arrow.source].name, stages[arrow.target].name
        assert f"  {source} --> {target}: {arrow.name}\n" in text
    assert text.startswith("stateDiagram-v2\n")


def test_every_deed_and_outcome_has_a_name_and_none_is_left_over() -> None:
    deeds = {deed.command for each in TYPES for deed in each.deeds} - {""}
    outcomes = {deed.outcome for each in TYPES for deed in each.deeds} - {""}
    assert deeds == set(DEEDS)
    assert outcomes == set(OUTCOMES)
