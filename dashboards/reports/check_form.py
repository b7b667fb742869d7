"""The daily check form as a value: sections of rows, a conclusion, signatures (R50, R51, R66).

Sentences stay ``Text`` until they are shown, so that one form prints in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text, mark, text


class Result(Enum):
    """How a row was found; the contract's words 正常, 异常, 未检查."""

    NORMAL = "normal"
    ABNORMAL = "abnormal"
    UNCHECKED = "unchecked"

    @property
    def title(self) -> Text:
        return text(_RESULT_TITLES[self])


_RESULT_TITLES = {
    Result.NORMAL: mark("normal"),
    Result.ABNORMAL: mark("abnormal"),
    Result.UNCHECKED: mark("not checked"),
}


class Conclusion(Enum):
    """The form in one word."""

    NORMAL = "normal"
    AT_RISK = "at_risk"
    ABNORMAL = "abnormal"

    @property
    def title(self) -> Text:
        return text(_CONCLUSION_TITLES[self])


_CONCLUSION_TITLES = {
    Conclusion.NORMAL: mark("Normal"),
    Conclusion.AT_RISK: mark("Running, with risks"),
    Conclusion.ABNORMAL: mark("Abnormal"),
}


class FormState(Enum):
    """A form is filled until it is signed; a correction supersedes it by a new version.

    One made before its period ended is provisional until the form proper supersedes it.
    """

    PROVISIONAL = "provisional"
    OPEN = "open"
    SIGNED = "signed"
    SUPERSEDED = "superseded"

    @property
    def is_open(self) -> bool:
        """Tell whether rows can be written."""
        return self in {FormState.PROVISIONAL, FormState.OPEN}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the form.

    ``key`` is stable from day to day (``filesystem/web-1``); ``expression`` reproduces the
    measured value.  ``by_hand``: a person filled it in; then ``by`` says who.
    """

    key: str
    subject: str
    item: Text
    standard: Text
    measured: Text | None
    result: Result
    checked_at: Instant | None = None
    handling: str = ""
    ticket: int | None = None
    expression: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows about one matter; ``absent`` says why a section has no data of its own."""

    key: str
    title: Text
    rows: tuple[Row, ...]
    absent: Text | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the head of the form."""

    title: Text
    value: str


@dataclass(frozen=True, slots=True)
class CheckForm:
    """A form of one customer and day; ``period`` is [start, end) in the customer's zone."""

    customer: str
    customer_name: str
    day: date
    zone: str
    period_start: Instant
    period_end: Instant
    made_at: Instant
    conclusion: Conclusion
    sentences: tuple[Text, ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    is_late: bool = False  # made after downtime, not at its hour

    @property
    def is_provisional(self) -> bool:
        """Tell whether it was made before its period ended, and so cannot speak for all of it."""
        return self.made_at < self.period_end

    def rows(self) -> Iterator[Row]:
        for section in self.sections:
            yield from section.rows

    def count(self, result: Result) -> int:
        return sum(row.result is result for row in self.rows())

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows() if row.key == key), None)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person wrote into a row: the newest entry of a row counts."""

    row_key: str
    result: Result
    measured: str
    handling: str
    by: str
    at: Instant


@dataclass(frozen=True, slots=True)
class Filing:
    """A form as it is kept: number, version, state, who signed, and its hash once signed."""

    id: int
    number: str  # "acme-20261122"
    version: int
    state: FormState
    form: CheckForm
    remarks: str = ""
    hash: str = ""
    signatures: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    signed_at: Instant | None = None

    @property
    def title(self) -> str:
        return f"{self.number} v{self.version}"


class Signer(Enum):
    """The three lines at the foot of the form."""

    INSPECTOR = "inspector"
    REVIEWER = "reviewer"
    CUSTOMER = "customer"

    @property
    def title(self) -> Text:
        return text(_SIGNER_TITLES[self])


_SIGNER_TITLES = {
    Signer.INSPECTOR: mark("Inspector"),
    Signer.REVIEWER: mark("Reviewer"),
    Signer.CUSTOMER: mark("Customer"),
}
