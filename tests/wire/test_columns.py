"""The columnar push format."""

import struct
import zlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS
from watchkeeper.wire import columns
from watchkeeper.wire.columns import Push, decode, encode, padded

UP = labels_of({"__name__": "up"})
LOAD = labels_of({"__name__": "node_load1"})
BOOT = bytes(range(16))


def push_of(*, base: int = 0, additions: tuple[Labels, ...] = (UP, LOAD), ticks: int = 2) -> Push:
    width = base + len(additions)
    return Push(
        agent="web-1",
        boot=BOOT,
        layout=1,
        first_sequence=7,
        sent_at=Instant(1_800_000_000_123),
        interval=Duration(15_000),
        base=base,
        additions=additions,
        times=tuple(Instant(1_800_000_000_000 + 15_000 * i) for i in range(ticks)),
        vectors=struct.pack(f"<{width * ticks}d", *range(width * ticks)),
    )


def wrap(inflated: bytes, *, version: int = 1, length: int | None = None) -> bytes:
    said = len(inflated) if length is None else length
    return b"WKC" + bytes((version,)) + struct.pack("<I", said) + zlib.compress(inflated)


def inflated_of(push: Push) -> bytes:
    return zlib.decompress(encode(push)[8:])


NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
VALUES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
LABELS = st.builds(
    lambda name, pairs: labels_of({**pairs, "__name__": name}),
    NAMES,
    st.dictionaries(NAMES, VALUES, max_size=4),
)


@st.composite
def pushes(draw: st.DrawFn) -> Push:
    base = draw(st.integers(0, 3))
    additions = tuple(draw(st.lists(LABELS, max_size=4)))
    times = tuple(draw(st.lists(st.integers(0, 2**53), min_size=1, max_size=4)))
    cells = len(times) * (base + len(additions))
    return Push(
        agent=draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)),
        boot=draw(st.binary(min_size=16, max_size=16)),
        layout=draw(st.integers(1, 2**32 - 1)),
        first_sequence=draw(st.integers(0, 2**63)),
        sent_at=Instant(draw(st.integers(0, 2**53))),
        interval=Duration(draw(st.integers(1_000, 120_000))),
        base=base,
        additions=additions,
        times=tuple(map(Instant, times)),
        vectors=draw(st.binary(min_size=8 * cells, max_size=8 * cells)),
    )


@given(pushes())
def test_what_is_encoded_is_decoded(push: Push) -> None:
    """Decoding gives back each field, and every bit of every value."""
    assert decode(encode(push)) == push


def test_numpy_reads_all_vectors_in_one_go() -> None:
    """The vectors of a request are one block of float64, tick by tick."""
    push = decode(encode(push_of(ticks=3)))
    matrix = np.frombuffer(push.vectors, "<f8").reshape(push.ticks, push.width)
    assert matrix.tolist() == [[0, 1], [2, 3], [4, 5]]
    assert [list(row) for row in push.rows()] == matrix.tolist()


def test_vectors_lie_on_eight_bytes_whatever_the_names() -> None:
    """An odd agent id and odd labels do not move the vectors off their alignment."""
    for name in ("a", "agent-7", "值守"):
        push = replace(push_of(additions=(labels_of({"__name__": "x", "a": name}),)), agent=name)
        assert len(inflated_of(push)) % 8 == 0


def test_a_narrower_tick_is_filled_with_absent() -> None:
    """A tick taken before the layout grew has the absent value in the new columns."""
    bits = struct.unpack("<3Q", padded(struct.pack("<d", 1.5), 3))
    assert bits[1:] == (ABSENT_BITS, ABSENT_BITS)


@pytest.mark.parametrize("bits", [ABSENT_BITS, STALE_BITS], ids=["absent", "stale"])
def test_markers_keep_their_bits(bits: int) -> None:
    """The two NaN payloads that mean something survive the way."""
    push = replace(push_of(additions=(UP,), ticks=1), vectors=struct.pack("<Q", bits))
    assert struct.unpack("<Q", decode(encode(push)).vectors)[0] == bits


def test_sequences_count_from_the_first() -> None:
    assert list(push_of(ticks=3).sequences) == [7, 8, 9]


def _patched(at: int, form: str, value: object) -> bytes:
    inflated = bytearray(inflated_of(push_of()))
    struct.pack_into(form, inflated, at, value)
    return wrap(bytes(inflated))


BROKEN = {
    "empty": b"",
    "another protocol": b"GET / HTTP/1.1\r\n\r\n",
    "a later version": wrap(inflated_of(push_of()), version=2),
    "cut within the stream": encode(push_of())[:-3],
    "not a zlib stream": b"WKC\x01\x05\x00\x00\x00hello",
    "says less than it inflates to": wrap(inflated_of(push_of()), length=10),
    "says more than it inflates to": wrap(inflated_of(push_of()), length=10_000),
    "something follows the stream": encode(push_of()) + b"x",
    "shorter than the head": wrap(b"x" * 20),
    "one byte too many": wrap(inflated_of(push_of()) + b"\0"),
    "base beyond the width": _patched(24, "<I", 9),
    "no tick": _patched(32, "<I", 0),
    "no agent": _patched(56, "<H", 0),
    "additions not aligned": _patched(36, "<I", 41),
    "labels not sorted": encode(push_of(additions=((("b", "1"), ("__name__", "x")),))),
    "a label twice": encode(push_of(additions=((("__name__", "x"), ("__name__", "y")),))),
    "a series without a name": encode(push_of(additions=((("a", "1"),),))),
    "an empty value": encode(push_of(additions=((("__name__", "x"), ("a", "")),))),
    "a bad label name": encode(push_of(additions=((("__name__", "x"), ("a-b", "1")),))),
    "a bad metric name": encode(push_of(additions=((("__name__", "1x"),),))),
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_body_is_refused(body: bytes) -> None:
    """What is no push raises InvalidInput, never anything else."""
    with pytest.raises(InvalidInput):
        decode(body)


LARGE = {
    "a body over the bound": b"WKC\x01" + b"\0" * columns.MAX_BODY_BYTES,
    "inflates over the bound": wrap(b"", length=columns.MAX_INFLATED_BYTES + 1),
    "too many series": _patched(28, "<I", columns.MAX_SERIES + 1),
    "too many ticks": _patched(32, "<I", columns.MAX_TICKS + 1),
    "too many labels": encode(
        push_of(additions=(labels_of({"__name__": "x"} | {f"l{i}": "1" for i in range(64)}),))
    ),
    "a label too long": encode(push_of(additions=(labels_of({"__name__": "x", "a": "y" * 5000}),))),
}


@pytest.mark.parametrize("body", LARGE.values(), ids=LARGE.keys())
def test_what_is_too_large_is_told_apart(body: bytes) -> None:
    """Over a bound it is TooLarge, which the server answers by 413."""
    with pytest.raises(TooLarge):
        decode(body)


def test_a_bomb_is_inflated_only_to_its_word() -> None:
    """A body that inflates to more than it says is refused without being inflated whole."""
    bomb = b"WKC\x01" + struct.pack("<I", 100) + zlib.compress(bytes(100 << 20), 9)
    with pytest.raises(InvalidInput):
        decode(bomb)


@given(st.binary(max_size=200))
def test_any_bytes_raise_only_invalid_input(noise: bytes) -> None:
    """No bytes from outside raise anything but InvalidInput."""
    for body in (noise, wrap(noise), wrap(inflated_of(push_of())[:64] + noise)):
        with pytest.raises(InvalidInput):
            decode(body)
