"""``[backup "NAME"]`` of agent.conf: a folder of backups, or the tool that makes them.

Only what stands there is ever run, and with these arguments; passwords are named by their file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Callable, NamedTuple

from agent.ini import nearest
from agent.paths import Path
from agent.readers import absolute_path, period, size, some_text
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.spans import DAY, HOUR, MINUTE, Duration

FOLDER = "folder"

NEEDED: Mapping[str, tuple[str, ...]] = {
    FOLDER: ("path",),
    "restic": ("path", "password_file"),
    "borg": ("path",),
    "pgbackrest": ("config", "stanza"),
    "pg_basebackup": ("path",),
    "pg_dump": ("path",),
    "wal": ("path",),
    "mysqldump": ("path",),
    "xtrabackup": ("path",),
    "rsnapshot": ("path",),
    "archive": ("path",),
    "timer": ("unit",),
}
"""The tools, and what each of them must be told."""

VERIFIED = frozenset(
    {"restic", "borg", "pgbackrest", "pg_basebackup", "pg_dump", "mysqldump", "archive"}
)
RESTORED = frozenset(
    {
        "restic",
        "borg",
        "pgbackrest",
        "pg_basebackup",
        "pg_dump",
        "xtrabackup",
        "rsnapshot",
        "archive",
    }
)
REPOSITORIES = frozenset({"restic", "borg"})
"""Tools whose ``path`` may be an address, as ``sftp:backup@nas:/restic``."""


class BackupSettings(NamedTuple):
    """One backup that is watched here."""

    name: str
    path: Path = Path("")
    glob: str = "*"
    every: Duration = DAY
    tool: str = FOLDER
    program: str = ""  # the tool's; empty: where it usually is
    config: Path = Path("")
    stanza: str = ""
    unit: str = ""
    interval: str = "daily"  # rsnapshot's
    host: str = ""  # restic's filter
    tag: str = ""
    password_file: Path | None = None
    environment_file: Path | None = None
    user: str = "postgres"  # of a restored PostgreSQL
    server_programs: str = ""  # folder of PostgreSQL's initdb and pg_ctl
    log: Path | None = None
    data: Path | None = None  # of a PostgreSQL whose log is archived
    copy_of: str = ""
    read_every: Duration = Duration(15 * MINUTE)
    timeout: Duration = MINUTE
    verify: Duration | None = None
    restore_test: Duration | None = None
    restore_path: str = ""  # part of the backup that is restored
    restore_most: int = 10 << 30
    compare: Path | None = None
    scratch: Path | None = None
    trial_timeout: Duration = Duration(6 * HOUR)


def backup_settings(name: str, **values: object) -> BackupSettings:
    """Return the settings of one section.  Raises InvalidInput where they make no sense."""
    tool = str(values.get("tool", FOLDER))
    for needed in NEEDED[tool]:
        if needed not in values:
            raise InvalidInput(
                "a backup by {tool} needs {setting}, as {example}",
                tool=tool,
                setting=needed,
                example=_EXAMPLES[needed],
            )
    settings = BackupSettings(name=name, **values)  # type: ignore[arg-type]  # each reader gives the type of its field
    if tool not in REPOSITORIES and "path" in values and not settings.path.is_absolute():
        raise InvalidInput("{path} is no absolute path; begin with /", path=settings.path)
    if settings.verify is not None and tool not in VERIFIED:
        raise InvalidInput("copies of {tool} cannot be checked; leave verify out", tool=tool)
    if settings.restore_test is not None and tool not in RESTORED:
        raise InvalidInput("{tool} cannot be restored; leave restore_test out", tool=tool)
    return settings


_EXAMPLES = {
    "path": "path = /the/folder",
    "password_file": "password_file = /etc/backup/password",
    "config": "config = /etc/pgbackrest.conf",
    "stanza": "stanza = main",
    "unit": "unit = backup.timer",
}


def _tool(value: str) -> str:
    if value not in NEEDED:
        raise InvalidInput(
            "{value!r} is no tool that is known here; nearest is {nearest}",
            value=value[:40],
            nearest=nearest(value, NEEDED),
        )
    return value


def _word(value: str) -> str:
    """Return a word that no program will take for an option."""
    if value.startswith("-"):
        raise InvalidInput("{value!r} begins with a dash", value=value[:40])
    return some_text(value)


BACKUP_READERS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "path": ("path", lambda value: Path(_word(value))),
    "glob": ("glob", some_text),
    "every": ("every", period),
    "tool": ("tool", _tool),
    "program": ("program", lambda value: str(absolute_path(value))),
    "config": ("config", absolute_path),
    "stanza": ("stanza", _word),
    "unit": ("unit", _word),
    "interval": ("interval", _word),
    "host": ("host", _word),
    "tag": ("tag", _word),
    "user": ("user", _word),
    "server_programs": ("server_programs", lambda value: str(absolute_path(value))),
    "password_file": ("password_file", absolute_path),
    "environment_file": ("environment_file", absolute_path),
    "log": ("log", absolute_path),
    "data": ("data", absolute_path),
    "copy_of": ("copy_of", some_text),
    "read_every": ("read_every", period),
    "timeout": ("timeout", period),
    "verify": ("verify", period),
    "restore_test": ("restore_test", period),
    "restore_path": ("restore_path", _word),
    "restore_most": ("restore_most", size),
    "compare": ("compare", absolute_path),
    "scratch": ("scratch", absolute_path),
    "trial_timeout": ("trial_timeout", period),
}
