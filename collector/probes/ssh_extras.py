"""What is asked of a host over SSH beside the host itself: services, backups, logs, plugins; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

import re2

from collector.probes.outcome import ProbeFailed, Samples, series
from collector.probes.ssh_backups import BackupTool, samples_of_tool, tool_part
from collector.probes.ssh_script import (
    MOST_LOG_BYTES,
    LogPlace,
    backup_part,
    log_part,
    plugin_part,
    quoted_lines,
    services_part,
)
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, Duration
from watchkeeper.core.labels import Labels
from watchkeeper.host.plugins import output, state_from_exit_code
from watchkeeper.host.units import STATES, Unit, list_units

MOST_UNITS = 500
MOST_LINES = 20_000
_EARLIER_COUNTED = 14
_PARTIAL_ENDINGS = (".part", ".partial", ".tmp", ".temp", ".incomplete", ".filepart", ".swp", "~")
_MOST_OF_A_KIND = 50


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """A folder on the host into which backups are written, or the repository of a tool.

    ``path`` of pgbackrest is its configuration file.
    """

    path: str
    glob: str = "*"
    every: Duration = Duration(DAY)
    tool: BackupTool = BackupTool.FOLDER
    password_file: str = ""
    stanza: str = ""

    def __post_init__(self) -> None:
        if self.tool is BackupTool.RESTIC and not self.password_file:
            raise InvalidInput("restic needs password_file: a file on the host")
        if self.tool is BackupTool.PGBACKREST and not self.stanza:
            raise InvalidInput("pgbackrest needs a stanza")
        if self.path.startswith("-"):
            raise InvalidInput("{path!r} is no path", path=self.path[:80])


@dataclass(frozen=True, slots=True)
class WatchedLog:
    """A log on the host, and patterns (RE2) whose lines are counted."""

    path: str
    patterns: Mapping[str, str]

    def __post_init__(self) -> None:
        for pattern in self.patterns.values():
            try:
                compiled(pattern)
            except re2.error as error:
                raise InvalidInput(
                    "{pattern!r} is no pattern: {reason}", pattern=pattern[:80], reason=error
                ) from error


@dataclass(frozen=True, slots=True)
class Extras:
    """Everything beside the host itself."""

    services: tuple[str, ...] = ()
    backups: Mapping[str, BackupFolder] = field(default_factory=dict)
    logs: Mapping[str, WatchedLog] = field(default_factory=dict)
    plugins: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """Raise InvalidInput where it is too much, or a name could not be a section's."""
        names = [*self.backups, *self.logs, *self.plugins]
        if max(len(self.backups), len(self.logs), len(self.plugins)) > _MOST_OF_A_KIND:
            raise InvalidInput(
                "at most {most} backups, logs and plugins each", most=_MOST_OF_A_KIND
            )
        for name in names:
            if not name.strip() or not name.isprintable() or len(name) > 100:
                raise InvalidInput("{name!r} cannot be a name here", name=name[:60])


@dataclass(slots=True)
class LogCounts:
    """How far each log was read, and how many lines fitted since."""

    places: dict[str, LogPlace] = field(default_factory=dict)
    matched: dict[tuple[str, str], int] = field(default_factory=dict)


def parts_of(extras: Extras, logs: LogCounts) -> tuple[str, ...]:
    """Return the parts of the script."""
    found = [services_part()] if extras.services else []
    found += [_backup_part(name, one) for name, one in extras.backups.items()]
    found += [
        log_part(name, one.path, logs.places.get(name, LogPlace()))
        for name, one in extras.logs.items()
    ]
    found += [plugin_part(name, command) for name, command in extras.plugins.items()]
    return tuple(found)


def _backup_part(name: str, backup: BackupFolder) -> str:
    if backup.tool is BackupTool.FOLDER:
        return backup_part(name, backup.path, backup.glob)
    return tool_part(name, backup.tool, backup.path, backup.password_file, backup.stanza)


def samples_of_extras(
    extras: Extras, sections: Mapping[str, str], logs: LogCounts, now_seconds: float
) -> Samples:
    """Return the series of all that was asked for; log counts go on in *logs*."""
    samples: dict[Labels, float] = {}
    if extras.services:
        samples |= samples_of_services(sections.get("units", ""), extras.services)
    for name, folder in extras.backups.items():
        samples |= samples_of_backup(name, folder, sections.get(f"backup {name}", ""))
    for name, watched in extras.logs.items():
        samples |= samples_of_log(name, watched, sections.get(f"log {name}", ""), logs)
    for name in extras.plugins:
        samples |= samples_of_plugin(name, sections.get(f"plugin {name}", ""), now_seconds)
    return samples


def samples_of_services(text: str, watched: Sequence[str]) -> Samples:
    """Return the states of watched and of failed units, as node_exporter's collector systemd."""
    try:
        units = list_units(text.strip("\n"))
    except InvalidInput as error:
        raise ProbeFailed(error.sentence, at=None, **error.facts) from error
    if not units:
        return {}
    names = {unit.name for unit in units}
    states = {unit.name: unit.state for unit in units if _is_of_interest(unit, watched)}
    states |= {name: "inactive" for name in watched if "*" not in name and name not in names}
    samples: dict[Labels, float] = {
        series("node_systemd_unit_state", name=name, state=state): float(state == now)
        for name, now in list(states.items())[:MOST_UNITS]
        for state in STATES
    }
    for state in STATES:
        count = sum(unit.state == state for unit in units)
        samples[series("node_systemd_units", state=state)] = float(count)
    return samples


def _is_of_interest(unit: Unit, watched: Sequence[str]) -> bool:
    return unit.state == "failed" or any(fnmatchcase(unit.name, one) for one in watched)


def samples_of_backup(name: str, folder: BackupFolder, text: str) -> Samples:
    """Return age and size of the newest complete file or copy, under the agent's names."""
    if folder.tool is not BackupTool.FOLDER:
        return samples_of_tool(name, folder.tool, folder.every / 1000, text)
    first, _, rest = text.strip("\n").partition("\n")
    is_readable = first.strip() == "readable"
    values = {
        "backup_folder_readable": float(is_readable),
        "backup_expected_interval_seconds": folder.every / 1000,
    }
    if is_readable:
        values |= _figures_of_files(quoted_lines(rest))
    return {series(metric, backup=name): value for metric, value in values.items()}


def _figures_of_files(lines: Sequence[str]) -> dict[str, float]:
    files = [found for line in lines if (found := _file(line)) is not None]
    complete = sorted(file for file in files if not _is_partial(file[2]))
    values = {
        "backup_files": float(len(complete)),
        "backup_partial_files": float(len(files) - len(complete)),
        "backup_last_success_timestamp_seconds": complete[-1][0] if complete else 0.0,
    }
    if complete:
        values["backup_last_size_bytes"] = complete[-1][1]
    earlier = sorted(size for _, size, _ in complete[-1 - _EARLIER_COUNTED : -1])
    if earlier:
        middle = len(earlier) // 2
        values["backup_size_median_bytes"] = (earlier[middle] + earlier[~middle]) / 2
    return values


def _file(line: str) -> tuple[float, float, str] | None:
    """Read ``1700000000 4096 ./name``; a line that is none (a name with a line break) gives None."""
    seconds, _, rest = line.partition(" ")
    size, _, name = rest.partition(" ")
    numbers = (seconds, size)
    if not all(one.isascii() and one.isdigit() and len(one) < 19 for one in numbers) or not name:
        return None
    return float(seconds), float(size), name.removeprefix("./")


def _is_partial(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(_PARTIAL_ENDINGS)


def samples_of_log(name: str, watched: WatchedLog, text: str, logs: LogCounts) -> Samples:
    """Count the lines that were added since; a line that is not whole yet waits."""
    head, _, rest = text.lstrip("\n").partition("\n")
    numbers = head.split()
    is_readable = len(numbers) == 3 and all(
        one.isascii() and one.isdigit() and len(one) < 19 for one in numbers
    )
    if is_readable:
        lines = quoted_lines(rest)
        inode, count, start = numbers[0], int(numbers[1]), int(numbers[2])
        read = whole_bytes(lines, count)
        _count_lines(name, watched, lines, logs)
        logs.places[name] = LogPlace(inode, start + read)
    samples: dict[Labels, float] = {
        series("log_matches_total", log=name, pattern=label): float(
            logs.matched.get((name, label), 0)
        )
        for label in watched.patterns
    }
    samples[series("log_readable", log=name)] = float(is_readable)
    return samples


def whole_bytes(lines: list[str], count: int) -> int:
    """Take a last line that is not finished out of *lines*; return how many bytes are left."""
    sizes = [len(line.encode("utf-8", "surrogateescape")) for line in lines]
    if sum(sizes) + len(sizes) <= count or not lines:
        return count
    if len(lines) == 1 and count >= MOST_LOG_BYTES:
        return count  # a line longer than all that is read at once
    lines.pop()
    return count - sizes[-1]


def _count_lines(name: str, watched: WatchedLog, lines: list[str], logs: LogCounts) -> None:
    del lines[MOST_LINES:]
    for label, pattern in watched.patterns.items():
        found = compiled(pattern)
        key = (name, label)
        count = sum(1 for line in lines if found.search(printable(line)) is not None)
        logs.matched[key] = logs.matched.get(key, 0) + count


def samples_of_plugin(name: str, text: str, now_seconds: float) -> Samples:
    """Return state and figures of a plugin; one that did not run is UNKNOWN."""
    first, _, said = text.strip("\n").partition("\n")
    code = int(first) if first.isascii() and first.isdigit() and len(first) < 4 else -1
    found = output("\n".join(quoted_lines(said)).encode("utf-8", "surrogateescape"))
    samples: dict[Labels, float] = {
        series("plugin_state", check=name): float(state_from_exit_code(code).value),
        series("plugin_last_run_timestamp_seconds", check=name): now_seconds,
    }
    for each in found.performance:
        labels = {"check": name, "label": each.label, "uom": each.unit}
        samples[series("plugin_perfdata", **labels)] = each.value
    return samples


def printable(text: str) -> str:
    """Return text without the bytes that are no UTF-8."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def compiled(pattern: str) -> re2._Regexp[str]:
    """Return the pattern.  Raises re2.error."""
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)
