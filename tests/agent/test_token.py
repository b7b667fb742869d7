"""The agent's tokens on the disk: after a crash at any moment one that counts is found."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.token import AgentToken

FIRST, SECOND, THIRD = (f"{word}-token-0123456789" for word in ("first", "second", "third"))


def test_a_token_that_was_renewed_is_found_after_a_restart(tmp_path: Path) -> None:
    assert AgentToken(FIRST, tmp_path / "token").renew(SECOND)
    again = AgentToken(FIRST, tmp_path / "token")
    assert again.text == SECOND
    assert again.renew(THIRD)
    assert AgentToken(FIRST, tmp_path / "token").text == THIRD


def test_a_new_enrolment_counts_more_than_what_was_renewed(tmp_path: Path) -> None:
    AgentToken(FIRST, tmp_path / "token").renew(SECOND)
    assert AgentToken(THIRD, tmp_path / "token").text == THIRD


def test_in_doubt_all_tokens_are_tried_in_turn(tmp_path: Path) -> None:
    token = AgentToken(FIRST, tmp_path / "token")
    token.renew(SECOND)
    token.renew(THIRD)
    seen = []
    for _ in range(4):
        seen.append(token.text)
        token.doubt()
    assert seen == [THIRD, SECOND, FIRST, THIRD]


def test_a_crash_before_the_renaming_leaves_the_old_token(tmp_path: Path) -> None:
    """Half a draft is no token."""
    AgentToken(FIRST, tmp_path / "token").renew(SECOND)
    (tmp_path / "token.new").write_text(f"{FIRST[:12]}\nthi")
    assert AgentToken(FIRST, tmp_path / "token").text == SECOND


def test_where_it_cannot_be_kept_the_old_one_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A token that would be lost with the process is not used: the server would end the old one."""
    token = AgentToken(FIRST, tmp_path / "gone" / "token")
    assert not token.renew(SECOND)
    assert token.text == FIRST
    said = capsys.readouterr().err
    assert "cannot be kept" in said
    assert SECOND not in said


@pytest.mark.parametrize(
    "word",
    ["", "short", "two words-0123456789", "a" * 600, "line\nbreak-0123456789\r\nX: y"],
    ids=["empty", "short", "two words", "long", "a header of its own"],
)
def test_what_is_no_token_is_refused(tmp_path: Path, word: str) -> None:
    token = AgentToken(FIRST, tmp_path / "token")
    assert not token.renew(word)
    assert token.text == FIRST


@given(content=st.binary(max_size=200))
def test_whatever_the_file_holds_the_enrolled_token_is_there(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    kept = tmp_path_factory.mktemp("t") / "token"
    kept.write_bytes(content)
    assert AgentToken(FIRST, kept).text == FIRST
