"""How a message says things in one language and zone: sentences, times, lengths of time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from watchkeeper.access.languages import Language
from watchkeeper.core.errors import Translate
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Instant, datetime_from_instant
from watchkeeper.core.messages import Text, mark

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Wording:
    language: Language
    zone: str
    translate: Translate

    def say(self, sentence: str | Text, **facts: object) -> str:
        if isinstance(sentence, Text):
            return sentence.render(self.translate)
        said = self.translate(sentence)
        return said.format(**facts) if facts else said

    def time(self, instant: int | None) -> str:
        """Return date and time of day to the minute, in the reader's zone."""
        if instant is None:
            return "–"
        return datetime_from_instant(Instant(instant), self.zone).strftime("%Y-%m-%d %H:%M")

    def about(self, milliseconds: int) -> str:
        """Return a length of time in its largest unit or two: ``2 h 5 min``."""
        size = max(0, int(milliseconds))
        if size < MINUTE:
            return self.say(mark("{count} s"), count=size // SECOND)
        days, rest = divmod(size, DAY)
        hours, minutes = rest // HOUR, rest % HOUR // MINUTE
        units = (
            (mark("{count} d"), days),
            (mark("{count} h"), hours),
            (mark("{count} min"), 0 if days else minutes),
        )
        return " ".join(self.say(unit, count=count) for unit, count in units if count)


def from_outside(text: str) -> str:
    """Return words of a label, a file or a person as they may stand in any of the forms.

    On one line, without control and direction characters; what chat programs would read as a
    link or a mention is broken up.
    """
    line = _CONTROL.sub(" ", text).strip()
    return line.replace("<", "＜").replace(">", "＞").replace("](", "] (")  # noqa: RUF001 meant so
