from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import InvalidInput
from watchkeeper.storage.search.words import (
    LONGEST_QUERY,
    index_words,
    phrases_from_text,
    plain_text,
    with_parts,
)

_ALPHABET = "ab1Z _-.,，。\"备份失败数据库ーカ한\uff23\uff30éß\n%'\\&:*"
TEXTS = st.text(st.sampled_from(_ALPHABET), max_size=30) | st.text(max_size=20)


@pytest.mark.parametrize(
    ("query", "text", "is_found"),
    [
        ("备份", "数据库备份失败", True),
        ("份失", "数据库备份失败", True),
        ("败", "数据库备份失败", True),
        ("备失", "数据库备份失败", False),
        ("磁盘空间", "磁盘，空间不足", False),
        ("mysql", "MySQL备份", True),
        ("MYSQL备份", "mysql 备份失败", True),
        ("data", "database", True),
        ("base", "database", False),
        ("\uff23\uff30\uff35", "cpu usage", True),
        ("db-1", "shop db 12", True),
        ("db-1", "db 21", False),
        ('"disk full"', "the disk is full", False),
        ("disk full", "full is the disk", True),
        ("“磁盘 空间”", "磁盘 空间", True),
        ("straße", "STRASSE 7", True),
        ("down", "HostDown", True),
        ("hostdown", "HostDown", True),
    ],
    ids=[
        "two characters",
        "within a run",
        "one character, the last",
        "both characters, not side by side",
        "a comma between",
        "beside Chinese",
        "a piece of both",
        "the beginning of a word",
        "the end of a word",
        "full width",
        "a name with a number",
        "another number",
        "words in quotes",
        "words anywhere",
        "Chinese quotes",
        "sharp s",
        "a hump",
        "a word with humps",
    ],
)
def test_what_is_found(query: str, text: str, is_found: bool) -> None:
    """Runs are found anywhere in runs, words from their beginning, phrases side by side."""
    plain = plain_text(with_parts(text))
    assert all(phrase.is_in(plain) for phrase in phrases_from_text(query)) is is_found


@given(st.lists(TEXTS, max_size=3), TEXTS)
def test_the_index_misses_nothing(fields: list[str], query: str) -> None:
    """Whatever text a phrase is in, the index of its words has every term of the phrase."""
    plain = plain_text(fields)
    words = index_words(plain)
    for phrase in phrases_from_text(query):
        if phrase.is_in(plain):
            for term in phrase.terms():
                begun = any(word.startswith(term.word) for word in words)
                assert term.word in words or (term.is_beginning and begun)


@given(TEXTS)
def test_a_text_is_found_by_itself(text: str) -> None:
    """Each piece of a text is a query that finds the text."""
    for piece in text.split()[:10]:
        assert all(phrase.is_in(plain_text([text])) for phrase in phrases_from_text(piece))


@given(TEXTS)
def test_words_of_the_index_are_plain(text: str) -> None:
    """No word holds what a database's query language would read: quotes, spaces, signs."""
    letters = "".join(index_words(plain_text([text])))
    assert not any(one.isascii() and not one.isalnum() for one in letters)


@pytest.mark.parametrize(
    "query",
    ["x" * (LONGEST_QUERY + 1), " ".join(f"w{number}" for number in range(11))],
    ids=["too long", "too many words"],
)
def test_a_search_is_bounded(query: str) -> None:
    """More than can be meant is refused with its limit."""
    with pytest.raises(InvalidInput, match="at most"):
        phrases_from_text(query)
