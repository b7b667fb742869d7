"""Schedules as they are written in YAML: what is read, and what a mistake is told with."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.ticketing.oncall.rotas import ANN, BOB, CAI, DAN, MONDAY, at, hours, is_weekday
from ticketing.directory import Role
from ticketing.oncall.expand import expand
from ticketing.oncall.schedule import (
    EVERY_WEEKDAY,
    WHOLE_DAY,
    DayType,
    Holding,
    Layer,
    Rotation,
    Schedule,
)
from ticketing.oncall.schedule_file import (
    check_people,
    schedule_from_node,
    schedules_from_nodes,
)
from watchkeeper.config.nodes import Node, parse_yaml
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import DAY, HOUR, Instant, TimeOfDay

HOTLINE = """\
schedule: hotline
zone: Asia/Shanghai
holds: {duty: [acme, shop], lead: "*"}
deputies: [dan]
layers:
- {name: day, on: workday, hours: ["09:00-12:00", "13:00-17:30"], people: [ann]}
- name: nights
  hours: "17:30-09:00"
  weekdays: [mon-thu, sun]
  people: [bob, [cai, ann]]
  every: 2w
  from: 2026-03-02
  until: 2026-12-31
  hand_off: "08:30"
- {name: rest, people: [bob, cai], every: 3d, from: 2026-03-02}
"""


def _node(text: str) -> Node:
    return parse_yaml(text, name="schedules/hotline.yml")


def _schedule(text: str) -> Schedule:
    return schedule_from_node(_node(text))


def test_a_whole_schedule_is_read() -> None:
    assert _schedule(HOTLINE) == Schedule(
        name="hotline",
        zone="Asia/Shanghai",
        holdings=(
            Holding(Role.DUTY, "acme"),
            Holding(Role.DUTY, "shop"),
            Holding(Role.LEAD, "*"),
        ),
        deputies=(DAN,),
        layers=(
            Layer(
                "day",
                Rotation(((ANN,),)),
                on=DayType.WORKDAY,
                hours=(hours(9, 12), hours(13, 17.5)),
            ),
            Layer(
                "nights",
                Rotation(((BOB,), (CAI, ANN)), MONDAY, 14, TimeOfDay(int(8.5 * HOUR))),
                weekdays=EVERY_WEEKDAY - {4, 5},
                hours=(hours(17.5, 33),),
                first_day=MONDAY,
                last_day=date(2026, 12, 31),
            ),
            Layer("rest", Rotation(((BOB,), (CAI,)), MONDAY, 3), first_day=MONDAY),
        ),
    )


def test_the_shortest_schedule() -> None:
    """One person, always; the zone is the house's default."""
    schedule = _schedule("{schedule: lone, layers: [{name: all, people: [ann]}]}")
    assert schedule.layers == (Layer("all", Rotation(((ANN,),)), hours=(WHOLE_DAY,)),)
    assert (schedule.zone, schedule.holdings) == ("Asia/Shanghai", ())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("sat", {5}),
        ("fri-sun", {4, 5, 6}),
        ("sat-mon", {5, 6, 0}),
        ("[mon, wed-thu]", {0, 2, 3}),
    ],
    ids=["one", "a range", "across the week's end", "a list"],
)
def test_weekdays(written: str, expected: set[int]) -> None:
    schedule = _schedule(
        f"{{schedule: x, layers: [{{name: a, people: [ann], weekdays: {written}}}]}}"
    )
    assert schedule.layers[0].weekdays == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("00:00-24:00", (0, 24)),
        ("22:00-00:00", (22, 24)),
        ("22:00-06:00", (22, 30)),
        ("09:00-09:00", (9, 33)),
    ],
    ids=["the whole day", "until midnight", "a night", "round the clock from nine"],
)
def test_hours(written: str, expected: tuple[int, int]) -> None:
    """An end that is not later than the beginning is the next day's."""
    schedule = _schedule(
        f"{{schedule: x, layers: [{{name: a, people: [ann], hours: '{written}'}}]}}"
    )
    assert schedule.layers[0].hours == (hours(*expected),)


@pytest.mark.parametrize(
    ("keys", "hand_off"),
    [("", 9), ("hours: '20:00-08:00', ", 20), ("hours: '20:00-08:00', hand_off: '08:00', ", 8)],
    ids=["at nine", "where its hours begin", "as written"],
)
def test_when_turns_are_handed_over(keys: str, hand_off: int) -> None:
    """Unless it is written, a hand-off does not cut the hours of a layer."""
    schedule = _schedule(
        f"{{schedule: x, layers: [{{name: a, {keys}people: [ann, bob], every: 1w, "
        "from: 2026-03-02}]}"
    )
    assert schedule.layers[0].rotation.hand_off == hand_off * HOUR


def test_one_person_alone_begins_with_the_layer() -> None:
    """Where nobody takes turns no hand-off delays the first day."""
    schedule = _schedule(
        "{schedule: x, layers: [{name: a, people: [ann], from: 2026-03-03, hand_off: '12:00'}]}"
    )
    start = at("2026-03-02 12:00")
    (shift,) = expand(schedule, start, Instant(start + DAY), is_weekday)
    assert shift.start == at("2026-03-03 00:00")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("zone: Asia/Shanghai", "zone: Asia/Shangai", "yml:1: 'Asia/Shangai' is no time zone"),
        ("schedule: hotline", "schedule: hot line", "yml:1: 'hot line' is no name"),
        ("deputies:", "deputys:", "yml:4: there is no key 'deputys'; did you mean 'deputies'?"),
        ("on: workday", "on: holidays", "yml:6: on cannot be 'holidays'; known are workday"),
        ("13:00-17:30", "11:00-17:30", "yml:6: the hours of the layer 'day' overlap"),
        ('"13:00-17:30"', '"13"', "yml:6: '13' are no hours"),
        ("13:00-17:30", "13:00-25:30", "yml:6: '25:30' is no time of day"),
        ("mon-thu", "mon-thr", "yml:9: there is no key 'thr'; did you mean 'thu'?"),
        ("every: 2w", "every: 36h", "yml:11: a turn lasts whole days or weeks"),
        ("every: 2w", "every: 999d", "yml:7: a turn lasts between 1 and 366 days"),
        ("2026-12-31", "tomorrow", "yml:13: 'tomorrow' is no day"),
        ("2026-12-31", "2026-01-31", "yml:7: the layer 'nights' ends before it begins"),
        ("08:30", "24:00", "yml:7: a hand-off lies between"),
        ("[cai, ann]", "[cai, cai]", "yml:7: 'cai' stands twice"),
        ("[bob, cai], every: 3d", "[bob, cai]", "yml:15: people who take turns need 'every'"),
        ("people: [ann]", "people: []", "yml:6: a layer names between 1 and"),
        ("name: rest", "name: day", "yml:1: two layers are called 'day'"),
        ("duty: [acme", "dutty: [acme", "yml:3: there is no key 'dutty'; did you mean 'duty'?"),
        ("[acme, shop]", "[{a: b}]", "yml:3: holds must be text"),
        ("people: [ann]", "people: [{a: b}]", "yml:6: people must be text"),
    ],
    ids=[
        "an unknown zone",
        "a name with a space",
        "an unknown key",
        "an unknown kind of day",
        "hours that overlap",
        "hours without an end",
        "an hour past midnight",
        "an unknown weekday",
        "a turn of hours",
        "a turn of years",
        "a day that is none",
        "an end before the beginning",
        "a hand-off at 24:00",
        "twice in a turn",
        "turns without length",
        "nobody",
        "two layers of a name",
        "an unknown role",
        "a customer that is no name",
        "a person that is no name",
    ],
)
def test_a_mistake_is_told_with_its_place(old: str, new: str, words: str) -> None:
    """File and line, and what to write instead."""
    assert old in HOTLINE
    with pytest.raises(ConfigError) as caught:
        _schedule(HOTLINE.replace(old, new, 1))
    assert words in str(caught.value)


def test_two_schedules_of_one_name_are_refused_with_both_places() -> None:
    other = parse_yaml(HOTLINE, name="schedules/other.yml")
    with pytest.raises(ConfigError, match=r"other.yml:1: .* first in schedules/hotline.yml:1"):
        schedules_from_nodes([_node(HOTLINE), other])


def test_schedules_by_name() -> None:
    other = _node(HOTLINE.replace("schedule: hotline", "schedule: other"))
    assert list(schedules_from_nodes([_node(HOTLINE), other])) == ["hotline", "other"]


def test_a_person_whom_nobody_knows_is_refused() -> None:
    """Deputies are looked at as well as turns."""
    schedules = [_schedule(HOTLINE)]
    check_people(schedules, {ANN, BOB, CAI, DAN}.__contains__)
    with pytest.raises(ConfigError, match="'hotline' names 'dan', who"):
        check_people(schedules, {ANN, BOB, CAI}.__contains__)


words = st.sampled_from(
    ["mon", "fri-sun", "09:00-17:30", "1w", "2026-03-02", "workday", "ann", "", "-", "24:00", "~"]
)
values = st.recursive(
    words | st.text(max_size=8) | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=2),
    max_leaves=6,
)
layer_keys = st.sampled_from(
    ["name", "people", "on", "weekdays", "hours", "every", "hand_off", "from", "until"]
)


def _as_node(value: object) -> Node:
    match value:
        case list():
            return Node(tuple(_as_node(item) for item in value), "f:1", key_at="f:1")
        case dict():
            items = {str(key): _as_node(item) for key, item in value.items()}
            return Node(items, "f:1", key_at="f:1")
        case str() | int() | None:
            return Node(value, "f:1", text="" if value is None else str(value), key_at="f:1")
    raise AssertionError(value)


@settings(max_examples=200, deadline=None)
@given(layer=st.dictionaries(layer_keys, values), rest=st.dictionaries(words, values, max_size=2))
@example(layer={"name": "a", "people": ["ann"], "hours": []}, rest={})
@example(layer={"name": "a", "people": ["ann"], "weekdays": []}, rest={})
def test_whatever_stands_there_is_read_or_refused_with_its_place(
    layer: dict[str, object], rest: dict[str, object]
) -> None:
    """No file makes anything but a schedule or an error that says where."""
    whole = {"schedule": "x", "layers": [{"name": "a", "people": ["ann"]} | layer], **rest}
    try:
        read = schedule_from_node(_as_node(whole))
    except ConfigError as error:
        place = error.at
    else:
        place = read.at
    assert place == "f:1"
