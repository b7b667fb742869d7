"""The spoken form: what a telephone reads aloud, and which key answers it.

Digits of a ticket's number are spoken one by one.  Names lose what a voice cannot say and what
services of speech take for an address and refuse: dots become a word, other signs a pause.
"""

from __future__ import annotations

from ticketing.notify.ticket_words import TicketWords
from watchkeeper.core.errors import Translate
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import Text, mark, text

ACKNOWLEDGE_KEY = "1"
PRESS_KEY = mark("Press 1 to acknowledge.")
LONGEST = 200
_LONGEST_NAME = 40
_LONGEST_TITLE = 80

_DIGITS = (
    mark("zero"), mark("one"), mark("two"), mark("three"), mark("four"),
    mark("five"), mark("six"), mark("seven"), mark("eight"), mark("nine"),
)  # fmt: skip
_LEVELS = {
    Level.I: mark("level one"),
    Level.II: mark("level two"),
    Level.III: mark("level three"),
    Level.IV: mark("level four"),
    Level.RECORD: mark("record only"),
}
_DOT = mark("dot")


def spoken_summary(words: TicketWords, translate: Translate, *, prompt: str = "") -> str:
    """Return the whole announcement: level, number, target, title, and *prompt* for a key.

    At most 200 characters: services of speech take between 200 and 350.  A message without a
    ticket asks for no key, for there is nothing to acknowledge.
    """
    head = ", ".join(part.render(translate) for part in _head(words, translate))
    tail = translate(prompt) if prompt and words.ticket is not None else ""
    room = LONGEST - len(head) - len(tail) - len(". . ")
    title = spoken_name(words.title, translate, longest=max(0, min(_LONGEST_TITLE, room)))
    announcement = text("{head}. {title}. {tail}", head=head, title=title, tail=tail)
    return announcement.render(translate).strip()


def spoken_number(ticket: int | None, translate: Translate) -> str:
    """Return 1042 as ``one zero four two``."""
    if ticket is None:
        return ""
    return " ".join(translate(_DIGITS[int(digit)]) for digit in str(abs(ticket)))


def spoken_level(level: Level | None, translate: Translate) -> str:
    return "" if level is None else translate(_LEVELS[level])


def spoken_name(name: str, translate: Translate, *, longest: int = _LONGEST_NAME) -> str:
    """Return *name* with letters and digits only: ``web-1.lan`` is ``web 1 dot lan``."""
    dot = f" {translate(_DOT)} "
    said = "".join(_said(character, dot) for character in name[: 4 * longest])
    return " ".join(said.split())[:longest].rstrip()


def _said(character: str, dot: str) -> str:
    if character == ".":
        return dot
    return character if character.isalnum() else " "


def _head(words: TicketWords, translate: Translate) -> list[Text]:
    said = [text("Watchkeeper alert")]
    if words.level is not None:
        said.append(text(_LEVELS[words.level]))
    if words.ticket is not None:
        digits = spoken_number(words.ticket, translate)
        said.append(text("ticket number {digits}", digits=digits))
    if words.target:
        target = spoken_name(words.target, translate)
        said.append(text("concerning {target}", target=target))
    if words.more:
        said.append(text("and {count} more tickets", count=words.more))
    return said
