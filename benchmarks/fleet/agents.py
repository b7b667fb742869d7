"""Simulated agents, many in one thread: one epoll, kept connections, bodies made at the last moment.

An agent keeps one connection, has a token of its own and pushes at its own moment of the
interval, as real ones do; what it sends is compressed as theirs is.  Where its last push is still
unanswered when the next is due, a round is counted late and nothing is sent.
"""

from __future__ import annotations

import heapq
import os
import select
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.fleet.shapes import HOST, Cohort, HostReadings, readings_of_a_host, token_of
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.wire.encoder import CONTENT_TYPE, PUSH_PATH, encoded

_ANSWER_SECONDS = 60.0
_LONGEST_REST = 0.05  # between two looks at the clock


@dataclass
class Tally:
    """What the agents saw while it was counted."""

    latencies: list[float] = field(default_factory=list)  # seconds, of answered pushes
    behind: list[float] = field(default_factory=list)  # seconds after its moment that a push began
    samples: int = 0
    failures: int = 0
    late: int = 0  # rounds left out: the push before was not answered yet
    refusals: dict[int, int] = field(default_factory=dict)  # by status


class SimulatedAgent:
    """One agent: its connection, its values, what it waits for."""

    __slots__ = (
        "_age", "_boot", "_head", "_host", "_name", "_sequence", "begun", "cohort", "is_known", "received",
        "socket", "unsent",
    )  # fmt: skip

    def __init__(self, number: int, cohort: Cohort, host: HostReadings) -> None:
        self.cohort = cohort
        self._host = host
        self.is_known = False
        self.socket: socket.socket | None = None
        self.begun = 0.0  # when the push that is underway began; 0: none is
        self.unsent = b""
        self.received = b""
        self._name = f"agent{number:06d}"
        self._boot = os.urandom(16)
        self._sequence = 0
        self._age = 0.0  # seconds, of rising
        self._head = (
            f"POST {PUSH_PATH} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: {CONTENT_TYPE}\r\n"
            f"Authorization: Bearer {token_of(number)}\r\nContent-Length: "
        ).encode()

    def request(self) -> bytes:
        """Return the next tick as a request, with the layout where the server has not got it."""
        layout = self._host.labels
        self._sequence += 1
        self._age += self.cohort.interval_seconds
        values = self._host.values + self._age * self._host.rises
        now = Instant(time.time_ns() // 1_000_000)
        body = encoded(
            agent=self._name,
            boot=self._boot,
            layout=1,
            first_sequence=self._sequence,
            sent_at=now,
            interval=Duration(self.cohort.interval_seconds * SECOND),
            base=len(layout) if self.is_known else 0,
            additions=() if self.is_known else layout,
            times=(now,),
            vectors=values.tobytes(),
        )
        return b"%b%d\r\n\r\n%b" % (self._head, len(body), body)


class SimulatedFleet:
    """Runs agents in the calling thread."""

    def __init__(self, cohorts: Sequence[Cohort], port: int) -> None:
        hosts = {one.series: readings_of_a_host(one.series) for one in cohorts}
        self._port = port
        self._epoll = select.epoll()
        self._by_descriptor: dict[int, SimulatedAgent] = {}
        self._agents = [
            SimulatedAgent(number, cohort, hosts[cohort.series])
            for cohort in cohorts
            for number in cohort.numbers
        ]
        self._due = list(self._first_rounds())
        heapq.heapify(self._due)
        self.tally = Tally()

    @property
    def known(self) -> int:
        """Return how many agents' layouts the server has."""
        return sum(one.is_known for one in self._agents)

    def _first_rounds(self) -> list[tuple[float, int]]:
        """Spread the agents of each interval evenly over it."""
        now, found = time.monotonic(), []
        for seconds in {one.cohort.interval_seconds for one in self._agents}:
            places = [
                place
                for place, one in enumerate(self._agents)
                if one.cohort.interval_seconds == seconds
            ]
            found += [
                (now + seconds * turn / len(places), place) for turn, place in enumerate(places)
            ]
        return found

    def run(self, seconds: float) -> Tally:
        """Push for so long; return what was seen meanwhile."""
        self.tally = Tally()
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end:
            while self._due[0][0] <= now:
                due, place = self._due[0]
                one = self._agents[place]
                heapq.heapreplace(self._due, (due + one.cohort.interval_seconds, place))
                self._take_turn(one, now - due)
            rest = min(self._due[0][0] - time.monotonic(), _LONGEST_REST)
            for descriptor, events in self._epoll.poll(max(rest, 0.0)):
                self._look_at(self._by_descriptor[descriptor], events)
        return self.tally

    def close(self) -> None:
        for one in self._agents:
            self._hang_up(one)
        self._epoll.close()

    def _take_turn(self, one: SimulatedAgent, behind: float) -> None:
        now = time.perf_counter()
        if one.begun and now - one.begun < _ANSWER_SECONDS:
            self.tally.late += 1
            return
        if one.begun:
            self._fail(one)
        self.tally.behind.append(behind)
        one.begun = now
        request = one.request()
        if one.socket is None:
            self._connect(one, request)
            return
        try:
            sent = one.socket.send(request)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._fail(one)
            return
        if sent < len(request):
            one.unsent = request[sent:]
            self._epoll.modify(one.socket, select.EPOLLIN | select.EPOLLOUT)

    def _connect(self, one: SimulatedAgent, request: bytes) -> None:
        one.socket = socket.socket()
        one.socket.setblocking(False)
        one.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        one.socket.connect_ex((HOST, self._port))
        one.unsent = request
        self._by_descriptor[one.socket.fileno()] = one
        self._epoll.register(one.socket, select.EPOLLIN | select.EPOLLOUT)

    def _look_at(self, one: SimulatedAgent, events: int) -> None:
        assert one.socket is not None
        try:
            if events & select.EPOLLOUT and one.unsent:
                one.unsent = one.unsent[one.socket.send(one.unsent) :]
                if not one.unsent:
                    self._epoll.modify(one.socket, select.EPOLLIN)
            if events & ~select.EPOLLOUT:
                part = one.socket.recv(65_536)
                if not part:
                    self._fail(one)
                    return
                one.received += part
                self._read_answer(one)
        except BlockingIOError:
            return
        except OSError:
            self._fail(one)

    def _read_answer(self, one: SimulatedAgent) -> None:
        """Take note of an answer once all of it is there."""
        head, end, body = one.received.partition(b"\r\n\r\n")
        if not end or len(body) < _length_of(head):
            return
        status = int(head[9:12])
        self.tally.latencies.append(time.perf_counter() - one.begun)
        one.begun, one.received = 0.0, b""
        one.is_known = status == 204 or (one.is_known and status != 409)
        if status == 204:
            self.tally.samples += one.cohort.series
        else:
            self.tally.refusals[status] = self.tally.refusals.get(status, 0) + 1

    def _fail(self, one: SimulatedAgent) -> None:
        self.tally.failures += 1
        self._hang_up(one)

    def _hang_up(self, one: SimulatedAgent) -> None:
        if one.socket is not None:
            del self._by_descriptor[one.socket.fileno()]
            one.socket.close()
        one.socket, one.begun, one.unsent, one.received = None, 0.0, b"", b""


def _length_of(head: bytes) -> int:
    """Return the Content-Length that a head tells, 0 where it tells none."""
    _, found, rest = head.lower().partition(b"\r\ncontent-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0
