"""The hash of labels, against values that the xxHash project publishes."""

from __future__ import annotations

import pytest

from rules.promql.label_hash import hash_of_labels, xxh64
from watchkeeper.core.labels import labels_of

_KNOWN = {
    b"": 0xEF46DB3751D8E999,
    b"a": 0xD24EC4F1A98C6E5B,
    b"abc": 0x44BC2CF5AD770999,
    b"Nobody inspects the spammish repetition": 0xFBCEA83C8A378BF1,
}


@pytest.mark.parametrize(("data", "known"), _KNOWN.items(), ids=["none", "one", "few", "stripes"])
def test_known_values(data: bytes, known: int) -> None:
    """Every length takes another path; each gives the published value."""
    assert xxh64(data) == known


def test_labels_are_packed_with_their_lengths() -> None:
    """Each text has its length before it, in one byte or in four."""
    assert hash_of_labels(labels_of({"a": "bc"})) == xxh64(b"\x01a\x02bc")
    long = "x" * 300
    assert hash_of_labels(labels_of({"a": long})) == xxh64(b"\x01a\xff\x2c\x01\x00" + b"x" * 300)
