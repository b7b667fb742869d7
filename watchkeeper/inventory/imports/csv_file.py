"""CSV as spreadsheets write it: comma, semicolon or tab; UTF-8, UTF-16 or GB 18030."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.imports.rows import Listing
from watchkeeper.inventory.imports.sheets import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    Cells,
    listing_of_cells,
)

_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_csv(data: bytes, name: str) -> Listing:
    """Read one file.  Raises ConfigError."""
    return listing_of_cells(_cells(_text(data, name), name), name)


def _text(data: bytes, name: str) -> str:
    encodings = ["utf-8-sig", "gb18030"]
    if data.startswith(_BYTE_ORDER_MARKS):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ConfigError("is neither UTF-8 nor UTF-16 nor GB 18030", at=name)


def _cells(content: str, name: str) -> Iterator[tuple[int, Cells]]:
    head = next((line for line in content.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if len(cells) > MAX_COLUMNS or any(len(one) > MAX_CELL_CHARACTERS for one in cells):
                raise ConfigError(
                    "has more than {columns} columns, or a cell of more than {most} characters",
                    at=f"{name}:{reader.line_num}",
                    columns=MAX_COLUMNS,
                    most=MAX_CELL_CHARACTERS,
                )
            yield reader.line_num, cells
    except csv.Error as error:
        raise ConfigError(
            "is no CSV: {reason}", at=f"{name}:{reader.line_num}", reason=error
        ) from error
