from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.notify.channel import OutgoingMessage
from ticketing.notify.phone_words import FIELDS, fields_of, heard_fields, read_fields
from ticketing.notify.short import cut_to_units, parts, short_form, units
from ticketing.notify.spoken import LONGEST, PRESS_KEY, spoken_name, spoken_summary
from ticketing.notify.ticket_words import TicketWords
from watchkeeper.access.languages import Language, read_catalogues
from watchkeeper.core.errors import Translate
from watchkeeper.core.levels import Level

CATALOGUES = read_catalogues()
ZH = CATALOGUES.translate(Language.CHINESE)
EN = CATALOGUES.translate(Language.ENGLISH)

WORDS = st.builds(
    TicketWords,
    title=st.text(max_size=300),
    ticket=st.none() | st.integers(1, 10**9),
    level=st.none() | st.sampled_from(Level),
    target=st.text(max_size=120),
    more=st.integers(0, 500),
)


@pytest.mark.parametrize(
    ("text", "mainland", "abroad"),
    [
        ("磁" * 70, 1, 1),
        ("磁" * 71, 2, 2),
        ("磁" * 134, 2, 2),
        ("磁" * 135, 3, 3),
        ("a" * 70, 1, 1),
        ("a" * 71, 2, 1),
        ("a" * 160, 3, 1),
        ("a" * 161, 3, 2),
        ("[" * 80, 2, 1),
        ("[" * 81, 2, 2),
        ("😀" * 35, 1, 1),
        ("😀" * 36, 2, 2),
        ("", 1, 1),
    ],
    ids=[
        "70 Chinese",
        "71 Chinese",
        "two full parts",
        "three parts",
        "70 letters",
        "71 letters",
        "160 letters",
        "161 letters",
        "80 brackets of two septets",
        "81 brackets",
        "35 emoji",
        "36 emoji",
        "nothing",
    ],
)
def test_an_sms_is_counted_as_the_carriers_count_it(text: str, mainland: int, abroad: int) -> None:
    """Within the mainland 70 then 67 a part; abroad plain English has 160 then 153."""
    assert (parts(text), parts(text, is_mainland=False)) == (mainland, abroad)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            TicketWords("web-1: 磁盘将满", 1042, Level.II, "web-1"),
            "[II]#1042 web-1 磁盘将满",
        ),
        (TicketWords("测试消息"), "测试消息"),
        (
            TicketWords("链路中断", 7, Level.I, "sw-core-1", more=3),
            "[I]#7 sw-core-1 另 3 单 链路中断",
        ),
        (
            TicketWords("满" * 80, 7, Level.I, "x" * 30),
            "[I]#7 " + "x" * 23 + "… " + "满" * 38 + "…",
        ),
    ],
    ids=["a ticket", "no ticket", "a bundle", "too long"],
)
def test_the_short_form_says_the_level_first(words: TicketWords, expected: str) -> None:
    """Level and number come whole, the target once, and the title takes what is left."""
    assert short_form(words, ZH) == expected


@given(words=WORDS, limit=st.sampled_from([35, 70, 140]))
def test_the_short_form_never_exceeds_its_limit(words: TicketWords, limit: int) -> None:
    """Whatever the words, the limit holds and the ticket's number is whole."""
    short = short_form(words, ZH, limit=limit)
    assert units(short) <= limit
    if words.ticket is not None:
        assert f"#{words.ticket}" in short


@given(text=st.text(max_size=200), limit=st.integers(0, 150))
def test_cutting_keeps_a_beginning(text: str, limit: int) -> None:
    """What is cut is a beginning of the text and an ellipsis; what fits is unchanged."""
    cut = cut_to_units(text, limit)
    assert units(cut) <= limit
    assert cut == text or text.startswith(cut.removesuffix("…"))


@pytest.mark.parametrize(
    ("translate", "expected"),
    [
        (
            ZH,
            "值守告警, 二级, 工单号 一 零 四 二, 对象 web 1 点 lan。磁盘将满。确认请按 1。",
        ),
        (
            EN,
            "Watchkeeper alert, level two, ticket number one zero four two, "
            "concerning web 1 dot lan. 磁盘将满. Press 1 to acknowledge.",
        ),
    ],
    ids=["Chinese", "English"],
)
def test_the_spoken_form_spells_the_number(translate: Translate, expected: str) -> None:
    """Level, number digit by digit, target without signs, title, and the key."""
    words = TicketWords("磁盘将满", 1042, Level.II, "web-1.lan")
    assert spoken_summary(words, translate, prompt=PRESS_KEY) == expected


def test_without_a_ticket_no_key_is_offered() -> None:
    """There is nothing to acknowledge in a test call."""
    assert "1" not in spoken_summary(TicketWords("a trial"), EN, prompt=PRESS_KEY)


@given(words=WORDS, translate=st.sampled_from([ZH, EN]))
def test_the_spoken_form_is_bounded_and_keeps_the_key(
    words: TicketWords, translate: Translate
) -> None:
    """However long the title, the announcement ends with the key that answers."""
    spoken = spoken_summary(words, translate, prompt=PRESS_KEY)
    assert len(spoken) <= LONGEST
    if words.ticket is not None:
        assert spoken.endswith(translate("Press 1 to acknowledge."))


@given(name=st.text(max_size=300))
def test_a_spoken_name_has_no_signs(name: str) -> None:
    """Neither a URL nor an address with dots can be left in it."""
    said = spoken_name(name, EN)
    assert all(character.isalnum() or character == " " for character in said)


def test_every_field_is_there_read_and_heard() -> None:
    """A template may name each field of the list, in both forms."""
    words = TicketWords("磁盘将满", 7, Level.II, "web-1")
    read, heard = read_fields(words, ZH), heard_fields(words, ZH)
    assert {*read, "key"} == {*heard, "key"} == set(FIELDS)
    assert (read["ticket"], heard["ticket"], heard["digits"]) == ("7", "七", "7")


def test_a_message_without_fields_is_its_subject() -> None:
    """Who sends without a ticket, as a satellite's witness, is heard as well."""
    fields = fields_of(OutgoingMessage("k", "a  trial", "", "", ""))
    assert set(fields) == set(FIELDS)
    assert (fields["text"], fields["ticket"], fields["key"]) == ("a trial", "", "k")
