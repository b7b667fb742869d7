"""How calls ended, as services report it by call-back: receipts that nobody had to pull.

Tencent Cloud tells it in no other way.  As with keys, who takes a report checks the secret of
the URL and that the call is one of ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.answers.callback_body import report_of_tencent, reports_of_aliyun, word_of
from ticketing.notify.aliyun_voice import state_of_call
from ticketing.notify.receipts import DeliveryReceipt, ReceiptState

_STATES_OF_TENCENT = {
    "0": ReceiptState.DELIVERED,  # answered
    "1": ReceiptState.FAILED,  # not answered
    "2": ReceiptState.FAILED,  # something went wrong
}
_STATUS_REPORTS = ("voiceprompt_callback", "voicecode_callback")
_FAILURE_REPORT = "voice_failure_callback"


@dataclass(frozen=True, slots=True)
class CallEnd:
    """What became of a call."""

    call: str
    receipt: DeliveryReceipt


def aliyun_call_ends(body: bytes) -> tuple[CallEnd, ...]:
    """Read VoiceReport; states on the way to the end are passed over.  Raises InvalidInput."""
    found = []
    for one in reports_of_aliyun(body):
        call, code = word_of(one.get("call_id")), word_of(one.get("status_code"))
        state = state_of_call(code)
        if call and state is not ReceiptState.WAITING:
            said = f"{code} {word_of(one.get('status_msg'))}".strip()
            found.append(CallEnd(call, DeliveryReceipt(state, said)))
    return tuple(found)


def tencent_call_ends(body: bytes) -> tuple[CallEnd, ...]:
    """Read ``voiceprompt_callback``, ``voicecode_callback`` and ``voice_failure_callback``.

    Raises InvalidInput.
    """
    report = report_of_tencent(body)
    found = [_status(report.get(name)) for name in _STATUS_REPORTS]
    found.append(_failure(report.get(_FAILURE_REPORT)))
    return tuple(end for end in found if end is not None)


def _status(report: object) -> CallEnd | None:
    if not isinstance(report, dict):
        return None
    call, result = word_of(report.get("callid")), word_of(report.get("result"))
    state = _STATES_OF_TENCENT.get(result)
    return CallEnd(call, DeliveryReceipt(state, result)) if call and state else None


def _failure(report: object) -> CallEnd | None:
    """Return a failure with the service's reason, for example 8 空号."""
    call = word_of(report.get("callid")) if isinstance(report, dict) else ""
    if not isinstance(report, dict) or not call:
        return None
    words = word_of(report.get("failure_code")), word_of(report.get("failure_reason"))
    return CallEnd(call, DeliveryReceipt(ReceiptState.FAILED, " ".join(words).strip()))
