"""Wait in real time for something that a thread, process or socket will do; with a deadline."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, overload

T = TypeVar("T")


@overload
async def eventually(
    condition: Callable[[], Awaitable[T]], *, within_seconds: float = ..., what: str = ...
) -> T: ...


@overload
async def eventually(
    condition: Callable[[], T], *, within_seconds: float = ..., what: str = ...
) -> T: ...


async def eventually(
    condition: Callable[[], Any], *, within_seconds: float = 30.0, what: str = ""
) -> Any:
    """Return the first truthy value of *condition*; AssertionError after the deadline."""
    deadline = time.monotonic() + within_seconds
    pause = 0.001
    while True:
        value = condition()
        result = await value if inspect.isawaitable(value) else value
        if result:
            return result
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within_seconds} s: {what or condition}")
        await asyncio.sleep(pause)
        pause = min(pause * 2, 0.05)
