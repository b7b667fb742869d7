"""What a redaction erases: decided here, carried out elsewhere (D6).  Pure.

The log keeps its events and their hashes; free text and its salt go, so that nobody can find out
by trying what it was.  Clocks and verdicts stay as they are, since none is computed from text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ticketing.events import Event, EventKind, Fact
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import Conflict, InvalidInput

MOST_WORDS = 20
LONGEST_WORD = 200
LONGEST_REASON = 2_000

TITLES = frozenset({"summary", "title", "title_zh"})
"""Texts of the opening that a ticket is called by."""


@dataclass(frozen=True, slots=True, order=True)
class ProseKey:
    """One piece of free text: of which event, and which."""

    seq: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionWish:
    """What somebody wants erased, why, and who approved it.

    ``pieces`` and ``evidence`` by name, or all that holds one of ``words`` (in any case), or
    everything there is.
    """

    actor: PersonId
    approver: PersonId
    reason: str
    pieces: frozenset[ProseKey] = frozenset()
    evidence: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Redaction:
    """What goes.  ``texts`` are the erased ones: no search may find the ticket by them.

    ``is_title_erased``: the ticket's cached title is to be blanked, too.
    """

    prose: tuple[ProseKey, ...]
    evidence: tuple[str, ...]
    is_title_erased: bool
    texts: tuple[str, ...]

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Return what the event of the redaction keeps: names of what went, never its content."""
        pieces: list[Fact] = [{"seq": key.seq, "name": key.name} for key in self.prose]
        return MappingProxyType({"prose": pieces, "evidence": list(self.evidence)})


def redaction(
    wish: RedactionWish, events: Sequence[Event], evidence: Mapping[str, str]
) -> Redaction:
    """Return what *wish* erases of a ticket with this log and these pieces of evidence.

    Raises InvalidInput where the wish makes no sense, Conflict where nothing is left to erase.
    """
    _check(wish, events, evidence)
    matches = _matcher(wish)
    prose = {
        key: text
        for key, text in _texts(events)
        if wish.everything or key in wish.pieces or matches(text)
    }
    pieces = {
        name: body
        for name, body in evidence.items()
        if wish.everything or name in wish.evidence or matches(body)
    }
    if not prose and not pieces:
        raise Conflict("nothing of the ticket is left to erase by that")
    return Redaction(
        prose=tuple(sorted(prose)),
        evidence=tuple(sorted(pieces)),
        is_title_erased=any(key.seq == 1 and key.name in TITLES for key in prose),
        texts=tuple(dict.fromkeys((*prose.values(), *pieces.values()))),
    )


def redacted(events: Sequence[Event], what: Redaction) -> tuple[Event, ...]:
    """Return the log as it reads afterwards; its chain is the same."""
    gone = frozenset(what.prose)
    return tuple(_without(event, gone) for event in events)


def _without(event: Event, gone: frozenset[ProseKey]) -> Event:
    left = {
        name: text for name, text in event.prose.items() if ProseKey(event.seq, name) not in gone
    }
    if len(left) == len(event.prose):
        return event
    return replace(event, prose=MappingProxyType(left))


def erased_names(event: Event) -> tuple[str, ...]:
    """Return the texts of an event that were erased: documents print 已脱敏 in their place."""
    return tuple(sorted(set(event.prose_hashes) - set(event.prose)))


def _texts(events: Sequence[Event]) -> Iterator[tuple[ProseKey, str]]:
    for event in events:
        for name, text in event.prose.items():
            yield ProseKey(event.seq, name), text


def _check(wish: RedactionWish, events: Sequence[Event], evidence: Mapping[str, str]) -> None:
    if not events or events[0].kind is not EventKind.OPENED:
        raise InvalidInput("a ticket begins with the event that opened it")
    if not wish.reason.strip():
        raise InvalidInput("say why it is to be erased")
    if len(wish.reason) > LONGEST_REASON:
        raise InvalidInput("the reason may have {limit} characters at most", limit=LONGEST_REASON)
    if not wish.approver or wish.approver == wish.actor:
        raise InvalidInput("somebody else than who erases it must have approved it")
    _check_words(wish.words)
    _check_names(wish, events, evidence)


def _check_words(words: tuple[str, ...]) -> None:
    if len(words) > MOST_WORDS:
        raise InvalidInput("at most {limit} words can be erased at once", limit=MOST_WORDS)
    for word in words:
        if len(_bare(word)) < 2 or len(word) > LONGEST_WORD:
            raise InvalidInput(
                "a word to erase has between 2 and {limit} letters or digits", limit=LONGEST_WORD
            )


def _check_names(wish: RedactionWish, events: Sequence[Event], evidence: Mapping[str, str]) -> None:
    known = {ProseKey(event.seq, name) for event in events for name in event.prose_hashes}
    for key in sorted(wish.pieces - known):
        raise InvalidInput("event {seq} has no text {name!r}", seq=key.seq, name=key.name)
    for name in sorted(wish.evidence - set(evidence)):
        raise InvalidInput("the ticket has no evidence {name!r}", name=name)


def _matcher(wish: RedactionWish) -> Callable[[str], bool]:
    """Return what finds a text with one of the words, however it is spaced and cased."""
    if not wish.words:
        return lambda _text: False
    needles = [_bare(word) for word in wish.words]
    return lambda text: any(needle in _bare(text) for needle in needles)


def _bare(text: str) -> str:
    """Return *text* without what people put between the digits of a telephone number."""
    return re.sub(r"[\s\-()（）.]+", "", text).casefold()
