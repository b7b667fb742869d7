"""From a schedule to shifts between two instants.  Pure; wall times become instants date by date.

Every boundary is one wall time of one local date, so that a shift that ends where another begins
leaves neither gap nor overlap on the nights when clocks change (P12): a turn then lasts an hour
less or more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from ticketing.oncall.schedule import DayType, Layer, Rotation, Schedule
from ticketing.oncall.shifts import Shift
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, Instant, instant_of_local, local_day

MAX_SPAN = 10 * 366 * DAY
_ONE_DAY = timedelta(days=1)

IsWorkday = Callable[[date], bool]
"""Tells whether a local date is worked: weekday, holiday or make-up working day."""

_Wall = Callable[[date, int], int]
_Stretch = tuple[int, int]
_Piece = tuple[int, int, int]  # start, end, number of the turn


def expand(
    schedule: Schedule, start: Instant, end: Instant, is_workday: IsWorkday
) -> tuple[Shift, ...]:
    """Return who is planned to be on duty between two instants: sorted, apart, cut at both ends.

    A shift lies within one turn of one layer.  Where no layer holds there is none.
    """
    if end - start > MAX_SPAN:
        raise InvalidInput("ask for ten years of a schedule at most")
    first, last = local_day(start, schedule.zone), local_day(end, schedule.zone)
    days = _Days(first - _ONE_DAY, last + _ONE_DAY, cache(is_workday), _wall_of(schedule.zone))
    free: list[_Stretch] = [(start, end)] if start < end else []
    shifts: list[Shift] = []
    for layer in schedule.layers:
        mine = _both(days.stretches(layer), days.turns(layer.rotation))
        taken = list(_both(free, mine))
        free = list(_without(free, taken))
        shifts += (_shift(schedule, layer, piece) for piece in taken)
    return tuple(sorted(shifts, key=lambda shift: shift.start))


def expand_whole(
    schedule: Schedule, start: Instant, end: Instant, is_workday: IsWorkday
) -> tuple[Shift, ...]:
    """Return the shifts that touch a stretch, as long as they are: the same whoever asks when."""
    wide = expand(schedule, *with_margin(schedule, start, end), is_workday)
    return tuple(shift for shift in wide if shift.start < end and start < shift.end)


def with_margin(schedule: Schedule, start: Instant, end: Instant) -> tuple[Instant, Instant]:
    """Return a stretch that holds every shift whole that touches the one given."""
    longest_turn = max(layer.rotation.every_days for layer in schedule.layers)
    margin = (longest_turn + 2) * DAY  # a turn of local days is an hour longer when clocks change
    return Instant(start - margin), Instant(end + margin)


def _wall_of(zone_name: str) -> _Wall:
    return cache(lambda day, milliseconds: instant_of_local(day, milliseconds, zone_name))


def _shift(schedule: Schedule, layer: Layer, piece: _Piece) -> Shift:
    start, end, number = piece
    people = layer.rotation.turn(number)
    return Shift(schedule.name, layer.name, Instant(start), Instant(end), people, people)


class _Days:
    """The local dates of one question, and what layers and rotations say of them."""

    def __init__(self, first: date, last: date, is_workday: IsWorkday, wall: _Wall) -> None:
        self._first = first
        self._last = last
        self._is_workday = is_workday
        self._wall = wall

    def stretches(self, layer: Layer) -> Iterator[_Stretch]:
        """Yield when *layer* holds, touching stretches as one."""
        first = max(self._first, layer.first_day or self._first)
        last = min(self._last, layer.last_day or self._last)
        if first > last:
            return iter(())
        if layer.is_continuous:
            return iter(((self._wall(first, 0), self._wall(last, DAY)),))
        return _merged(self._single(layer, first, last))

    def _single(self, layer: Layer, first: date, last: date) -> Iterator[_Stretch]:
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            if day.weekday() in layer.weekdays and self._is_of(layer.on, day):
                for opens, closes in layer.hours:
                    yield self._wall(day, opens), self._wall(day, closes)

    def _is_of(self, kind: DayType, day: date) -> bool:
        return kind is DayType.ANY or self._is_workday(day) is (kind is DayType.WORKDAY)

    def turns(self, rotation: Rotation) -> Iterator[_Piece]:
        """Yield the turns of these dates; the first may have begun long before them."""
        every = timedelta(days=rotation.every_days)
        number = max(0, (self._first - rotation.first_day) // every)
        day = rotation.first_day + number * every
        start = self._wall(day, rotation.hand_off)
        while day <= self._last:
            day += every
            end = self._wall(day, rotation.hand_off)
            yield start, end, number
            start, number = end, number + 1


def _merged(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Yield sorted stretches as one where they touch; what a change of clocks swallowed is gone."""
    last: _Stretch | None = None
    for opens, closes in stretches:
        if opens >= closes:
            continue
        if last is not None and opens <= last[1]:
            last = (last[0], max(last[1], closes))
            continue
        if last is not None:
            yield last
        last = (opens, closes)
    if last is not None:
        yield last


def _both(stretches: Iterable[_Stretch], pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Yield the parts of *pieces* within *stretches*; both are sorted and do not overlap."""
    rest = iter(pieces)
    piece = next(rest, None)
    for opens, closes in stretches:
        while piece is not None and piece[1] <= opens:
            piece = next(rest, None)
        while piece is not None and piece[0] < closes:
            yield max(piece[0], opens), min(piece[1], closes), piece[2]
            if piece[1] > closes:
                break
            piece = next(rest, None)


def _without(stretches: Iterable[_Stretch], pieces: Iterable[_Piece]) -> Iterator[_Stretch]:
    """Yield *stretches* less *pieces*, which lie within them; both are sorted."""
    rest = iter(pieces)
    piece = next(rest, None)
    for opens, closes in stretches:
        at = opens
        while piece is not None and piece[0] < closes:
            if at < piece[0]:
                yield at, piece[0]
            at = piece[1]
            piece = next(rest, None)
        if at < closes:
            yield at, closes
