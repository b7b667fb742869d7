"""What a host without an agent is asked for its connections: two looks by ``ss``; pure.

It reads what an agent asks of the kernel.  The script begins with a word by which a forced command
on the host can tell it from the probe's own.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from collector.probes.outcome import ProbeFailed
from collector.probes.ssh_script import END, FIRST_LINES, QUOTED, quoted_lines, sections
from watchkeeper.core.errors import InvalidInput
from watchkeeper.host.flows import Moved, busiest, is_loopback, plain, users, with_port
from watchkeeper.host.ss import Held, held_flows
from watchkeeper.wire.connections import (
    MOST_CONNECTIONS,
    Connection,
    ConnectionReport,
    plain_from_report,
    report_from_plain,
)
from watchkeeper.wire.requests import CONNECTIONS, DONE, FORCED, NO_TOOL, Result

LOOK_SECONDS = 5
MOST_LOOK_BYTES = 900_000
"""Of each look: some 4,500 connections."""
_MOST_PASSWD_BYTES = 65_536
_LEAST_SECONDS = 0.5
NO_SS = "no ss"
_MARK = f": watchkeeper-request {CONNECTIONS}"
_STATES = "state connected exclude time-wait exclude syn-recv"
_SHORTENED = (
    "sed -e 's/ *$//' -e '/^[^[:space:]]/b' -e 's/\\(bytes_received:[0-9]*\\).*/\\1/' "
    "-e 's/^.* bytes_acked:/ bytes_acked:/' "
    "-e '/bytes_acked/!s/^.* bytes_received:/ bytes_received:/' -e '/bytes_/!s/.*/ -/'"
)
_LOOK = f"""\
look() {{
  say "uptime $1"; cat /proc/uptime; say "look $1"
  {{ ss -tniep --cgroup {_STATES} 2>/dev/null || ss -tniep {_STATES} 2>/dev/null; }} |
  {_SHORTENED} | head -c {MOST_LOOK_BYTES} | {QUOTED}
}}
"""

CONNECTIONS_SCRIPT = f"""\
{_MARK}
{FIRST_LINES}PATH=$PATH:/usr/sbin:/sbin; export PATH
{_LOOK}all=$(
if command -v ss >/dev/null 2>&1; then
look before; sleep {LOOK_SECONDS}; look after
say passwd; head -c {_MOST_PASSWD_BYTES} /etc/passwd | {QUOTED}
else say {shlex.quote(NO_SS)}; fi
say {END}
)
printf '%s\\n' "$all"
"""


def with_connections(script: str) -> str:
    """Return a script to be forced on a host that may be asked for its connections, too."""
    return (
        f'case "$SSH_ORIGINAL_COMMAND" in {shlex.quote(_MARK)}*)\n'
        f"{CONNECTIONS_SCRIPT}exit ;;\nesac\n{script}"
    )


def result_of_looks(request_id: str, output: str) -> Result:
    """Read what the script printed.  Raises ProbeFailed, InvalidInput."""
    found = sections(output)
    if END not in found:
        raise ProbeFailed("the script did not come to its end; is the user's shell a POSIX sh?")
    if NO_SS in found:
        return Result(request_id, NO_TOOL)
    if "look after" not in found:
        return Result(request_id, FORCED)
    return Result(request_id, DONE, report=report_of_looks(found))


def report_of_looks(found: Mapping[str, str]) -> ConnectionReport:
    """Return what moved between the two looks, within bounds.  Raises InvalidInput."""
    before, _ = _look(found.get("look before", ""))
    after, is_cut = _look(found.get("look after", ""))
    seconds = max(_uptime(found, "after") - _uptime(found, "before"), _LEAST_SECONDS)
    moved = [_moved(one, before.get(cookie), seconds) for cookie, one in after.items()]
    moved = [one for one in moved if one.sent or one.received]
    top = busiest(moved, MOST_CONNECTIONS)
    names = users("\n".join(quoted_lines(found.get("passwd", ""))))
    report = ConnectionReport(
        seconds=seconds,
        connections=tuple(_connection(after[one.flow.cookie], one, names) for one in top),
        others=len(moved) - len(top),
        others_sent=sum(one.sent for one in moved) - sum(one.sent for one in top),
        others_received=sum(one.received for one in moved) - sum(one.received for one in top),
        is_partial=is_cut,
    )
    return report_from_plain(plain_from_report(report))


def _look(text: str) -> tuple[dict[int, Held], bool]:
    """Return connections by their names, and whether there were more than are looked at."""
    lines = quoted_lines(text)
    found = {
        one.flow.cookie: one
        for one in held_flows("\n".join(lines))
        if not is_loopback(one.flow.remote)
    }
    return found, sum(map(len, lines)) + len(lines) >= MOST_LOOK_BYTES


def _uptime(found: Mapping[str, str], which: str) -> float:
    said = found.get(f"uptime {which}", "").split()
    try:
        return float(said[0])
    except (IndexError, ValueError):
        raise InvalidInput("the host does not tell its uptime") from None


def _moved(now: Held, before: Held | None, seconds: float) -> Moved:
    sent, received = (before.flow.sent, before.flow.received) if before else (0, 0)
    return Moved(
        now.flow,
        max(0, now.flow.sent - sent) / seconds,
        max(0, now.flow.received - received) / seconds,
    )


def _connection(held: Held, moved: Moved, names: Mapping[int, str]) -> Connection:
    flow = held.flow
    return Connection(
        process=held.process,
        pid=held.pid,
        unit=held.unit,
        user=names.get(flow.uid, str(flow.uid)),
        local=with_port(plain(flow.local), flow.local_port),
        remote=with_port(plain(flow.remote), flow.remote_port),
        sent=moved.sent,
        received=moved.received,
    )
