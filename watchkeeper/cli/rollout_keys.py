"""``watchkeeper agent host-key``: believe the key of a host because a person compared it."""

from __future__ import annotations

import argparse
import asyncio
import shlex
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from watchkeeper.cli.output import hint, say, say_json, working
from watchkeeper.core.errors import Unavailable

if TYPE_CHECKING:
    from collector.ssh.enrol import ShownKey


def show_or_enrol(arguments: argparse.Namespace) -> int:
    with working(f"asking {arguments.host} for its key"):
        shown = asyncio.run(_asked(arguments))
    if arguments.json:
        say_json(asdict(shown))
    else:
        _say(shown, arguments)
    return 0 if shown.is_believed else 1


async def _asked(arguments: argparse.Namespace) -> ShownKey:
    from collector.rollout.hosts import completed, host_from_word
    from collector.ssh.enrol import enrol, look
    from collector.ssh.pool import SshPool
    from watchkeeper.cli.rollout_access import access_from, own_known_hosts
    from watchkeeper.server.clock import SystemClock

    jump = host_from_word(arguments.jump) if arguments.jump else None
    (host,) = completed(
        [host_from_word(arguments.host)], user=arguments.user, jump=jump, customer=None
    )
    file: Path = arguments.known_hosts[0] if arguments.known_hosts else own_known_hosts()
    pool = SshPool(SystemClock())
    try:
        route = access_from(arguments).route(host)
        if arguments.fingerprint is None:
            return (await look(route, pool))[0]
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return await enrol(
            route, pool, arguments.fingerprint, file, replaces=arguments.replace, by=arguments.user
        )
    except (OSError, TimeoutError) as error:
        raise Unavailable(
            "{host} does not answer by SSH: {reason}", host=arguments.host, reason=str(error) or "-"
        ) from error
    finally:
        await pool.close()


def _say(shown: ShownKey, arguments: argparse.Namespace) -> None:
    say(f"{shown.host}:{shown.port} {shown.kind} {shown.fingerprint}")
    if shown.is_believed:
        hint("This key is believed.")
        return
    if shown.is_changed:
        hint("ANOTHER key is known for this host: find out why before you believe this one.")
    hint("Compare at the host's console: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub")
    words = ["watchkeeper", "agent", "host-key", arguments.host]
    if arguments.jump:
        words += ["--jump", arguments.jump]
    for file in arguments.known_hosts:
        words += ["--known-hosts", str(file)]
    words += ["--fingerprint", shown.fingerprint, *(["--replace"] if shown.is_changed else [])]
    hint(f"If it is the same: {shlex.join(words)}")
