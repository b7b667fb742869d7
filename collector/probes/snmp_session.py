"""One SNMP session with a device, by gufo-snmp: bounded walks, repeats for lost packets."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass

from gufo.snmp import (
    Aes128Key,
    Aes192Key,
    Aes256Key,
    BaseAuthKey,
    BasePrivKey,
    DesKey,
    Md5Key,
    Sha1Key,
    Sha224Key,
    Sha256Key,
    Sha384Key,
    Sha512Key,
    SnmpAuthError,
    SnmpError,
    User,
)
from gufo.snmp.aio import SnmpSession

from collector.probes.if_mib import Column, SnmpValue, index_of
from collector.probes.outcome import ProbeFailed
from watchkeeper.core.errors import InvalidInput
from watchkeeper.inventory.secrets import Credential, SnmpAuthentication, SnmpPrivacy

RECEIVE_BUFFER_BYTES = 1024 * 1024
ATTEMPTS = 3
_AUTH_KEYS: Mapping[SnmpAuthentication, type[BaseAuthKey]] = {
    SnmpAuthentication.MD5: Md5Key,
    SnmpAuthentication.SHA1: Sha1Key,
    SnmpAuthentication.SHA224: Sha224Key,
    SnmpAuthentication.SHA256: Sha256Key,
    SnmpAuthentication.SHA384: Sha384Key,
    SnmpAuthentication.SHA512: Sha512Key,
}
_PRIVACY_KEYS: Mapping[SnmpPrivacy, type[BasePrivKey]] = {
    SnmpPrivacy.DES: DesKey,
    SnmpPrivacy.AES128: Aes128Key,
    SnmpPrivacy.AES192: Aes192Key,
    SnmpPrivacy.AES256: Aes256Key,
}


@dataclass(frozen=True, slots=True)
class WalkLimits:
    rows: int = 4_096
    repetitions: int = 25


class Device:
    """A session that is held between measurements; engine discovery of v3 happens once."""

    def __init__(self, ip: str, port: int, credential: Credential, *, reply_seconds: float) -> None:
        self._session = session_with(ip, port, credential, reply_seconds=reply_seconds)
        self._is_open = False

    async def get(self, oids: Iterable[str]) -> Mapping[str, SnmpValue]:
        """Return the values of some OIDs; what the device does not have is left out."""
        await self._open()
        wanted = list(oids)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._session.get_many(wanted)
            except TimeoutError:
                if attempt == ATTEMPTS:
                    raise
            except SnmpError as error:
                raise _explained(error) from error
        raise AssertionError("unreachable")

    async def column(self, column: str, limits: WalkLimits) -> Column:
        """Walk one column of a table.  Raises ProbeFailed where the device does not play fair."""
        await self._open()
        answers = _repeated(self._session.getbulk(column, limits.repetitions))
        try:
            return await rows_of(answers, column, limits.rows)
        except SnmpError as error:
            raise _explained(error) from error

    async def _open(self) -> None:
        if self._is_open:
            return
        try:
            await self._session.refresh()
        except SnmpError as error:
            raise _explained(error) from error
        self._is_open = True


async def rows_of(answers: AsyncIterator[tuple[str, SnmpValue]], column: str, most: int) -> Column:
    """Return the rows of a walk by index.

    Some agents answer a walk with OIDs that do not increase, for ever (gufo_snmp issue 53):
    such a walk is refused, and so is one of more than *most* rows.
    """
    rows: dict[int, SnmpValue] = {}
    last = -1
    async for oid, value in answers:
        index = index_of(oid, column)
        if index is None:
            break
        if index <= last:
            raise ProbeFailed("the device walks in circles at {oid}", oid=oid)
        if len(rows) >= most:
            raise ProbeFailed("the table {oid} has more than {most} rows", oid=column, most=most)
        rows[index] = value
        last = index
    return rows


async def _repeated(
    walk: AsyncIterator[tuple[str, SnmpValue]],
) -> AsyncIterator[tuple[str, SnmpValue]]:
    """Ask again where a packet was lost; the walk continues where it stood."""
    failures = 0
    while True:
        try:
            item = await anext(walk)
        except StopAsyncIteration:
            return
        except TimeoutError:
            failures += 1
            if failures == ATTEMPTS:
                raise
            continue
        failures = 0
        yield item


def session_with(
    ip: str, port: int, credential: Credential, *, reply_seconds: float
) -> SnmpSession:
    """Open a session: v3 where the credential has a user, else v2c."""
    if credential.community:
        return SnmpSession(
            ip,
            port,
            community=credential.community,
            timeout=reply_seconds,
            recv_buffer=RECEIVE_BUFFER_BYTES,
        )
    return SnmpSession(
        ip,
        port,
        user=user_from_credential(credential),
        timeout=reply_seconds,
        recv_buffer=RECEIVE_BUFFER_BYTES,
    )


def user_from_credential(credential: Credential) -> User:
    """Return the v3 user.  Raises InvalidInput where the credential has none, or half a key."""
    if not credential.user:
        raise InvalidInput("SNMP needs a community or a user", at=credential.at or None)
    for method, secret in (
        (credential.auth, credential.auth_password),
        (credential.privacy, credential.privacy_password),
    ):
        if method is not None and len(secret) < 8:
            raise InvalidInput(
                "the passwords of SNMP v3 have at least 8 characters", at=credential.at or None
            )
    auth = credential.auth and _AUTH_KEYS[credential.auth](credential.auth_password.encode())
    privacy = credential.privacy and _PRIVACY_KEYS[credential.privacy](
        credential.privacy_password.encode()
    )
    return User(credential.user, auth_key=auth, priv_key=privacy)


def _explained(error: SnmpError) -> ProbeFailed:
    if isinstance(error, SnmpAuthError):
        return ProbeFailed("the device refuses the SNMP user: check name, passwords and methods")
    return ProbeFailed(
        "the SNMP answer cannot be read: {reason}", reason=str(error)[:200] or repr(error)
    )
