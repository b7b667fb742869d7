"""A mail from its bytes: bounded in size, depth and parts; whatever comes, there is a mail; pure.

Hostile mails of 24 MiB (boxes within boxes, nothing but boundaries) took up to 1.1 s of CPU and
100 MiB; call it off the loop.
"""

from __future__ import annotations

import hashlib
import re
from calendar import timegm
from dataclasses import dataclass, field
from email.utils import parsedate_tz

from collector.intake.mail.charsets import cleaned, decoded, one_line
from collector.intake.mail.headers import Headers, addresses, id_of, ids
from collector.intake.mail.reports import failed_deliveries, originals
from collector.intake.mail.safe_html import (
    LARGEST_HTML_CHARACTERS,
    safe_html,
    text_from_html,
)
from collector.intake.mail.signs import House, signs_of
from collector.intake.mail.structure import Part, cut_parts
from collector.intake.mail.transfer import undone
from watchkeeper.core.instants import Instant
from watchkeeper.core.mails import (
    Envelope,
    MailAddress,
    MailFile,
    MailSign,
    MailTrouble,
    ReceivedMail,
)

LARGEST_MAIL_BYTES = 25 * 1024 * 1024
LONGEST_TEXT = 256 * 1024
LONGEST_SUBJECT = 500
MOST_FILES = 50
LONGEST_FILE_NAME = 150

_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
_ENCRYPTED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"}
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")
_BAD_IN_NAME = re.compile(r'[/\\:*?"<>|]')
_ENDINGS = {
    "message/rfc822": ".eml",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
}
_EARLIEST, _LATEST = Instant(631_152_000_000), Instant(4_102_444_800_000)  # 1990 to 2100


@dataclass(slots=True)
class _Content:
    """What the parts hold; texts are joined in their order."""

    texts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    files: list[MailFile] = field(default_factory=list)
    troubles: set[MailTrouble] = field(default_factory=set)


def mail_from_bytes(
    raw: bytes,
    envelope: Envelope,
    *,
    house: House | None = None,
    largest_bytes: int = LARGEST_MAIL_BYTES,
) -> ReceivedMail:
    """Read a mail; what cannot be read is named in ``troubles``.  Never raises."""
    kept = raw[:largest_bytes]
    headers, cutting = cut_parts(kept)
    content = _content_of(cutting.parts)
    content.troubles |= cutting.troubles
    if len(raw) > largest_bytes:
        content.troubles.add(MailTrouble.CUT)
    digest = _digest(headers, cutting.parts)
    sender = _sender(headers, content.troubles)
    html, text = _bodies(content)
    signs = signs_of(headers, envelope, sender, house or House())
    return ReceivedMail(
        envelope=envelope,
        message_id=_message_id(headers, digest, content.troubles),
        digest=digest,
        sender=sender,
        subject=headers.text("subject", LONGEST_SUBJECT),
        text=text,
        html=html,
        reply_to=addresses(headers.all("reply-to")),
        to=addresses(headers.all("to")),
        cc=addresses(headers.all("cc")),
        written_at=_written_at(headers, content.troubles),
        in_reply_to=ids(headers.all("in-reply-to")),
        references=ids(headers.all("references")),
        files=tuple(content.files),
        signs=signs,
        failed=failed_deliveries(cutting.parts),
        about=originals(cutting.parts) if MailSign.BOUNCE in signs else (),
        troubles=frozenset(content.troubles),
        raw=kept,
    )


def _digest(headers: Headers, parts: list[Part]) -> str:
    """Return a digest of what the sender wrote: servers on the way add other fields only."""
    said = hashlib.sha256()
    for name in ("from", "date", "subject", "content-type"):
        said.update(headers.first(name).encode("utf-8", "replace") + b"\n")
    for part in parts:
        said.update(part.body.replace(b"\r", b"").strip() + b"\n")
    return said.hexdigest()


def _message_id(headers: Headers, digest: str, troubles: set[MailTrouble]) -> str:
    values = headers.all("message-id")
    if len(values) > 1:
        troubles.add(MailTrouble.MANY_MESSAGE_IDS)
    found = next((one for one in map(id_of, values) if one), "")
    if found:
        return found
    troubles.add(MailTrouble.NO_MESSAGE_ID)
    return f"<{digest[:40]}@no-message-id.invalid>"


def _sender(headers: Headers, troubles: set[MailTrouble]) -> MailAddress | None:
    """Return the one author; two are nobody, for programs differ in whom of them they show."""
    found = addresses(headers.all("from"))
    if len(found) == 1 and len(headers.all("from")) == 1:
        return found[0]
    troubles.add(MailTrouble.NO_SENDER)
    return None


def _written_at(headers: Headers, troubles: set[MailTrouble]) -> Instant | None:
    instant = instant_of_date(headers.first("date")[:200])
    if instant is None:
        troubles.add(MailTrouble.BAD_DATE)
    return instant


def instant_of_date(text: str) -> Instant | None:
    """Read a date of a mail; without a zone it is UTC.  None where it is none from 1990 to 2100."""
    try:
        found = parsedate_tz(text)
        seconds = 0 if found is None else timegm((*found[:6], 0, 0, 0)) - (found[9] or 0)
    except (ValueError, OverflowError, TypeError, IndexError):  # as the standard library fails
        return None
    instant = Instant(seconds * 1000)
    return instant if _EARLIEST <= instant < _LATEST else None


def _bodies(content: _Content) -> tuple[str, str]:
    """Return the safe HTML and the text; one is made from the other where it is missing."""
    pages = [safe_html(page) for page in content.pages]
    if any(page.is_cut for page in pages):
        content.troubles.add(MailTrouble.CUT)
    html = "<hr>".join(page.html for page in pages if page.html)
    text = "\n\n".join(filter(None, content.texts))
    if not text.strip():
        text = text_from_html(html)
    if len(text) > LONGEST_TEXT:
        content.troubles.add(MailTrouble.CUT)
    return html, text[:LONGEST_TEXT]


def _content_of(parts: list[Part]) -> _Content:
    content = _Content()
    for part in parts:
        body = undone(part.body, part.headers.first("content-transfer-encoding"))
        if body.is_broken:
            content.troubles.add(MailTrouble.BAD_TRANSFER)
        kind = part.content_type.value
        if kind in _TNEF:
            content.troubles.add(MailTrouble.TNEF)
        if kind in _ENCRYPTED or "multipart/encrypted" in part.within:
            content.troubles.add(MailTrouble.ENCRYPTED)
        if _is_body(part):
            _add_body(content, kind, body.data, part.content_type.get("charset"))
        elif body.data or _name_of(part):
            _add_file(content, part, body.data)
    return content


def _is_body(part: Part) -> bool:
    """Tell text to read from a file: what has a name is one."""
    if part.content_type.value not in {"text/plain", "text/html"}:
        return False
    if part.disposition.value == "attachment" or "multipart/digest" in part.within:
        return False
    return not _name_of(part)


def _add_body(content: _Content, kind: str, data: bytes, charset: str) -> None:
    read = decoded(data[: 4 * LONGEST_TEXT], charset)
    if read.is_guessed:
        content.troubles.add(MailTrouble.GUESSED_CHARSET)
    if len(data) > 4 * LONGEST_TEXT:
        content.troubles.add(MailTrouble.CUT)
    held = content.pages if kind == "text/html" else content.texts
    room = (LARGEST_HTML_CHARACTERS if kind == "text/html" else LONGEST_TEXT + 1) - sum(
        map(len, held)
    )
    text = cleaned(read.text)
    if len(text) > max(0, room):
        content.troubles.add(MailTrouble.CUT)
    held.append(text[: max(0, room)].strip("\n"))


def _add_file(content: _Content, part: Part, data: bytes) -> None:
    if len(content.files) == MOST_FILES:
        content.troubles.add(MailTrouble.TOO_MANY_FILES)
        return
    kind = part.content_type.value
    media_type = kind if _MEDIA_TYPE.fullmatch(kind) else "application/octet-stream"
    content_id = id_of(part.headers.first("content-id"))
    content.files.append(
        MailFile(
            file_name(_name_of(part), media_type, len(content.files) + 1),
            media_type,
            data,
            content_id=content_id,
            is_inline=part.disposition.value == "inline" or bool(content_id),
        )
    )


def _name_of(part: Part) -> str:
    return part.disposition.get("filename") or part.content_type.get("name")


def file_name(name: str, media_type: str, number: int) -> str:
    """Return one name without folders that every system takes; its ending stays when it is cut."""
    last = one_line(name, 2000).replace("\\", "/").rpartition("/")[2]
    plain = _BAD_IN_NAME.sub("_", last).strip(". ")
    if not plain:
        return f"part-{number}{_ENDINGS.get(media_type, '.bin')}"
    if len(plain) <= LONGEST_FILE_NAME:
        return plain
    stem, dot, ending = plain.rpartition(".")
    ending = dot + ending if dot and len(ending) <= 10 else ""
    return (stem if ending else plain)[: LONGEST_FILE_NAME - len(ending)] + ending
