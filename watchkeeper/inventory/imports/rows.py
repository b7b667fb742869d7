"""What a reader makes of a list: rows, each one entry of targets/*.yml, or the reason it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from watchkeeper.core.errors import ConfigError
from watchkeeper.core.messages import Text

MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_ROWS = 10_000

Definition = Mapping[str, object]
_NOTHING: Definition = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """One target as a list has it; ``problem`` says why it cannot be taken.

    ``at`` is where it stands: ``hosts.xlsx:12``.
    """

    at: str
    name: str
    definition: Definition = field(default_factory=lambda: _NOTHING)
    problem: Text | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole list; ``notes`` are what of it was left out on purpose."""

    rows: tuple[Row, ...]
    notes: tuple[Text, ...] = ()


def refuse_more_rows(count: int, at: str) -> None:
    if count > MAX_ROWS:
        raise ConfigError("has more than {most} rows; import it in parts", at=at, most=MAX_ROWS)
