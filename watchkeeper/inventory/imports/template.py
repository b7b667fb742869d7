"""An empty list to fill in: headings and one example, as CSV or XLSX, in English or Chinese."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from watchkeeper.access.languages import Language
from watchkeeper.core.errors import InvalidInput
from watchkeeper.inventory.imports.sheets import COLUMNS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LINES = 30
_COLUMN_WIDTH = 16
_SHEET_NAME = {Language.ENGLISH: "Targets", Language.CHINESE: "设备清单"}
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
    """Return a workbook whose cells are text, so that a phone number or a day stays as typed."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = sheet_name
    for row in rows:
        sheet.append([cell or None for cell in row])
    for place in range(1, len(rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = _COLUMN_WIDTH
    _style(sheet, lines=len(rows) + _LINES)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _style(sheet: Worksheet, *, lines: int) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.properties import PageSetupProperties

    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=2, max_row=lines):
        for cell in row:
            cell.number_format = "@"
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
