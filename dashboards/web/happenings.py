"""Words for what changed on a target: who did what, and what each key is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dashboards.voice import Voice
from dashboards.web.target_fields import CARD_TITLES, MEASURED, WHAT
from watchkeeper.core.messages import mark
from watchkeeper.inventory.facts import FACT_TITLES
from watchkeeper.inventory.history import Happening

_HAPPENINGS: Mapping[str, str] = MappingProxyType(
    {
        "added": mark("added it"),
        "changed": mark("edited it"),
        "removed": mark("removed it"),
        "imported": mark("imported it from a list"),
        "undone": mark("took an edit back"),
        "seen": mark("seen on the host"),
        "file": mark("changed in its file"),
    }
)
_KEYS: Mapping[str, str] = MappingProxyType(
    {
        **{field.key: field.title for field in (*WHAT, *MEASURED)},
        **{f"card.{key}": title for key, title in CARD_TITLES.items()},
    }
)


def happening_words(voice: Voice) -> Callable[[Happening], str]:
    """Return what says what happened."""
    return lambda one: (
        voice.say(_HAPPENINGS[one.action]) if one.action in _HAPPENINGS else one.action
    )


def key_words(voice: Voice) -> Callable[[str], str]:
    """Return what says what a key is called; of a fact its family and the thing."""

    def words(key: str) -> str:
        family, _, thing = key.partition(":")
        if family == "file":
            return voice.say(_KEYS[thing]) if thing in _KEYS else thing
        if thing or family in FACT_TITLES:
            return f"{voice.say(FACT_TITLES.get(family, family))} {thing}".strip()
        return voice.say(_KEYS[key]) if key in _KEYS else key

    return words
