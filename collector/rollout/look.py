"""What stands on a host before anything is done there: asked by a script that only reads."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from collector.probes.outcome import ProbeFailed
from collector.rollout.places import Places

_MARK = "watchkeeper-look"
_MOST_LINES = 200
_VERSION = re.compile(r"(\d{1,3})\.(\d{1,3})", re.ASCII)

_SCRIPT = r"""
LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
say() { printf '%s=%s\n' "$1" "$2"; }
first() { head -n 1 2>/dev/null; }
hash_of() { [ -r "$1" ] && sha256sum "$1" 2>/dev/null | cut -d ' ' -f 1; }
setting() { sed -n "s/^ *$1 *= *//p" "$config" 2>/dev/null | first; }
say @MARK@ 1
say system "$(uname -s)"
if [ "$(id -u)" = 0 ]; then say rights root
elif sudo -n true >/dev/null 2>&1; then say rights sudo
else say rights none; fi
python=
for each in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11 python3.10 \
  python3.9 /usr/libexec/platform-python /opt/rh/*/root/usr/bin/python3; do
  path=$(command -v "$each" 2>/dev/null) || continue
  version=$("$path" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
  if "$path" -c 'import sys, ssl, zlib, zipfile; sys.exit(sys.version_info < (3, 9))' \
    >/dev/null 2>&1; then [ -n "$python" ] || python=$path; fi
  say python "$version $path"
done
say usable "$python"
if [ -d /run/systemd/system ] && command -v systemctl >/dev/null 2>&1; then say systemd yes; fi
archive=@ARCHIVE@ config=@CONFIG@ unit=@UNIT@ token=@TOKEN@
say archive "$(hash_of "$archive")"
if [ -n "$python" ] && [ -r "$archive" ]; then
  say version "$("$python" -I "$archive" --version 2>/dev/null | first)"
fi
say unit "$(hash_of "$unit")"
say server "$(setting server)"
say agent "$(setting id)"
if [ -e "$token" ]; then say token yes; fi
if [ -n "$unit" ] && command -v systemctl >/dev/null 2>&1; then
  say active "$(systemctl is-active watchkeeper-agent 2>/dev/null | first)"
fi
folder=$archive
while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
say free "$(df -Pk "$folder" 2>/dev/null | awk 'NR == 2 { print $4 }')"
"""


class Rights(Enum):
    """How files of the system may be written there."""

    ROOT = "root"
    SUDO = "sudo"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Facts:
    """A host as it is.  ``python`` is the one to use; empty where none is new enough."""

    system: str
    rights: Rights
    python: str = ""
    newest_python: str = ""
    has_systemd: bool = False
    archive_hash: str = ""
    version: str = ""
    unit_hash: str = ""
    server: str = ""
    agent: str = ""
    has_token: bool = False
    is_active: bool = False
    free_kib: int | None = None


def look_script(places: Places) -> str:
    """Return the script; its output is for ``facts_from``."""
    words = {
        "@MARK@": _MARK,
        "@ARCHIVE@": shlex.quote(str(places.archive)),
        "@CONFIG@": shlex.quote(str(places.config)),
        "@UNIT@": shlex.quote(str(places.unit or "")),
        "@TOKEN@": shlex.quote(str(places.token)),
    }
    script = _SCRIPT
    for mark, word in words.items():
        script = script.replace(mark, word)
    return script


def facts_from(output: bytes) -> Facts:
    """Read what the script printed.  Raises ProbeFailed where it is something else."""
    lines = output.decode("utf-8", "replace").splitlines()[:_MOST_LINES]
    pairs = [line.partition("=")[::2] for line in lines]
    said = {key: value.strip()[:400] for key, value in pairs}
    if said.get(_MARK) != "1":
        raise ProbeFailed(
            "the host did not run the script; its user needs a shell such as /bin/sh (is a "
            "command forced for this key?)"
        )
    rights = said.get("rights", "")
    free = said.get("free", "")
    return Facts(
        system=said.get("system", ""),
        rights=Rights(rights) if rights in {each.value for each in Rights} else Rights.NONE,
        python=said.get("usable", ""),
        newest_python=_newest(value for key, value in pairs if key == "python"),
        has_systemd=said.get("systemd") == "yes",
        archive_hash=said.get("archive", ""),
        version=said.get("version", ""),
        unit_hash=said.get("unit", ""),
        server=said.get("server", ""),
        agent=said.get("agent", ""),
        has_token=said.get("token") == "yes",
        is_active=said.get("active") == "active",
        free_kib=int(free) if free.isascii() and free.isdigit() else None,
    )


def _newest(found: Iterable[str]) -> str:
    versions = [match for line in found if (match := _VERSION.match(line))]
    best = max(((int(match[1]), int(match[2])) for match in versions), default=None)
    return "" if best is None else f"{best[0]}.{best[1]}"
