from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.answers.call_ends import CallEnd, aliyun_call_ends, tencent_call_ends
from ticketing.notify.receipts import DeliveryReceipt, ReceiptState
from watchkeeper.core.errors import InvalidInput

CALL = "125165515022^11195613055"


def _body(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("report", "state", "said"),
    [
        (
            {"status_code": "200000", "status_msg": "执行完成"},
            ReceiptState.DELIVERED,
            "200000 执行完成",
        ),
        ({"status_code": "200001"}, ReceiptState.DELIVERED, "200001"),
        ({"status_code": "200010"}, ReceiptState.FAILED, "200010"),
        ({"status_code": 200003}, ReceiptState.FAILED, "200003"),
    ],
    ids=["heard to the end", "hung up early", "switched off", "not answered, as a number"],
)
def test_aliyun_s_report_of_the_end_is_a_receipt(
    report: dict[str, object], state: ReceiptState, said: str
) -> None:
    """VoiceReport tells how a call ended."""
    assert aliyun_call_ends(_body([{"call_id": CALL, **report}])) == (
        CallEnd(CALL, DeliveryReceipt(state, said)),
    )


@pytest.mark.parametrize(
    "report",
    [{"call_id": CALL, "status_code": "300000"}, {"call_id": CALL, "status_code": "200103"},
     {"call_id": CALL}, {"status_code": "200000"}, {}],
    ids=["a key", "under way", "no code", "no call", "nothing"],
)  # fmt: skip
def test_a_call_under_way_has_not_ended(report: dict[str, object]) -> None:
    """States on the way, and reports that name no call, are passed over."""
    assert aliyun_call_ends(_body([report, 7])) == ()


@pytest.mark.parametrize(
    ("document", "ends"),
    [
        (
            {"voiceprompt_callback": {"callid": CALL, "result": "0"}},
            (CallEnd(CALL, DeliveryReceipt(ReceiptState.DELIVERED, "0")),),
        ),
        (
            {"voicecode_callback": {"callid": CALL, "result": "1"}},
            (CallEnd(CALL, DeliveryReceipt(ReceiptState.FAILED, "1")),),
        ),
        (
            {
                "voice_failure_callback": {
                    "callid": CALL,
                    "failure_code": 8,
                    "failure_reason": "空号",
                }
            },
            (CallEnd(CALL, DeliveryReceipt(ReceiptState.FAILED, "8 空号")),),
        ),
        ({"voicekey_callback": {"callid": CALL, "keypress": "1"}}, ()),
        ({"voiceprompt_callback": {"callid": CALL, "result": "9"}}, ()),
        ({"voiceprompt_callback": 7, "voice_failure_callback": []}, ()),
    ],
    ids=["answered", "code not answered", "failed with a reason", "a key", "unknown", "nonsense"],
)
def test_tencent_s_reports_of_the_end_are_receipts(
    document: object, ends: tuple[CallEnd, ...]
) -> None:
    """Status and failure come apart; keys are no end."""
    assert tencent_call_ends(_body(document)) == ends


@given(body=st.binary(max_size=200) | st.dictionaries(
    st.sampled_from(["voiceprompt_callback", "voice_failure_callback", "x"]),
    st.dictionaries(st.sampled_from(["callid", "result", "failure_code"]), st.text() | st.integers()),
).map(_body))  # fmt: skip
def test_any_body_is_read_or_refused(body: bytes) -> None:
    """Bytes of any kind give ends or InvalidInput, never anything else."""
    for read in (aliyun_call_ends, tencent_call_ends):
        try:
            ends = read(body)
        except InvalidInput:
            continue
        assert all(end.call for end in ends)
