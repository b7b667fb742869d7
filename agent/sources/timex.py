"""How well the clock is kept: the kernel's own account, whoever disciplines it (chrony, ntpd)."""

from __future__ import annotations

from typing import Callable, SupportsBytes

from agent.source import CycleSource, NotHere
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.host.timex import TIMEX_BYTES, Timex, timex
from watchkeeper.wire.exposition import Family, Kind, Reading

Buffer = SupportsBytes


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
    """Return a function that asks the kernel and changes nothing.  Raises NotHere.

    By the inner module of ctypes: ctypes itself costs 0.3 MB, and before Python 3.10 it wants
    memory that it may write and execute, which a hardened unit does not give.
    """
    try:
        ask, new_buffer = _function_of_libc("adjtimex")
    except (ImportError, AttributeError, TypeError, OSError) as error:
        raise NotHere("this Python cannot ask for it: {reason}", reason=error) from None

    def adjtimex() -> Timex:
        content = new_buffer()  # its modes are 0: change nothing
        state = ask(content)
        if state < 0:
            raise Unavailable("the kernel does not let this process ask for it")
        return timex(bytes(content), state)

    return adjtimex


def _function_of_libc(name: str) -> tuple[Callable[[Buffer], int], Callable[[], Buffer]]:
    """Return a function that takes a buffer and returns an int, and how to make a buffer."""
    import _ctypes

    class Int(_ctypes._SimpleCData):  # type: ignore[type-arg]  # a C int
        _type_ = "i"

    class Byte(_ctypes._SimpleCData):  # type: ignore[type-arg]  # a C unsigned char
        _type_ = "B"

    class Function(_ctypes.CFuncPtr):
        _flags_ = _ctypes.FUNCFLAG_CDECL
        _restype_ = Int

    address = _ctypes.dlsym(_ctypes.dlopen(None, 0), name)  # type: ignore[arg-type]  # None: this program, which has libc
    return Function(address), Byte * TIMEX_BYTES  # type: ignore[return-value]  # as the stubs do not know
