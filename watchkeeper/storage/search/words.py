"""Text as it is searched: words of letters and digits, runs of Chinese, pairs of characters.

What matches is said by the plain text alone (``Phrase.is_in``), so that every database answers
alike; the words of the index only say where it is worth to look.  Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from watchkeeper.core.errors import InvalidInput

LONGEST_QUERY = 200
MOST_PHRASES = 10

_LONGEST_WORD = 40  # of the index; longer ones are told apart by the text
_FIELD_ENDS = "\n"

# Kana, Han with its extensions, Hangul: written without spaces, or searched as if.
_RUNS = (
    "\u3005\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(f"[{_RUNS}]+|[^\\W_{_RUNS}]+")
_IS_RUN = re.compile(f"[{_RUNS}]")
_PIECE = re.compile(r'["“”]([^"“”]*)["“”]|(\S+)')
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the index that a match holds, or the beginning of one."""

    word: str
    is_beginning: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words and runs that stand side by side; the last word may go on."""

    needle: str  # as it stands in a plain text

    def is_in(self, plain: str) -> bool:
        return self.needle in plain

    def terms(self) -> tuple[Term, ...]:
        """Return what the index holds of every text that the phrase is in."""
        *inner, last = self.needle.split()
        found = [term for word in inner for term in _terms(word)]
        if _IS_RUN.match(last):
            return (*found, *_terms(last))
        return (*found, Term(last[:_LONGEST_WORD], is_beginning=True))


def plain_text(fields: Iterable[str]) -> str:
    """Return *fields* in one case and width, their words and runs apart.

    ``数据库db-1备份失败`` and ``CPU`` become ``| 数据库 db 1 备份失败 |``, a line's end, ``| cpu |``.
    """
    return _FIELD_ENDS.join(f" {' '.join(_tokens(field))} " for field in fields if field.strip())


def with_parts(name: str) -> tuple[str, ...]:
    """Return *name*, and again with its humps apart: ``HostDown`` is found by ``down``, too."""
    parts = _HUMP.sub(" ", name)
    return (name,) if parts == name else (name, parts)


def index_words(plain: str) -> frozenset[str]:
    """Return the words of the index: words, pairs of a run's characters, and its last one."""
    return frozenset(word for token in plain.split() for word in _index_words(token))


def phrases_from_text(query: str) -> tuple[Phrase, ...]:
    """Return what a text must hold, all of it; none where *query* has no word at all.

    Pieces between spaces are phrases, and what stands in quotes.  Raises InvalidInput.
    """
    if len(query) > LONGEST_QUERY:
        raise InvalidInput(
            "a search may have {limit} characters at most; name fewer words", limit=LONGEST_QUERY
        )
    pieces = [quoted or piece for quoted, piece in _PIECE.findall(query)]
    phrases = dict.fromkeys(_phrase(tokens) for tokens in map(_tokens, pieces) if tokens)
    if len(phrases) > MOST_PHRASES:
        raise InvalidInput("a search may have {limit} words at most", limit=MOST_PHRASES)
    return tuple(phrases)


def _phrase(tokens: list[str]) -> Phrase:
    """Return the phrase: a run may begin within another, a word begins where one does."""
    needle = " ".join(tokens)
    return Phrase(needle if _IS_RUN.match(needle) else f" {needle}")


def _tokens(text: str) -> list[str]:
    if not text.isascii():
        folded = unicodedata.normalize("NFKC", text).casefold()
        return _TOKEN.findall(unicodedata.normalize("NFKC", folded))
    return _TOKEN.findall(text.lower())


def _index_words(token: str) -> Iterator[str]:
    if not _IS_RUN.match(token):
        yield token[:_LONGEST_WORD]
        return
    yield from _pairs(token)
    yield token[-1]


def _pairs(run: str) -> Iterator[str]:
    return (run[at : at + 2] for at in range(len(run) - 1))


def _terms(token: str) -> Iterator[Term]:
    if not _IS_RUN.match(token):
        yield Term(token[:_LONGEST_WORD], is_beginning=False)
    elif len(token) == 1:
        yield Term(token, is_beginning=True)
    else:
        yield from (Term(pair, is_beginning=False) for pair in _pairs(token))
