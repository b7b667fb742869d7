"""Kind ``command``: a program of the administrator's list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ticketing.notify.command import SECONDS_PER_CALL, Command, allowed_program
from ticketing.notify.gateway import Medium
from ticketing.notify.settings.entry import Entry, Maker, secret_in
from ticketing.notify.wording import Form
from watchkeeper.access.languages import Language
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import SECOND, Duration

_LONGEST_WAIT = Duration(60 * SECOND)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Command(Entry):
    program: Path
    arguments: tuple[str, ...] = ()
    contacts: Medium = Medium.SMS
    timeout: Duration = Duration(int(SECONDS_PER_CALL * SECOND))
    secret_file: Path | None = None
    language: Language | None = None


def make_command(name: str, node: Node, allowed: Collection[Path]) -> Maker:
    found = bind(node, _Command)
    program = allowed_program(found.program, found.arguments, allowed=allowed, at=found.at)
    secret = secret_in(found.secret_file, at=found.at) if found.secret_file else ""
    if not SECOND <= found.timeout <= _LONGEST_WAIT:
        raise ConfigError("timeout is between 1s and 60s", at=found.at)
    wording = found.wording(Form.SMS, found.language.value if found.language else "")
    return lambda _session, _clock: Command(
        name,
        program,
        wording=wording,
        secret=secret,
        kind=found.contacts.value,
        seconds=found.timeout / SECOND,
    )
