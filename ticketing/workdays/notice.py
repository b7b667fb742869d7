"""Read a pasted notice about days off into arrangements, to be shown and confirmed by a person.

The shapes are those of the State Council's notices of 2018-2026 and of the older ones that look
alike.  Nothing is guessed: a sentence that speaks of days off or of work and is not understood is
told with its line, and so is a count of days, a weekday or a year that does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ticketing.calendars import FIRST_YEAR, LAST_YEAR
from ticketing.workdays.days import is_weekend, made_up_for
from ticketing.workdays.notice_dates import DATES, DateReader
from ticketing.workdays.notice_text import (
    FESTIVALS,
    Item,
    NoticeText,
    Sentence,
    cut,
    names_from_text,
)
from ticketing.workdays.problems import MAX_PROBLEMS, Problem, reason_of
from ticketing.workdays.years import Arrangement, Notice
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text

_EXCERPT = 60
_SENTENCE_CHARACTERS = 400

_FIXED = {"元旦": (1, 1), "劳动节": (5, 1), "国庆节": (10, 1)}

_OFF = re.compile(
    rf"(?:自|从)?({DATES})(?:起)?(?:放假调休|调休放假|放假|补休|休息)(?:共?([0-9]{{1,3}})天)?"
)
_WORKED = re.compile(rf"({DATES})(?:均|都)?(?:正常|照常)?上班")
_PROLONGED = re.compile(rf"(?:将)?延长(?:[0-9]{{4}}年)?[一-鿿、]{{0,20}}假期(?:延长)?至({DATES})")
_BACK_TO_WORK = re.compile(rf"({DATES})起(?:正常|照常)?上班")
_COUNT = re.compile(r"(?:共|总共|共计)([0-9]{1,3})天")
_JOINED = re.compile("与(?:周末|周六|周日|星期六|星期日|双休日)(?:、(?:周日|星期日))?连休")
_NOT_MOVED = re.compile("不(?:再)?调休")
_ONLY_DATES = re.compile(DATES)
_CLAUSE = re.compile(r",(?![^()]*\))")
_SPEAKS_OF_WORK = re.compile("放假|上班|补休|连休|调休|休息|假期至|假期延长")
_HAS_DAY = re.compile("[0-9]日")

_YEAR = re.compile("([0-9]{4})年(?:(?:部分)?节假日(?:安排|放假)|元旦、)")
_CHANGED = re.compile(r"(?:调整|延长)([0-9]{4})年([一-鿿、]{2,20}?)(?:假期|放假|假日)")
_NUMBER = re.compile(r"国办发明电\(([0-9]{4})\)([0-9]{1,3})号")
_SIGNED = re.compile("国务院办公厅[\n ]*([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """What was read: a notice, or the problems that keep it from being one.

    ``missing``: festivals of which a notice for a whole year says nothing; a person decides.
    """

    notice: Notice | None
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(slots=True)
class _Said:
    """What the sentences of one item have said so far."""

    off: list[date] = field(default_factory=list)
    worked: list[date] = field(default_factory=list)
    until: date | None = None
    count: int | None = None
    is_joined: bool = False
    is_not_moved: bool = False
    waiting: str = ""  # dates whose verb comes after a comma


def notice_from_text(pasted: str, *, year: int | None = None) -> Notice:
    """Return the notice, or raise InvalidInput with the first line that was not understood."""
    reading = read_notice(pasted, year=year)
    if reading.notice is None:
        first = reading.problems[0]
        raise InvalidInput(
            "line {line}: {said} ({excerpt})",
            line=first.line,
            said=first.said,
            excerpt=first.excerpt,
        )
    return reading.notice


def read_notice(pasted: str, *, year: int | None = None) -> NoticeReading:
    """Read a pasted notice; *year* is needed only where its text names none.  Raises TooLarge."""
    document = cut(pasted)
    title = _title_of(document)
    changed = title if title is not None and title.re is _CHANGED else None
    found_year = year or (int(title[1]) if title else None)
    if found_year is None:
        return _refused(text("the text does not say for which year it is"))
    if not FIRST_YEAR <= found_year <= LAST_YEAR:
        return _refused(text("{year} is not among the years of calendars", year=found_year))
    names = names_from_text(changed[2]) if changed else ()
    problems: list[Problem] = []
    arrangements = tuple(_arrangements(document.items, found_year, names, problems))
    if not problems and not arrangements:
        return _refused(text("the text arranges no festival; paste the numbered items, too"))
    if problems:
        return NoticeReading(None, tuple(problems[:MAX_PROBLEMS]))
    return _checked(found_year, arrangements, document, is_change=changed is not None)


def _checked(
    year: int, arrangements: tuple[Arrangement, ...], document: NoticeText, *, is_change: bool
) -> NoticeReading:
    number, signed = _NUMBER.search(document.whole), _SIGNED.search(document.whole)
    try:
        dated = date(*(int(part) for part in signed.groups())) if signed else None
        notice = Notice(
            year,
            arrangements,
            number=f"国办发明电\u3014{number[1]}\u3015{number[2]}号" if number else "",
            dated=dated,
        )
    except ValueError:
        return _refused(text("the date under the notice is none"))
    except InvalidInput as error:
        return _refused(reason_of(error))
    if dated is not None and not 0 <= year - dated.year <= 1:
        said = text("a notice of {dated} is not for {year}", dated=dated, year=year)
        return _refused(said)
    arranged = {name for one in arrangements for name in one.names}
    missing = () if is_change else tuple(name for name in FESTIVALS if name not in arranged)
    return NoticeReading(notice, missing=missing)


def _refused(said: Text) -> NoticeReading:
    return NoticeReading(None, (Problem(1, "", said),))


def _title_of(document: NoticeText) -> re.Match[str] | None:
    """Return where the text first says its year; links to other notices stand below."""
    found = (pattern.search(document.whole) for pattern in (_CHANGED, _YEAR))
    return min((match for match in found if match), key=re.Match.start, default=None)


def _arrangements(
    items: Iterable[Item], year: int, names: tuple[str, ...], problems: list[Problem]
) -> Iterator[Arrangement]:
    for item in items:
        try:
            arrangement = _arrangement(item, item.names or names, year, problems)
        except InvalidInput as error:
            problems.append(Problem(item.line, "、".join(item.names), reason_of(error)))
        else:
            if arrangement is not None:
                yield arrangement


def _arrangement(
    item: Item, names: tuple[str, ...], year: int, problems: list[Problem]
) -> Arrangement | None:
    """Return what an item arranges, None where it is about other things.  Raises InvalidInput.

    *names*: the festivals of the item or, where it names none, those of the title.
    """
    said = _Said()
    reader = DateReader(year, begins_before="元旦" in names)
    for sentence in item.sentences:
        if not _speaks(sentence):
            continue
        try:
            _take(sentence, reader, said)
        except InvalidInput as error:
            excerpt = sentence.words[:_EXCERPT]
            problems.append(Problem(sentence.line, excerpt, reason_of(error)))
            return None
    return _concluded(item, names, said)


def _speaks(sentence: Sentence) -> bool:
    """Tell whether a sentence arranges days; leave that is only encouraged is work."""
    if sentence.words.startswith("鼓励"):
        return False
    words = sentence.words
    return bool(_SPEAKS_OF_WORK.search(words) and _HAS_DAY.search(words)) or bool(
        re.match("(?:放假|上班|共[0-9])", words)
    )


def _take(sentence: Sentence, reader: DateReader, said: _Said) -> None:
    if len(sentence.words) > _SENTENCE_CHARACTERS:
        raise InvalidInput("this sentence is too long to arrange days")
    for clause in _CLAUSE.split(sentence.words):
        if clause:
            _take_clause(clause, reader, said)
    if said.waiting:
        raise InvalidInput("these dates are neither off nor worked")


def _take_clause(clause: str, reader: DateReader, said: _Said) -> None:
    if said.waiting:
        clause, said.waiting = f"{said.waiting}、{clause}", ""
    if found := _OFF.fullmatch(clause):
        said.off.extend(reader.dates(found[1]))
        _count(said, found[2])
    elif found := _BACK_TO_WORK.fullmatch(clause):
        reader.dates(found[1])
    elif found := _WORKED.fullmatch(clause):
        said.worked.extend(reader.dates(found[1]))
    elif found := _PROLONGED.fullmatch(clause):
        said.until = reader.dates(found[1])[-1]
    elif found := _COUNT.fullmatch(clause):
        _count(said, found[1])
    elif _JOINED.fullmatch(clause):
        said.is_joined = True
    elif _NOT_MOVED.fullmatch(clause):
        said.is_not_moved = True
    elif _ONLY_DATES.fullmatch(clause):
        said.waiting = clause
    else:
        raise InvalidInput("this was not understood; write it as 1月1日至3日放假，共3天")


def _count(said: _Said, digits: str | None) -> None:
    if digits is None:
        return
    if said.count is not None and said.count != int(digits):
        raise InvalidInput("two different numbers of days are named")
    said.count = int(digits)


def _concluded(item: Item, names: tuple[str, ...], said: _Said) -> Arrangement | None:
    if not said.off and said.until is None:
        if said.worked or set(item.names) & set(FESTIVALS):
            raise InvalidInput("no day off is named")
        return None
    if not names:
        raise InvalidInput("it is not said which festival this is about")
    off = tuple(sorted(set(said.off)))
    _check_off(off, said)
    _check_festival(names, off)
    if said.until is not None:
        return Arrangement(names, (), item=item.number, until=said.until)
    worked = tuple(made_up_for(off, said.worked).items())
    if said.is_not_moved and worked:
        raise InvalidInput("days are not moved, it says, and yet there are days to be worked")
    return Arrangement(names, off, worked, item=item.number)


def _check_off(off: tuple[date, ...], said: _Said) -> None:
    if len(off) != len(said.off) or len(set(said.worked)) != len(said.worked):
        raise InvalidInput("a day stands here twice")
    run = _with_weekends(off)
    if said.is_joined and len(run) == len(off):
        raise InvalidInput("no weekend joins these days")
    counts = {len(off), len(run)} if said.is_joined else {len(off)}
    if said.count is not None and said.count not in counts:
        raise InvalidInput(
            "{said} days are announced, but these are {found}", said=said.count, found=len(off)
        )


def _check_festival(names: tuple[str, ...], off: tuple[date, ...]) -> None:
    """Find a mistyped month: three festivals have their date."""
    for name, month_day in _FIXED.items():
        if name in names and off and month_day not in {(day.month, day.day) for day in off}:
            raise InvalidInput("{name} is not among its days off", name=name)


def _with_weekends(off: tuple[date, ...]) -> set[date]:
    """Return the days off and the weekend days that they touch."""
    run = set(off)
    for step in (timedelta(days=1), timedelta(days=-1)):
        for day in off:
            following = day + step
            while is_weekend(following) and following not in run:
                run.add(following)
                following += step
    return run
