"""Errors of the language: a sentence, where it went wrong, and that line with a caret."""

from __future__ import annotations

from dataclasses import dataclass

from watchkeeper.core.errors import InvalidInput, Translate
from watchkeeper.core.messages import text

_SHOWN_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an expression; line and column count from 1, columns in characters."""

    text: str
    offset: int

    @property
    def line(self) -> int:
        return self.text.count("\n", 0, self.offset) + 1

    @property
    def column(self) -> int:
        return self.offset - (self.text.rfind("\n", 0, self.offset) + 1) + 1

    @property
    def caret(self) -> str:
        """Return the source line and under it a caret; a long line is cut around the place."""
        begin = self.text.rfind("\n", 0, self.offset) + 1
        end = self.text.find("\n", self.offset)
        line = self.text[begin : end if end >= 0 else len(self.text)].replace("\t", " ")
        column = self.offset - begin
        cut = max(0, column - _SHOWN_CHARACTERS // 2)
        return f"  {line[cut : cut + _SHOWN_CHARACTERS]}\n  {' ' * (column - cut)}^"


class PromqlError(InvalidInput):
    """An expression is wrong: it does not parse, its types do not fit, or it is not built."""

    def __init__(self, sentence: str, *, place: Place | None = None, **facts: object) -> None:
        at = f"{place.line}:{place.column}" if place else None
        super().__init__(sentence, at=at, **facts)
        self.place = place

    @property
    def line(self) -> int:
        return self.place.line if self.place else 1

    @property
    def column(self) -> int:
        return self.place.column if self.place else 1

    @property
    def caret(self) -> str:
        return self.place.caret if self.place else ""

    def summary(self, translate: Translate | None = None) -> str:
        """Return the sentence with its line and column, without the caret: for one-line places."""
        said = text(self.sentence, **self.facts).render(translate or str)
        return f"{self.at}: {said}" if self.at else said

    def text(self, translate: Translate = str) -> str:
        said = self.summary(translate)
        return f"{said}\n{self.caret}" if self.place else said


class EvaluationError(PromqlError):
    """The expression is right but cannot be computed on the data that is there."""


class QueryLimitExceeded(EvaluationError):
    """The query would touch more samples, points or time than is allowed."""


class QueryTimedOut(QueryLimitExceeded):
    """The query took longer than it may."""
