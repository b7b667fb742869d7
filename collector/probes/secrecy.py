"""Keeps secrets out of what a probe says, in every form in which a server may send them back."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

from watchkeeper.core.messages import Text

MASK = "***"
SHORTEST = 3
"""A shorter secret would mask half of every sentence."""


class Secrecy:
    """Call it with a text to have its secrets masked; mask first, shorten then."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._hidden: tuple[str, ...] = ()
        self.hide(*secrets)

    def hide(self, *secrets: str) -> None:
        """Mask these from now on, the longest first."""
        forms = {
            form
            for secret in secrets
            if len(secret) >= SHORTEST
            for form in _forms(secret)
            if len(form) >= SHORTEST
        }
        self._hidden = tuple(sorted(forms | set(self._hidden), key=lambda one: (-len(one), one)))

    def __call__(self, text: str) -> str:
        for hidden in self._hidden:
            text = text.replace(hidden, MASK)
        return text

    def of(self, said: Text) -> Text:
        """Return a sentence with all its facts masked."""
        return Text(said.sentence, {name: self._fact(fact) for name, fact in said.facts.items()})

    def _fact(self, fact: object) -> object:
        if isinstance(fact, Text):
            return self.of(fact)
        return fact if isinstance(fact, (int, float)) else self(str(fact))


def _forms(secret: str) -> Iterable[str]:
    yield secret
    yield quote(secret, safe="")
    yield quote(secret)
    yield quote_plus(secret)
    yield html.escape(secret)
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield repr(secret)[1:-1]
