"""The user-based security model of SNMP v3 (RFC 3414, 3826, 7860): keys, seals and ciphers; pure.

AES with 192 and 256 bits was never a standard: two ways of making the longer key are about.
``aes192`` and ``aes256`` lengthen it as draft-blumenthal-aes-usm-04 (net-snmp), ``aes192c`` and
``aes256c`` as draft-reeder-snmpv3-usm-3desede (Cisco and many others).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from collector.snmp.ber import Malformed
from watchkeeper.core.errors import InvalidInput
from watchkeeper.inventory.secrets import Credential, SnmpAuthentication, SnmpPrivacy

_MEBIBYTE = 1_048_576
LEAST_PASSWORD = 8


@dataclass(frozen=True, slots=True)
class _Seal:
    hash: str
    size: int


_SEALS: Mapping[SnmpAuthentication, _Seal] = MappingProxyType(
    {
        SnmpAuthentication.MD5: _Seal("md5", 12),
        SnmpAuthentication.SHA1: _Seal("sha1", 12),
        SnmpAuthentication.SHA224: _Seal("sha224", 16),
        SnmpAuthentication.SHA256: _Seal("sha256", 24),
        SnmpAuthentication.SHA384: _Seal("sha384", 32),
        SnmpAuthentication.SHA512: _Seal("sha512", 48),
    }
)
_KEY_BYTES: Mapping[SnmpPrivacy, int] = MappingProxyType(
    {
        SnmpPrivacy.DES: 16,
        SnmpPrivacy.AES128: 16,
        SnmpPrivacy.AES192: 24,
        SnmpPrivacy.AES256: 32,
        SnmpPrivacy.AES192_CISCO: 24,
        SnmpPrivacy.AES256_CISCO: 32,
    }
)
_CISCO = frozenset({SnmpPrivacy.AES192_CISCO, SnmpPrivacy.AES256_CISCO})


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one user at one engine; never shown."""

    user: bytes
    auth: SnmpAuthentication | None = None
    auth_key: bytes = field(default=b"", repr=False)
    privacy: SnmpPrivacy | None = None
    privacy_key: bytes = field(default=b"", repr=False)

    @property
    def flags(self) -> int:
        return (self.auth is not None) | (self.privacy is not None) << 1

    @property
    def seal_bytes(self) -> int:
        return _SEALS[self.auth].size if self.auth else 0


def check_user(credential: Credential) -> None:
    """Raise InvalidInput where the credential has no user, or half a key."""
    at = credential.at or None
    if not credential.user or len(credential.user.encode()) > 32:
        raise InvalidInput("SNMP needs a community or a user of at most 32 bytes", at=at)
    if credential.privacy and not credential.auth:
        raise InvalidInput(
            "SNMP v3 has no privacy without auth; add auth: and auth_password:", at=at
        )
    for method, secret in (
        (credential.auth, credential.auth_password),
        (credential.privacy, credential.privacy_password),
    ):
        if method is not None and len(secret) < LEAST_PASSWORD:
            raise InvalidInput("the passwords of SNMP v3 have at least 8 characters", at=at)


def keys_of(credential: Credential, engine: bytes) -> Keys:
    """Return the keys of a user at an engine; 3 ms for each password when it is first used."""
    check_user(credential)
    user = credential.user.encode()
    if credential.auth is None:
        return Keys(user)
    hash_name = _SEALS[credential.auth].hash
    auth_key = localized(
        master_key(credential.auth_password.encode(), hash_name), engine, hash_name
    )
    if credential.privacy is None:
        return Keys(user, credential.auth, auth_key)
    short = localized(
        master_key(credential.privacy_password.encode(), hash_name), engine, hash_name
    )
    privacy_key = _lengthened(short, credential.privacy, engine, hash_name)
    return Keys(user, credential.auth, auth_key, credential.privacy, privacy_key)


@lru_cache(maxsize=512)
def master_key(password: bytes, hash_name: str) -> bytes:
    """Return the hash of a mebibyte of the password (RFC 3414 A.2); kept, because it takes 3 ms."""
    repeated = password * (_MEBIBYTE // len(password) + 1)
    return hashlib.new(hash_name, repeated[:_MEBIBYTE], usedforsecurity=False).digest()


def localized(master: bytes, engine: bytes, hash_name: str) -> bytes:
    return hashlib.new(hash_name, master + engine + master, usedforsecurity=False).digest()


def _lengthened(short: bytes, privacy: SnmpPrivacy, engine: bytes, hash_name: str) -> bytes:
    """Return a key that is long enough for the cipher."""
    size, key = _KEY_BYTES[privacy], short
    while len(key) < size:
        if privacy in _CISCO:
            short = localized(master_key(short, hash_name), engine, hash_name)
            key += short
        else:
            key += hashlib.new(hash_name, key, usedforsecurity=False).digest()
    return key[:size]


def seal(keys: Keys, message: bytes) -> bytes:
    """Return the message digest of a message whose place for it holds zeros."""
    assert keys.auth is not None
    how = _SEALS[keys.auth]
    return hmac.digest(keys.auth_key, message, how.hash)[: how.size]


def is_sealed(keys: Keys, message: bytes, found: bytes, position: int) -> bool:
    """Tell whether *found*, which stands at *position*, is the digest of the message."""
    blank = message[:position] + bytes(len(found)) + message[position + len(found) :]
    return len(found) == keys.seal_bytes and hmac.compare_digest(seal(keys, blank), found)


def encrypted(keys: Keys, data: bytes, *, boots: int, time: int, salt: bytes) -> bytes:
    padding = bytes(-len(data) % 8) if keys.privacy is SnmpPrivacy.DES else b""
    worker = _cipher(keys, boots=boots, time=time, salt=salt).encryptor()
    return worker.update(data + padding) + worker.finalize()


def decrypted(keys: Keys, data: bytes, *, boots: int, time: int, salt: bytes) -> bytes:
    """Return the plain bytes.  Raises Malformed where they cannot be such."""
    if len(salt) != 8 or (keys.privacy is SnmpPrivacy.DES and len(data) % 8):
        raise Malformed("the message is encrypted in another way")
    worker = _cipher(keys, boots=boots, time=time, salt=salt).decryptor()
    return worker.update(data) + worker.finalize()


def _cipher(keys: Keys, *, boots: int, time: int, salt: bytes) -> Cipher[CBC] | Cipher[CFB]:
    key = keys.privacy_key
    if keys.privacy is SnmpPrivacy.DES:
        start = bytes(a ^ b for a, b in zip(key[8:16], salt, strict=True))
        return Cipher(_des(key[:8]), CBC(start))
    return Cipher(AES(key), CFB(boots.to_bytes(4, "big") + time.to_bytes(4, "big") + salt))


@lru_cache(maxsize=64)
def _des(key: bytes) -> TripleDES:
    """Return DES: three times with one key, the second time backwards."""
    return TripleDES(key * 3)
