"""The one script that is run on a host by SSH: it only reads, and marks its sections.

What the operator asks for beside the host itself (services, folders of backups, logs, plugins) is
added behind; every word of it is quoted.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from watchkeeper.host.filesystems import STAT_FORMAT
from watchkeeper.host.system import UNAME_COMMAND
from watchkeeper.host.units import LIST_UNITS

MARK = "=watchkeeper= "
END = "end"
_NETWORK_TYPES = "nfs*|cifs|smb*|9p|fuse.sshfs|ceph|glusterfs|autofs"
"""Not asked how full they are: a server that is away would hold up the whole script."""

_FILES = {
    "stat": "/proc/stat",
    "loadavg": "/proc/loadavg",
    "meminfo": "/proc/meminfo",
    "vmstat": "/proc/vmstat",
    "uptime": "/proc/uptime",
    "mounts": "/proc/mounts",
    "netdev": "/proc/net/dev",
    "diskstats": "/proc/diskstats",
    "sockstat": "/proc/net/sockstat",
    "file-nr": "/proc/sys/fs/file-nr",
    "pressure cpu": "/proc/pressure/cpu",
    "pressure io": "/proc/pressure/io",
    "pressure memory": "/proc/pressure/memory",
    "os-release": "/etc/os-release",
}
_READ_FILES = "\n".join(
    f"say {shlex.quote(name)}; cat {path} 2>/dev/null" for name, path in _FILES.items()
)
_PACKAGES = """\
say packages
[ -r /var/lib/dpkg/status ] &&
  echo "dpkg $(grep -c '^Status: [a-z]* [a-z]* installed$' /var/lib/dpkg/status)"
[ -r /lib/apk/db/installed ] && echo "apk $(grep -c '^P:.' /lib/apk/db/installed)"
if [ -d /var/lib/pacman/local ]; then set -- /var/lib/pacman/local/*/; echo "pacman $#"; fi
"""
"""Counted in files: no package manager is started."""

_BASE = f"""\
say time; date +%s
say uname; {UNAME_COMMAND}
{_READ_FILES}
say usage
while read -r device point kind rest; do
  case $kind in {_NETWORK_TYPES}|proc|sysfs|cgroup*|devpts|overlay|squashfs) continue ;; esac
  stat -f -c '{STAT_FORMAT}' "$(printf '%b' "$point")" 2>/dev/null
done < /proc/mounts
say links
for folder in /sys/class/net/*/; do
  read -r state 2>/dev/null < "$folder/operstate" || continue
  speed=; read -r speed 2>/dev/null < "$folder/speed" || speed=-1
  printf '%s %s %s\\n' "$state" "$speed" "$folder"
done
{_PACKAGES}"""
FIRST_LINES = f"""\
LC_ALL=C; export LC_ALL
say() {{ printf '\\n{MARK}%s\\n' "$1"; }}
"""
QUOTE = ">"
QUOTED = f"sed 's/^/{QUOTE}/'"
"""What a log, a file's name or a plugin says begins no section; a line costs a byte, always."""

MOST_LOG_BYTES = 262_144
MOST_PLUGIN_BYTES = 8_192
MOST_BACKUP_FILES = 2_000
PLUGIN_SECONDS = 10


@dataclass(frozen=True, slots=True)
class LogPlace:
    """Where a log was read up to: its inode, and bytes."""

    inode: str = ""
    offset: int = 0


def script_of(parts: Sequence[str] = ()) -> str:
    """Return the script: POSIX sh, printed at once; 40 small packets cost 2.7 times the CPU."""
    inside = "".join([_BASE, *parts])
    return f"""\
{FIRST_LINES}all=$(
{inside}say {END}
)
printf '%s\\n' "$all"
"""


SCRIPT = script_of()


def services_part() -> str:
    return f"say units; systemctl {shlex.join(LIST_UNITS)} 2>/dev/null\n"


def backup_part(name: str, path: str, glob: str) -> str:
    """Return lines ``seconds bytes name`` of the files that fit, the newest of them."""
    return (
        f"say {shlex.quote(f'backup {name}')}\n"
        f"if [ -r {shlex.quote(path)} ] && cd {shlex.quote(path)}; then echo readable; "
        f"find . -maxdepth 1 -type f -name {shlex.quote(glob)} -exec stat -c '%Y %s %n' {{}} + "
        f"2>/dev/null | sort -rn | head -n {MOST_BACKUP_FILES} | {QUOTED}; fi\n"
    )


def log_part(name: str, path: str, place: LogPlace) -> str:
    """Return inode, count and place of the bytes added since, and these; none at the first time."""
    file = shlex.quote(path)
    inode = place.inode if place.inode.isascii() and place.inode.isdigit() else ""
    return (
        f"say {shlex.quote(f'log {name}')}\n"
        f"if [ -r {file} ]; then set -- $(stat -L -c '%i %s' {file}); from={place.offset}\n"
        f'[ "$1" = "{inode}" ] && [ "$2" -ge "$from" ] || from={"0" if inode else "$2"}\n'
        f'more=$(($2 - from)); [ "$more" -le {MOST_LOG_BYTES} ] || more={MOST_LOG_BYTES}\n'
        f'echo "$1 $more $from"; tail -c +$((from + 1)) {file} | head -c $more | {QUOTED}; fi\n'
    )


def plugin_part(name: str, command: str) -> str:
    """Return a plugin's code and what it printed; none is waited for longer than ten seconds."""
    limit = f"$(command -v timeout >/dev/null && echo timeout -k 2 {PLUGIN_SECONDS})"
    return (
        f"said=$({limit} sh -c {shlex.quote(command)} 2>&1 </dev/null); code=$?\n"
        f"say {shlex.quote(f'plugin {name}')}; echo $code\n"
        f"printf '%s\\n' \"$said\" | head -c {MOST_PLUGIN_BYTES} | {QUOTED}\n"
    )


def quoted_lines(text: str) -> list[str]:
    """Return the lines that a part quoted."""
    return [line[1:] for line in text.split("\n") if line.startswith(QUOTE)]


def sections(output: str) -> Mapping[str, str]:
    """Return the text of each section by name; of one that stands there twice the first."""
    found: dict[str, str] = {}
    for part in f"\n{output}".split(f"\n{MARK}")[1:]:
        name, _, text = part.partition("\n")
        found.setdefault(name.strip(), text)
    return found
