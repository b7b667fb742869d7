"""Commands that people type into a chat: a word, the number of a ticket, and what they say.

``确认 7``, ``ack #7``, ``7 备注 已联系厂商``, ``/note 7 vendor called``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ticketing.answers.answer import MAX_TEXT_CHARACTERS
from ticketing.verbs import Verb

_WORDS: Mapping[str, Verb] = MappingProxyType(
    {
        "ack": Verb.ACKNOWLEDGE,
        "acknowledge": Verb.ACKNOWLEDGE,
        "确认": Verb.ACKNOWLEDGE,
        "响应": Verb.ACKNOWLEDGE,
        "note": Verb.COMMENT,
        "comment": Verb.COMMENT,
        "备注": Verb.COMMENT,
        "plan": Verb.SUBMIT_PLAN,
        "方案": Verb.SUBMIT_PLAN,
        "处理方案": Verb.SUBMIT_PLAN,
        "resolve": Verb.RESOLVE,
        "resolved": Verb.RESOLVE,
        "解决": Verb.RESOLVE,
        "已解决": Verb.RESOLVE,
        "escalate": Verb.ESCALATE,
        "升级": Verb.ESCALATE,
        "assign": Verb.ASSIGN,
        "指派": Verb.ASSIGN,
        "转派": Verb.ASSIGN,
    }
)
_NEED_TEXT = frozenset({Verb.COMMENT, Verb.SUBMIT_PLAN, Verb.RESOLVE, Verb.ASSIGN})

_LONGEST_FIRST = "|".join(sorted(_WORDS, key=len, reverse=True))
_WORD = rf"/?(?P<word>{_LONGEST_FIRST})(?![a-z])(?:@\w{{1,64}})?"
_TICKET = r"(?:工单|ticket)?\s*[#＃]?(?P<ticket>[1-9][0-9]{0,9})(?![0-9])"  # noqa: RUF001 full-width number sign
_SAID = r"[\s:：,，]*(?P<text>.*)"
_FORMS = (
    re.compile(rf"{_WORD}\s*{_TICKET}{_SAID}", re.DOTALL | re.IGNORECASE),
    re.compile(rf"{_TICKET}\s*{_WORD}{_SAID}", re.DOTALL | re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A command in words."""

    verb: Verb
    ticket: int
    text: str


def read_words(text: str) -> Said | None:
    """Return the command that *text* is; None where it is none, or says nothing it needs to."""
    stripped = text[: 2 * MAX_TEXT_CHARACTERS].strip()
    for form in _FORMS:
        match = form.fullmatch(stripped)
        verb = None if match is None else _WORDS.get(match["word"].lower())
        if match is None or verb is None:  # a long s and a dotless i match, too
            continue
        said = match["text"].strip()[:MAX_TEXT_CHARACTERS]
        return None if verb in _NEED_TEXT and not said else Said(verb, int(match["ticket"]), said)
    return None
