"""Header fields of a mail: unfolded, decoded (RFC 2047, RFC 2231), addresses, ids; pure, bounded.

The email package of the standard library raises on some hostile fields and recurses on others;
here everything that cannot be read is left as it stands.
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from collector.intake.mail.charsets import decoded, one_line
from collector.intake.mail.transfer import from_base64
from watchkeeper.core.mails import MailAddress

MOST_FIELDS = 1000
LONGEST_VALUE = 64 * 1024
LONGEST_NAME = 200
MOST_ADDRESSES = 100
MOST_IDS = 50
_LONGEST_ID = 500
_LONGEST_ADDRESS = 254
_MOST_SECTIONS = 100

_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_PARAMETER = re.compile(
    r';\s*([^\s=;"*]{1,60})(\*\d{1,3})?(\*)?\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))', re.DOTALL
)
_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[^\s@<>\"(),:;\\\[\]_]{1,189}")
_ID = re.compile(r"<([^<>\s]{1,498})>")


@dataclass(frozen=True, slots=True)
class Headers:
    """The fields of a mail or of one part, in their order; names in small letters."""

    fields: tuple[tuple[str, bytes], ...] = ()

    def all(self, name: str) -> tuple[str, ...]:
        """Return the undecoded values of a field, each on one line."""
        return tuple(_plain(value) for field, value in self.fields if field == name)

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def text(self, name: str, longest: int = LONGEST_NAME) -> str:
        """Return the first value as a person is to read it."""
        return one_line(words_decoded(self.first(name)), longest)


def headers_from_bytes(block: bytes) -> Headers:
    """Read a block of header fields; lines that are none are left out."""
    fields: list[tuple[str, bytearray]] = []
    for line in block.splitlines():
        if line[:1] in {b" ", b"\t"}:
            if fields and len(fields[-1][1]) < LONGEST_VALUE:
                fields[-1][1].extend(b" " + line.strip())
            continue
        match = _FIELD.match(line)
        if match is None:
            continue
        if len(fields) == MOST_FIELDS:
            break
        fields.append((match[1].decode("ascii").lower(), bytearray(line[match.end() :].strip())))
    return Headers(tuple((name, bytes(value[:LONGEST_VALUE])) for name, value in fields))


def _plain(value: bytes) -> str:
    return decoded(value, "").text


def words_decoded(value: str) -> str:
    """Return *value* with its encoded words (RFC 2047) read.

    Words of one charset that follow each other are joined before they are decoded: many senders
    cut a Chinese character in two.
    """
    parts: list[tuple[str, bytes]] = []
    end = 0
    value = _BETWEEN_WORDS.sub(r"\1", value)
    for match in _WORD.finditer(value):
        _add(parts, "", value[end : match.start()].encode("utf-8", "replace"))
        charset = match[1].partition("*")[0].lower()
        _add(parts, charset, _word_bytes(match[2], match[3]))
        end = match.end()
    _add(parts, "", value[end:].encode("utf-8", "replace"))
    return "".join(
        decoded(data, charset or "utf-8").text if charset else data.decode("utf-8", "replace")
        for charset, data in parts
    )


def _add(parts: list[tuple[str, bytes]], charset: str, data: bytes) -> None:
    if not data:
        return
    if parts and parts[-1][0] == charset:
        data = parts.pop()[1] + data
    parts.append((charset, data))


def _word_bytes(encoding: str, content: str) -> bytes:
    data = content.encode("ascii", "replace")
    if encoding in "qQ":
        return a2b_qp(data, header=True)
    return from_base64(data).data


@dataclass(frozen=True, slots=True)
class Typed:
    """A value with parameters: ``text/plain; charset=gb18030``; names in small letters."""

    value: str
    parameters: dict[str, str]

    def get(self, name: str) -> str:
        return self.parameters.get(name, "")


def typed(value: str) -> Typed:
    """Read a value with parameters, also in sections and with charsets (RFC 2231)."""
    head, _, _ = value.partition(";")
    sections: dict[str, dict[int, tuple[bool, str]]] = {}
    for count, match in enumerate(_PARAMETER.finditer(value)):
        if count == _MOST_SECTIONS:
            break
        quoted = match[4]
        content = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else match[5].strip()
        number = int(match[2][1:]) if match[2] else 0
        found = sections.setdefault(match[1].lower(), {})
        found.setdefault(number, (match[3] is not None, content))
    return Typed(head.strip().lower(), {name: _joined(one) for name, one in sections.items()})


def _joined(sections: dict[int, tuple[bool, str]]) -> str:
    """Return a parameter's text: encoded sections share the charset of the first."""
    ordered = [sections[number] for number in sorted(sections)]
    if not any(is_encoded for is_encoded, _ in ordered):
        return words_decoded("".join(content for _, content in ordered))
    charset = ""
    if ordered[0][0]:
        charset, *rest = ordered[0][1].split("'", 2)
        if len(rest) == 2:
            ordered[0] = (True, rest[1])
        else:  # no charset'language' before it
            charset = ""
    data = b"".join(
        unquote_to_bytes(content) if is_encoded else content.encode("utf-8", "replace")
        for is_encoded, content in ordered
    )
    return decoded(data, charset).text


def addresses(values: Iterable[str]) -> tuple[MailAddress, ...]:
    """Return the addresses of From, To and the like; what is none is left out."""
    found: list[MailAddress] = []
    for value in values:
        for piece in _pieces(value):
            address = _address(piece)
            if address is not None:
                found.append(address)
            if len(found) == MOST_ADDRESSES:
                return tuple(found)
    return tuple(found)


def _pieces(value: str) -> Iterator[str]:
    """Yield what stands between commas, groups opened; quotes, comments and <> hold together."""
    piece: list[str] = []
    is_quoted = is_angle = False
    comments = 0
    characters = iter(value)
    for character in characters:
        if character == "\\" and (is_quoted or comments):
            piece.append(next(characters, "") if not comments else "")
            continue
        if character == '"' and not comments:
            is_quoted = not is_quoted
        elif is_quoted:
            piece.append(character)
        elif character == "(":
            comments += 1
        elif character == ")" and comments:
            comments -= 1
        elif comments:
            continue
        elif character in ",;" and not is_angle:
            yield "".join(piece)
            piece.clear()
        elif character == ":" and not is_angle:
            piece.clear()  # the name of a group
        else:
            is_angle = character == "<" or (is_angle and character != ">")
            piece.append(character)
    yield "".join(piece)


def _address(piece: str) -> MailAddress | None:
    name, bracket, rest = piece.rpartition("<")
    text = rest.partition(">")[0].strip() if bracket else piece.strip()
    if len(text) > _LONGEST_ADDRESS or _ADDRESS.fullmatch(text) is None:
        return None
    return MailAddress(canonical(text), one_line(words_decoded(name), LONGEST_NAME))


def canonical(address: str) -> str:
    """Return an address with its domain in small letters; before it, capitals may count."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def ids(values: Iterable[str]) -> tuple[str, ...]:
    """Return the Message-IDs in these values, each once, with their angle brackets.

    Of more than are kept it is the last that count: they stand nearest to this mail.
    """
    found = [f"<{match[1]}>" for value in values for match in _ID.finditer(value)]
    return tuple(dict.fromkeys(found[-MOST_IDS:]))


def id_of(value: str) -> str:
    """Return the one Message-ID of a field, also where its brackets are missing."""
    inside = ids([value])
    if inside:
        return inside[0]
    bare = value.strip().strip("<>")
    return (
        f"<{bare}>" if bare and not re.search(r"[\s<>]", bare) and len(bare) < _LONGEST_ID else ""
    )
