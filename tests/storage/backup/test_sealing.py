"""Secrets sealed by a passphrase."""

from __future__ import annotations

import pytest

from watchkeeper.core.errors import InvalidInput
from watchkeeper.storage.backup.sealing import seal, unseal

PASSPHRASE = "正确的马 battery staple"


def test_the_passphrase_opens_what_it_sealed() -> None:
    """Nothing of the content is readable, and two seals of the same differ."""
    sealed = seal(b"top secret", PASSPHRASE)
    assert b"secret" not in sealed
    assert seal(b"top secret", PASSPHRASE) != sealed
    assert unseal(sealed, PASSPHRASE) == b"top secret"


def test_another_passphrase_does_not_open_it() -> None:
    """It says so in one sentence."""
    with pytest.raises(InvalidInput, match="is not the one that sealed this backup"):
        unseal(seal(b"x", PASSPHRASE), PASSPHRASE + ".")


def test_a_short_passphrase_is_refused() -> None:
    """Eight characters are the least."""
    with pytest.raises(InvalidInput, match="fewer than 8"):
        seal(b"x", "1234567")


@pytest.mark.parametrize("at", [0, 8, 9, 10, 15, 30, 40, -1])
def test_a_changed_byte_is_refused(at: int) -> None:
    """Of the mark, the costs, the salt, the nonce, the text or the tag; none costs gigabytes."""
    sealed = bytearray(seal(b"x" * 20, PASSPHRASE))
    sealed[at] ^= 0x20
    with pytest.raises(InvalidInput):
        unseal(bytes(sealed), PASSPHRASE)


@pytest.mark.parametrize("length", [0, 7, 38, 39, 50])
def test_a_cut_seal_is_refused(length: int) -> None:
    """Wherever it ends."""
    with pytest.raises(InvalidInput):
        unseal(seal(b"x" * 20, PASSPHRASE)[:length], PASSPHRASE)
