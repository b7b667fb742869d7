"""Bodies of call-backs of telephone services: bounded, and read without trust."""

from __future__ import annotations

import orjson

from watchkeeper.core.errors import InvalidInput, TooLarge

MAX_BODY_BYTES = 65_536
MAX_REPORTS = 200
LONGEST_WORD = 200


def reports_of_aliyun(body: bytes) -> tuple[dict[str, object], ...]:
    """Return the reports of a body, which Aliyun gathers into a list.  Raises InvalidInput."""
    reports = _read(body)
    if not isinstance(reports, list):
        raise InvalidInput("a call-back of Aliyun holds a list")
    if len(reports) > MAX_REPORTS:
        raise TooLarge("a call-back holds at most {most} reports", most=MAX_REPORTS)
    return tuple(one for one in reports if isinstance(one, dict))


def report_of_tencent(body: bytes) -> dict[str, object]:
    """Return the one report of a body of Tencent Cloud.  Raises InvalidInput."""
    report = _read(body)
    if not isinstance(report, dict):
        raise InvalidInput("a call-back of Tencent Cloud holds an object")
    return report


def word_of(value: object) -> str:
    """Return a value as text, nothing for what is none or too long for one."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    word = str(value).strip()
    return word if len(word) <= LONGEST_WORD else ""


def _read(body: bytes) -> object:
    if len(body) > MAX_BODY_BYTES:
        raise TooLarge("a call-back has at most {most} bytes", most=MAX_BODY_BYTES)
    try:
        found: object = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InvalidInput("this call-back is no JSON") from error
    return found
