"""Traps and informs of all versions, believed or not, with the answer that an inform wants; no I/O."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from collector.snmp.ber import Malformed, ObjectId, Oid, Reader, SnmpValue, oid_from_text
from collector.snmp.messages import (
    TRAP_OID,
    UPTIME,
    Kind,
    Pdu,
    Version,
    community_and_pdu,
    community_message,
    version_and_rest,
)
from collector.snmp.usm import Keys, keys_of
from collector.snmp.v3 import (
    AUTH,
    NOT_IN_TIME,
    PRIVACY,
    REPORTABLE,
    UNKNOWN_ENGINE,
    UNKNOWN_USER,
    UNSUPPORTED_LEVEL,
    Context,
    EngineTime,
    Envelope,
    NotBelieved,
    envelope_in,
    opened,
    v3_message,
)
from watchkeeper.inventory.secrets import Credential

TIME_WINDOW_SECONDS = 150
_MOST_ENGINES = 4_096
_HELD_BY_SENDER = frozenset({Kind.TRAP, Kind.TRAP_V1})
_TAKEN = _HELD_BY_SENDER | {Kind.INFORM}
_NOBODY = Keys(b"")
_TRAP_NAMES = oid_from_text("1.3.6.1.6.3.1.1.4")


class NotTaken(Malformed):
    """The message is not one that is taken here; ``reply`` tells the sender why, where it asks."""

    def __init__(self, sentence: str, reply: bytes = b"") -> None:
        super().__init__(sentence)
        self.reply = reply


@dataclass(frozen=True, slots=True)
class Trap:
    """What a device said.  ``reply`` is sent back to who sent an inform."""

    version: Version
    name: Oid
    values: tuple[tuple[Oid, SnmpValue], ...]
    reply: bytes = b""


@dataclass(frozen=True, slots=True)
class _Heard:
    """The latest time that an engine told, and when it was heard."""

    boots: int
    time: int
    at: float


class TrapReader:
    """Reads datagrams by the communities and users that are allowed to speak.

    ``own_time`` tells this server's engine as it is now: informs of v3 are sealed for it.
    """

    def __init__(
        self,
        credentials: Iterable[Credential],
        own_time: Callable[[], EngineTime],
        monotonic: Callable[[], float],
    ) -> None:
        self._communities: frozenset[bytes] = frozenset()
        self._users: Mapping[bytes, Credential] = {}
        self._own_time = own_time
        self._monotonic = monotonic
        self._keys: OrderedDict[tuple[bytes, bytes], Keys] = OrderedDict()
        self.allow(credentials)
        self._heard: OrderedDict[bytes, _Heard] = OrderedDict()
        self._salt = 0

    def allow(self, credentials: Iterable[Credential]) -> None:
        """Let these communities and users speak from now on, and nobody else."""
        known = tuple(credentials)
        self._communities = frozenset(one.community.encode() for one in known if one.community)
        self._users = {one.user.encode(): one for one in known if one.user}
        self._keys.clear()

    def read(self, data: bytes) -> Trap:
        """Return what a datagram says.  Raises NotTaken, Malformed."""
        version, rest = version_and_rest(data)
        if version is Version.V3:
            return self._read_v3(envelope_in(data, rest))
        return self._read_plain(version, rest)

    def _read_plain(self, version: Version, rest: Reader) -> Trap:
        community, pdu = community_and_pdu(rest)
        if community not in self._communities:
            raise NotTaken("the community is not one that may send traps")
        reply = b""
        if pdu.kind is Kind.INFORM:
            reply = community_message(version, community, _answer(pdu))
        return _trap(version, pdu, reply)

    def _read_v3(self, envelope: Envelope) -> Trap:
        own = self._own_time()
        credential = self._users.get(envelope.user)
        if not envelope.engine.engine:
            raise NotTaken("the sender asks for the engine", self._report(envelope, UNKNOWN_ENGINE))
        if credential is None:
            raise NotTaken(
                "the user is not one that may send traps", self._report(envelope, UNKNOWN_USER)
            )
        keys = self._keys_at(envelope.engine.engine, credential)
        if envelope.flags & (AUTH | PRIVACY) != keys.flags:
            # less would let anybody speak in the user's name, more cannot be opened
            raise NotTaken(
                "the seal is not what the user has", self._report(envelope, UNSUPPORTED_LEVEL)
            )
        try:
            context, pdu = opened(envelope, keys)
        except NotBelieved as error:
            raise NotTaken(error.sentence, self._report(envelope, error.report)) from error
        is_for_us = envelope.engine.engine == own.engine
        if is_for_us is (pdu.kind in _HELD_BY_SENDER):
            raise NotTaken("the engine is not the one", self._report(envelope, UNKNOWN_ENGINE))
        if keys.auth is not None:
            self._check_time(envelope, keys, own if is_for_us else None, pdu)
        reply = (
            self._sealed(keys, envelope, _answer(pdu), context) if pdu.kind is Kind.INFORM else b""
        )
        return _trap(Version.V3, pdu, reply)

    def _check_time(self, envelope: Envelope, keys: Keys, own: EngineTime | None, pdu: Pdu) -> None:
        """Refuse what was sealed long ago and is sent again (RFC 3414 3.2.7)."""
        told = envelope.engine
        if own is not None:
            near = abs(told.time - own.time) <= TIME_WINDOW_SECONDS
            if told.boots != own.boots or not near:
                report = Pdu(Kind.REPORT, pdu.number, bindings=((NOT_IN_TIME, 1),))
                raise NotTaken(
                    "the time is not ours",
                    self._sealed(keys, envelope, report, Context(own.engine)),
                )
            return
        heard, now = self._heard.get(told.engine), self._monotonic()
        if heard is not None:
            expected = heard.time + now - heard.at - TIME_WINDOW_SECONDS
            if (told.boots, float(told.time)) < (heard.boots, expected):
                raise NotTaken("the message is old: somebody sends it again")
        if heard is None or (told.boots, told.time) > (heard.boots, heard.time):
            self._heard[told.engine] = _Heard(told.boots, told.time, now)
            _keep_newest(self._heard)

    def _keys_at(self, engine: bytes, credential: Credential) -> Keys:
        name = (engine, credential.user.encode())
        if name not in self._keys:
            self._keys[name] = keys_of(credential, engine)
            _keep_newest(self._keys)
        return self._keys[name]

    def _report(self, envelope: Envelope, why: Oid) -> bytes:
        """Return a report without a seal; nothing where the sender does not ask for one."""
        if not envelope.flags & REPORTABLE:
            return b""
        report = Pdu(Kind.REPORT, 0, bindings=((why, 1),))
        own = self._own_time()
        return v3_message(
            _NOBODY, own, envelope.number, report, salt=b"", flags=0, context=Context(own.engine)
        )

    def _sealed(self, keys: Keys, envelope: Envelope, pdu: Pdu, context: Context) -> bytes:
        own, self._salt = self._own_time(), self._salt + 1
        return v3_message(
            keys,
            own,
            envelope.number,
            pdu,
            salt=(own.boots << 32 | self._salt).to_bytes(8, "big"),
            flags=keys.flags,
            context=context,
        )


def _answer(inform: Pdu) -> Pdu:
    return Pdu(Kind.RESPONSE, inform.number, bindings=inform.bindings)


def _trap(version: Version, pdu: Pdu, reply: bytes) -> Trap:
    """Return the trap of a PDU.  Raises Malformed for one that has no name."""
    if pdu.kind not in _TAKEN:
        raise NotTaken("the message is no trap")
    named = dict(pdu.bindings[:3]).get(TRAP_OID)
    if not isinstance(named, ObjectId):
        raise Malformed("the trap does not say which it is")
    values = tuple(
        (oid, value)
        for oid, value in pdu.bindings
        if oid != UPTIME and not oid.startswith(_TRAP_NAMES)
    )
    return Trap(version, bytes(named), values, reply)


def _keep_newest(
    found: OrderedDict[bytes, _Heard] | OrderedDict[tuple[bytes, bytes], Keys],
) -> None:
    while len(found) > _MOST_ENGINES:
        found.popitem(last=False)
