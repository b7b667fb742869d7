"""An empty list to fill in: headings and one example, as CSV or XLSX, in English or Chinese."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape

from watchkeeper.access.languages import Language
from watchkeeper.core.errors import InvalidInput
from watchkeeper.inventory.imports.sheets import COLUMNS

_LINES = 30
_SHEET_NAME = {Language.ENGLISH: "Targets", Language.CHINESE: "设备清单"}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MADE = (1980, 1, 1, 0, 0, 0)  # the same bytes each time
TEMPLATE_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)


def template(kind: str, language: Language) -> bytes:
    """Return the file; *kind* is csv or xlsx.  Raises InvalidInput."""
    head = [one.chinese if language is Language.CHINESE else one.english for one in COLUMNS]
    example = [one.example for one in COLUMNS]
    match kind:
        case "csv":
            return _csv([head, example])
        case "xlsx":
            return _xlsx([head, example], _SHEET_NAME[language])
        case _:
            raise InvalidInput("a template is csv or xlsx, not {kind!r}", kind=kind[:20])


def _csv(rows: list[list[str]]) -> bytes:
    """Return CSV that spreadsheets open with Chinese intact: with a byte order mark."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(rows: list[list[str]], sheet_name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts(rows, sheet_name).items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), _HEAD + content)
    return out.getvalue()


def _parts(rows: list[list[str]], sheet_name: str) -> Mapping[str, str]:
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{office}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{office}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet name="{escape(sheet_name)}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{len(rows[0])}" width="16" style="2" customWidth="1"/></cols>'
        f"<sheetData>{''.join(_rows(rows))}</sheetData>"
        '<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>',
    }


_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1" xfId="0"/>'
    '<xf numFmtId="49" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>'
)
"""0: plain, 1: bold, 2: text, so that a phone number or a day stays as it is typed."""


def _rows(rows: list[list[str]]) -> Iterator[str]:
    for number, row in enumerate([*rows, *([""] * len(rows[0]) for _ in range(_LINES))], 1):
        style = 1 if number == 1 else 2
        cells = "".join(
            f'<c r="{_letters(place)}{number}" s="{style}" t="inlineStr">'
            f"<is><t>{escape(cell)}</t></is></c>"
            if cell
            else f'<c r="{_letters(place)}{number}" s="{style}"/>'
            for place, cell in enumerate(row)
        )
        yield f'<row r="{number}">{cells}</row>'


def _letters(place: int) -> str:
    return chr(ord("A") + place)  # there are fewer than 26 columns
