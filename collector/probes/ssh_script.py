"""The one script that is run on a host by SSH: it only reads, and marks its sections."""

from __future__ import annotations

from collections.abc import Mapping

from watchkeeper.host.filesystems import STAT_FORMAT
from watchkeeper.host.system import UNAME_COMMAND

MARK = "=watchkeeper= "
END = "end"
_NETWORK_TYPES = "nfs*|cifs|smb*|9p|fuse.sshfs|ceph|glusterfs|autofs"
"""Not asked how full they are: a server that is away would hold up the whole script."""

SCRIPT = f"""\
LC_ALL=C; export LC_ALL
say() {{ printf '\\n{MARK}%s\\n' "$1"; }}
all=$(
say time; date +%s
say stat; cat /proc/stat
say loadavg; cat /proc/loadavg
say meminfo; cat /proc/meminfo
say uptime; cat /proc/uptime
say uname; {UNAME_COMMAND}
say mounts; cat /proc/mounts
say usage
while read -r device point kind rest; do
  case $kind in {_NETWORK_TYPES}|proc|sysfs|cgroup*|devpts|overlay|squashfs) continue ;; esac
  stat -f -c '{STAT_FORMAT}' "$(printf '%b' "$point")" 2>/dev/null
done < /proc/mounts
say {END}
)
printf '%s\\n' "$all"
"""
"""POSIX sh; about 16 kB, printed at once: 40 small packets cost 2.7 times the CPU (4.9 against 1.8 ms)."""


def sections(output: str) -> Mapping[str, str]:
    """Return the text of each section by name; of one that stands there twice the first."""
    found: dict[str, str] = {}
    for part in f"\n{output}".split(f"\n{MARK}")[1:]:
        name, _, text = part.partition("\n")
        found.setdefault(name.strip(), text)
    return found
