"""Mail is read whatever its encoding, bounded, and never refused for being malformed."""

from __future__ import annotations

import random
from base64 import encodebytes
from collections.abc import Callable
from quopri import encodestring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.intake.mail.parse import (
    LONGEST_FILE_NAME,
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    MOST_FILES,
    file_name,
    mail_from_bytes,
)
from collector.intake.mail.structure import DEEPEST, MOST_PARTS
from tests.collector.mail.letters import ENVELOPE, HEAD, letter, multipart, part, read, word
from watchkeeper.core.mails import MailAddress, MailTrouble

SAID = "机房空调漏水，请立即处理。"


@pytest.mark.parametrize(
    ("named", "codec"),
    [
        ("utf-8", "utf-8"),
        ("UTF8", "utf-8"),
        ("gb2312", "gb2312"),
        ('"GBK"', "gbk"),
        ("gb18030", "gb18030"),
        ("x-gbk", "gbk"),
        ("hz-gb-2312", "hz"),
        ("big5", "big5"),
        ("utf-16le", "utf-16le"),
    ],
    ids=str,
)
@pytest.mark.parametrize("transfer", ["base64", "quoted-printable", "8bit"])
def test_a_chinese_body_is_read_by_its_charset(named: str, codec: str, transfer: str) -> None:
    """Every charset of Chinese mail reads in every transfer encoding that can carry it."""
    said = SAID if codec != "big5" else "機房空調漏水，請立即處理。"
    body = said.encode(codec)
    encodings: dict[str, Callable[[bytes], bytes]] = {
        "base64": encodebytes,
        "quoted-printable": encodestring,
        "8bit": bytes,
    }
    fields = (
        f"Content-Type: text/plain; charset={named}",
        f"Content-Transfer-Encoding: {transfer}",
    )
    mail = read(letter(*fields, body=encodings[transfer](body)))
    assert mail.text == said
    assert not mail.troubles


@pytest.mark.parametrize(
    ("named", "body"),
    [
        ("us-ascii", SAID.encode("gbk")),
        ("", SAID.encode("utf-8")),
        ("gb2312", SAID.encode("utf-8")),
        ("utf-8", SAID.encode("gb18030")),
        ("zip", SAID.encode("utf-8")),
        ("unicode_escape", SAID.encode("gb18030")),
    ],
    ids=[
        "GBK called ASCII",
        "no charset, UTF-8",
        "UTF-8 called GB2312",
        "GB18030 called UTF-8",
        "a codec that is no charset",
        "a codec that runs escapes",
    ],
)
def test_a_wrong_charset_is_guessed_and_told(named: str, body: bytes) -> None:
    """A mislabelled body is read as what it is, and the mail says that it was guessed."""
    mail = read(letter(f"Content-Type: text/plain; charset={named}", body=body))
    assert mail.text == SAID
    assert MailTrouble.GUESSED_CHARSET in mail.troubles


def test_one_broken_character_does_not_spoil_a_text() -> None:
    """A text cut inside a character keeps its charset; only that character is lost."""
    body = (SAID * 20).encode()[:-1]
    mail = read(letter("Content-Type: text/plain; charset=utf-8", body=body))
    assert mail.text == (SAID * 20)[:-1] + "\ufffd"


@pytest.mark.parametrize(
    ("field", "subject"),
    [
        ("Subject: " + word("空调漏水", "gb2312"), "空调漏水"),
        ("Subject: " + word("空调漏水", "gbk", "Q"), "空调漏水"),
        ("Subject: Re: " + word("空调", "utf-8") + "\r\n " + word("漏水", "utf-8"), "Re: 空调漏水"),
        ("Subject: =?utf-8?B?56m6?= =?utf-8?B?6LA=?= =?utf-8?B?gw==?=", "空调"),
        ("Subject: =?gb2312?Q?=BF=D5 =B5=F7?=", "空 调"),
        ("Subject: =?utf-8*zh?Q?=E7=A9=BA?=", "空"),
        ("Subject: 空调漏水".encode("gbk"), "空调漏水"),
        ("Subject: 空调漏水", "空调漏水"),
        ("Subject: =?nonsense?B?YWJj?=", "abc"),
        ("Subject: =?utf-8?B?****?= end", " end".strip()),
        ("Subject: safe\u202egpj.exe", "safegpj.exe"),
        ("Subject:", ""),
        ("Subject: " + "长" * 900, "长" * LONGEST_SUBJECT),
    ],
    ids=[
        "base64 GB2312",
        "quoted GBK",
        "folded words",
        "a character cut in two words",
        "a blank inside a word",
        "with a language",
        "raw GBK",
        "raw UTF-8",
        "unknown charset",
        "no base64",
        "turned direction",
        "empty",
        "too long",
    ],
)
def test_the_subject_is_decoded(field: str | bytes, subject: str) -> None:
    """RFC 2047 as it should be and as it is found."""
    assert read(letter(field)).subject == subject


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (('Content-Disposition: attachment; filename="报告.docx"',), "报告.docx"),
        (
            ("Content-Disposition: attachment; filename=" + word("报告.docx", "gb2312"),),
            "报告.docx",
        ),
        (
            ("Content-Disposition: attachment; filename*=gb18030''%B1%A8%B8%E6.docx",),
            "报告.docx",
        ),
        (
            (
                "Content-Disposition: attachment;\r\n filename*0*=utf-8'zh'%E6%8A%A5;\r\n"
                ' filename*1*=%E5%91%8A;\r\n filename*2=".docx"',
            ),
            "报告.docx",
        ),
        (('Content-Disposition: attachment; filename="a\\"b;c.txt"',), "a_b;c.txt"),
        (('Content-Disposition: attachment; filename="../../etc/passwd"',), "passwd"),
        (('Content-Disposition: attachment; filename="C:\\\\Users\\\\a\\\\card.pdf"',), "card.pdf"),
        (('Content-Disposition: attachment; filename=".."',), "part-1.bin"),
        (("Content-Disposition: attachment",), "part-1.bin"),
        (("Content-Disposition: inline; filename*9999999=x",), "part-1.bin"),
    ],
    ids=[
        "raw UTF-8",
        "encoded word",
        "RFC 2231 in GB18030",
        "RFC 2231 in sections",
        "escaped quote",
        "a path upwards",
        "a Windows path",
        "dots only",
        "no name",
        "a section out of bounds",
    ],
)
def test_a_file_has_one_harmless_name(fields: tuple[str, ...], name: str) -> None:
    """Names in every encoding are read, and none leads out of its folder."""
    body = multipart(part("application/x-thing", b"\x00\x01", *fields))
    (file,) = read(letter('Content-Type: multipart/mixed; boundary="=_b"', body=body)).files
    assert (file.name, file.content, file.media_type) == (name, b"\x00\x01", "application/x-thing")


def test_text_comes_before_html_and_files_stay_apart() -> None:
    """Of an alternative the plain text is shown, the HTML kept safe, pictures are files."""
    inner = multipart(
        part("text/plain; charset=gbk", SAID.encode("gbk")),
        part("text/html; charset=gbk", f"<p>{SAID}<script>x()</script></p>".encode("gbk")),
        boundary="in",
    )
    body = multipart(
        b"Content-Type: multipart/alternative; boundary=in\r\n\r\n" + inner,
        part("image/png", b"\x89PNG", "Content-ID: <logo@x>", "Content-Disposition: inline"),
    )
    mail = read(letter("Content-Type: multipart/related; boundary==_b", body=body))
    assert mail.text == SAID
    assert mail.html == f"<p>{SAID}</p>"
    assert [(file.name, file.content_id, file.is_inline) for file in mail.files] == [
        ("part-1.bin", "<logo@x>", True)
    ]
    assert not mail.troubles


def test_html_alone_gives_the_text() -> None:
    """A mail without plain text gets it from its HTML."""
    mail = read(letter("Content-Type: text/html; charset=utf-8", body=b"<p>one<p>two<br>three"))
    assert mail.text == "one\n\ntwo\nthree"


@pytest.mark.parametrize(
    ("fields", "body", "trouble"),
    [
        (("Message-ID: <2@x.example>",), b"", MailTrouble.MANY_MESSAGE_IDS),
        (("From: b@customer.example",), b"", MailTrouble.NO_SENDER),
        (("Content-Type: multipart/mixed; boundary=none",), b"text", MailTrouble.BROKEN_MULTIPART),
        (("Content-Transfer-Encoding: base64",), b"YWJj\r\nZ", MailTrouble.BAD_TRANSFER),
        (("Content-Transfer-Encoding: x-uuencode",), b"begin 644", MailTrouble.BAD_TRANSFER),
        (("Content-Type: application/ms-tnef; name=winmail.dat",), b"x", MailTrouble.TNEF),
        (("Content-Type: application/pkcs7-mime",), b"x", MailTrouble.ENCRYPTED),
    ],
    ids=[
        "two Message-IDs",
        "two authors",
        "a boundary that never comes",
        "broken base64",
        "an encoding of old",
        "winmail.dat",
        "S/MIME",
    ],
)
def test_what_cannot_be_read_is_told(
    fields: tuple[str, ...], body: bytes, trouble: MailTrouble
) -> None:
    """A mail that is not as it should be arrives, and says what was wrong."""
    assert trouble in read(letter(*fields, body=body)).troubles


@pytest.mark.parametrize(
    ("head", "trouble"),
    [
        (HEAD[:3], MailTrouble.NO_MESSAGE_ID),
        (HEAD[1:], MailTrouble.NO_SENDER),
        ((*HEAD[:2], HEAD[3]), MailTrouble.BAD_DATE),
        ((*HEAD[:2], "Date: Sat, 99 Nov 20255 99:00:00", HEAD[3]), MailTrouble.BAD_DATE),
        ((*HEAD[:2], "Date: Sat, 22 Nov 1975 09:00:00 +0800", HEAD[3]), MailTrouble.BAD_DATE),
    ],
    ids=["no Message-ID", "no sender", "no date", "no such date", "a date before mail"],
)
def test_a_field_that_is_missing_is_told(head: tuple[str, ...], trouble: MailTrouble) -> None:
    """Fields that every mail should have may be missing or wrong."""
    assert trouble in read(letter(head=head)).troubles


def test_a_mail_without_message_id_is_the_same_twice() -> None:
    """The id made for it depends on what was written, not on the servers on its way."""
    once = read(letter(head=HEAD[:3]))
    again = read(letter(head=("Received: from x by y", "X-Spam: no", *HEAD[:3])))
    other = read(letter(head=HEAD[:3], body=b"another"))
    assert once.message_id == again.message_id != other.message_id
    assert once.message_id.endswith("@no-message-id.invalid>")


def test_addresses_are_read_as_people_write_them() -> None:
    """Names with commas and Chinese, groups, comments; what is no address is left out."""
    field = (
        f'To: "Wang, Li" <a@Customer.EXAMPLE>, {word("李四", "gbk")} <b@x.example>,'
        " duty: c@x.example (night), d@x.example;, nobody, <e@>, undisclosed-recipients:;"
    )
    mail = read(letter(field, head=(HEAD[0], *HEAD[2:])))
    assert mail.to == (
        MailAddress("a@customer.example", "Wang, Li"),
        MailAddress("b@x.example", "李四"),
        MailAddress("c@x.example"),
        MailAddress("d@x.example"),
    )


def test_a_name_cannot_pass_for_the_address() -> None:
    """The address is what stands in the angle brackets, whatever the name says."""
    mail = read(letter(head=('From: "boss@house.example" <thief@else.example>', *HEAD[1:])))
    assert mail.sender == MailAddress("thief@else.example", "boss@house.example")


def test_references_are_read_in_their_order() -> None:
    """Ids may be folded, repeated, and stand in two fields."""
    mail = read(letter("References: <1@a>\r\n\t<2@b> junk <1@a>", "In-Reply-To: <2@b>"))
    assert (mail.references, mail.in_reply_to) == (("<1@a>", "<2@b>"), ("<2@b>",))


def test_depth_parts_and_files_are_bounded() -> None:
    """A mail of boxes within boxes, of thousands of parts or files is read to a bound and says so."""
    deep = b"text"
    for level in range(DEEPEST * 3):
        deep = f"Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n".encode() + multipart(
            deep, boundary=f"b{level}"
        )
    assert MailTrouble.TOO_DEEP in read("\r\n".join(HEAD).encode() + b"\r\n" + deep).troubles
    wide = multipart(*[part("text/x-a; name=a", b"x")] * (MOST_PARTS + 5))
    mail = read(letter("Content-Type: multipart/mixed; boundary==_b", body=wide))
    assert len(mail.files) == MOST_FILES
    assert {MailTrouble.TOO_MANY_FILES, MailTrouble.TOO_MANY_PARTS} <= mail.troubles


def test_what_is_beyond_the_bound_of_parts_is_not_even_cut() -> None:
    """Millions of boundaries cost no more than the parts that are read: it took 8 s before."""
    body = b"--a\n" * 5_000_000
    mail = read(letter("Content-Type: multipart/mixed; boundary=a", body=body))
    assert mail.troubles == {MailTrouble.TOO_MANY_PARTS}


def test_a_long_mail_is_cut_and_still_read() -> None:
    """Beyond its bound a mail loses its end, not its beginning."""
    raw = letter("Subject: large", body=b"a line\r\n" * 10_000)
    mail = mail_from_bytes(raw, ENVELOPE, largest_bytes=1000)
    assert mail.subject == "large"
    assert mail.text.startswith("a line\na line")
    assert len(mail.raw) == 1000
    assert MailTrouble.CUT in mail.troubles
    longest = read(letter(body=b"x" * (2 * LONGEST_TEXT)))
    assert len(longest.text) == LONGEST_TEXT
    assert MailTrouble.CUT in longest.troubles


def test_text_has_no_control_characters() -> None:
    """What databases and terminals choke on is gone; line ends are of one kind."""
    assert read(letter(body=b"a\x00b\x1b[31m\r\nc\rd\te")).text == "ab[31m\nc\nd\te"


def test_a_mail_within_a_mail_is_a_file() -> None:
    """A forwarded mail is kept whole beside the text, its Message-ID is not taken for ours."""
    body = multipart(b"\r\nsee below", part("message/rfc822", letter(), encoding="7bit"))
    mail = read(letter("Content-Type: multipart/mixed; boundary==_b", body=body))
    assert mail.text == "see below"
    assert [file.name for file in mail.files] == ["part-1.eml"]


@given(st.text(max_size=400))
def test_every_file_name_is_one_name(name: str) -> None:
    """Whatever a sender calls a file: one name, bounded, not hidden, no folder."""
    made = file_name(name, "text/plain", 1)
    assert 0 < len(made) <= LONGEST_FILE_NAME
    assert not set(made) & set('/\\:\0\n"<>|*?')
    assert not made.startswith(".")


@given(st.binary(max_size=2000))
def test_no_bytes_break_the_parser(raw: bytes) -> None:
    """Any bytes are a mail, with an id, and what it says can be stored."""
    _check(raw)


_WHOLE = letter(
    'Content-Type: multipart/mixed; boundary="=_b"',
    "Subject: " + word("空调漏水", "gb2312"),
    "References: <a@b> <c@d>",
    "Auto-Submitted: no",
    body=multipart(
        part("text/plain; charset=gb18030", SAID.encode("gb18030")),
        part("text/html", b"<p>x<a href='http://x.example'>y</a>", encoding="quoted-printable"),
        part("application/pdf", b"%PDF", "Content-Disposition: attachment; filename*0*=utf-8''%E6"),
        part(
            "message/delivery-status", b"Reporting-MTA: dns; x\n\nAction: failed", encoding="7bit"
        ),
    ),
)


@settings(max_examples=200)
@given(st.randoms(use_true_random=False))
def test_no_damage_breaks_the_parser(chance: random.Random) -> None:
    """A good mail with bytes changed, lost and repeated is still a mail."""
    raw = bytearray(_WHOLE)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(raw))
        if chance.random() < 0.5:
            raw[at] = chance.randrange(256)
        else:
            other = chance.randrange(len(raw))
            raw[at:at] = raw[min(at, other) : max(at, other)][:200]
    _check(bytes(raw))


def _check(raw: bytes) -> None:
    mail = read(raw)
    assert mail.message_id.startswith("<")
    for text in (mail.subject, mail.text, mail.html, *(file.name for file in mail.files)):
        assert text.encode().decode() == text
        assert "\0" not in text
    assert mail == read(raw)
