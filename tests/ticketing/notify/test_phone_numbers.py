from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.notify.phone_numbers import PhoneNumber, is_same_number, phone_number_from_text
from watchkeeper.core.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "e164", "aliyun"),
    [
        ("13800138000", "+8613800138000", "13800138000"),
        ("+86 138-0013-8000", "+8613800138000", "13800138000"),
        ("008613800138000", "+8613800138000", "13800138000"),
        ("0571-88156789", "+8657188156789", "057188156789"),
        ("+86 571 8815 6789", "+8657188156789", "057188156789"),
        ("(010) 6552 9988", "+861065529988", "01065529988"),
        ("+852 5123 4567", "+85251234567", "85251234567"),
        ("001 415 555 0100", "+14155550100", "14155550100"),
    ],
    ids=["mobile", "with country", "with 0086", "landline", "landline with country", "Beijing",
         "Hong Kong", "with 00"],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: str, e164: str, aliyun: str) -> None:
    """Each way of writing gives the two forms that services take."""
    number = phone_number_from_text(text)
    assert (number.e164, number.without_plus) == (e164, aliyun)


@pytest.mark.parametrize(
    "text",
    ["", "12345", "duty", "+", "+86", "12800138000", "".join(chr(ord(digit) + 0xFEE0) for digit in "13800138000"), "1" * 40, "+0123456789"],
    ids=["empty", "short", "a name", "plus", "country only", "no mobile", "full width", "long",
         "country 0"],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    """The sentence shows how a number is written."""
    with pytest.raises(InvalidInput, match="13800138000"):
        phone_number_from_text(text)


@given(text=st.text(alphabet="+0123456789 -()./", max_size=40))
def test_what_is_read_is_read_again(text: str) -> None:
    """The form of E.164 names the same number."""
    try:
        number = phone_number_from_text(text)
    except InvalidInput:
        return
    assert isinstance(number, PhoneNumber)
    assert phone_number_from_text(number.e164) == number
    assert number.digits.isdigit()
    assert len(number.digits) <= 15


def test_one_number_written_in_two_ways_is_the_same() -> None:
    """Services report numbers without the country that was dialled."""
    assert is_same_number("+8613800138000", "138 0013 8000")
    assert not is_same_number("13800138000", "13800138001")
    assert not is_same_number("nobody", "nobody")
