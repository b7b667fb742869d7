"""Pasted notices: every shape of 2018-2026 is read, what is not understood is told with its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ticketing.workdays.days import days_through, is_weekend, made_up_for
from ticketing.workdays.notice import NoticeReading, notice_from_text, read_notice
from ticketing.workdays.notice_text import FESTIVALS, MAX_CHARACTERS
from ticketing.workdays.region_file import shipped_region
from ticketing.workdays.years import Arrangement, Notice
from watchkeeper.core.errors import InvalidInput, TooLarge

NOTICES = Path(__file__).parent / "notices"
FILES = [
    "2018",
    "2019",
    "2019-labour-day",
    "2020",
    "2020-spring",
    "2021",
    "2022",
    "2023",
    "2024",
    "2025",
    "2026",
]
WEEKDAYS = "一二三四五六日"


def _pasted(name: str) -> str:
    return (NOTICES / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "index"), [(name, at) for at, name in enumerate(FILES)], ids=FILES
)
def test_each_notice_reads_as_it_is_shipped(name: str, index: int) -> None:
    """The text of a notice gives the very days that the data file holds, number and date too."""
    shipped = shipped_region().notices[index]
    assert notice_from_text(_pasted(name)) == replace(shipped, url="")


@pytest.mark.parametrize("name", FILES)
def test_a_notice_of_a_year_names_all_festivals(name: str) -> None:
    """Nothing is missing in a whole notice, and nothing is asked of one that changes a festival."""
    assert read_notice(_pasted(name)).missing == ()


def _day_texts(reading: NoticeReading) -> list[str]:
    assert reading.notice is not None, [str(problem) for problem in reading.problems]
    (one,) = reading.notice.arrangements
    return [day.isoformat()[5:] for day in one.dates]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        pytest.param(
            "春节：２月４日至１０日放假调休，共７天。",
            [f"02-{day:02}" for day in range(4, 11)],
            id="full-width digits",
        ),
        pytest.param(
            "春节:2月4日至6日放假,共3天.", ["02-04", "02-05", "02-06"], id="half-width signs"
        ),
        pytest.param(
            "元旦：12月31日至1月2日放假，共3天",
            ["12-31", "01-01", "01-02"],
            id="a year's turn unsaid",
        ),
        pytest.param(
            "清明节：4月5日放假，4月6日补休。", ["04-05", "04-06"], id="a day off in lieu"
        ),
        pytest.param(
            "清明节：4月5日放假。4月7日、8日上班。",
            ["04-05", "04-07", "04-08"],
            id="month said once",
        ),
        pytest.param("清明节：4月4日—6日放假。", ["04-04", "04-05", "04-06"], id="a dash"),
        pytest.param(
            "清明节：4月5日放假。4月7日（星期六），4月8日（星期日）正常上班。",
            ["04-05", "04-07", "04-08"],
            id="a comma between dates",
        ),
        pytest.param(
            "清明节：4月5日放假。4月7日（星期六）和4月8日（星期天）均上班。",
            ["04-05", "04-07", "04-08"],
            id="and, Sunday in other words",
        ),
        pytest.param(
            "清明节：4月6日放假，与周末连休，共3天。", ["04-06"], id="days counted with the weekend"
        ),
        pytest.param("“五一”国际劳动节：5月1日放假1天，不调休。", ["05-01"], id="quotes"),
        pytest.param(
            "清明节：4月5日至\n7日放假调休，\n共3天。",
            ["04-05", "04-06", "04-07"],
            id="wrapped lines",
        ),
        pytest.param("清明节：\n4月5日\n放假。", ["04-05"], id="the name on a line of its own"),
        pytest.param("清 明 节 ： 4 月 5 日 放 假 。", ["04-05"], id="spaces everywhere"),
        pytest.param("2018年清明节：4月5日放假", ["04-05"], id="the year before the name"),
    ],
)
def test_shapes_of_one_item(words: str, days: list[str]) -> None:
    """An item is read whatever signs, digits and line ends it was pasted with."""
    for start in (
        "2018年部分节假日安排\n一、",
        "2018年节假日安排如下：\n",
        "2018年节假日安排如下：\n\n一、",
    ):
        assert _day_texts(read_notice(start + words)) == days


def test_a_notice_pasted_as_one_line_is_read() -> None:
    """Line ends are often lost on the way; the numbers are enough."""
    assert notice_from_text(_pasted("2024").replace("\n", "")) == notice_from_text(_pasted("2024"))


@pytest.mark.parametrize(
    ("words", "line", "says"),
    [
        pytest.param("元旦：1月1日放假，共2天。", 2, "2 days are announced", id="wrong count"),
        pytest.param("劳动节：6月1日放假。", 2, "not among its days", id="another month"),
        pytest.param("元旦：1月1日放假1天，共2天。", 2, "two different", id="two counts"),
        pytest.param("元旦：1月1日（星期二）放假。", 2, "is no 星期二", id="wrong weekday"),
        pytest.param("元旦：2月30日放假。", 2, "there is no", id="no such day"),
        pytest.param("元旦：9999年12月31日放假。", 2, "far from", id="the last day there is"),
        pytest.param(f"元旦：1月1日放假{'，' * 500}。", 2, "too long", id="endless"),
        pytest.param("元旦：1日放假。", 2, "has no month", id="no month"),
        pytest.param("春节：2月21日至15日放假。", 2, "does not follow", id="backwards"),
        pytest.param("春节：2月15日至6月21日放假。", 2, "does not follow", id="months of it"),
        pytest.param(
            "元旦：1月1日放假，不调休。1月6日上班。", 2, "not moved", id="moved and not moved"
        ),
        pytest.param("元旦：1月1日放假。1月3日上班。", 2, "no weekend day", id="a weekday made up"),
        pytest.param("元旦：1月1日放假。1月6日、1月6日上班。", 2, "twice", id="a day worked twice"),
        pytest.param(
            "春节：2月21日放假，与周末连休。", 2, "no weekend joins", id="no weekend near"
        ),
        pytest.param("元旦：放假1天。", 2, "not understood", id="no date"),
        pytest.param("元旦：1月1日，1月2日。", 2, "no day off", id="no verb"),
        pytest.param(
            "元旦：1月1日放假。\n二、春节：2月15日前后放假。", 3, "not understood", id="vague"
        ),
        pytest.param("元旦：1月1日放假。\n\n二、1月6日上班。", 4, "no day off", id="work alone"),
        pytest.param("元旦：1月1日放假。\n二、5月1日放假。", 3, "which festival", id="no festival"),
        pytest.param(
            "元旦：1月1日放假。\n二、春节：1月1日放假。", 1, "twice", id="a day in two items"
        ),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(words: str, line: int, says: str) -> None:
    """A person finds the line, and nothing is taken over half."""
    reading = read_notice(f"2018年部分节假日安排\n一、{words}")
    assert reading.notice is None
    assert reading.problems[0].line == line
    assert says in str(reading.problems[0])


def test_all_lines_that_are_wrong_are_told_at_once() -> None:
    """One pass of corrections is enough."""
    pasted = _pasted("2026").replace("共3天", "共4天")
    assert [problem.line for problem in read_notice(pasted).problems] == [4, 6, 8, 9]


def test_the_first_problem_is_the_error_of_the_command() -> None:
    """Where there is no page, the error has line, reason and words."""
    with pytest.raises(
        InvalidInput, match=r"line 4: 4 days are announced, but these are 3 \(元旦\)"
    ):
        notice_from_text(_pasted("2026").replace("共3天", "共4天"))


@pytest.mark.parametrize(
    ("pasted", "says"),
    [
        pytest.param("", "which year", id="nothing"),
        pytest.param("今天天气很好。", "which year", id="another text"),
        pytest.param("9999年节假日安排：元旦：12月31日放假", "years of", id="far future"),
        pytest.param("2026年部分节假日安排的通知", "arranges no festival", id="the title alone"),
    ],
)
def test_a_text_that_is_no_notice_is_refused(pasted: str, says: str) -> None:
    """An empty result would read like a year without holidays."""
    with pytest.raises(InvalidInput, match=says):
        notice_from_text(pasted)


def test_links_to_other_notices_below_do_not_count() -> None:
    """A page copied whole has them; the first title is the notice's."""
    links = "\n关于调整2019年劳动节假期安排的通知\n关于2025年部分节假日安排的通知\n"
    assert notice_from_text(_pasted("2026") + links) == notice_from_text(_pasted("2026"))


def test_a_notice_of_another_year_than_its_signature_is_refused() -> None:
    """It comes in the year before, or, where it changes something, in the year itself."""
    with pytest.raises(InvalidInput, match="a notice of 2025-11-04 is not for 2028"):
        notice_from_text(
            "关于2028年部分节假日安排的通知\n一、元旦：1月1日放假。\n国务院办公厅\n2025年11月4日"
        )


def test_a_festival_left_out_is_missing() -> None:
    """A person decides whether the notice really says nothing of it."""
    lines = [line for line in _pasted("2026").splitlines() if "端午节" not in line]
    assert read_notice("\n".join(lines)).missing == ("端午节",)


def test_the_year_may_be_given() -> None:
    """Items copied without their title need it."""
    items = "\n".join(_pasted("2026").splitlines()[3:10])
    reading = read_notice(items, year=2026)
    assert reading.notice is not None
    assert reading.notice.arrangements == shipped_region().notices[-1].arrangements


def test_a_text_too_long_is_refused() -> None:
    """No notice has as many words."""
    with pytest.raises(TooLarge):
        read_notice("一" * (MAX_CHARACTERS + 1))


@settings(max_examples=60)
@given(
    pasted=st.text(
        st.sampled_from(
            "一二、：:。，0123456789年月日至放假上班调休共天（星期六）春节元旦与周末连休\n 2026"
        ),
        max_size=300,
    )
)
def test_no_text_breaks_the_reader(pasted: str) -> None:
    """Words of notices in any order give a notice or problems with lines, never another error."""
    reading = read_notice(pasted, year=2026)
    assert (reading.notice is None) == bool(reading.problems)
    last = max(1, len(pasted.splitlines()))
    assert all(1 <= problem.line <= last for problem in reading.problems)


@settings(max_examples=40)
@given(data=st.data())
def test_a_cut_or_bent_notice_never_breaks_the_reader(data: st.DataObject) -> None:
    """A real text with a piece taken out or a sign changed is read or refused."""
    pasted = _pasted(data.draw(st.sampled_from(FILES)))
    begin = data.draw(st.integers(0, len(pasted)))
    end = data.draw(st.integers(begin, min(len(pasted), begin + 40)))
    reading = read_notice(pasted[:begin] + data.draw(st.text(max_size=5)) + pasted[end:])
    assert (reading.notice is None) == bool(reading.problems)


FIRST_DAYS = ((1, 1), (2, 9), (4, 4), (5, 1), (6, 18), (9, 4), (10, 1))


@st.composite
def _notices(draw: st.DrawFn) -> Notice:
    """Return a notice whose festivals lie apart."""
    year = draw(st.integers(2016, 2044))
    arrangements = []
    for number, (name, (month, day)) in enumerate(zip(FESTIVALS, FIRST_DAYS, strict=True), 1):
        first = date(year, month, day)
        off = days_through(first, first + timedelta(days=draw(st.integers(0, 8))))
        near = days_through(off[-1] + timedelta(days=1), off[-1] + timedelta(days=9))
        weekends = [day for day in near if is_weekend(day)]
        worked = weekends[: draw(st.integers(0, 2))]
        arrangements.append(
            Arrangement((name,), off, tuple(made_up_for(off, worked).items()), number)
        )
    return Notice(year, tuple(arrangements))


def _said(day: date) -> str:
    return f"{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"


def _written(notice: Notice) -> str:
    """Return a notice in the shape of the authority's."""
    lines = [f"关于{notice.year}年部分节假日安排的通知"]
    for numeral, one in zip("一二三四五六七", notice.arrangements, strict=True):
        block = _said(one.off[0]) + (f"至{_said(one.off[-1])}" if len(one.off) > 1 else "")
        work = "、".join(_said(day) for day, _ in one.worked)
        lines.append(
            f"{numeral}、{one.name}：{block}放假调休，共{len(one.off)}天。"
            + (f"{work}上班。" if work else "")
        )
    return "\n".join(lines)


@settings(max_examples=50)
@given(notice=_notices())
def test_a_notice_that_is_written_is_read_again(notice: Notice) -> None:
    """Reading undoes writing."""
    assert notice_from_text(_written(notice)) == notice


@settings(max_examples=30)
@given(notice=_notices(), item=st.integers(0, 6), more=st.sampled_from([-1, 1, 2]))
def test_a_wrong_count_is_always_found(notice: Notice, item: int, more: int) -> None:
    """Whatever day was mistyped, the number of days betrays it."""
    one = notice.arrangements[item]
    lines = _written(notice).splitlines()
    lines[item + 1] = lines[item + 1].replace(f"共{len(one.off)}天", f"共{len(one.off) + more}天")
    problems = read_notice("\n".join(lines)).problems
    assert [problem.line for problem in problems] == [item + 2]
