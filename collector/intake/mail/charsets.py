"""Bytes to text whatever the sender called them: Chinese mail is often mislabelled; pure.

GB2312 and GBK are read as GB18030, which holds both.  A wrong or missing name is guessed: UTF-8,
then GB18030, then Latin-1, which fits everything.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_ALSO_CALLED = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "windows-936": "gb18030",
    "euc-cn": "gb18030",
    "gb18030": "gb18030",
    "gb18030-2022": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "cp950",
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "ks_c_5601-1987": "cp949",
}
# Codecs of text alone: Python also knows "zip", "punycode", "unicode_escape" and the like.
_TEXT_CODEC = re.compile(
    r"utf-(?:16|32)(?:le|be)?|iso-8859-\d{1,2}|(?:windows-|cp)\d{3,4}|koi8-[ru]|shift_jis|sjis"
    r"|euc-(?:jp|kr|tw)|iso-2022-(?:jp|kr)|tis-620|macintosh"
)
_SAYS_NOTHING = {"", "us-ascii", "ascii", "default", "unknown-8bit", "x-unknown", "8bit", "binary"}
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069]")


class Decoded(NamedTuple):
    text: str
    is_guessed: bool


def decoded(data: bytes, charset: str) -> Decoded:
    """Return the text of *data*; never fails."""
    name = charset.strip().strip("\"'").lower()
    codec = _codec(name)
    if codec not in {"", "utf-8"} and _is_surely_utf8(data):
        return Decoded(data.decode("utf-8"), is_guessed=True)
    if codec:
        try:
            return Decoded(data.decode(codec), is_guessed=False)
        except UnicodeError:
            return Decoded(_guessed(data, codec), is_guessed=True)
    text = _guessed(data, "")
    return Decoded(text, is_guessed=name not in _SAYS_NOTHING or not text.isascii())


def _is_surely_utf8(data: bytes) -> bool:
    """Tell UTF-8 that is called something else.

    A GB18030 word can be UTF-8 by chance, of two bytes a character: that is no proof.  Three
    characters of three bytes each and none of two are.
    """
    try:
        wide = [character for character in data.decode("utf-8") if character > "\x7f"]
    except UnicodeDecodeError:
        return False
    return len(wide) >= 3 and min(wide) >= "\u0800"


def _codec(name: str) -> str:
    known = _ALSO_CALLED.get(name) or (name if _TEXT_CODEC.fullmatch(name) else "")
    try:
        return codecs.lookup(known).name if known else ""
    except LookupError:
        return ""


def _guessed(data: bytes, named: str) -> str:
    """Return the text by the first codec that fits, but for a broken character here and there."""
    for codec in (named, "utf-8"):
        text = data.decode(codec, errors="replace") if codec else ""
        if text and text.count("\ufffd") <= 1 + len(text) // 50:
            return text
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return data.decode(named or "latin-1", errors="replace")


def cleaned(text: str) -> str:
    r"""Return *text* with ``\n`` as its only line end, without control characters (tabs stay)."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str, longest: int) -> str:
    """Return *text* as a single line, without signs that turn the direction of writing round."""
    flat = " ".join(_INVISIBLE.sub("", cleaned(text[: 4 * longest])).split())
    return flat[:longest]
