"""The short form: one SMS, counted as the carriers count it.

As soon as one character is none of GSM 03.38 the whole SMS is UCS-2: 70 units, or 67 in each
part of a longer one; a Chinese character is one unit, an emoji two.  Plain English has 160, or
153 in each part, and some signs count twice.  Within mainland China every SMS has 70.
"""

from __future__ import annotations

from ticketing.notify.ticket_words import TicketWords
from watchkeeper.core.errors import Translate
from watchkeeper.core.messages import text

ONE_SMS = 70
LONG_SMS = 140
LONGEST_TEXT = 560
"""So many units a text is made with; a channel cuts it to what its service takes."""

_GSM_PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE = frozenset("^{}\\[~]|€")
_LONGEST_TARGET = 24


def units(words: str) -> int:
    """Return how many units of UCS-2 *words* take: what a mainland SMS is counted by."""
    return sum(2 if ord(character) > 0xFFFF else 1 for character in words)


def parts(words: str, *, is_mainland: bool = True) -> int:
    """Return how many SMS *words* are charged as; at least 1."""
    if is_mainland or not _is_gsm(words):
        return _parts(units(words), one=70, each=67)
    septets = sum(2 if character in _GSM_DOUBLE else 1 for character in words)
    return _parts(septets, one=160, each=153)


def short_form(words: TicketWords, translate: Translate, *, limit: int = ONE_SMS) -> str:
    """Return *words* within *limit* units: level and number whole, then the target, then the title.

    *limit* is what the service's signature, for example 【某某公司】, leaves of the SMS.
    """
    target = cut_to_units(_one_line(words.target), _LONGEST_TARGET)
    head = " ".join(part for part in (_tag(words), target, _more(words, translate)) if part)
    title = _without_target(_one_line(words.title), words.target)
    room = limit - units(head) - 1
    if not head:
        return cut_to_units(title, limit)
    if room < 2 or not title:
        return cut_to_units(head, limit)
    return f"{head} {cut_to_units(title, room)}"


def cut_to_units(words: str, limit: int) -> str:
    """Return *words* within *limit* units of UCS-2, with an ellipsis where they were cut."""
    if units(words) <= limit:
        return words
    kept: list[str] = []
    left = limit - 1
    for character in words:
        left -= units(character)
        if left < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…" if limit > 0 else ""


def _tag(words: TicketWords) -> str:
    level = f"[{words.level.value}]" if words.level is not None else ""
    number = f"#{words.ticket}" if words.ticket is not None else ""
    return level + number


def _more(words: TicketWords, translate: Translate) -> str:
    return text("+{count} more", count=words.more).render(translate) if words.more else ""


def _without_target(title: str, target: str) -> str:
    """Return the title without the target at its start, which the head says already."""
    rest = title.removeprefix(target) if target else title
    return rest.lstrip(" :：,，-") or title


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _is_gsm(words: str) -> bool:
    return all(character in _GSM_PLAIN or character in _GSM_DOUBLE for character in words)


def _parts(count: int, *, one: int, each: int) -> int:
    return 1 if count <= one else -(-count // each)
