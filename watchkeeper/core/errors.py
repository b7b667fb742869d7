"""One tree of errors.  Each has a sentence that says what to do, and the facts that fill it.

The sentence is the English msgid of the catalogues; ``text()`` renders it, in another language
where a translation is given.  ``code`` is stable and for machines (REST, metrics, exit codes).
"""

from __future__ import annotations

import re
from typing import Callable, ClassVar, Protocol, runtime_checkable

Translate = Callable[[str], str]


@runtime_checkable
class Translatable(Protocol):
    """A fact that is itself a sentence (``core.messages.Text``)."""

    def render(self, translate: Translate) -> str: ...


def _same(sentence: str) -> str:
    return sentence


class WatchkeeperError(Exception):
    """Base of all errors of ours: a sentence with ``{facts}``, and where it happened.

    *at* is ``file:line[:column]`` or another place a person can go to.
    """

    code: ClassVar[str] = "error"
    permanent: ClassVar[bool] = True

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        cls.code = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower().replace("_error", "")

    def __init__(self, sentence: str, *, at: str | None = None, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.at = at
        self.facts = facts

    def text(self, translate: Translate = _same) -> str:
        facts = {
            name: fact.render(translate) if isinstance(fact, Translatable) else fact
            for name, fact in self.facts.items()
        }
        said = translate(self.sentence).format(**facts) if facts else translate(self.sentence)
        return f"{self.at}: {said}" if self.at else said

    def __str__(self) -> str:
        return self.text()


class InvalidInput(WatchkeeperError):
    """Something a person or a program sent does not make sense."""


class ConfigError(InvalidInput):
    """A configuration file is wrong; *at* says file and line."""


class NotFound(WatchkeeperError):
    """No such thing, or not for this person."""


class Forbidden(WatchkeeperError):
    """This person may not do that."""


class Unauthenticated(WatchkeeperError):
    """Nobody signed in, or a token that does not count."""


class Conflict(WatchkeeperError):
    """It contradicts what is there: a name twice, a ticket already closed."""


class Outdated(Conflict):
    """It was changed since whoever asks read it."""


class TooLarge(InvalidInput):
    """More bytes, rows or depth than is allowed."""


class Unavailable(WatchkeeperError):
    """It cannot be done now; the same call may work later."""

    permanent = False


class Overloaded(Unavailable):
    """More comes than can be taken in; a slower sender is served."""


class TooManyAttempts(WatchkeeperError):
    """Asked too often in too short a time; the same call may work later."""

    permanent = False
