"""The text of a pasted notice: normalised, cut into items and sentences that know their line."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from watchkeeper.core.errors import TooLarge

MAX_CHARACTERS = 20_000

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_OTHER_NAMES = {
    "新年": "元旦",
    "清明": "清明节",
    "五一": "劳动节",
    "五一节": "劳动节",
    "国际劳动节": "劳动节",
    "五一国际劳动节": "劳动节",
    "端午": "端午节",
    "中秋": "中秋节",
    "国庆": "国庆节",
}
_KNOWN = "|".join(sorted({*FESTIVALS, *_OTHER_NAMES}, key=len, reverse=True))
_NAMES = rf"(?:{_KNOWN})(?:[、和](?:{_KNOWN}))*"
_NUMERAL = r"[一二三四五六七八九十]{1,3}、"
_BREAK = r"(?:(?<=[\n。;.])|^)"
_SAID_YEAR = "(?:[0-9]{4}年)?"
# A numbered festival anywhere; where a sentence begins any numbered item, or a festival's name.
_ITEM = re.compile(
    rf"{_NUMERAL}{_SAID_YEAR}(?P<numbered>{_NAMES}):"
    rf"|{_BREAK}{_NUMERAL}(?:{_SAID_YEAR}(?P<any>[一-鿿、]{{2,30}}):)?"
    rf"|{_BREAK}{_SAID_YEAR}(?P<known>{_NAMES}):"
)
# A line that was wrapped inside a sentence: a space takes its end's place, positions stay.
_WRAPPED = re.compile(
    rf"(?<=[、,至:(])\n(?!{_NUMERAL}|{_SAID_YEAR}{_NAMES}:)"
    r"|\n(?=[、,至)(]|放假|上班|补休|调休|共[0-9])"
)
_BRACKETS = str.maketrans({"\u3014": "(", "\u3015": ")", "\u3010": "(", "\u3011": ")"})
_SENTENCE_END = re.compile(r"[。;.\n]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words up to a full stop, and the line of the pasted text on which they begin."""

    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """What stands under one number: the festivals it names, if it does, and its sentences."""

    number: int
    names: tuple[str, ...]
    line: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice: what precedes the first item, and the items."""

    head: str
    items: tuple[Item, ...]
    whole: str


def cut(pasted: str) -> NoticeText:
    """Cut a pasted text.  Raises TooLarge."""
    if len(pasted) > MAX_CHARACTERS:
        raise TooLarge("a notice has at most {most} characters", most=MAX_CHARACTERS)
    text, starts = _normalised(pasted)
    heads = list(_ITEM.finditer(text))
    ends = [match.start() for match in heads[1:]] + [len(text)] * bool(heads)
    items = tuple(
        Item(
            number,
            names_from_text(head["numbered"] or head["any"] or head["known"] or ""),
            _line_at(starts, head.start()),
            tuple(_sentences(text, head.end(), end, starts)),
        )
        for number, (head, end) in enumerate(zip(heads, ends, strict=True), start=1)
    )
    return NoticeText(text[: heads[0].start()] if heads else text, items, text)


def names_from_text(text: str) -> tuple[str, ...]:
    """Return the festivals of ``国庆节、中秋节``, each by its usual name."""
    names = (name for name in re.split("[、和]", text) if name)
    return tuple(dict.fromkeys(_OTHER_NAMES.get(name, name) for name in names))


def _normalised(pasted: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without spaces, quotes and full-width forms, and where its lines begin.

    The second value: pairs of (position, line), for the start of each pasted line.
    """
    starts: list[tuple[int, int]] = []
    parts: list[str] = []
    length = 0
    for line, words in enumerate(pasted.splitlines(), start=1):
        cleaned = _plain(words)
        if cleaned:
            starts.append((length, line))
            parts.append(cleaned)
            length += len(cleaned) + 1
    return _WRAPPED.sub(" ", "\n".join(parts)), starts


def _plain(words: str) -> str:
    folded = unicodedata.normalize("NFKC", words).translate(_BRACKETS)
    return "".join(
        character
        for character in folded
        if character not in "“”\"'‘’*#" and unicodedata.category(character)[0] not in "ZC"
    )


def _line_at(starts: list[tuple[int, int]], position: int) -> int:
    index = bisect_right(starts, (position, 1 << 30)) - 1
    return starts[index][1] if index >= 0 else 1


def _sentences(
    text: str, begin: int, end: int, starts: list[tuple[int, int]]
) -> Iterator[Sentence]:
    at = begin
    for stop in (*(match.start() for match in _SENTENCE_END.finditer(text, begin, end)), end):
        words = text[at:stop].replace(" ", "")
        if words:
            yield Sentence(words, _line_at(starts, at))
        at = stop + 1
