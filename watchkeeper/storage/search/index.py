"""The index of words over tickets and knowledge: one answer on SQLite and PostgreSQL.

Who owns a thing writes its entry in the transaction that changes the thing.  The engine's index
of words (FTS5, tsvector) names candidates; the plain texts say which of them match.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    String,
    and_,
    bindparam,
    case,
    cast,
    column,
    delete,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.ext.compiler import compiles

from watchkeeper.storage.search.tables import search_entry
from watchkeeper.storage.search.words import Phrase, Term, index_words, plain_text

_LONGEST_TITLE = 4_000
_LONGEST_BODY = 60_000  # characters; PostgreSQL takes 1 MiB of words
_AT_ONCE = 500
_KINDS = 8

_search_word = table("search_word", column("rowid", BigInteger), column("words", String))


class EntryKind(Enum):
    """What an entry is about; its place is part of the entry's id."""

    TICKET = "ticket"
    KNOWLEDGE = "knowledge"


_PLACE = {EntryKind.TICKET: 0, EntryKind.KNOWLEDGE: 1}


@dataclass(frozen=True, slots=True)
class Entry:
    """The texts by which a thing is found; what stands in its title counts for more."""

    kind: EntryKind
    number: int
    title: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def id(self) -> int:
        return self.number * _KINDS + _PLACE[self.kind]


def write_entries(connection: Connection, entries: Sequence[Entry]) -> None:
    """Write entries, in place of those of the same things."""
    if not entries:
        return
    _delete(connection, [entry.id for entry in entries])
    rows = [_row(entry) for entry in entries]
    connection.execute(insert(search_entry), rows)
    words = [{"entry": row["id"], "found": _words(connection, row)} for row in rows]
    connection.execute(_insert_words(connection), words)


def write_words_anew(connection: Connection) -> None:
    """Make the engine's index of all entries from their texts."""
    entry, last = search_entry.c, -1
    connection.execute(delete(_search_word))
    some = select(entry.id, entry.title, entry.body).order_by(entry.id).limit(_AT_ONCE)
    while rows := connection.execute(some.where(entry.id > last)).mappings().all():
        words = [{"entry": row["id"], "found": _words(connection, dict(row))} for row in rows]
        connection.execute(_insert_words(connection), words)
        last = rows[-1]["id"]


def drop_entries(connection: Connection, kind: EntryKind, numbers: Iterable[int]) -> None:
    """Find these things no more."""
    _delete(connection, [Entry(kind, number, (), ()).id for number in numbers])


def matches(kind: EntryKind, phrases: Sequence[Phrase]) -> ColumnElement[bool]:
    """Return that an entry of *kind* holds all *phrases*; nothing holds none."""
    if not phrases:
        return false()
    terms = tuple(dict.fromkeys(term for phrase in phrases for term in phrase.terms()))
    candidates = select(_search_word.c.rowid).where(_Holds(terms))
    entry = search_entry.c
    return and_(
        entry.kind == kind.value,
        entry.id.in_(candidates),
        *(or_(_has(entry.title, phrase), _has(entry.body, phrase)) for phrase in phrases),
    )


def hits_in_title(phrases: Sequence[Phrase]) -> ColumnElement[int]:
    """Return how many of *phrases* stand in an entry's title: the rank of a match."""
    rank: ColumnElement[int] = literal(0)
    for phrase in phrases:
        rank = rank + case((_has(search_entry.c.title, phrase), 1), else_=0)
    return rank


def _has(texts: ColumnElement[str], phrase: Phrase) -> ColumnElement[bool]:
    return texts.contains(phrase.needle, autoescape=True)


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "number": entry.number,
        "title": plain_text(entry.title)[:_LONGEST_TITLE],
        "body": plain_text(entry.body)[:_LONGEST_BODY],
    }


def _words(connection: Connection, row: dict[str, Any]) -> str | list[str]:
    found = sorted(index_words(f"{row['title']}\n{row['body']}"))
    return " ".join(found) if connection.dialect.name == "sqlite" else found


def _insert_words(connection: Connection) -> Any:
    found: ColumnElement[Any] = bindparam("found")
    if connection.dialect.name == "postgresql":
        found = func.array_to_tsvector(bindparam("found", type_=ARRAY(String)))
    return insert(_search_word).values(rowid=bindparam("entry"), words=found)


def _delete(connection: Connection, ids: Sequence[int]) -> None:
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE]
        connection.execute(delete(_search_word).where(_search_word.c.rowid.in_(some)))
        connection.execute(delete(search_entry).where(search_entry.c.id.in_(some)))


class _Holds(ColumnElement[bool]):
    """That a row of ``search_word`` holds every term, in the words of each engine."""

    inherit_cache = False

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = terms


@compiles(_Holds, "sqlite")
def _holds_in_fts5(element: _Holds, compiler: Any, **options: Any) -> str:
    words = (f'"{term.word}"{" *" if term.is_beginning else ""}' for term in element.terms)
    match = column("search_word").op("MATCH")(literal(" AND ".join(words)))
    return str(compiler.process(match, **options))


@compiles(_Holds, "postgresql")
def _holds_in_tsvector(element: _Holds, compiler: Any, **options: Any) -> str:
    words = (f"'{term.word}'{':*' if term.is_beginning else ''}" for term in element.terms)
    match = _search_word.c.words.op("@@")(cast(literal(" & ".join(words)), TSQUERY))
    return str(compiler.process(match, **options))
