"""What files are, and what they may be called."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ticketing.files.kinds import ENDINGS, FileKind, kind_of
from ticketing.files.names import LONGEST_NAME, disposition, name_to_save, shown_name


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"\x89PNG\r\n\x1a\n\0", FileKind.PNG),
        (b"\xff\xd8\xff\xe0", FileKind.JPEG),
        (b"\0\0\0\x18ftypheic", FileKind.HEIC),
        (b"\0\0\0\x18ftypisom", FileKind.MP4),
        (b"RIFF\0\0\0\0WEBP", FileKind.WEBP),
        (archive("[Content_Types].xml", "word/document.xml"), FileKind.WORD),
        (archive("[Content_Types].xml", "xl/workbook.xml"), FileKind.SHEET),
        (archive("[Content_Types].xml", "xl/vbaProject.bin"), None),
        (archive("mimetype", "META-INF/manifest.xml"), FileKind.OPEN_DOCUMENT),
        (archive("log.txt"), FileKind.ZIP),
        ("错误日志\n".encode(), FileKind.TEXT),
        ("错误日志\r\n".encode("gb18030"), FileKind.TEXT),
        ("错误".encode("utf-16"), FileKind.TEXT),
        (b"PK\x03\x04 broken", None),
        (b"MZ\x90\0\x03", None),
        (b"\x7fELF\x02\x01\x01\0", None),
        (b"\xca\xfe\xba\xbe\0\0", None),
    ],
    ids=["pdf", "png", "jpeg", "heic", "mp4", "webp", "word", "sheet", "macros", "open document",
         "zip", "utf-8", "gb18030", "utf-16", "broken zip", "windows program", "linux program",
         "java"],
)  # fmt: skip
def test_content_tells_the_kind(data: bytes, kind: FileKind | None) -> None:
    """The bytes decide; programs are no kind."""
    assert kind_of(data) is kind


@settings(max_examples=50)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"RIFF", b"\0\0\0\x18ftyp"]))
def test_no_bytes_break_the_look(data: bytes, beginning: bytes) -> None:
    """Whatever comes, there is an answer."""
    assert kind_of(beginning + data) in {*FileKind, None}


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("C:\\Users\\a\\报告.pdf", "报告.pdf"),
        ("../../etc/passwd", "passwd"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
        ("..", ""),
    ],
    ids=["windows path", "path", "turned round", "header", "dots"],
)
def test_a_name_is_cleaned(given_name: str, shown: str) -> None:
    assert shown_name(given_name) == shown


@settings(max_examples=50)
@given(st.text(max_size=200), st.sampled_from(FileKind))
def test_any_name_makes_a_safe_header(name: str, kind: FileKind) -> None:
    """One line of ASCII, no path, an ending of the kind, whatever it was called."""
    saved = name_to_save(name, kind, 4)
    assert len(shown_name(name)) <= LONGEST_NAME
    assert "/" not in saved
    assert saved.lower().endswith(ENDINGS[kind])
    header = disposition(saved)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
