"""How well the clock is kept: the kernel's own account, whoever disciplines it (chrony, ntpd)."""

from __future__ import annotations

from typing import Callable

from agent.libc import function, new_buffer
from agent.source import CycleSource
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.host.timex import TIMEX_BYTES, Timex, timex
from watchkeeper.wire.exposition import Family, Kind, Reading


def _gauge(name: str, help_text: str) -> Family:
    return Family(f"node_timex_{name}", Kind.GAUGE, help_text)


def _counter(name: str, help_text: str) -> Family:
    return Family(f"node_timex_{name}", Kind.COUNTER, help_text)


_FAMILIES = (  # in the order of Timex
    _gauge("sync_status", "1 if the clock follows a source."),
    _gauge("offset_seconds", "Offset from the source."),
    _gauge("frequency_adjustment_ratio", "By how much the clock is sped up or slowed down."),
    _gauge("maxerror_seconds", "Most by which the clock may be wrong."),
    _gauge("estimated_error_seconds", "By how much the clock is probably wrong."),
    _gauge("status", "Bits of the status."),
    _gauge("loop_time_constant", "Time constant of the phase-locked loop."),
    _gauge("tick_seconds", "Seconds between two ticks."),
    _gauge("pps_frequency_hertz", "Frequency of the pulse per second."),
    _gauge("pps_jitter_seconds", "Jitter of the pulse per second."),
    _gauge("pps_shift_seconds", "Interval of the pulse per second."),
    _gauge("pps_stability_hertz", "Stability of the pulse per second."),
    _counter("pps_jitter_total", "How often the jitter was too large."),
    _counter("pps_calibration_total", "Calibrations."),
    _counter("pps_error_total", "Calibrations that failed."),
    _counter("pps_stability_exceeded_total", "How often the pulse was not stable."),
    _gauge("tai_offset_seconds", "Offset of international atomic time from UTC."),
)


class TimexSource(CycleSource):
    """node_exporter's collector timex."""

    name = "timex"
    every = Duration(30 * SECOND)

    def __init__(self, adjtimex: Callable[[], Timex] | None = None) -> None:
        self._adjtimex = adjtimex

    def read(self) -> list[Reading]:
        if self._adjtimex is None:
            self._adjtimex = _adjtimex_of_libc()
        return [(family, (), float(value)) for family, value in zip(_FAMILIES, self._adjtimex())]


def _adjtimex_of_libc() -> Callable[[], Timex]:
    """Return a function that asks the kernel and changes nothing.  Raises NotHere."""
    ask = function("adjtimex")

    def adjtimex() -> Timex:
        content = new_buffer(TIMEX_BYTES)  # its modes are 0: change nothing
        state = ask(content)
        if state < 0:
            raise Unavailable("the kernel does not let this process ask for it")
        return timex(bytes(content), state)

    return adjtimex
