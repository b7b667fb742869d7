"""The first sheet of an XLSX file that is shown, read by openpyxl and bounded at every step."""

from __future__ import annotations

import io
import warnings
from contextlib import closing
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.imports.rows import MAX_ROWS, Listing
from watchkeeper.inventory.imports.sheets import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    Cells,
    listing_of_cells,
)
from watchkeeper.inventory.imports.xlsx_parts import checked_parts

if TYPE_CHECKING:
    from openpyxl import Workbook

_MAX_SHEET_ROWS = 1_048_576
_SEARCHED_ROWS = 10 * MAX_ROWS  # formatted ones without anything among them
_MAX_NUMBER_CHARACTERS = 40


class _Cell(Protocol):
    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...


def read_xlsx(data: bytes, name: str) -> Listing:
    """Read one file.  Raises ConfigError."""
    return listing_of_cells(iter(_read(checked_parts(data, name), name)), name)


def _read(file: io.BytesIO, name: str) -> list[tuple[int, Cells]]:
    """Let openpyxl read; what it leaves out of a workbook, as drop-downs, is no concern of a list.

    It is imported here: most processes never read a workbook, and it takes 0.15 s.
    """
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")
        try:
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            with closing(book):
                return _rows(book, name)
        except ConfigError:
            raise
        except Exception as error:  # what a broken file raises in openpyxl is written nowhere
            reason = str(error)[:200] or type(error).__name__
            raise ConfigError("is no XLSX file: {reason}", at=name, reason=reason) from error


def _rows(book: Workbook, name: str) -> list[tuple[int, Cells]]:
    """Return numbers of rows and what stands in them; those without anything are left out."""
    sheets = book.worksheets
    shown = [one for one in sheets if one.sheet_state == "visible"] or sheets
    if not shown:
        raise ConfigError("is no XLSX file: {reason}", at=name, reason="no sheet")
    shown[0].reset_dimensions()  # what a file says of its size need not be so
    found: list[tuple[int, Cells]] = []
    searched, nothing = 0, None
    for number, row in enumerate(shown[0].iter_rows(max_col=MAX_COLUMNS), 1):
        searched += row is not nothing  # one and the same row fills a gap, of up to a million
        if number > _MAX_SHEET_ROWS or searched > _SEARCHED_ROWS:
            raise ConfigError(
                "has more than {most} rows; import it in parts", at=name, most=MAX_ROWS
            )
        cells = [] if row is nothing else [_text(cell, name) for cell in row]
        if any(cells):
            found.append((number, cells))
        else:
            nothing = row
    return found


def _text(cell: _Cell, name: str) -> str:
    """Return what a person reads in a cell: a phone number is no 1.38E+10."""
    value = cell.value
    if value is None or cell.data_type == "e":  # #N/A and the like
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number_text(value)
    written = str(value).removesuffix(" 00:00:00")
    if len(written) > MAX_CELL_CHARACTERS:
        raise ConfigError(
            "has more than {columns} columns, or a cell of more than {most} characters",
            at=name,
            columns=MAX_COLUMNS,
            most=MAX_CELL_CHARACTERS,
        )
    return written


def _number_text(value: float) -> str:
    written = str(value)[:_MAX_NUMBER_CHARACTERS]
    number = Decimal(written)
    if not number.is_finite() or number.adjusted() > 30:
        return written
    whole = number.to_integral_value()
    return str(int(whole)) if whole == number else written
