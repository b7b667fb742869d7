"""Workbooks become targets by openpyxl, which sees no byte that was not looked through before."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from watchkeeper.access.languages import Language
from watchkeeper.core.errors import ConfigError, WatchkeeperError
from watchkeeper.inventory.imports.formats import Format, read_listing
from watchkeeper.inventory.imports.rows import MAX_ROWS, Definition, Listing
from watchkeeper.inventory.imports.template import template

FIXTURES = Path(__file__).parents[1] / "fixtures" / "inventory"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def definitions(listing: Listing) -> dict[str, Definition]:
    assert not [row for row in listing.rows if row.problem]
    return {row.name: row.definition for row in listing.rows}


def test_a_workbook_of_openpyxl_is_read() -> None:
    """Chinese headings, phone numbers and days as numbers, empty rows, a second sheet."""
    listing = read_listing((FIXTURES / "openpyxl.xlsx").read_bytes(), "设备.xlsx")
    found = definitions(listing)
    assert found["核心交换机"] == {
        "name": "核心交换机",
        "address": "10.2.0.1",
        "customer": "acme",
        "criticality": "high",
        "groups": ["网络"],
        "go_live": "2026-03-01",
        "card": {
            "duty_phone": "13800138000",
            "rack": "A01",
            "supplier": "华为",
            "note": "两路电源\n注意",
        },
    }
    assert found["数据库-1"]["go_live"] == "2026-03-02"
    assert [row.at for row in listing.rows] == ["设备.xlsx:2", "设备.xlsx:3", "设备.xlsx:5"]
    assert "资产编号" in str(listing.notes[0])


def test_a_workbook_of_xlsxwriter_is_read() -> None:
    """Rich text, booleans, days and results of formulas; a row that cannot be says why."""
    listing = read_listing((FIXTURES / "xlsxwriter.xlsx").read_bytes(), "hosts.xlsx")
    assert listing.rows[0].definition == {
        "name": "app-1",
        "address": "10.3.0.1",
        "site": "b",
        "agent": True,
        "probes": ["icmp", {"tcp": {"port": 443}}],
        "go_live": "2026-05-01",
    }
    assert "'telepathy:9' is no probe" in str(listing.rows[1].problem)


def written(fill: Callable[[Workbook], None]) -> bytes:
    """A workbook as openpyxl writes it."""
    book = Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def noted(value: object) -> str:
    """What a list says of the cell in its column of notes."""

    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(["名称", "备注"])
        sheet.append(["web-1", None])
        sheet["B2"].value = value

    card = definitions(read_listing(written(fill), "x.xlsx"))["web-1"].get("card", {})
    assert isinstance(card, dict)
    return str(card.get("note", ""))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (13800138000, "13800138000"),
        (13800138000.0, "13800138000"),
        (1.38e10, "13800000000"),
        (0.1, "0.1"),
        (-2, "-2"),
        (1e300, "1e+300"),
        (True, "yes"),
        (False, "no"),
        ("00123", "00123"),
        ("  两路 电源 ", "两路 电源"),
        ("#N/A", ""),
        (datetime.date(2026, 3, 1), "46082"),
    ],
    ids=[
        "a whole number", "a whole number with a point", "a number in short", "a fraction",
        "below zero", "a huge number", "yes", "no", "text of digits", "Chinese with spaces",
        "an error", "a day, as the number its cell holds",
    ],
)  # fmt: skip
def test_a_cell_says_what_a_person_reads_in_it(value: object, text: str) -> None:
    """A phone number stays one, whatever kind of number a spreadsheet made of it."""
    assert noted(value) == text


def test_a_list_in_a_workbook_of_an_office_is_read() -> None:
    """Hidden sheets, merged cells, drop-downs, comments and charts are in nobody's way."""

    def fill(book: Workbook) -> None:
        hidden = book.worksheets[0]
        hidden.append(["name"])
        hidden.append(["not-this-one"])
        hidden.sheet_state = "hidden"
        chart = BarChart()
        book.create_chartsheet("图").add_chart(chart)
        sheet = book.create_sheet("设备清单")
        for row in (
            ["名称", "地址", "分组", "启用日期"],
            ["a", "10.0.0.1", "网络"],
            ["b", "10.0.0.2"],
        ):
            sheet.append(row)
        sheet["D2"].value = datetime.datetime(2026, 3, 1)  # noqa: DTZ001 a day in a spreadsheet has no zone
        sheet.merge_cells("C2:C3")
        sheet["A2"].comment = Comment("核心", "甲")
        drop_down = DataValidation(type="list", formula1='"网络,主机"')
        drop_down.add("C2:C99")
        sheet.add_data_validation(drop_down)

    found = definitions(read_listing(written(fill), "x.xlsx"))
    assert found == {
        "a": {"name": "a", "address": "10.0.0.1", "groups": ["网络"], "go_live": "2026-03-01"},
        "b": {"name": "b", "address": "10.0.0.2"},
    }


def test_what_is_typed_into_a_template_stays_text() -> None:
    """Thirty lines wait below bold headings that stay in sight."""
    sheet = load_workbook(io.BytesIO(template("xlsx", Language.CHINESE))).worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet.max_row) == ("设备清单", "A2", 32)
    assert {cell.font.b for cell in sheet[1]} == {True}
    assert {cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row} == {"@"}


def workbook(sheet: str, *, strings: str = "", parts: int = 0, book: str = "") -> bytes:
    """A workbook with one sheet of this XML, and so many parts that are empty."""
    content = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{OFFICE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{OFFICE}.worksheet+xml"/>'
        + (
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{OFFICE}.sharedStrings+xml"/>'
            if strings
            else ""
        )
        + "</Types>",
        "xl/workbook.xml": book
        or f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
        **({"xl/sharedStrings.xml": strings} if strings else {}),
        **{f"xl/part{number}": "" for number in range(parts)},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return out.getvalue()


def sheet_of(rows: str, head: str = "") -> str:
    return f"<worksheet {MAIN}>{head}<sheetData>{rows}</sheetData></worksheet>"


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


LIST = f"<row r='1'>{cell('A1', 'name')}</row><row r='2'>{cell('A2', 'w')}</row>"
LAUGHS = """<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>"""
FETCHED = """<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><worksheet/>"""
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (workbook(LAUGHS), "declares types of documents"),
        (workbook(sheet_of(LIST), strings=LAUGHS), "declares types of documents"),
        (workbook(sheet_of(LIST), book=LAUGHS), "declares types of documents"),
        (workbook(FETCHED), "declares types of documents"),
        (workbook(LAUGHS.encode("utf-16").decode("latin-1")), "broken XML"),
        (workbook("<a>" * 60), "nested too deeply"),
        (workbook("<worksheet>"), "broken XML"),
        (workbook(" " * (25 * 1024 * 1024)), "a part of more than"),
        (workbook(sheet_of(" " * (4 * 1024 * 1024))), "packed more than 250 times smaller"),
        (workbook(sheet_of(f"<row r='9999999'>{cell('A9999999', 'x')}</row>")), "more than 10000 rows"),
        (workbook(sheet_of(f"<row>{cell('A1', 'x' * 10_001)}</row>")), "more than 10000 characters"),
        (workbook(sheet_of(f"<row>{'<c/>' * 20_001}</row>")), "too many values"),
        (workbook(sheet_of(LIST), strings=f"<sst {MAIN}><si>{'<r/>' * 20_001}</si></sst>"), "too many values"),
        (workbook(sheet_of("".join(f"<row r='{n}'/>" for n in range(1, 100_003)))), "more than 10000 rows"),
        (workbook("<r/>", parts=2_001), "more than 2000 parts"),
        (workbook(f"<worksheet xmlns='{STRICT}'/>"), "Strict Open XML"),
        (workbook(sheet_of("<row r='1'><c r='A1' t='s'><v>7</v></c></row>")), "is no XLSX file"),
        (workbook(sheet_of(LIST), book="<a/>"), "is no XLSX file"),
    ],
    ids=[
        "entities", "entities of strings", "entities of the workbook", "types from elsewhere",
        "bytes of another encoding", "depth", "cut short", "a large part", "a bomb",
        "a row far below", "a long cell", "a wide row", "a text of many runs", "empty rows",
        "many parts",
        "strict", "a string that is not there", "no sheets",
    ],
)  # fmt: skip
def test_a_hostile_workbook_is_refused(data: bytes, sentence: str) -> None:
    """Bounded before memory or time are taken."""
    assert len(data) < 500_000
    with pytest.raises(ConfigError, match=sentence):
        read_listing(data, "x.xlsx")


def test_entities_are_refused_in_every_encoding() -> None:
    """A declaration in UTF-16 is one as well."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", LAUGHS.encode("utf-16"))
    with pytest.raises(ConfigError, match="declares types of documents"):
        read_listing(data.getvalue(), "x.xlsx")


def test_sizes_are_bounded_all_together() -> None:
    """Parts that are each small enough are not when there are many of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(70):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", f"<a>{' ' * 1_000_000}</a>")
    with pytest.raises(ConfigError, match="is larger than 67108864 bytes"):
        read_listing(out.getvalue(), "x.xlsx")


def test_more_rows_in_a_workbook_than_allowed_are_refused() -> None:
    """As in CSV: ten thousand are taken, one more is not."""
    rows = "".join(f"<row>{cell(f'A{n}', f'h{n}')}</row>" for n in range(2, MAX_ROWS + 2))
    head = f"<row>{cell('A1', 'name')}</row>"
    assert len(read_listing(workbook(sheet_of(head + rows)), "x.xlsx").rows) == MAX_ROWS
    more = f"<row>{cell(f'A{MAX_ROWS + 2}', 'x')}</row>"
    with pytest.raises(ConfigError, match="more than 10000 rows"):
        read_listing(workbook(sheet_of(head + rows + more)), "x.xlsx")


@pytest.mark.parametrize(
    "dimension",
    ["A1:A1", "A1:XFD1048576", "B7:C9"],
    ids=["too small", "the whole sheet", "beside it"],
)
def test_what_a_sheet_says_of_its_size_is_not_believed(dimension: str) -> None:
    """Rows are read until they end."""
    sheet = sheet_of(LIST, f"<dimension ref='{dimension}'/>")
    found = read_listing(workbook(sheet), "x.xlsx").rows
    assert [(row.name, row.at) for row in found] == [("w", "x.xlsx:2")]


def test_a_cell_far_to_the_right_is_left_out() -> None:
    """Column XFD takes no 16,000 empty cells."""
    row = LIST.replace("</c></row><row", f"</c>{cell('XFD1', 'x')}</row><row")
    assert definitions(read_listing(workbook(sheet_of(row)), "x.xlsx")) == {"w": {"name": "w"}}


def test_links_to_other_workbooks_are_not_looked_at() -> None:
    """Neither what they point to nor what a workbook keeps of it reaches openpyxl."""
    book = (
        f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
        '</sheets><externalReferences><externalReference r:id="r2"/></externalReferences></workbook>'
    )
    data = io.BytesIO(workbook(sheet_of(LIST), book=book))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", LAUGHS)
        archive.writestr("xl/styles.xml", LAUGHS)
    assert definitions(read_listing(data.getvalue(), "x.xlsx")) == {"w": {"name": "w"}}


_SHEETS = st.sampled_from(
    [
        (FIXTURES / "openpyxl.xlsx").read_bytes(),
        (FIXTURES / "xlsxwriter.xlsx").read_bytes(),
        workbook(sheet_of(LIST), strings=f"<sst {MAIN}><si><t>x</t></si></sst>"),
    ]
)
_BITS = st.sampled_from(
    [
        "<",
        ">",
        "&",
        "'",
        "r",
        "-1",
        "99999999999999999999",
        "s",
        "e",
        "1e999",
        "\0",
        "<c t='d'><v>x</v></c>",
    ]
)


@st.composite
def _damaged(draw: st.DrawFn) -> bytes:
    """A good workbook, one of its parts damaged below its compression."""
    given_parts = zipfile.ZipFile(io.BytesIO(draw(_SHEETS)))
    with given_parts:
        parts = {name: given_parts.read(name).decode() for name in given_parts.namelist()}
    hurt = draw(st.sampled_from(sorted(name for name in parts if "docProps" not in name)))
    text = parts[hurt]
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 30)))
    parts[hurt] = text[:start] + draw(_BITS | st.text(max_size=20)) + text[end:]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.encode("utf-8", "replace"))
    return out.getvalue()


@settings(max_examples=120, deadline=None)
@given(_damaged())
def test_a_damaged_workbook_ends_in_rows_or_one_of_our_errors(data: bytes) -> None:
    """Whatever a part holds, nothing else is raised."""
    try:
        listing = read_listing(data, "x", Format.XLSX)
    except WatchkeeperError:
        return
    assert len(listing.rows) <= MAX_ROWS
