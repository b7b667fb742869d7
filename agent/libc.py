"""Functions of libc that Python has not, by the inner module of ctypes.

ctypes itself wants, before Python 3.10, memory that it may write and execute, which a hardened
unit does not give.
"""

from __future__ import annotations

from typing import Callable, SupportsBytes

from agent.source import NotHere

Buffer = SupportsBytes
Function = Callable[..., int]


def function(name: str) -> Function:
    """Return a function that takes numbers and buffers and gives an int.  Raises NotHere."""
    try:
        return _function(name)
    except (ImportError, AttributeError, TypeError, OSError) as error:
        raise NotHere("this Python cannot ask for it: {reason}", reason=error) from None


def new_buffer(size: int) -> Buffer:
    """Return zeros, which a function may fill."""
    import _ctypes

    class Byte(_ctypes._SimpleCData):  # type: ignore[type-arg]  # a C unsigned char
        _type_ = "B"

    return (Byte * size)()  # type: ignore[return-value]  # as the stubs do not know


def _function(name: str) -> Function:
    import _ctypes

    class Int(_ctypes._SimpleCData):  # type: ignore[type-arg]  # a C int
        _type_ = "i"

    class Word(_ctypes._SimpleCData):  # type: ignore[type-arg]  # as wide as an address
        _type_ = "L"

    class FunctionOfC(_ctypes.CFuncPtr):
        _flags_ = _ctypes.FUNCFLAG_CDECL
        _restype_ = Int

    address = _ctypes.dlsym(_ctypes.dlopen(None, 0), name)  # type: ignore[arg-type]  # None: this program, which has libc
    found = FunctionOfC(address)

    def call(*values: int | Buffer) -> int:
        done: int = found(*(Word(each) if isinstance(each, int) else each for each in values))
        return done

    return call
