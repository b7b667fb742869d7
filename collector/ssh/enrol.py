"""Believe a host's key because a person said so: what it shows, and writing that down."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from collector.ssh.pool import SshPool, trust_of
from collector.ssh.route import Route
from collector.ssh.trust import HostKey, HostKeyRefused, keys_for
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.logs import get_log

log = get_log("collector")

_LOOK_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class ShownKey:
    """What a host on the way shows; ``is_changed``: another key is known for it."""

    host: str
    port: int
    kind: str
    fingerprint: str
    is_believed: bool
    is_changed: bool


Note = Callable[[ShownKey], Awaitable[None]]


async def look(route: Route, pool: SshPool) -> tuple[ShownKey, HostKey]:
    """Return the key of the first hop that is not believed, else of the host itself.

    What lies behind a jump host is seen when its own key is believed.  Raises ProbeFailed,
    OSError, TimeoutError.
    """
    ways = [
        Route(route.hops[: place + 1], route.known_hosts, route.means)
        for place in range(len(route.hops))
    ]
    async with asyncio.timeout(_LOOK_SECONDS):
        for way in ways:
            key = await _shown(way, pool)
            trust = await trust_of(way)
            is_believed = trust.believes(key)
            if not is_believed or way is ways[-1]:
                hop = way.last
                is_changed = not is_believed and not trust.is_empty
                found = (hop.host, hop.port, key.kind, key.fingerprint, is_believed, is_changed)
                return ShownKey(*found), key
    raise AssertionError("unreachable")


async def enrol(
    route: Route,
    pool: SshPool,
    fingerprint: str,
    file: Path,
    *,
    replaces: bool,
    by: str,
    note: Note | None = None,
) -> ShownKey:
    """Write the key down, if it is the one that was said.  Raises Conflict, InvalidInput.

    *note* is told before, so that no key is believed of which nothing stands in the audit trail.
    """
    shown, key = await look(route, pool)
    if shown.fingerprint != fingerprint:
        raise Conflict(
            "{host} shows {shown} now, not {said}",
            host=shown.host,
            shown=shown.fingerprint,
            said=fingerprint[:100],
        )
    if shown.is_changed and not replaces:
        raise Conflict(
            "another key is known for {host}; find out why it changed, then say --replace",
            host=shown.host,
        )
    if any(hop.pins and hop.host == shown.host for hop in route.hops) and not shown.is_believed:
        raise InvalidInput(
            "{host} is pinned by host_key: in its target; change it there", host=shown.host
        )
    if note is not None:
        await note(shown)
    await asyncio.to_thread(_write, file, shown, key)
    pool.forget_refusals()
    log.info("host key enrolled", host=shown.host, port=shown.port, fingerprint=fingerprint, by=by)
    return ShownKey(shown.host, shown.port, shown.kind, shown.fingerprint, True, shown.is_changed)


async def _shown(way: Route, pool: SshPool) -> HostKey:
    """Return the key of the last hop: nothing is believed, so that nobody signs in there."""
    jump = pool.take(way.before) if way.before else None
    try:
        through = await jump.line() if jump else None
        trust = await trust_of(way)
        line = await pool.opener(way.means).open(way.last, trust.for_looking(), through)
    except HostKeyRefused as error:
        if error.shown is None or error.facts.get("host") != way.last.host:
            raise
        return error.shown
    finally:
        if jump:
            await pool.give_back(jump)
    await line.close()
    raise AssertionError("nobody is believed here")


def _write(file: Path, shown: ShownKey, key: HostKey) -> None:
    """Put the line in the place of all that were known of the host here; nobody sees half a file."""
    before = file.read_text("utf-8").splitlines() if file.exists() else []
    kept = [line for line in before if not any(keys_for(line, shown.host, shown.port))]
    written = file.with_suffix(".new")
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write("\n".join([*kept, key.line(shown.host, shown.port)]) + "\n")
    written.replace(file)
