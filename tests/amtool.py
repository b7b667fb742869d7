"""Alertmanager's own command, run against us."""

from __future__ import annotations

import asyncio

from tests.components import program


async def amtool(*arguments: str) -> str:
    """Return what it wrote; what it complains of fails the test."""
    process = await asyncio.create_subprocess_exec(
        program("amtool"),
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(30):
        output, complaint = await process.communicate()
    assert process.returncode == 0, complaint.decode()
    return output.decode()
