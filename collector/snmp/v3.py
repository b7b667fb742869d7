"""The envelope of SNMP v3 (RFC 3412, 3414): write, read, and tell whether to believe it; pure."""

from __future__ import annotations

from dataclasses import dataclass

from collector.snmp.ber import (
    OCTETS,
    SEQUENCE,
    Malformed,
    Oid,
    Reader,
    encoded,
    encoded_integer,
    oid_from_text,
)
from collector.snmp.messages import Pdu, Version, encoded_pdu, pdu_in
from collector.snmp.usm import Keys, decrypted, encrypted, is_sealed, seal

AUTH, PRIVACY, REPORTABLE = 1, 2, 4
_USER_SECURITY = 3
_LARGEST_MESSAGE = 65_507
_LARGEST_COUNT = 0x7FFFFFFF

_REPORTS = "1.3.6.1.6.3.15.1.1"
UNSUPPORTED_LEVEL = oid_from_text(f"{_REPORTS}.1.0")
NOT_IN_TIME = oid_from_text(f"{_REPORTS}.2.0")
UNKNOWN_USER = oid_from_text(f"{_REPORTS}.3.0")
UNKNOWN_ENGINE = oid_from_text(f"{_REPORTS}.4.0")
WRONG_DIGEST = oid_from_text(f"{_REPORTS}.5.0")
DECRYPTION_ERROR = oid_from_text(f"{_REPORTS}.6.0")


class NotBelieved(Malformed):
    """The message is not from who it says, or meant for somebody else.  ``report`` says why."""

    def __init__(self, sentence: str, report: Oid) -> None:
        super().__init__(sentence)
        self.report = report


@dataclass(frozen=True, slots=True)
class EngineTime:
    """An engine as it was at a moment: who, how often booted, for how many seconds up."""

    engine: bytes
    boots: int = 0
    time: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """Whose objects a PDU is about; an answer names the same."""

    engine: bytes = b""
    name: bytes = b""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around the PDU, before anything of it is believed."""

    number: int
    flags: int
    engine: EngineTime
    user: bytes
    found_seal: bytes
    seal_position: int
    salt: bytes
    body: Reader
    message: bytes


def v3_message(
    keys: Keys,
    engine: EngineTime,
    number: int,
    pdu: Pdu,
    *,
    salt: bytes,
    flags: int,
    context: Context,
) -> bytes:
    """Return a message, sealed and encrypted as *keys* and *flags* say."""
    scoped = encoded(
        SEQUENCE, encoded(OCTETS, context.engine) + encoded(OCTETS, context.name) + encoded_pdu(pdu)
    )
    is_private = bool(flags & PRIVACY)
    if is_private:
        scoped = encoded(
            OCTETS, encrypted(keys, scoped, boots=engine.boots, time=engine.time, salt=salt)
        )
    blank = bytes(keys.seal_bytes) if flags & AUTH else b""
    before = (
        encoded(OCTETS, engine.engine)
        + encoded_integer(engine.boots)
        + encoded_integer(engine.time)
        + encoded(OCTETS, keys.user)
    )
    after = encoded(OCTETS, salt if is_private else b"")
    security = encoded(SEQUENCE, before + encoded(OCTETS, blank) + after)
    header = encoded_integer(number) + encoded_integer(_LARGEST_MESSAGE)
    header += encoded(OCTETS, bytes((flags,))) + encoded_integer(_USER_SECURITY)
    head = encoded_integer(Version.V3) + encoded(SEQUENCE, header) + encoded(OCTETS, security)
    message = encoded(SEQUENCE, head + scoped)
    if not blank:
        return message
    place = len(message) - len(scoped) - len(after) - len(blank)
    return message[:place] + seal(keys, message) + message[place + len(blank) :]


def envelope_in(message: bytes, rest: Reader) -> Envelope:
    """Read what follows the version.  Raises Malformed."""
    header = rest.inside(SEQUENCE)
    number, _largest = header.integer(), header.integer()
    flags, model = header.octets(), header.integer()
    if len(flags) != 1 or model != _USER_SECURITY or flags[0] & (AUTH | PRIVACY) == PRIVACY:
        raise Malformed("this is not the user-based security of SNMP v3")
    security = rest.inside(OCTETS).inside(SEQUENCE)
    engine, boots, time = security.octets(), security.integer(), security.integer()
    if not (0 <= boots <= _LARGEST_COUNT and 0 <= time <= _LARGEST_COUNT and len(engine) <= 32):
        raise Malformed("the engine of the message cannot be one")
    user = security.octets()
    start, stop = security.expect(OCTETS)
    return Envelope(
        number=number,
        flags=flags[0],
        engine=EngineTime(engine, boots, time),
        user=user,
        found_seal=message[start:stop],
        seal_position=start,
        salt=security.octets(),
        body=rest,
        message=message,
    )


def opened(envelope: Envelope, keys: Keys) -> tuple[Context, Pdu]:
    """Return the context and the PDU of a message that *keys* open.

    Raises NotBelieved for a wrong digest, Malformed for what cannot be read.
    """
    if envelope.flags & AUTH:
        has_keys = keys.auth is not None and keys.user == envelope.user
        if not has_keys or not is_sealed(
            keys, envelope.message, envelope.found_seal, envelope.seal_position
        ):
            raise NotBelieved("the digest of the message is wrong", WRONG_DIGEST)
    body = envelope.body
    if envelope.flags & PRIVACY:
        if keys.privacy is None:
            raise NotBelieved("the message is encrypted for another user", DECRYPTION_ERROR)
        body = Reader(_plain(envelope, keys))
    scoped = body.inside(SEQUENCE)
    context = Context(scoped.octets(), scoped.octets())
    return context, pdu_in(scoped)


def _plain(envelope: Envelope, keys: Keys) -> bytes:
    start, stop = envelope.body.expect(OCTETS)
    return decrypted(
        keys,
        envelope.message[start:stop],
        boots=envelope.engine.boots,
        time=envelope.engine.time,
        salt=envelope.salt,
    )
