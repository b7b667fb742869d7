"""NTP packets as bytes.  Source: RFC 5905, 7.3; the client's fields as in RFC 8915's advice."""

from __future__ import annotations

import struct
from typing import NamedTuple

PACKET_BYTES = 48
EPOCH_OFFSET = 2_208_988_800  # seconds from 1900 to 1970
ERA_SECONDS = 2**32
_PACKET = struct.Struct("!BBbb11I")
_CLIENT = 0x23  # no warning, version 4, client
_SERVER_MODE = 4
_UNSYNCHRONISED = 3
_MOST_STRATUM = 15


class NtpReply(NamedTuple):
    """Instants are Unix seconds; ``received`` and ``sent`` are the server's clock."""

    leap: int
    stratum: int
    root_delay_seconds: float
    root_dispersion_seconds: float
    reference: float
    received: float
    sent: float
    code: str = ""  # why a server refuses

    @property
    def is_refusal(self) -> bool:
        return self.stratum == 0

    @property
    def is_synchronised(self) -> bool:
        """Whether the server has the time itself."""
        return self.leap != _UNSYNCHRONISED and self.stratum <= _MOST_STRATUM


def request(cookie: bytes) -> bytes:
    """Return a request whose only content is a random *cookie* of 8 bytes."""
    return bytes([_CLIENT]) + bytes(39) + cookie


def reply_from(packet: bytes, cookie: bytes, now: float) -> NtpReply | None:
    """Read a packet; None for anything that does not answer *cookie*."""
    if len(packet) < PACKET_BYTES or packet[24:32] != cookie or packet[0] & 7 != _SERVER_MODE:
        return None
    flags, stratum, _, _, delay, dispersion, _, *times = _PACKET.unpack(packet[:PACKET_BYTES])
    code = packet[12:16].decode("ascii", "replace").rstrip("\0") if stratum == 0 else ""
    return NtpReply(
        leap=flags >> 6,
        stratum=stratum,
        root_delay_seconds=delay / 65_536,
        root_dispersion_seconds=dispersion / 65_536,
        reference=_unix(times[0], times[1], now),
        received=_unix(times[4], times[5], now),
        sent=_unix(times[6], times[7], now),
        code=code,
    )


def offset_and_delay(reply: NtpReply, asked: float, answered: float) -> tuple[float, float]:
    """Return by how much the server's clock is ahead, and the way there and back; in seconds."""
    offset = ((reply.received - asked) + (reply.sent - answered)) / 2
    delay = (answered - asked) - (reply.sent - reply.received)
    return offset, max(0.0, delay)


def _unix(seconds: int, fraction: int, now: float) -> float:
    """Return Unix seconds in the era nearest to *now*: NTP's seconds begin anew in 2036."""
    plain = seconds - EPOCH_OFFSET + fraction / ERA_SECONDS
    return plain + round((now - plain) / ERA_SECONDS) * ERA_SECONDS
