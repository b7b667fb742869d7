"""Kind ``command``: a program of the administrator's list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ticketing.notify.command import SECONDS_PER_CALL, Command, allowed_program
from ticketing.notify.gateway import Medium
from ticketing.notify.phone_settings.reading import Maker, read_secret, translate_to
from watchkeeper.access.languages import Language
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import SECOND, Duration

_LONGEST_WAIT = Duration(60 * SECOND)


@dataclass(frozen=True, slots=True)
class _Command:
    kind: str
    program: Path
    arguments: tuple[str, ...] = ()
    contacts: Medium = Medium.SMS
    timeout: Duration = Duration(int(SECONDS_PER_CALL * SECOND))
    secret_file: Path | None = None
    language: Language = Language.CHINESE
    at: str = ""


def make_command(name: str, node: Node, allowed: Collection[Path]) -> Maker:
    found = bind(node, _Command)
    program = allowed_program(found.program, found.arguments, allowed=allowed, at=found.at)
    secret = read_secret(found.secret_file, found.at) if found.secret_file else ""
    if not SECOND <= found.timeout <= _LONGEST_WAIT:
        raise ConfigError("timeout is between 1s and 60s", at=found.at)
    return lambda _session, _clock: Command(
        name,
        program,
        translate_to(found.language),
        secret=secret,
        kind=found.contacts.value,
        seconds=found.timeout / SECOND,
    )
