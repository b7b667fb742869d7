"""By how much this host's clock differs from a time server's: one SNTP exchange now and then."""

from __future__ import annotations

import os
import socket

from agent.clock import AgentClock
from agent.readers import Address
from agent.source import Lane
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.spans import Duration
from watchkeeper.host.ntp import NtpReply, offset_and_delay, reply_from, request
from watchkeeper.wire.exposition import Family, Kind, Reading

_TIMEOUT_SECONDS = 2.0
_MOST_PACKETS = 8
"""Read while the answer is awaited; others are not for us."""

_COOKIE_BYTES = 8
_OFFSET = Family(
    "node_ntp_offset_seconds", Kind.GAUGE, "By how much the time server's clock is ahead."
)
_TRIP = Family("node_ntp_rtt_seconds", Kind.GAUGE, "The way to the time server and back.")
_STRATUM = Family("node_ntp_stratum", Kind.GAUGE, "The time server's distance from a clock.")
_LEAP = Family("node_ntp_leap", Kind.GAUGE, "1 or 2 before a leap second.")
_ROOT_DELAY = Family(
    "node_ntp_root_delay_seconds", Kind.GAUGE, "The way from the time server to its clock."
)
_DISPERSION = Family(
    "node_ntp_root_dispersion_seconds", Kind.GAUGE, "By how much the time server may be wrong."
)
_REFERENCE = Family(
    "node_ntp_reference_timestamp_seconds", Kind.GAUGE, "When the time server was last set."
)


class NtpSource:
    """node_exporter's collector ntp, which asks on each scrape and is off by default there."""

    name = "ntp"
    lane = Lane.BESIDE

    def __init__(self, server: Address, every: Duration, clock: AgentClock) -> None:
        self.every = every
        self._server = server
        self._clock = clock

    def read(self) -> list[Reading]:
        reply, asked, answered = self._exchange()
        if reply.is_refusal:
            raise Unavailable("the time server refuses to serve: {code!r}", code=reply.code)
        if not reply.is_synchronised:
            raise Unavailable("the time server has no time itself: it is not synchronised")
        offset, trip = offset_and_delay(reply, asked, answered)
        return [
            (_OFFSET, (), offset),
            (_TRIP, (), trip),
            (_STRATUM, (), reply.stratum),
            (_LEAP, (), reply.leap),
            (_ROOT_DELAY, (), reply.root_delay_seconds),
            (_DISPERSION, (), reply.root_dispersion_seconds),
            (_REFERENCE, (), reply.reference),
        ]

    def close(self) -> None:
        """Nothing is held."""

    def _exchange(self) -> tuple[NtpReply, float, float]:
        """Return the answer, and our clock when we asked and when it came."""
        cookie = os.urandom(_COOKIE_BYTES)
        family, *_, address = socket.getaddrinfo(*self._server, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.settimeout(_TIMEOUT_SECONDS)
            asking.connect(address)
            asked = self._clock.now() / 1000
            asking.send(request(cookie))
            for _ in range(_MOST_PACKETS):
                packet = asking.recv(1_024)
                answered = self._clock.now() / 1000
                reply = reply_from(packet, cookie, answered)
                if reply is not None:
                    return reply, asked, answered
        raise Unavailable("the time server answers something else")
