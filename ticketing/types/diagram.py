"""A type drawn from the table: as SVG for the manuals and pages, as Mermaid text.  Pure.

Stages stand in one column, in the table's order.  The step to the next stage goes straight down;
every other one leaves at the right (forward) or at the left (back) by a lane of its own, with its
name beside where it leaves, so that no two names can lie on each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape
from itertools import count
from unicodedata import east_asian_width

from ticketing.types.common import CANCELLED, MERGED
from ticketing.types.model import Stage, TicketType
from ticketing.types.words import title_of
from watchkeeper.core.errors import Translate
from watchkeeper.core.messages import text

_BOX_WIDTH = 190
_ROW = 20  # of one port: a name and the line below it
_BOX_LEAST = 44
_GAP = 42
_LETTERS = 15  # from one line of names to the next
_LANE = 14
_MARGIN = 16
_HEAD = 58
_FOOT = 66

_PAD = 8

_STYLE = """<style>
:root { color-scheme: light dark; --ink: #1c2733; --paper: #ffffff; --line: #5b6b7b;
  --new: #fde8c8; --open: #d9e8fb; --resolved: #d8f0dc; --closed: #e6e9ed; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #12181f; --line: #93a3b3;
  --new: #5a3d0c; --open: #17395f; --resolved: #1c4a28; --closed: #333c46; } }
svg { background: var(--paper); }
text { font: 12px system-ui, "Noto Sans CJK SC", sans-serif; fill: var(--ink); }
.stage { font-size: 14px; font-weight: 600; text-anchor: middle; }
.end { text-anchor: end; }
.line { fill: none; stroke: var(--line); stroke-width: 1.3; }
.dot, #tip path { fill: var(--line); }
rect { stroke: var(--line); stroke-width: 1.3; }
.new { fill: var(--new); } .open { fill: var(--open); }
.resolved { fill: var(--resolved); } .closed { fill: var(--closed); }
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"
  orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>"""

_TOLD_BELOW = frozenset({CANCELLED.name, MERGED.name})
_TITLE = text("Stages of a ticket: {type}")
_NOTES = (
    text("Any live stage may rest: pending, with its reason; then it goes on where it stood."),
    text("Cancelled: from any live stage. Merged into another: from any stage but the last."),
)


class Side(Enum):
    """Where an arrow runs: down to the next stage, right past others, left back."""

    DOWN = "down"
    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Arrow:
    """One line from a stage to another, with the names of all deeds that take it."""

    source: int  # index among the drawn stages
    target: int
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return " / ".join(self.names)

    @property
    def side(self) -> Side:
        if self.target == self.source + 1:
            return Side.DOWN
        return Side.RIGHT if self.target > self.source else Side.LEFT


@dataclass(frozen=True, slots=True)
class Box:
    """A stage with its place; ports are counted downwards from its top."""

    stage: Stage
    top: int
    height: int


def drawn_stages(ticket_type: TicketType) -> tuple[Stage, ...]:
    """Return the stages of the picture; how it is cancelled or merged is told below it."""
    return tuple(stage for stage in ticket_type.stages if stage.name not in _TOLD_BELOW)


def arrows(ticket_type: TicketType, translate: Translate) -> tuple[Arrow, ...]:
    """Return one arrow for each pair of stages, sorted by where it leaves and where it leads."""
    stages = drawn_stages(ticket_type)
    names: dict[tuple[int, int], list[str]] = {}
    for deed in ticket_type.deeds:
        if deed.to is None or deed.to not in stages:
            continue
        for stage in deed.stages:
            if stage is not deed.to:
                pair = (stages.index(stage), stages.index(deed.to))
                names.setdefault(pair, []).append(title_of(deed).render(translate))
    return tuple(Arrow(*pair, tuple(found)) for pair, found in sorted(names.items()))


def mermaid(ticket_type: TicketType, translate: Translate) -> str:
    """Return the type as a Mermaid state diagram."""
    stages = drawn_stages(ticket_type)
    lines = ["stateDiagram-v2"]
    lines += [f'  state "{stage.title.render(translate)}" as {stage.name}' for stage in stages]
    lines += [f"  [*] --> {stage.name}" for stage in ticket_type.starts]
    lines += [
        f"  {stages[arrow.source].name} --> {stages[arrow.target].name}: {arrow.name}"
        for arrow in arrows(ticket_type, translate)
    ]
    lines.append(f"  {stages[-1].name} --> [*]")
    return "\n".join(lines) + "\n"


def svg(ticket_type: TicketType, translate: Translate) -> str:
    """Return the type as one SVG file, readable in light and dark, with title and description."""
    lines = arrows(ticket_type, translate)
    boxes = _boxes(drawn_stages(ticket_type), lines)
    lanes = {side: _lanes(lines, side) for side in (Side.LEFT, Side.RIGHT)}
    names = {
        Side.LEFT: _widest(lines, Side.LEFT),
        Side.RIGHT: max(_widest(lines, Side.RIGHT), _widest_below(lines)),
    }
    left = _MARGIN + names[Side.LEFT] + _LANE * (_most(lanes[Side.LEFT]) + 1)
    beside = names[Side.RIGHT] + _LANE * (_most(lanes[Side.RIGHT]) + 1)
    width = left + _BOX_WIDTH + beside + _MARGIN
    notes = [note.render(translate) for note in _NOTES]
    width = max(width, 2 * _MARGIN + max(map(_width_of, notes)))
    height = boxes[-1].top + boxes[-1].height + _FOOT
    title = _TITLE.render(translate).format(type=ticket_type.title.render(translate))
    parts = [
        _head(ticket_type, title, _described(ticket_type, lines, translate), (width, height)),
        *(_entry(box, left) for box in boxes if box.stage in ticket_type.starts),
        *(_line(line, boxes, left, lanes, names) for line in lines),
        *(_box(box, left, translate) for box in boxes),
        *(
            _words(note, _MARGIN, height - _FOOT + 32 + 20 * row, "note")
            for row, note in enumerate(notes)
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _boxes(stages: Sequence[Stage], lines: Sequence[Arrow]) -> list[Box]:
    boxes, top = [], _HEAD
    for index, stage in enumerate(stages):
        leaving = [line for line in lines if line.source == index]
        sides = Counter(line.side for line in leaving)
        ports = 1 + max(sides[Side.LEFT], sides[Side.RIGHT])
        boxes.append(Box(stage, top, max(_BOX_LEAST, _ROW * ports + 14)))
        below = max((len(line.names) for line in leaving if line.side is Side.DOWN), default=0)
        top += boxes[-1].height + max(_GAP, _LETTERS * below + 16)
    return boxes


def _lanes(lines: Sequence[Arrow], side: Side) -> Mapping[Arrow, int]:
    """Return a lane for each arrow of a side, such that two that overlap have different ones."""
    lanes: dict[Arrow, int] = {}
    mine = [line for line in lines if line.side is side]
    for line in sorted(mine, key=lambda each: abs(each.target - each.source)):
        low, high = sorted((line.source, line.target))
        taken = {
            lane
            for other, lane in lanes.items()
            if min(other.source, other.target) <= high and low <= max(other.source, other.target)
        }
        lanes[line] = next(lane for lane in count() if lane not in taken)
    return lanes


def _most(lanes: Mapping[Arrow, int]) -> int:
    return max(lanes.values(), default=-1) + 1


def _widest(lines: Sequence[Arrow], side: Side) -> int:
    found = [_width_of(line.name) for line in lines if line.side is side]
    return max(found) + 2 * _PAD if found else 0


def _widest_below(lines: Sequence[Arrow]) -> int:
    """Return how far names of straight steps reach beyond the right edge of the boxes."""
    found = [_width_of(name) for line in lines if line.side is Side.DOWN for name in line.names]
    return max(0, max(found, default=0) + 2 * _PAD - _BOX_WIDTH // 2)


def _width_of(words: str) -> int:
    """Return about how wide *words* are at 12 px: a Chinese sign is a square."""
    return sum(12 if east_asian_width(sign) in "WF" else 7 for sign in words)


def _port(box: Box, row: int) -> int:
    return box.top + _ROW * (row + 1)


def _line(
    line: Arrow,
    boxes: Sequence[Box],
    left: int,
    lanes: Mapping[Side, Mapping[Arrow, int]],
    names: Mapping[Side, int],
) -> str:
    source, target = boxes[line.source], boxes[line.target]
    if line.side is Side.DOWN:
        return _down(line, source, target, left + _BOX_WIDTH // 2)
    before = [each for each in lanes[line.side] if each.source == line.source]
    row = 1 + sorted(before, key=lambda each: each.target).index(line)
    away = names[line.side] + _LANE * lanes[line.side][line]
    return _around(line, _port(source, row), _port(target, 0), left, away)


def _down(line: Arrow, source: Box, target: Box, middle: int) -> str:
    top, bottom = source.top + source.height, target.top
    path = f'<path class="line" d="M{middle} {top}V{bottom - 2}" marker-end="url(#tip)"/>'
    first = (top + bottom - _LETTERS * len(line.names)) // 2 + 11
    names = [
        _words(name, middle + _PAD, first + _LETTERS * row, "name")
        for row, name in enumerate(line.names)
    ]
    return "\n".join((path, *names))


def _around(line: Arrow, leaves: int, arrives: int, left: int, away: int) -> str:
    """Return an arrow by its lane; the name stands on the part that leaves the box."""
    right = left + _BOX_WIDTH
    if line.side is Side.RIGHT:
        edge, lane, tip, words = right, right + away, right + 2, right + _PAD
    else:
        edge, lane, tip, words = left, left - away, left - 2, left - _PAD
    way = f"M{edge} {leaves}H{lane}V{arrives}H{tip}"
    path = f'<path class="line" d="{way}" marker-end="url(#tip)"/>'
    anchor = "name" if line.side is Side.RIGHT else "name end"
    return path + "\n" + _words(line.name, words, leaves - 4, anchor)


def _entry(box: Box, left: int) -> str:
    """Return the dot that shows where a new ticket begins."""
    x = left + _BOX_WIDTH // 2 - 60
    dot = f'<circle class="dot" cx="{x}" cy="{box.top - 22}" r="5"/>'
    way = f'<path class="line" d="M{x} {box.top - 17}V{box.top - 2}" marker-end="url(#tip)"/>'
    return dot + "\n" + way


def _box(box: Box, left: int, translate: Translate) -> str:
    place = f'x="{left}" y="{box.top}" width="{_BOX_WIDTH}" height="{box.height}"'
    shape = f'<rect class="{box.stage.state.value}" {place} rx="6"/>'
    middle = box.top + box.height // 2 + 5
    name = box.stage.title.render(translate)
    return shape + "\n" + _words(name, left + _BOX_WIDTH // 2, middle, "stage")


def _words(words: str, x: int, y: int, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(words)}</text>'


def _described(ticket_type: TicketType, lines: Iterable[Arrow], translate: Translate) -> str:
    stages = [stage.title.render(translate) for stage in drawn_stages(ticket_type)]
    steps = [f"{stages[line.source]} → {stages[line.target]}: {line.name}" for line in lines]
    return ". ".join((ticket_type.purpose.render(translate), *steps))


def _head(ticket_type: TicketType, title: str, description: str, size: tuple[int, int]) -> str:
    name = f"stages-{ticket_type.kind.value}"
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" '
        f'aria-labelledby="{name}-title {name}-description">\n'
        f'<title id="{name}-title">{escape(title)}</title>\n'
        f'<desc id="{name}-description">{escape(description)}</desc>\n'
        f"{_STYLE}"
    )
