"""The first sheet of an XLSX file, read with the standard library and bounded at every step.

A workbook is a ZIP of XML.  Its parts are inflated up to a size, documents that declare types or
entities are refused, and rows, columns, cells and depth are counted.
Source: ECMA-376 part 1, 18.3 (worksheets), 18.4 (shared strings).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.imports.rows import MAX_ROWS, Listing
from watchkeeper.inventory.imports.sheets import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    Cells,
    listing_of_cells,
)

MAX_PARTS = 2_000
MAX_PART_BYTES = 24 * 1024 * 1024
MAX_XML_DEPTH = 50
MAX_CELLS = 300_000
MAX_STRINGS = 300_000
_MAX_SHEET_ROWS = 1_048_576
_SEARCHED_ROWS = 2 * MAX_ROWS  # empty ones among them
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_WORKBOOK = "xl/workbook.xml"


def read_xlsx(data: bytes, name: str) -> Listing:
    """Read one file.  Raises ConfigError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return listing_of_cells(_rows(_Parts(archive, name), name), name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise ConfigError("is no XLSX file: {reason}", at=name, reason=error) from error
    except (OSError, ValueError, OverflowError) as error:
        raise ConfigError("is no XLSX file: {reason}", at=name, reason=error) from error
    except expat.ExpatError as error:
        raise ConfigError("holds broken XML: {reason}", at=name, reason=error) from error


class _Parts:
    """The parts of a workbook, each inflated up to a size."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        if len(archive.namelist()) > MAX_PARTS:
            raise ConfigError("has more than {most} parts", at=name, most=MAX_PARTS)

    def __contains__(self, part: str) -> bool:
        return part in self._archive.NameToInfo

    def read(self, part: str) -> bytes:
        if part not in self:
            raise ConfigError("is no XLSX file: {reason}", at=self._name, reason=f"no {part[:80]}")
        with self._archive.open(part) as file:
            data = file.read(MAX_PART_BYTES + 1)
        if len(data) > MAX_PART_BYTES:
            raise ConfigError(
                "holds a part of more than {most} bytes", at=self._name, most=MAX_PART_BYTES
            )
        return data


class _Reader:
    """An expat parser that hands out elements by their local names; no types, no entities."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self.characters

    def parse(self, data: bytes) -> None:
        self._parser.Parse(data, True)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the begin of an element."""

    def end(self, tag: str) -> None:
        """Take its end."""

    def characters(self, text: str) -> None:
        """Take what stands in it."""

    def _refuse(self, *_: object) -> None:
        raise ConfigError("declares types of documents; that is not read", at=self._name)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_XML_DEPTH:
            raise ConfigError("is nested too deeply or has too many values", at=self._name)
        self.start(_local(tag), {_local(key): value for key, value in attributes.items()})

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self.end(_local(tag))


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]


class _Attributes(_Reader):
    """Collects the attributes of all elements of one name."""

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(name)
        self._wanted = wanted
        self.found: list[dict[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == self._wanted and len(self.found) < MAX_PARTS:
            self.found.append(attributes)


class _Texts(_Reader):
    """Text in ``t`` of an outer element; what is said how to pronounce it (``rPh``) is left out."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._taking = 0
        self._spoken = 0
        self._parts: list[str] = []
        self._length = 0

    def characters(self, text: str) -> None:
        if self._taking and not self._spoken and self._length <= MAX_CELL_CHARACTERS:
            self._parts.append(text)
            self._length += len(text)

    def taken(self) -> str:
        """Return the text since the last call.  Raises ConfigError."""
        found = "".join(self._parts)
        self._parts, self._length = [], 0
        if len(found) > MAX_CELL_CHARACTERS:
            raise ConfigError(
                "has more than {columns} columns, or a cell of more than {most} characters",
                at=self._name,
                columns=MAX_COLUMNS,
                most=MAX_CELL_CHARACTERS,
            )
        return found


class _SharedStrings(_Texts):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.found: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._taking += tag == "t"
        self._spoken += tag == "rPh"

    def end(self, tag: str) -> None:
        self._taking -= tag == "t"
        self._spoken -= tag == "rPh"
        if tag == "si":
            self.found.append(self.taken())
            if len(self.found) > MAX_STRINGS:
                raise ConfigError("is nested too deeply or has too many values", at=self._name)


class _Sheet(_Texts):
    """Rows of a worksheet."""

    def __init__(self, name: str, strings: list[str]) -> None:
        super().__init__(name)
        self._strings = strings
        self._cells: list[str] = []
        self._kind = ""
        self._count = 0
        self._row = 0
        self._column = 0
        self.rows: list[tuple[int, Cells]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._begin_row(attributes.get("r", ""))
        elif tag == "c":
            self._begin_cell(attributes)
        self._taking += tag in {"v", "t"}
        self._spoken += tag == "rPh"

    def end(self, tag: str) -> None:
        self._taking -= tag in {"v", "t"}
        self._spoken -= tag == "rPh"
        if tag == "c":
            self._end_cell()
        elif tag == "row":
            if any(self._cells):
                self.rows.append((self._row, tuple(self._cells)))
            self._cells = []

    def _begin_row(self, number: str) -> None:
        self._row = int(number) if number.isascii() and number.isdigit() else self._row + 1
        self._column = 0
        if not 0 < self._row <= _MAX_SHEET_ROWS or len(self.rows) > _SEARCHED_ROWS:
            raise ConfigError(
                "has more than {most} rows; import it in parts", at=self._name, most=MAX_ROWS
            )

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._kind = attributes.get("t", "n")
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._column = _number_of(place[1]) if place else self._column + 1
        self._count += 1
        if self._count > MAX_CELLS:
            raise ConfigError("has more than {most} cells", at=self._name, most=MAX_CELLS)

    def _end_cell(self) -> None:
        found = self._value(self.taken())
        if not found or self._column > MAX_COLUMNS:  # what stands far to the right is no column
            return
        self._cells += [""] * (self._column - len(self._cells))
        self._cells[self._column - 1] = found

    def _value(self, written: str) -> str:
        match self._kind:
            case "s":
                place = int(written) if written.isascii() and written.isdigit() else -1
                return self._strings[place] if 0 <= place < len(self._strings) else ""
            case "b":
                return "yes" if written == "1" else "no"
            case "e":  # #N/A and the like
                return ""
            case "n":
                return _number_text(written)
            case _:
                return written


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _number_text(written: str) -> str:
    """Return a number as a person reads it: a phone number is no 1.38E+10."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    if not number.is_finite() or number.adjusted() > 30 or len(written) > 40:
        return written[:40]
    whole = number.to_integral_value()
    return str(int(whole)) if whole == number else written


def _rows(parts: _Parts, name: str) -> Iterator[tuple[int, Cells]]:
    strings = _SharedStrings(name)
    if "xl/sharedStrings.xml" in parts:
        strings.parse(parts.read("xl/sharedStrings.xml"))
    sheet = _Sheet(name, strings.found)
    sheet.parse(parts.read(_first_sheet(parts, name)))
    yield from sheet.rows


def _first_sheet(parts: _Parts, name: str) -> str:
    """Return the part of the sheet that stands first in the workbook."""
    sheets = _found(parts, _WORKBOOK, "sheet", name)
    shown = [one for one in sheets if one.get("state", "visible") == "visible"] or sheets
    wanted = shown[0].get("id", "") if shown else ""
    for one in _found(parts, "xl/_rels/workbook.xml.rels", "Relationship", name):
        if one.get("Id") == wanted:
            target = one.get("Target", "")
            return target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    return "xl/worksheets/sheet1.xml"


def _found(parts: _Parts, part: str, wanted: str, name: str) -> list[dict[str, str]]:
    reader = _Attributes(name, wanted)
    reader.parse(parts.read(part))
    return reader.found
