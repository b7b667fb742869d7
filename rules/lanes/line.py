"""Who waits, and whose turn is next: callers in turn, each in the order of coming."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


class Waiting(Protocol):
    @property
    def caller(self) -> str: ...

    @property
    def number(self) -> int:
        """Return the place in the order of coming."""
        ...


W = TypeVar("W", bound=Waiting)


@dataclass(slots=True)
class Line(Generic[W]):
    """A waiting line that no caller can fill alone.

    Whose work runs least comes first, and of those who came first.
    """

    most: int
    _waiting: dict[str, deque[W]] = field(default_factory=dict)
    _length: int = 0

    def __len__(self) -> int:
        return self._length

    def has_room(self, caller: str) -> bool:
        """Return whether the caller may wait: half of the line is for others."""
        own = len(self._waiting.get(caller, ()))
        return self._length < self.most and own < max(1, self.most // 2)

    def put(self, one: W) -> None:
        self._waiting.setdefault(one.caller, deque()).append(one)
        self._length += 1

    def first(self, running: Counter[str]) -> W | None:
        """Return whose turn it is, given how much of each caller's work runs."""
        heads = (line[0] for line in self._waiting.values())
        return min(heads, key=lambda one: (running[one.caller], one.number), default=None)

    def remove(self, one: W) -> bool:
        """Take one out; False: it does not wait here any more."""
        line = self._waiting.get(one.caller)
        if line is None or one not in line:
            return False
        line.remove(one)
        self._length -= 1
        if not line:
            del self._waiting[one.caller]
        return True

    def clear(self) -> list[W]:
        """Take all out and return them."""
        everyone = [one for line in self._waiting.values() for one in line]
        self._waiting.clear()
        self._length = 0
        return everyone
