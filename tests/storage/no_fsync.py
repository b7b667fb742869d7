"""Let the kernel refuse every fsync of this process, as it does when a disk fails under a write.

A seccomp filter answers fsync and fdatasync with EIO; nothing of ours or of SQLite's is replaced.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

from tests.components import missing

_NUMBERS = {"x86_64": (74, 75), "aarch64": (82, 83)}  # fsync, fdatasync
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER, _TSYNC = 1, 1
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def refuse_fsync() -> None:
    """From now on, in all threads and until the end of the process."""
    machine = platform.machine()
    if machine not in _NUMBERS:
        missing(f"system calls of {machine} are not known here")
    code = _filter(_NUMBERS[machine])
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if library.syscall(_SECCOMP[machine], _SET_MODE_FILTER, _TSYNC, ctypes.byref(program)):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _filter(refused: tuple[int, ...]) -> bytes:
    """Return: load the number of the call; refuse these with EIO, allow all others."""
    steps = [(_LOAD, 0, 0, 0)]
    for place, number in enumerate(refused):
        steps.append((_JUMP_IF_EQUAL, len(refused) - place, 0, number))
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _ERRNO | errno.EIO)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
