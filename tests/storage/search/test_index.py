from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from watchkeeper.storage.database import Database
from watchkeeper.storage.search.index import (
    Entry,
    EntryKind,
    drop_entries,
    hits_in_title,
    matches,
    write_entries,
)
from watchkeeper.storage.search.tables import search_entry
from watchkeeper.storage.search.words import phrases_from_text, plain_text

_ALPHABET = "abA1 _-%'\\，备份失败库é"
TEXTS = st.text(st.sampled_from(_ALPHABET), max_size=12) | st.text(max_size=8)
ENTRIES = st.lists(
    st.builds(
        lambda kind, number, title, body: Entry(kind, number, tuple(title), tuple(body)),
        st.sampled_from(EntryKind),
        st.integers(1, 6),
        st.lists(TEXTS, max_size=2),
        st.lists(TEXTS, max_size=2),
    ),
    max_size=12,
    unique_by=lambda entry: entry.id,
)


def found(connection: Connection, kind: EntryKind, query: str) -> list[int]:
    """Return the numbers that the database finds, best first."""
    phrases = phrases_from_text(query)
    order = (hits_in_title(phrases).desc(), search_entry.c.number.desc())
    statement = select(search_entry.c.number).where(matches(kind, phrases)).order_by(*order)
    return list(connection.scalars(statement))


def oracle(entries: Sequence[Entry], kind: EntryKind, query: str) -> list[int]:
    """Return the same from the texts alone, in plain Python."""
    phrases = phrases_from_text(query)
    ranked = []
    for entry in entries:
        title, body = plain_text(entry.title), plain_text(entry.body)
        has = [phrase.is_in(title) or phrase.is_in(body) for phrase in phrases]
        if entry.kind is kind and has and all(has):
            ranked.append((sum(phrase.is_in(title) for phrase in phrases), entry.number))
    return [number for _hits, number in sorted(ranked, reverse=True)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_both_engines_answer_as_the_texts_do(database: Database, data: st.DataObject) -> None:
    """Whatever was written over what, and asked: matches and their order are those of the texts."""
    first, second = data.draw(ENTRIES), data.draw(ENTRIES)
    queries = [data.draw(TEXTS) for _ in range(5)]
    pieces = [text for one in second for text in (*one.title, *one.body)]
    queries += [data.draw(st.sampled_from(pieces))[:8] for _ in range(3) if pieces]

    def unit(connection: Connection) -> None:
        for kind in EntryKind:
            drop_entries(connection, kind, range(1, 7))
        write_entries(connection, first)
        write_entries(connection, second)

    await database.write(unit)
    kept = [*second, *(one for one in first if one.id not in {new.id for new in second})]
    for query in queries:
        for kind in EntryKind:
            answer = await database.read(partial(found, kind=kind, query=query))
            assert answer == oracle(kept, kind, query)


@pytest.mark.parametrize(
    "query",
    ["' OR 1", '"', '"a" NOT b', "a*", "a & !b", "words:a", "\\", "%", "_", "\0", "\ud800", ":*"],
)
async def test_signs_of_query_languages_mean_nothing(database: Database, query: str) -> None:
    """What FTS5, tsquery and LIKE would read as orders is a separator, as any other sign."""
    entry = Entry(EntryKind.TICKET, 1, ("words a b or not 1",), ())
    await database.write(lambda connection: write_entries(connection, [entry]))
    answer = await database.read(lambda one: found(one, EntryKind.TICKET, query))
    assert answer == oracle([entry], EntryKind.TICKET, query)


async def test_long_texts_and_long_words_are_cut_alike(database: Database) -> None:
    """A text of a million characters is taken; what stands at its beginning is found."""
    body = "磁盘空间" + "".join(chr(0x4E00 + n % 20_000) for n in range(1_000_000))
    entry = Entry(EntryKind.TICKET, 1, ("x" * 5_000, "y" * 100), (body,))
    await database.write(lambda connection: write_entries(connection, [entry]))
    for query, numbers in (("磁盘空间", [1]), ("x" * 60, [1]), ("y" * 101, [])):
        answer = await database.read(partial(found, kind=EntryKind.TICKET, query=query))
        assert answer == numbers
