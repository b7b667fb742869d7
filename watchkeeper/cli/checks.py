"""How commands print what was looked at: one line each, and what puts it right below it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from watchkeeper.cli.output import say, say_json
from watchkeeper.client import language_of

if TYPE_CHECKING:
    from watchkeeper.server.doctor.model import Check

_MARKS = {"good": "ok", "doubt": "doubt", "problem": "PROBLEM"}


def plain_checks(checks: Iterable[Check]) -> list[Mapping[str, Any]]:
    """Return checks as REST gives them, in the language of this terminal."""
    from watchkeeper.access.languages import language_from_text, read_catalogues

    language = language_from_text(language_of(os.environ))
    translate = read_catalogues().translate(language)
    return [
        {
            "name": check.name,
            "verdict": check.verdict.value,
            "finding": check.finding.render(translate),
            "remedy": check.remedy.render(translate) if check.remedy else None,
        }
        for check in checks
    ]


def say_checks(checks: Sequence[Mapping[str, Any]], *, as_json: bool) -> int:
    """Print checks; return the exit code: 1 where one is a problem."""
    if as_json:
        say_json(checks)
    else:
        for check in checks:
            _say(check)
    return 1 if any(check["verdict"] == "problem" for check in checks) else 0


def _say(check: Mapping[str, Any]) -> None:
    say(f"{_MARKS[check['verdict']]:<8} {check['name']}: {check['finding']}")
    if check["remedy"]:
        say(f"{'':<8} {check['remedy']}")
