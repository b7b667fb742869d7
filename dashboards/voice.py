"""How things are said to one reader: language, zone, and the words for times and states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from dashboards.words import WORDS
from watchkeeper.access.languages import Language
from watchkeeper.core.errors import Translate, WatchkeeperError
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Instant, datetime_from_instant, iso
from watchkeeper.core.messages import Text, mark

DAYS = mark("{count} d")


@dataclass(frozen=True, slots=True)
class Voice:
    """Says sentences, words and times in one language and zone."""

    language: Language
    zone: str
    translate: Translate

    def say(self, sentence: str | Text, **facts: object) -> str:
        """Return a sentence in the reader's language, its facts filled in."""
        if isinstance(sentence, Text):
            return sentence.render(self.translate)
        said = self.translate(sentence)
        return said.format(**facts) if facts else said

    def problem(self, error: WatchkeeperError) -> str:
        return error.text(self.translate)

    def word(self, member: Enum) -> str:
        """Return the word for a state, kind or reason."""
        return self.translate(WORDS[member]) if member in WORDS else str(member.value)

    def instant(self, instant: int | None) -> str:
        """Return date and time of day to the second, in the reader's zone."""
        if instant is None:
            return "–"
        return datetime_from_instant(Instant(instant), self.zone).strftime("%Y-%m-%d %H:%M:%S")

    def clock(self, instant: int | None, now: int) -> str:
        """Return the time of day; with month and day where it is not today."""
        if instant is None:
            return "–"
        moment = datetime_from_instant(Instant(instant), self.zone)
        today = datetime_from_instant(Instant(now), self.zone).date()
        style = "%H:%M:%S" if moment.date() == today else "%m-%d %H:%M:%S"
        if moment.year != today.year:
            style = "%Y-%m-%d %H:%M"
        return moment.strftime(style)

    def iso(self, instant: int) -> str:
        return iso(Instant(instant), self.zone)

    def span(self, milliseconds: int) -> str:
        """Return a length of time as ``12:41:56``, with the days before it: a clock's figures."""
        seconds = abs(int(milliseconds)) // SECOND
        days, rest = divmod(seconds, DAY // SECOND)
        hours, rest = divmod(rest, HOUR // SECOND)
        minutes, seconds = divmod(rest, MINUTE // SECOND)
        figures = (
            f"{hours:d}:{minutes:02d}:{seconds:02d}"
            if days or hours
            else f"{minutes:d}:{seconds:02d}"
        )
        return f"{self.say(DAYS, count=days)} {figures}" if days else figures

    def about(self, milliseconds: int) -> str:
        """Return a length of time in its largest unit or two: ``2 h 5 min``."""
        size = abs(int(milliseconds))
        if size < MINUTE:
            return self.say(mark("{count} s"), count=size // SECOND)
        if size < HOUR:
            return self.say(mark("{count} min"), count=size // MINUTE)
        if size < DAY:
            hours, minutes = divmod(size // MINUTE, 60)
            said = self.say(mark("{count} h"), count=hours)
            return f"{said} {self.say(mark('{count} min'), count=minutes)}" if minutes else said
        days, hours = divmod(size // HOUR, 24)
        said = self.say(DAYS, count=days)
        return f"{said} {self.say(mark('{count} h'), count=hours)}" if hours else said
