"""Backup tools asked over SSH: restic, borg and pgBackRest list what they keep; pure.

The password of a repository stays on its host, in a file that only the user there may read.
"""

from __future__ import annotations

import json
import shlex
from enum import Enum

from collector.probes.outcome import Samples, series
from collector.probes.ssh_script import QUOTED, quoted_lines
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.labels import Labels
from watchkeeper.host.backups import borg, pgbackrest, restic
from watchkeeper.host.backups.standing import Copy, Standing

MOST_COPIES = 15
"""The newest, and those before it with which it is compared."""
MOST_ANSWER_BYTES = 262_144
TOOL_SECONDS = 20


class BackupTool(Enum):
    """Who writes a backup; a folder is looked into."""

    FOLDER = "folder"
    RESTIC = "restic"
    BORG = "borg"
    PGBACKREST = "pgbackrest"


def tool_part(name: str, tool: BackupTool, path: str, password_file: str, stanza: str) -> str:
    """Return the tool's code and its JSON; it is not waited for longer than twenty seconds."""
    limit = f"$(command -v timeout >/dev/null && echo timeout -k 2 {TOOL_SECONDS})"
    command = shlex.join(_command(tool, path, password_file, stanza))
    return (
        f"said=$({limit} {command} 2>/dev/null </dev/null); code=$?\n"
        f"say {shlex.quote(f'backup {name}')}; echo $code\n"
        f"printf '%s\\n' \"$said\" | head -c {MOST_ANSWER_BYTES} | {QUOTED}\n"
    )


def _command(tool: BackupTool, path: str, password_file: str, stanza: str) -> tuple[str, ...]:
    match tool:
        case BackupTool.RESTIC:
            secret = ("--password-file", password_file)
            wanted = ("snapshots", "--json", "--latest", str(MOST_COPIES))
            return ("restic", "-r", path, *secret, "--no-lock", "--no-cache", *wanted)
        case BackupTool.BORG:
            environment = ["TZ=UTC", "BORG_RELOCATED_REPO_ACCESS_IS_OK=yes"]
            environment.append("BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes")
            if password_file:
                environment.append(f"BORG_PASSCOMMAND={shlex.join(('cat', password_file))}")
            newest = ("--last", str(MOST_COPIES), "--format", "{end}")
            return ("env", *environment, "borg", "list", "--json", "--bypass-lock", *newest, path)
        case _:
            return ("pgbackrest", f"--config={path}", f"--stanza={stanza}", "info", "--output=json")


def samples_of_tool(name: str, tool: BackupTool, every_seconds: float, text: str) -> Samples:
    """Return how a backup stands, under the agent's names; a tool that could not be asked is 0."""
    found = _standing(tool, text)
    values = {"backup_expected_interval_seconds": every_seconds}
    if found is not None:
        values |= _figures(found)
    samples: dict[Labels, float] = {
        series(metric, backup=name): value for metric, value in values.items()
    }
    reader = series("backup_reader_success", backup=name, tool=tool.value)
    return {**samples, reader: float(found is not None)}


def _standing(tool: BackupTool, text: str) -> Standing | None:
    code, _, rest = text.strip("\n").partition("\n")
    said = "\n".join(quoted_lines(rest))
    if code.strip() != "0":
        return None
    try:
        match tool:
            case BackupTool.RESTIC:
                return Standing(copies=_newest(restic.snapshots(said)), encrypted=True)
            case BackupTool.BORG:
                kept = borg.archives(said)
                return Standing(copies=_newest(kept.copies), encrypted=kept.is_encrypted)
            case _:
                return pgbackrest.standing(said)
    except (InvalidInput, json.JSONDecodeError):
        return None


def _newest(copies: tuple[Copy, ...]) -> tuple[Copy, ...]:
    return copies[-MOST_COPIES:]


def _figures(found: Standing) -> dict[str, float]:
    newest = found.newest
    values = {"backup_last_success_timestamp_seconds": newest.at if newest else 0.0}
    if found.encrypted is not None:
        values["backup_encrypted"] = float(found.encrypted)
    if found.chain_intact is not None:
        values["backup_chain_intact"] = float(found.chain_intact)
    if newest is not None and newest.size_bytes is not None:
        values["backup_last_size_bytes"] = newest.size_bytes
    if newest is not None and newest.seconds is not None:
        values["backup_last_duration_seconds"] = newest.seconds
    earlier = sorted(
        one.size_bytes for one in found.copies[-MOST_COPIES:-1] if one.size_bytes is not None
    )
    if earlier:
        middle = len(earlier) // 2
        values["backup_size_median_bytes"] = (earlier[middle] + earlier[~middle]) / 2
    return values
