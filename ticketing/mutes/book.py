"""All that keeps alerts quiet, in memory: silences and maintenance windows.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from ticketing.mutes.matchers import Operator
from ticketing.mutes.model import Mute
from ticketing.mutes.silences import Silence, SilenceState
from ticketing.mutes.windows import Window, next_change, open_at
from watchkeeper.core.instants import DAY, Duration, Instant

_LOOKS_AHEAD = Duration(60 * DAY)
_ANY = ("", "")


@dataclass(frozen=True, slots=True)
class _Moment:
    """What can hold at one instant, whoever is asked about.

    ``silences`` are found by one label that they want equal; under ``_ANY`` are those that want
    none so.  Each has its place in the book.
    """

    at: Instant
    silences: Mapping[tuple[str, str], Sequence[tuple[int, Silence]]]
    windows: tuple[tuple[Window, Mute], ...]


class MuteBook:
    """What is known now; a change makes another book.  Fulfils Mutes.

    A batch of alerts is asked about at one instant, for which silences and windows are looked
    through once.
    """

    def __init__(self, silences: tuple[Silence, ...], windows: tuple[Window, ...]) -> None:
        self._silences = silences
        self._windows = windows
        self._moment: _Moment | None = None

    def of(
        self, labels: Mapping[str, str], *, target: str, customer: str, at: Instant
    ) -> tuple[Mute, ...]:
        """Return what holds at *at*: silences first, each by the order in which they are kept."""
        moment = self._moment
        if moment is None or moment.at != at:
            moment = self._moment = self._looked_through(at)
        return tuple(_holding(moment, labels, target, customer))

    def _looked_through(self, at: Instant) -> _Moment:
        opened = ((window, open_at(window, at)) for window in self._windows)
        return _Moment(
            at,
            _by_label(one for one in self._silences if one.state(at) is SilenceState.ACTIVE),
            tuple((window, window.as_mute(found)) for window, found in opened if found),
        )

    def next_change(self, after: Instant) -> Instant | None:
        """Return when something begins or ends to hold next, as far as two months ahead."""
        moments = [
            moment
            for silence in self._silences
            for moment in (silence.starts_at, silence.ends_at)
            if moment > after
        ]
        changes = (next_change(window, after, _LOOKS_AHEAD) for window in self._windows)
        return min([*moments, *(moment for moment in changes if moment is not None)], default=None)


def _holding(
    moment: _Moment, labels: Mapping[str, str], target: str, customer: str
) -> Iterator[Mute]:
    found = [one for label in (_ANY, *labels.items()) for one in moment.silences.get(label, ())]
    for _, silence in sorted(found, key=itemgetter(0)):
        if silence.holds(labels, customer, moment.at):
            yield silence.as_mute()
    for window, mute in moment.windows:
        if window.concerns(labels, target, customer):
            yield mute


def _by_label(
    silences: Iterable[Silence],
) -> Mapping[tuple[str, str], Sequence[tuple[int, Silence]]]:
    found: dict[tuple[str, str], list[tuple[int, Silence]]] = {}
    for place, silence in enumerate(silences):
        equal = (
            (one.name, one.value)
            for one in silence.matchers
            if one.operator is Operator.EQUAL and one.value
        )
        found.setdefault(next(equal, _ANY), []).append((place, silence))
    return found
