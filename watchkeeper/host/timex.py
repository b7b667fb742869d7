"""The kernel's clock discipline: struct timex of adjtimex(2)."""

from __future__ import annotations

import struct
from typing import NamedTuple

from watchkeeper.core.errors import InvalidInput

TIMEX_BYTES = 256
"""More than the struct has (208), and enough for what kernels may add."""

_TIMEX = struct.Struct("@I4li3l2l3li5li")
_IN_NANOSECONDS = 0x2000  # STA_NANO
_SCALED_PPM = 1_000_000 * 65_536  # "with a 16-bit fractional part", adjtimex(2)
_NOT_SYNCHRONISED = 5  # TIME_ERROR


class Timex(NamedTuple):
    """The clock's discipline, in seconds, hertz and ratios."""

    is_synchronised: bool
    offset_seconds: float
    frequency_ratio: float
    maximum_error_seconds: float
    estimated_error_seconds: float
    status: int
    loop_time_constant: int
    tick_seconds: float
    pps_frequency_hertz: float
    pps_jitter_seconds: float
    pps_shift_seconds: int
    pps_stability_hertz: float
    pps_jitter_count: int
    pps_calibrations: int
    pps_errors: int
    pps_stability_exceeded: int
    tai_offset_seconds: int


def timex(content: bytes, state: int) -> Timex:
    """Read a struct timex and the number that adjtimex returned.  Raises InvalidInput."""
    if len(content) < _TIMEX.size:
        raise InvalidInput("the answer of adjtimex is not as expected")
    (
        _modes, offset, frequency, maximum_error, estimated_error, status, constant, _precision,
        _tolerance, _seconds, _fraction, tick, pps_frequency, jitter, shift, stability,
        jitter_count, calibrations, errors, stability_exceeded, tai,
    ) = _TIMEX.unpack_from(content)  # fmt: skip
    fine = 1e-9 if status & _IN_NANOSECONDS else 1e-6
    return Timex(
        is_synchronised=state != _NOT_SYNCHRONISED,
        offset_seconds=offset * fine,
        frequency_ratio=1 + frequency / _SCALED_PPM,
        maximum_error_seconds=maximum_error * 1e-6,
        estimated_error_seconds=estimated_error * 1e-6,
        status=status,
        loop_time_constant=constant,
        tick_seconds=tick * 1e-6,
        pps_frequency_hertz=pps_frequency / _SCALED_PPM,
        pps_jitter_seconds=jitter * fine,
        pps_shift_seconds=shift,
        pps_stability_hertz=stability / _SCALED_PPM,
        pps_jitter_count=jitter_count,
        pps_calibrations=calibrations,
        pps_errors=errors,
        pps_stability_exceeded=stability_exceeded,
        tai_offset_seconds=tai,
    )
