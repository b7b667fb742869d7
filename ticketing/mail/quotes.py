"""What the sender of an answer has written, apart from the mail it answers; pure.

Mail programs quote in many ways and in two languages.  Where it is not clear what is quoted, all of
the text is kept: too much in a comment is better than too little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_LONGEST_LINE = 300  # of those that can be a mark; longer ones are prose

_ORIGINAL = re.compile(
    r"[-_ ]{2,}(?:original message|forwarded message|original|原始邮件|原邮件|转发的?邮件"
    r"|邮件原件|回复的原邮件)[-_ ]{2,}",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:on\s.{4,280}\swrote|(?:在|于)\s*.{4,280}(?:写道|寫道)|\d{4}[-/年].{4,280}(?:写道|寫道|wrote))"
    r"\s*[:：]",
    re.IGNORECASE,
)
_WROTE_BEGINS = re.compile(r"(?:on\s|在|于|\d{4}[-/年])", re.IGNORECASE)
_FROM = re.compile(r"\*?(?:from|发件人|寄件者|寄件人)\*?\s*[:：]", re.IGNORECASE)
_OTHER_FIELD = re.compile(
    r"\*?(?:sent|date|to|subject|发送时间|发送日期|日期|时间|收件人|主题|寄件日期|收件者|主旨)"
    r"\*?\s*[:：]",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_=─—]{5,}")


class Answered(NamedTuple):
    written: str
    quoted: str


def apart(text: str) -> Answered:
    """Return what was written, and what was quoted below it."""
    lines = text.split("\n")
    begin = next((at for at in range(len(lines)) if _begins_quote(lines, at)), len(lines))
    written = "\n".join(_without_rules(_without_marked(lines[:begin]))).strip()
    if not written:
        return Answered(text.strip(), "")  # what looks quoted is all there is
    return Answered(written, "\n".join(lines[begin:]).strip())


def _begins_quote(lines: Sequence[str], at: int) -> bool:
    line = lines[at].strip()
    if not line or len(line) > _LONGEST_LINE:
        return False
    if _ORIGINAL.fullmatch(line) or _WROTE.fullmatch(line):
        return True
    if _WROTE_BEGINS.match(line) and at + 1 < len(lines):  # folded by the program
        joined = f"{line} {lines[at + 1].strip()[:_LONGEST_LINE]}"
        if _WROTE.fullmatch(joined):
            return True
    return _FROM.match(line) is not None and _has_head(lines[at + 1 : at + 6])


def _has_head(following: Sequence[str]) -> bool:
    """Tell the head of a quoted mail: two more of its fields stand below From."""
    return sum(_OTHER_FIELD.match(line.strip()) is not None for line in following) >= 2


def _without_marked(lines: Sequence[str]) -> list[str]:
    """Return the lines that are not marked as quoted: between them people answer line by line."""
    return [line for line in lines if not line.lstrip().startswith((">", "\uff1e"))]


def _without_rules(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines without the rule that stands above the quoted mail."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _RULE.fullmatch(lines[end - 1].strip())):
        end -= 1
    return lines[:end]
