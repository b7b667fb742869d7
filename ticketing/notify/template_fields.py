"""Which field of a message fills which variable of a service's approved template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ticketing.notify.phone_words import FIELDS
from ticketing.notify.short import cut_to_units
from watchkeeper.core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class TemplateFields:
    """The variables of a template in their order, each with the field that fills it.

    ``longest``: services refuse a variable that is longer; it is cut.  Raises ConfigError for a
    field that there is not.
    """

    of_variable: Mapping[str, str]
    longest: int
    at: str | None = None

    def __post_init__(self) -> None:
        for variable, name in self.of_variable.items():
            if name not in FIELDS:
                raise ConfigError(
                    "variable {variable!r} cannot be filled by {name!r}; known are {known}",
                    at=self.at,
                    variable=variable[:40],
                    name=name[:40],
                    known=", ".join(FIELDS),
                )

    def values(self, fields: Mapping[str, str]) -> dict[str, str]:
        """Return the value of each variable; an empty one, which services refuse, is a hyphen."""
        return {
            variable: cut_to_units(_plain(fields[name]), self.longest) or "-"
            for variable, name in self.of_variable.items()
        }


def _plain(value: str) -> str:
    """Return one line without the brackets of a signature and without links, which are refused."""
    line = " ".join(value.split()).replace("://", " ")
    return line.replace("【", "[").replace("】", "]")
