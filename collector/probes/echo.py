"""ICMP echo packets as bytes: pure, so that they can be tested with anything."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_HEADER = struct.Struct("!BBHHH")  # type, code, checksum, identifier, sequence
_ECHO_REQUEST = {4: 8, 6: 128}
_ECHO_REPLY = {4: 0, 6: 129}


@dataclass(frozen=True, slots=True)
class EchoReply:
    """``payload`` is what was sent with the request."""

    identifier: int
    sequence: int
    payload: bytes


def echo_request(version: int, identifier: int, sequence: int, payload: bytes) -> bytes:
    """Return an ICMP (version 4) or ICMPv6 (version 6) echo request.

    The kernel fills in the checksum of ICMPv6 and of datagram sockets.
    """
    kind = _ECHO_REQUEST[version]
    blank = _HEADER.pack(kind, 0, 0, identifier, sequence) + payload
    if version == 6:
        return blank
    return _HEADER.pack(kind, 0, checksum(blank), identifier, sequence) + payload


def echo_reply(version: int, packet: bytes, *, has_ip_header: bool) -> EchoReply | None:
    """Read a packet; None for anything that is no echo reply.

    Raw IPv4 sockets deliver the IP header too (raw(7)).
    """
    body = packet
    if has_ip_header:
        if len(packet) < 20 or packet[0] >> 4 != 4:
            return None
        body = packet[(packet[0] & 0x0F) * 4 :]
    if len(body) < _HEADER.size:
        return None
    kind, code, _, identifier, sequence = _HEADER.unpack_from(body)
    if kind != _ECHO_REPLY[version] or code != 0:
        return None
    return EchoReply(identifier, sequence, body[_HEADER.size :])


def checksum(data: bytes) -> int:
    """Return the Internet checksum (RFC 1071)."""
    padded = data + b"\0" * (len(data) % 2)
    total: int = sum(struct.unpack(f"!{len(padded) // 2}H", padded))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
