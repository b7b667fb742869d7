"""A connection that trusts anything, made only to read the certificates that were refused."""

from __future__ import annotations

import asyncio
from functools import lru_cache

from collector.probes.certificates import Chain, chain_of
from collector.probes.dialogue import dialogue
from collector.probes.outcome import ProbeFailed
from collector.probes.starttls import StartTls, ask_for_tls
from collector.probes.tls_contexts import TimedContext, looking_context

PATIENCE_SECONDS = 5.0


@lru_cache(maxsize=1)
def _context() -> TimedContext:
    return looking_context()


async def look_at_chain(
    ip: str, port: int, name: str, protocol: StartTls = StartTls.NONE
) -> Chain | None:
    """Return what is shown there; None where nothing can be seen."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS), dialogue(ip, port) as talk:
            await ask_for_tls(talk, protocol, name)
            await talk.start_tls(_context(), name)
            return chain_of(talk.tls)
    except (OSError, ProbeFailed, TimeoutError):
        return None
