"""A conversation with one device: lost answers are asked for again, engines of v3 discovered once."""

from __future__ import annotations

import asyncio
import itertools
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from collector.probes.outcome import ProbeFailed
from collector.snmp.ber import Malformed, Oid
from collector.snmp.messages import (
    Kind,
    Pdu,
    Version,
    community_and_pdu,
    community_message,
    question,
    version_and_rest,
)
from collector.snmp.sockets import Address, SnmpSocket
from collector.snmp.usm import Keys, check_user, keys_of
from collector.snmp.v3 import (
    DECRYPTION_ERROR,
    NOT_IN_TIME,
    REPORTABLE,
    UNKNOWN_ENGINE,
    UNKNOWN_USER,
    UNSUPPORTED_LEVEL,
    WRONG_DIGEST,
    Context,
    EngineTime,
    NotBelieved,
    envelope_in,
    opened,
    v3_message,
)
from watchkeeper.core.clock import Clock
from watchkeeper.core.messages import mark
from watchkeeper.inventory.secrets import Credential

ATTEMPTS = 3
_NOBODY = Keys(b"")
_REASONS = {
    UNSUPPORTED_LEVEL: mark(
        "the device does not let the SNMP user in this way: it wants other auth or privacy"
    ),
    UNKNOWN_USER: mark("the device does not know the SNMP user {user!r}"),
    WRONG_DIGEST: mark("the device refuses the auth password or method of the SNMP user {user!r}"),
    DECRYPTION_ERROR: mark(
        "the device refuses the privacy password or method of the SNMP user {user!r}"
    ),
}


class Session(Protocol):
    """Asks one device one question at a time and returns the answer's PDU.

    Raises TimeoutError where no answer comes, ProbeFailed where the device refuses.
    """

    version: Version

    async def ask(self, kind: Kind, oids: Sequence[Oid], repetitions: int = 0) -> Pdu: ...


@dataclass(frozen=True, slots=True)
class Peer:
    """Where the device is; ``strict``: only answers from that very address count."""

    address: Address
    reply_seconds: float = 2.0
    is_strict: bool = False


class _Line:
    """Sends bytes to a device until an answer comes, three times at most."""

    def __init__(self, udp: SnmpSocket, peer: Peer) -> None:
        self._udp = udp
        self._peer = peer

    def new_number(self) -> int:
        return self._udp.new_number()

    async def answer(self, packet: bytes, number: int) -> bytes:
        peer = self._peer
        only_from = peer.address if peer.is_strict else None
        with self._udp.question(number, only_from) as answer:
            for attempt in itertools.count(1):
                self._udp.send(packet, peer.address)
                try:
                    async with asyncio.timeout(peer.reply_seconds):
                        return await asyncio.shield(answer)
                except TimeoutError:
                    if attempt == ATTEMPTS:
                        raise
        raise AssertionError("unreachable")


class CommunitySession:
    """v1 and v2c."""

    def __init__(self, udp: SnmpSocket, peer: Peer, community: str, version: Version) -> None:
        self.version = version
        self._line = _Line(udp, peer)
        self._community = community.encode()

    async def ask(self, kind: Kind, oids: Sequence[Oid], repetitions: int = 0) -> Pdu:
        number = self._line.new_number()
        asked = question(kind, number, oids, repetitions)
        packet = community_message(self.version, self._community, asked)
        found = await self._line.answer(packet, number)
        version, rest = version_and_rest(found)
        community, pdu = community_and_pdu(rest)
        if (version, community, pdu.kind) != (self.version, self._community, Kind.RESPONSE):
            raise Malformed("the answer is not one to what was asked")
        return pdu


class UserSession:
    """v3: the engine is discovered by the first question, its time learned again when it moved."""

    version = Version.V3

    def __init__(self, udp: SnmpSocket, peer: Peer, credential: Credential, clock: Clock) -> None:
        check_user(credential)
        self._line = _Line(udp, peer)
        self._credential = credential
        self._clock = clock
        self._keys: Keys | None = None
        self._engine = EngineTime(b"")
        self._learned_at = 0.0
        self._salts = itertools.count(secrets.randbits(63))

    async def ask(self, kind: Kind, oids: Sequence[Oid], repetitions: int = 0) -> Pdu:
        if self._keys is None:
            await self._discover()
        for _ in range(2):
            pdu = await self._asked(kind, oids, repetitions)
            if pdu is not None:
                return pdu
        raise ProbeFailed("the device takes its own SNMP time for wrong; was it set back?")

    async def _asked(self, kind: Kind, oids: Sequence[Oid], repetitions: int) -> Pdu | None:
        """Return the answer; None where the engine's time had to be learned."""
        assert self._keys is not None
        number = self._line.new_number()
        packet = v3_message(
            self._keys,
            self._now(),
            number,
            question(kind, number, oids, repetitions),
            salt=(next(self._salts) & 0xFFFFFFFFFFFFFFFF).to_bytes(8, "big"),
            flags=self._keys.flags | REPORTABLE,
            context=Context(self._engine.engine),
        )
        engine, pdu, is_sealed = self._opened(await self._line.answer(packet, number))
        if pdu.kind is Kind.RESPONSE and pdu.number == number:
            return pdu
        await self._learn_from(pdu, engine, is_sealed=is_sealed)
        return None

    def _opened(self, data: bytes) -> tuple[EngineTime, Pdu, bool]:
        """Read an answer; only a report may come without the seal that was asked for."""
        _, rest = version_and_rest(data)
        envelope = envelope_in(data, rest)
        keys = self._keys or _NOBODY
        try:
            _, pdu = opened(envelope, keys)
        except NotBelieved as error:
            raise ProbeFailed(
                "the answer of the device is not sealed with the password of {user!r}",
                user=self._credential.user,
            ) from error
        is_sealed = envelope.flags & 3 == keys.flags
        if not is_sealed and pdu.kind is not Kind.REPORT:
            raise Malformed("the answer is not one to what was asked")
        return envelope.engine, pdu, is_sealed

    async def _learn_from(self, report: Pdu, engine: EngineTime, *, is_sealed: bool) -> None:
        """Take the engine's time where it is told; raise where the device refuses the user."""
        name = report.bindings[0][0] if report.bindings else b""
        if name in _REASONS:
            raise ProbeFailed(_REASONS[name], user=self._credential.user)
        if name == UNKNOWN_ENGINE:
            await self._discover()  # the device was exchanged
            return
        # A report about time must be sealed where the user has a key (RFC 3414 3.2.7).
        is_about_time = name == NOT_IN_TIME and engine.engine == self._engine.engine
        if not is_about_time or (
            self._keys and self._keys.auth and not engine_told(report, is_sealed)
        ):
            raise ProbeFailed("the device answers an SNMP v3 report that nobody understands")
        self._learn(engine)

    async def _discover(self) -> None:
        number = self._line.new_number()
        packet = v3_message(
            _NOBODY,
            EngineTime(b""),
            number,
            question(Kind.GET, number, ()),
            salt=b"",
            flags=REPORTABLE,
            context=Context(),
        )
        self._keys = None
        engine, pdu, _ = self._opened(await self._line.answer(packet, number))
        if pdu.kind is not Kind.REPORT or not engine.engine:
            raise ProbeFailed("the device does not tell its SNMP v3 engine")
        self._keys = await asyncio.to_thread(keys_of, self._credential, engine.engine)
        self._learn(engine)

    def _learn(self, engine: EngineTime) -> None:
        self._engine, self._learned_at = engine, self._clock.monotonic()

    def _now(self) -> EngineTime:
        passed = int(self._clock.monotonic() - self._learned_at)
        return EngineTime(self._engine.engine, self._engine.boots, self._engine.time + passed)


def engine_told(report: Pdu, is_sealed: bool) -> bool:
    return bool(report.bindings) and is_sealed


def session_of(
    udp: SnmpSocket, peer: Peer, credential: Credential, clock: Clock, *, version: Version
) -> Session:
    """Return the session that the credential wants: v3 where it has a user."""
    if version is Version.V3:
        return UserSession(udp, peer, credential, clock)
    return CommunitySession(udp, peer, credential.community, version)
