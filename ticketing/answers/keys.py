"""Keys of the telephone: what services report, and which answer it is.

Neither Aliyun nor Tencent signs its call-backs.  So the URL that they are given holds a secret,
the report must name a call that we made within the last hour, and its number where it tells one.
Reports come late, twice and several at once; a press that counted before is the same answer.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from ticketing.answers.callback_body import report_of_tencent, reports_of_aliyun, word_of
from ticketing.answers.given import GivenAnswer
from ticketing.answers.signing import AnswerKeys, letters_of, proof
from ticketing.notify.phone_numbers import is_same_number
from ticketing.notify.spoken import ACKNOWLEDGE_KEY
from ticketing.verbs import Verb
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import HOUR, Duration, Instant

PRESSES_COUNT_FOR = Duration(HOUR)

TAKEN_BY_ALIYUN: Mapping[str, object] = {"code": 0, "msg": "ok"}
TAKEN_BY_TENCENT: Mapping[str, object] = {"result": 0, "errmsg": "OK"}

_PURPOSE = "phone call-back 1"
_SECRET_BYTES = 20
_MASK = "*"  # a number that the service shows in part: 1390000****
_VERBS = {ACKNOWLEDGE_KEY: Verb.ACKNOWLEDGE}


@dataclass(frozen=True, slots=True)
class KeyPress:
    """What was pressed during a call, in its order; ``number`` is empty where none is told."""

    call: str
    keys: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class PlacedCall:
    """A call of ours: whom we called about which ticket, and when."""

    call: str
    number: str
    person: PersonId
    ticket: int
    placed_at: Instant


class KeyRefusal(Enum):
    """Why a press is no answer."""

    UNKNOWN_CALL = "unknown_call"
    OTHER_NUMBER = "other_number"
    TOO_LATE = "too_late"
    OTHER_KEY = "other_key"  # a key that stands for nothing


def callback_secret(channel: str, keys: AnswerKeys) -> str:
    """Return the part of a call-back's URL that only the service and we know."""
    return _secret(keys.current, channel)


def is_callback_of(channel: str, given: str, keys: AnswerKeys) -> bool:
    """Return whether *given* is the secret of that channel's call-back."""
    words = given.encode(errors="replace")
    results = [hmac.compare_digest(_secret(key, channel).encode(), words) for key in keys]
    return any(results)


def aliyun_presses(body: bytes) -> tuple[KeyPress, ...]:
    """Read VoiceReport and VoiceCallReport: a list of reports, those with keys in ``dtmf``.

    Raises InvalidInput.
    """
    found = (
        _press(one, call="call_id", keys="dtmf", number="callee") for one in reports_of_aliyun(body)
    )
    return tuple(press for press in found if press is not None)


def tencent_presses(body: bytes) -> tuple[KeyPress, ...]:
    """Read ``voicekey_callback``; the other call-backs of voice hold no keys.

    Raises InvalidInput.
    """
    one = report_of_tencent(body).get("voicekey_callback")
    press = (
        _press(one, call="callid", keys="keypress", number="mobile")
        if isinstance(one, dict)
        else None
    )
    return () if press is None else (press,)


def answer_of(
    press: KeyPress, placed: PlacedCall | None, *, channel: str, now: Instant
) -> GivenAnswer | KeyRefusal:
    """Return the answer of *press* to the call that it names, as far as it is ours.

    Of several keys the last counts: who mistypes presses again.
    """
    if placed is None or placed.call != press.call:
        return KeyRefusal.UNKNOWN_CALL
    if press.number and not is_same_number(press.number, placed.number):
        return KeyRefusal.OTHER_NUMBER
    if now >= placed.placed_at + PRESSES_COUNT_FOR:
        return KeyRefusal.TOO_LATE
    verb = _VERBS.get(press.keys[-1:])
    if verb is None:
        return KeyRefusal.OTHER_KEY
    nonce = f"{press.call}/{verb.value}"
    return GivenAnswer(placed.person, placed.ticket, verb, channel, nonce)


def _press(report: Mapping[str, object], *, call: str, keys: str, number: str) -> KeyPress | None:
    """Return the press that a report tells of, None where it tells of none."""
    call_id, pressed, called = (word_of(report.get(name)) for name in (call, keys, number))
    if not call_id or not pressed:
        return None
    return KeyPress(call_id, pressed, "" if _MASK in called else called)


def _secret(key: bytes, channel: str) -> str:
    return letters_of(proof(key, _PURPOSE, channel.encode(), length=_SECRET_BYTES))
