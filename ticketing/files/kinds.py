"""What kind of file some bytes are, by what stands in them and never by their name.  Pure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

from watchkeeper.core.words import Word


class FileKind(Word):
    """Kinds of files that a ticket takes; programs are none of them."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    WEBP = "webp"
    BMP = "bmp"
    TIFF = "tiff"
    HEIC = "heic"
    MP4 = "mp4"
    AMR = "amr"
    MP3 = "mp3"
    WAV = "wav"
    WORD = "docx"
    SHEET = "xlsx"
    SLIDES = "pptx"
    OPEN_DOCUMENT = "odf"
    OLD_OFFICE = "ole"
    ZIP = "zip"
    GZIP = "gz"
    CAPTURE = "pcap"
    TEXT = "text"


ENDINGS: Mapping[FileKind, tuple[str, ...]] = MappingProxyType(
    {
        FileKind.PDF: (".pdf",),
        FileKind.PNG: (".png",),
        FileKind.JPEG: (".jpg", ".jpeg"),
        FileKind.GIF: (".gif",),
        FileKind.WEBP: (".webp",),
        FileKind.BMP: (".bmp",),
        FileKind.TIFF: (".tif", ".tiff"),
        FileKind.HEIC: (".heic",),
        FileKind.MP4: (".mp4", ".m4a", ".mov"),
        FileKind.AMR: (".amr",),
        FileKind.MP3: (".mp3",),
        FileKind.WAV: (".wav",),
        FileKind.WORD: (".docx",),
        FileKind.SHEET: (".xlsx",),
        FileKind.SLIDES: (".pptx",),
        FileKind.OPEN_DOCUMENT: (".odt", ".ods", ".odp"),
        FileKind.OLD_OFFICE: (".doc", ".xls", ".ppt", ".msg"),
        FileKind.ZIP: (".zip",),
        FileKind.GZIP: (".gz", ".tgz"),
        FileKind.CAPTURE: (".pcap", ".pcapng", ".cap"),
        FileKind.TEXT: (".txt", ".log", ".csv", ".conf", ".cfg", ".json", ".yml", ".yaml", ".md",
                        ".eml", ".ini", ".toml", ".sql"),
    }
)  # fmt: skip
"""How files of a kind may be called; the first is put behind any other name."""

_BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
    (b"#!AMR", FileKind.AMR),
    (b"ID3", FileKind.MP3),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLD_OFFICE),
    (b"\x1f\x8b\x08", FileKind.GZIP),
    (b"\xd4\xc3\xb2\xa1", FileKind.CAPTURE),
    (b"\xa1\xb2\xc3\xd4", FileKind.CAPTURE),
    (b"\x0a\x0d\x0d\x0a", FileKind.CAPTURE),
)
_ZIP_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
_PARTS_OF: tuple[tuple[str, FileKind], ...] = (
    ("word/", FileKind.WORD),
    ("xl/", FileKind.SHEET),
    ("ppt/", FileKind.SLIDES),
)
_MACROS = "vbaproject.bin"
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"msf1"})
_ENCODINGS = ("utf-8-sig", "gb18030")
_PRINTED = frozenset("\t\n\r\f\x1b")  # controls that logs of terminals hold


def kind_of(data: bytes) -> FileKind | None:
    """Return what *data* is; None for what a ticket does not take."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data.startswith(_ZIP_BEGINNINGS):
        return _kind_of_zip(data)
    return _kind_of_boxes(data) or (FileKind.TEXT if _is_text(data) else None)


def _kind_of_boxes(data: bytes) -> FileKind | None:
    """Tell formats whose mark stands behind a length."""
    if data[:4] == b"RIFF":
        return {b"WEBP": FileKind.WEBP, b"WAVE": FileKind.WAV}.get(data[8:12])
    if data[4:8] == b"ftyp":
        return FileKind.HEIC if data[8:12] in _HEIC_BRANDS else FileKind.MP4
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return FileKind.BMP
    return None


def _kind_of_zip(data: bytes) -> FileKind | None:
    """Tell an archive from a document; one with macros is a program."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return None
    if any(name.lower().endswith(_MACROS) for name in names):
        return None
    if "[Content_Types].xml" in names:
        found = (kind for part, kind in _PARTS_OF if any(name.startswith(part) for name in names))
        return next(found, FileKind.ZIP)
    is_open = names[:1] == ["mimetype"] and "META-INF/manifest.xml" in names
    return FileKind.OPEN_DOCUMENT if is_open else FileKind.ZIP


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _reads(data, "utf-16")
    return any(_reads(data, encoding) for encoding in _ENCODINGS)


def _reads(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not any(sign < " " and sign not in _PRINTED for sign in set(text))
