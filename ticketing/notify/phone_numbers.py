"""Phone numbers: read as people write them, written as services want them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from watchkeeper.core.errors import InvalidInput

MAX_CHARACTERS = 32

_DECORATION = re.compile(r"[\s()./-]")
_MAINLAND = "86"
_MAINLAND_PREFIX = re.compile(r"(?:\+|00)86")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0?([1-9]\d{8,10})")
_INTERNATIONAL = re.compile(r"(?:\+|00)([1-9]\d{6,14})")


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number of E.164; ``digits`` begin with the country's code.

    ``national`` is what is dialled within the country, with the 0 of an area code; it is known
    of mainland numbers only.
    """

    digits: str
    national: str = ""

    @property
    def is_mainland(self) -> bool:
        return bool(self.national)

    @property
    def is_mainland_mobile(self) -> bool:
        return _MOBILE.fullmatch(self.national) is not None

    @property
    def e164(self) -> str:
        return f"+{self.digits}"

    @property
    def without_plus(self) -> str:
        """The form of Aliyun: mainland numbers as dialled there, others with the country's code."""
        return self.national or self.digits


def phone_number_from_text(text: str) -> PhoneNumber:
    """Read ``13800138000``, ``+86 138 0013 8000``, ``0571-88156789`` or ``+852 5123 4567``.

    A number without ``+`` or ``00`` is a mainland one.  Raises InvalidInput.
    """
    if len(text) <= MAX_CHARACTERS and text.isascii():
        bare = _DECORATION.sub("", text)
        inland = _MAINLAND_PREFIX.sub("", bare, count=1) if _is_mainland(bare) else bare
        if _MOBILE.fullmatch(inland):
            return PhoneNumber(_MAINLAND + inland, inland)
        landline = _LANDLINE.fullmatch(inland)
        if landline and (inland.startswith("0") or inland != bare) and not inland.startswith("00"):
            return PhoneNumber(_MAINLAND + landline[1], f"0{landline[1]}")
        abroad = _INTERNATIONAL.fullmatch(bare)
        if abroad and not _is_mainland(bare):
            return PhoneNumber(abroad[1])
    raise InvalidInput(
        "{text!r} is no phone number; write for example +86 13800138000",
        text=text[:MAX_CHARACTERS],
    )


def is_same_number(one: str, other: str) -> bool:
    """Return whether both texts name one number, however they are written."""
    try:
        return phone_number_from_text(one) == phone_number_from_text(other)
    except InvalidInput:
        return False


def _is_mainland(bare: str) -> bool:
    return _MAINLAND_PREFIX.match(bare) is not None
