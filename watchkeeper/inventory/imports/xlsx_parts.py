"""The parts of a workbook that a list is read from, each checked before openpyxl sees a byte of it.

A workbook is a ZIP of XML.  The workbook, its strings and its sheets are looked through once; styles,
drawings, links to other files and macros go no further than here.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from watchkeeper.core.errors import ConfigError

MAX_PARTS = 2_000
MAX_PART_BYTES = 24 * 1024 * 1024
MAX_WORKBOOK_BYTES = 64 * 1024 * 1024
MAX_RATIO = 250
MAX_XML_DEPTH = 50
MAX_ELEMENTS = 1_000_000
"""Of all parts: 10,000 rows of 24 cells are half of it."""
MAX_ELEMENTS_OF_A_ROW = 20_000
"""Also of one text, and of all that stands outside of rows."""

_FOLDERS = frozenset({"", "xl", "xl/_rels", "xl/worksheets"})
_STYLES = "xl/styles.xml"  # without them a day is a number, which columns of days know
_DIRECTORY_ENTRY = b"PK\x01\x02"
_STRICT = "http://purl.oclc.org/ooxml/"
_ROWS = frozenset({"row", "si"})


def checked_parts(data: bytes, name: str) -> io.BytesIO:
    """Return a workbook of the parts that are needed.  Raises ConfigError."""
    if data.count(_DIRECTORY_ENTRY) > MAX_PARTS:
        raise ConfigError("has more than {most} parts", at=name, most=MAX_PARTS)
    guard = _Guard(name)
    checked = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(checked, "w") as taken:
            for part, content in _needed(given, name):
                guard.look_through(content)
                taken.writestr(zipfile.ZipInfo(part), content)
    except expat.ExpatError as error:
        raise ConfigError("holds broken XML: {reason}", at=name, reason=error) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise ConfigError("is no XLSX file: {reason}", at=name, reason=error) from error
    except (OSError, ValueError, OverflowError) as error:
        raise ConfigError("is no XLSX file: {reason}", at=name, reason=error) from error
    checked.seek(0)
    return checked


def _needed(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    left = MAX_WORKBOOK_BYTES
    for part, info in archive.NameToInfo.items():
        if posixpath.dirname(part) not in _FOLDERS or part == _STYLES or info.is_dir():
            continue
        left -= info.file_size
        _refuse_large(info, left, name)
        with archive.open(info) as file:
            yield part, file.read(MAX_PART_BYTES)


def _refuse_large(part: zipfile.ZipInfo, left: int, name: str) -> None:
    """Refuse by what the directory says: no more than that is ever inflated."""
    if part.file_size > MAX_PART_BYTES:
        raise ConfigError("holds a part of more than {most} bytes", at=name, most=MAX_PART_BYTES)
    if left < 0:
        raise ConfigError("is larger than {limit} bytes", at=name, limit=MAX_WORKBOOK_BYTES)
    if part.file_size > MAX_RATIO * max(part.compress_size, 4_096):
        raise ConfigError(
            "holds a part that is packed more than {most} times smaller than it is",
            at=name,
            most=MAX_RATIO,
        )


class _Guard:
    """Counts elements of documents; types of documents, and with them all entities, are refused."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._elements = 0
        self._in_row = 0
        self._depth = 0

    def look_through(self, document: bytes) -> None:
        """Raise ConfigError, ExpatError where openpyxl shall not see a document."""
        self._depth = self._in_row = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse_types
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.Parse(document, True)

    def _refuse_types(self, *_: object) -> None:
        raise ConfigError("declares types of documents; that is not read", at=self._name)

    def _start(self, tag: str, _: object) -> None:
        self._depth += 1
        self._elements += 1
        self._in_row = 0 if tag.rpartition(" ")[2] in _ROWS else self._in_row + 1
        if self._depth == 1 and tag.startswith(_STRICT):
            raise ConfigError(
                "is saved as Strict Open XML; save it as an ordinary .xlsx or CSV", at=self._name
            )
        if (
            self._depth > MAX_XML_DEPTH
            or self._elements > MAX_ELEMENTS
            or self._in_row > MAX_ELEMENTS_OF_A_ROW
        ):
            raise ConfigError("is nested too deeply or has too many values", at=self._name)

    def _end(self, _: str) -> None:
        self._depth -= 1
