"""fping: asks where this process may send no ICMP itself, but a program that was given the right may."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import Mapping

MAX_OUTPUT_BYTES = 4_096
_ENVIRONMENT: Mapping[str, str] = {"LC_ALL": "C", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}


class Fping:
    """The program, where there is one that is allowed to send."""

    def __init__(self, program: str) -> None:
        self._program = program

    async def trips(
        self, ip: str, *, count: int, gap_ms: int, wait_ms: int, size: int
    ) -> tuple[float | None, ...]:
        """Return each round trip in seconds, None for a lost one.  Raises OSError."""
        output = await self._run(
            "-C", str(count), "-q", "-p", str(max(1, gap_ms)), "-t", str(max(1, wait_ms)),
            "-b", str(size), "-r", "0", ip,
        )  # fmt: skip
        return trips_from_output(output, ip, count)

    async def _run(self, *arguments: str) -> str:
        process = await asyncio.create_subprocess_exec(
            self._program,
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env=dict(_ENVIRONMENT),
        )
        try:
            assert process.stderr is not None
            output = b""
            while len(output) < MAX_OUTPUT_BYTES:
                more = await process.stderr.read(MAX_OUTPUT_BYTES)
                if not more:
                    break
                output += more
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await asyncio.shield(process.wait())
        return output.decode("ascii", "replace")


async def allowed_fping(loopback: str = "127.0.0.1") -> Fping | None:
    """Return the program where it is installed and one packet to ourselves comes back."""
    found = shutil.which("fping", path=_ENVIRONMENT["PATH"])
    if found is None:
        return None
    candidate = Fping(found)
    try:
        async with asyncio.timeout(3):
            trips = await candidate.trips(loopback, count=1, gap_ms=10, wait_ms=1000, size=56)
    except (OSError, TimeoutError, ValueError):
        return None
    return candidate if trips[0] is not None else None


def trips_from_output(output: str, ip: str, count: int) -> tuple[float | None, ...]:
    """Read ``10.0.0.1 : 0.52 - 0.48``; a lost packet is a hyphen.  Raises OSError for other words."""
    for line in output.splitlines():
        name, found, rest = line.partition(" : ")
        if found and name.strip() == ip:
            words = rest.split()[:count]
            return tuple(_seconds(word) for word in words) + (None,) * (count - len(words))
    raise OSError(0, f"fping says: {output.strip()[:100]!r}")


def _seconds(word: str) -> float | None:
    try:
        milliseconds = float(word)
    except ValueError:
        return None
    return milliseconds / 1000 if 0 <= milliseconds < 3_600_000 else None
