"""How the commands of the rollout sign in: keys of the person who types, and whom they believe."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from collector.rollout.run import Access
from watchkeeper.config.places import DEFAULT_CONFIG, DEFAULT_DATA
from watchkeeper.core.errors import InvalidInput
from watchkeeper.inventory.secrets import Credential

_USUAL_KEYS = ("id_ed25519", "id_ecdsa", "id_rsa")


def access_from(arguments: argparse.Namespace) -> Access:
    """Return what the options say.  Raises InvalidInput."""
    return Access(_credential(arguments), known_hosts(arguments.known_hosts))


def own_known_hosts() -> Path:
    """Return the file into which ``agent host-key`` writes."""
    return Path.home() / ".config" / "watchkeeper" / "known_hosts"


def known_hosts(named: list[Path]) -> tuple[Path, ...]:
    """Return the named files, else all usual ones that can be read."""
    usual = (
        own_known_hosts(),
        Path.home() / ".ssh" / "known_hosts",
        Path("/etc/ssh/ssh_known_hosts"),
        DEFAULT_CONFIG.parent / "known_hosts",
        DEFAULT_DATA / "known_hosts",
    )
    return tuple(named) or tuple(path for path in usual if os.access(path, os.R_OK))


def _credential(arguments: argparse.Namespace) -> Credential:
    password = _password(arguments.password_file) if arguments.password_file else ""
    key, socket = arguments.identity, os.environ.get("SSH_AUTH_SOCK", "")
    if key is None and not socket and not password:
        key = next((path for path in _usual_keys() if path.is_file()), None)
        if key is None:
            raise InvalidInput(
                "there is no key to sign in with; name one by --identity, start an ssh-agent, or "
                "give --password-file"
            )
    return Credential(
        password=password,
        key_file=key,
        agent_socket=Path(socket) if socket and key is None else None,
    )


def _usual_keys() -> list[Path]:
    return [Path.home() / ".ssh" / name for name in _USUAL_KEYS]


def _password(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip("\n")
    except OSError as error:
        raise InvalidInput(
            "cannot be read: {reason}", at=str(path), reason=error.strerror
        ) from error
