"""Sentences that are translated when they are shown, not when they are made.

A decision returns a ``Text``; logs show it in English, pages and messages in the reader's
language.  The English sentence is the msgid of the catalogues in ``<package>/locale``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from watchkeeper.core.errors import Translate

_EMPTY: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class Text:
    """An English sentence with ``{facts}`` and the facts; make it with ``text``."""

    sentence: str
    facts: Mapping[str, object] = field(default_factory=lambda: _EMPTY)

    def render(self, translate: Translate) -> str:
        facts = {
            name: value.render(translate) if isinstance(value, Text) else value
            for name, value in self.facts.items()
        }
        return translate(self.sentence).format(**facts) if facts else translate(self.sentence)

    def __str__(self) -> str:
        return self.render(lambda sentence: sentence)


def text(sentence: str, **facts: object) -> Text:
    """Return a sentence to be translated later.  Catalogue tools collect the calls of this."""
    return Text(sentence, MappingProxyType(facts))


def mark(sentence: str) -> str:
    """Return *sentence* itself; marks it for the catalogues where it is translated elsewhere."""
    return sentence
