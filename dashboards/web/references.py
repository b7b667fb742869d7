"""What a rule's author gives to read about an alert: ``runbook`` and ``knowledge``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from watchkeeper.core.messages import mark

_KINDS = {
    "runbook": mark("Runbook"),
    "runbook_url": mark("Runbook"),  # as most rule files for Prometheus name it
    "knowledge": mark("Knowledge"),
}
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")  # never javascript: or a local file


@dataclass(frozen=True, slots=True)
class Reference:
    """A title, and an article's name or an address; *url* is empty where it is no web address."""

    title: str
    text: str
    url: str = ""


def references_of(
    alerts: Iterable[Mapping[str, str]], shown: Collection[str] = ()
) -> tuple[Reference, ...]:
    """Return what the annotations of some alerts name, each once, runbooks first.

    But for the articles that are *shown* themselves.
    """
    kept = list(alerts)
    found = (
        _reference(title, annotations[name].strip())
        for name, title in _KINDS.items()
        for annotations in kept
        if annotations.get(name, "").strip()
    )
    return tuple(dict.fromkeys(one for one in found if one.text not in shown))


def _reference(title: str, said: str) -> Reference:
    return Reference(title, said, url=said if _ADDRESS.fullmatch(said) else "")
