"""SNMP messages: the PDU of all versions, and the envelope of v1 and v2c; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from collector.snmp.ber import (
    IP_ADDRESS,
    OBJECT_ID,
    SEQUENCE,
    TIME_TICKS,
    Binding,
    IpAddress,
    Malformed,
    ObjectId,
    Oid,
    Reader,
    bindings_in,
    encoded,
    encoded_integer,
    encoded_value,
    index_bytes,
    oid_from_text,
)


class Version(IntEnum):
    """As it stands on the wire."""

    V1 = 0
    V2C = 1
    V3 = 3

    @property
    def word(self) -> str:
        return {0: "v1", 1: "v2c", 3: "v3"}[self]


class Kind(IntEnum):
    """What a PDU is, by its tag."""

    GET = 0xA0
    GET_NEXT = 0xA1
    RESPONSE = 0xA2
    SET = 0xA3
    TRAP_V1 = 0xA4
    GET_BULK = 0xA5
    INFORM = 0xA6
    TRAP = 0xA7
    REPORT = 0xA8


class ErrorStatus(IntEnum):
    """The error-status values that a reader acts on."""

    NONE = 0
    TOO_BIG = 1
    NO_SUCH_NAME = 2
    GENERAL = 5
    NO_ACCESS = 6
    RESOURCE_UNAVAILABLE = 13
    AUTHORIZATION = 16


@dataclass(frozen=True, slots=True)
class Pdu:
    """``status`` and ``position`` are non-repeaters and max-repetitions where *kind* is GET_BULK."""

    kind: Kind
    number: int
    status: int = 0
    position: int = 0
    bindings: Sequence[Binding] = ()


UPTIME = oid_from_text("1.3.6.1.2.1.1.3.0")
TRAP_OID = oid_from_text("1.3.6.1.6.3.1.1.4.1.0")
ENTERPRISE = oid_from_text("1.3.6.1.6.3.1.1.4.3.0")
TRAP_ADDRESS = oid_from_text("1.3.6.1.6.3.18.1.3.0")
_STANDARD_TRAPS = oid_from_text("1.3.6.1.6.3.1.1.5")
_ENTERPRISE_SPECIFIC = 6


def encoded_pdu(pdu: Pdu) -> bytes:
    bindings = b"".join(
        encoded(SEQUENCE, encoded(OBJECT_ID, oid) + encoded_value(value))
        for oid, value in pdu.bindings
    )
    return encoded(
        pdu.kind,
        encoded_integer(pdu.number)
        + encoded_integer(pdu.status)
        + encoded_integer(pdu.position)
        + encoded(SEQUENCE, bindings),
    )


def question(kind: Kind, number: int, oids: Iterable[Oid], repetitions: int = 0) -> Pdu:
    """Return a PDU that asks for *oids*."""
    return Pdu(kind, number, position=repetitions, bindings=[(oid, None) for oid in oids])


def community_message(version: Version, community: bytes, pdu: Pdu) -> bytes:
    return encoded(SEQUENCE, encoded_integer(version) + encoded(4, community) + encoded_pdu(pdu))


def version_and_rest(data: bytes) -> tuple[Version, Reader]:
    """Return the version of a message and what follows it.  Raises Malformed."""
    message = Reader(data).inside(SEQUENCE)
    number = message.integer()
    try:
        return Version(number), message
    except ValueError:
        raise Malformed("there is no SNMP version {number}", number=number) from None


def community_and_pdu(rest: Reader) -> tuple[bytes, Pdu]:
    """Read what follows the version in v1 and v2c.  Raises Malformed."""
    community = rest.octets()
    return community, pdu_in(rest)


def pdu_in(reader: Reader) -> Pdu:
    """Read a PDU; a trap of v1 becomes one of v2 (RFC 3584 section 3.1).  Raises Malformed."""
    tag, start, stop = reader.element()
    try:
        kind = Kind(tag)
    except ValueError:
        raise Malformed("there is no PDU {tag}", tag=tag) from None
    body = Reader(reader.data, start, stop)
    if kind is Kind.TRAP_V1:
        return _trap_of_v1(body)
    number, status, position = body.integer(), body.integer(), body.integer()
    return Pdu(kind, number, status, position, bindings_in(body.data, *body.expect(SEQUENCE)))


def request_number(data: bytes) -> int:
    """Return the number by which an answer finds who asked, of any version.  Raises Malformed."""
    version, rest = version_and_rest(data)
    if version is Version.V3:
        return rest.inside(SEQUENCE).integer()
    rest.expect(4)
    _, start, stop = rest.element()
    return Reader(data, start, stop).integer()


def _trap_of_v1(body: Reader) -> Pdu:
    start, stop = body.expect(OBJECT_ID)
    enterprise = body.data[start:stop]
    start, stop = body.expect(IP_ADDRESS)
    address = IpAddress(body.data[start:stop])
    generic, specific = body.integer(), body.integer()
    start, stop = body.expect(TIME_TICKS)
    uptime = int.from_bytes(body.data[start:stop][:9], "big")
    name = _trap_name(enterprise, generic, specific)
    bindings: list[Binding] = [(UPTIME, uptime), (TRAP_OID, ObjectId(name))]
    bindings += bindings_in(body.data, *body.expect(SEQUENCE))
    bindings += [(TRAP_ADDRESS, address), (ENTERPRISE, ObjectId(enterprise))]
    return Pdu(Kind.TRAP_V1, 0, bindings=bindings)


def _trap_name(enterprise: Oid, generic: int, specific: int) -> Oid:
    if generic < 0 or not 0 <= specific <= 0x7FFFFFFF:
        raise Malformed("a trap has no such number")
    if generic < _ENTERPRISE_SPECIFIC:
        return _STANDARD_TRAPS + index_bytes((generic + 1,))
    return enterprise + index_bytes((0, specific))
