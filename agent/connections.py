"""The connections that move most bytes, with the programs that hold them; only when asked.

Two looks by inet_diag, one interval apart, give rates; one that began and ended in between is not
seen, and UDP counts no bytes by connection.  A program's name needs its /proc/PID/fd, which is for
its user and root; its unit is told by its control group, which everybody may read.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Callable

from agent.clock import AgentClock
from agent.diag import answers
from agent.files import names_in, read_whole, word
from agent.paths import Path
from watchkeeper.host.flows import (
    INFO,
    TRANSFERRING,
    Flow,
    Moved,
    busiest,
    flows,
    is_loopback,
    masked,
    plain,
    socket_of_link,
    unit_of_cgroup,
    users,
    with_port,
)
from watchkeeper.wire.connections import MOST_CONNECTIONS, Connection, ConnectionReport

MOST_FLOWS = 10_000
MOST_PROCESSES = 20_000
MOST_LINKS = 100_000
MOST_CGROUPS = 5_000
LEAST_SECONDS = 0.5

Look = Callable[[], Iterable[Flow]]


class ConnectionWatch:
    """Looks once when made; ``report`` looks again."""

    def __init__(
        self,
        clock: AgentClock,
        *,
        proc: Path,
        sys: Path,
        etc: Path,
        masks: bool = False,
        look: Look | None = None,
    ) -> None:
        self._clock = clock
        self._owners = _Owners(proc=proc, cgroups=sys / "fs/cgroup", passwd=etc / "passwd")
        self._shown = masked if masks else plain
        self._look = look or network_flows
        self._before = {each.cookie: (each.sent, each.received) for each in self._some()}
        self._began = clock.monotonic()

    @property
    def is_ripe(self) -> bool:
        """Tell whether enough time went by for rates."""
        return self._clock.monotonic() - self._began >= LEAST_SECONDS

    def report(self) -> ConnectionReport:
        """Return the busiest connections since the first look.  Raises OSError."""
        now = list(self._some())
        seconds = max(self._clock.monotonic() - self._began, LEAST_SECONDS)
        rates = [self._moved(each, seconds) for each in now]
        rates = [each for each in rates if each.sent or each.received]
        top = busiest(rates, MOST_CONNECTIONS)
        names = self._owners.named(tuple(each.flow for each in top))
        return ConnectionReport(
            seconds=seconds,
            connections=tuple(self._connection(names, each) for each in top),
            others=len(rates) - len(top),
            others_sent=_sum_sent(rates) - _sum_sent(top),
            others_received=_sum_received(rates) - _sum_received(top),
            is_partial=len(now) >= MOST_FLOWS,
        )

    def _some(self) -> Iterator[Flow]:
        return islice(self._look(), MOST_FLOWS)

    def _moved(self, flow: Flow, seconds: float) -> Moved:
        sent, received = self._before.get(flow.cookie, (0, 0))
        return Moved(
            flow, max(0, flow.sent - sent) / seconds, max(0, flow.received - received) / seconds
        )

    def _connection(self, names: _Names, moved: Moved) -> Connection:
        flow = moved.flow
        process, pid = names.processes.get(flow.inode, ("", 0))
        return Connection(
            process=process,
            pid=pid,
            unit=names.units.get(flow.cgroup, ""),
            user=names.users.get(flow.uid, str(flow.uid)),
            local=with_port(plain(flow.local), flow.local_port),
            remote=with_port(self._shown(flow.remote), flow.remote_port),
            sent=moved.sent,
            received=moved.received,
        )


class _Names:
    """Who holds sockets: programs by inode, units by control group, users by number."""

    def __init__(
        self,
        processes: dict[int, tuple[str, int]],
        units: dict[int, str],
        known_users: dict[int, str],
    ) -> None:
        self.processes = processes
        self.units = units
        self.users = known_users


class _Owners:
    """Finds out who holds sockets."""

    def __init__(self, *, proc: Path, cgroups: Path, passwd: Path) -> None:
        self._proc = proc
        self._cgroups = cgroups
        self._passwd = passwd

    def named(self, found: tuple[Flow, ...]) -> _Names:
        return _Names(
            self._processes({each.inode for each in found if each.inode}),
            self._units({each.cgroup for each in found if each.cgroup > 1}),
            self._users() if found else {},
        )

    def _processes(self, wanted: set[int]) -> dict[int, tuple[str, int]]:
        """Look through open files until all are found; those of others are closed to us."""
        found: dict[int, tuple[str, int]] = {}
        for pid, inode in islice(_open_sockets(self._proc), MOST_LINKS):
            if inode in wanted and inode not in found:
                found[inode] = (word(f"{self._proc}/{pid}/comm"), int(pid))
                if len(found) == len(wanted):
                    break
        return found

    def _units(self, wanted: set[int]) -> dict[int, str]:
        """Look through the tree of control groups, whose directories have their numbers."""
        found: dict[int, str] = {}
        if not wanted:
            return found
        start = str(self._cgroups)
        for folder, _, _ in islice(os.walk(start), MOST_CGROUPS):
            inode = _inode(folder)
            if inode in wanted:
                found[inode] = unit_of_cgroup(folder[len(start) :])
                if len(found) == len(wanted):
                    break
        return found

    def _users(self) -> dict[int, str]:
        try:
            return users(read_whole(self._passwd))
        except OSError:
            return {}


def network_flows() -> Iterator[Flow]:
    """Give the connections that an interface carries.  Raises OSError."""
    return (each for each in all_flows() if not is_loopback(each.remote))


def all_flows() -> Iterator[Flow]:
    """Give all TCP connections of IPv4 and IPv6.  Raises OSError."""
    for content in answers(socket.IPPROTO_TCP, TRANSFERRING, INFO):
        yield from flows(content)


def _open_sockets(proc: Path) -> Iterator[tuple[str, int]]:
    """Give a process and an inode for each open file that is a socket; 0 for each that is not."""
    for pid in names_in(proc, MOST_PROCESSES):
        if not pid.isdecimal():
            continue
        folder = Path(f"{proc}/{pid}/fd")
        try:
            handles = list(names_in(folder, MOST_LINKS))
        except OSError:  # it ended, or is not ours to see
            continue
        for handle in handles:
            yield pid, _socket_at(f"{folder}/{handle}")


def _socket_at(link: str) -> int:
    try:
        return socket_of_link(os.readlink(link)) or 0  # noqa: PTH115 the agent's Path has none
    except OSError:
        return 0


def _inode(folder: str) -> int:
    try:
        return Path(folder).stat().st_ino
    except OSError:
        return 0


def _sum_sent(moved: Iterable[Moved]) -> float:
    return sum(each.sent for each in moved)


def _sum_received(moved: Iterable[Moved]) -> float:
    return sum(each.received for each in moved)
