"""Messages: what is written is read again, and whatever comes is read or refused in words."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.snmp.ber import (
    MOST_BINDINGS,
    Absent,
    IpAddress,
    Malformed,
    ObjectId,
    encoded,
    oid_from_text,
    text_from_oid,
)
from collector.snmp.indexes import index_text, parts_of
from collector.snmp.messages import (
    TRAP_OID,
    Kind,
    Pdu,
    Version,
    community_and_pdu,
    community_message,
    encoded_pdu,
    request_number,
    version_and_rest,
)
from collector.snmp.profiles import Index, IndexKind, Reading
from collector.snmp.usm import keys_of, localized, master_key
from collector.snmp.v3 import (
    AUTH,
    PRIVACY,
    Context,
    EngineTime,
    NotBelieved,
    envelope_in,
    opened,
    v3_message,
)
from collector.snmp.values import bits_in, instant_in, text_of
from watchkeeper.core.errors import InvalidInput, WatchkeeperError
from watchkeeper.inventory.secrets import Credential, SnmpAuthentication, SnmpPrivacy

OIDS = st.lists(st.integers(0, 2**32 - 1), min_size=0, max_size=20).map(
    lambda rest: oid_from_text(".".join(map(str, [1, 3, *rest])))
)
VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63),
    st.binary(max_size=300),
    OIDS.map(ObjectId),
    st.binary(min_size=4, max_size=4).map(IpAddress),
    st.sampled_from(Absent),
    st.floats(allow_nan=False),
)
PDUS = st.builds(
    Pdu,
    st.sampled_from([kind for kind in Kind if kind is not Kind.TRAP_V1]),
    st.integers(0, 2**31 - 1),
    st.integers(0, 100),
    st.integers(0, 100),
    st.lists(st.tuples(OIDS, VALUES), max_size=8),
)
USER = Credential(
    user="watch",
    auth=SnmpAuthentication.SHA256,
    auth_password="auth-pass-phrase",
    privacy=SnmpPrivacy.AES256,
    privacy_password="priv-pass-phrase",
)
ENGINE = EngineTime(b"\x80\x00\x1f\x88\x80engine", 3, 77)
CONTEXT = Context(ENGINE.engine, b"bridge")
KEYS = keys_of(USER, ENGINE.engine)


@given(PDUS, st.binary(max_size=40), st.sampled_from([Version.V1, Version.V2C]))
def test_a_message_that_is_written_is_read_again(
    pdu: Pdu, community: bytes, version: Version
) -> None:
    """Reading undoes writing."""
    packet = community_message(version, community, pdu)
    found, rest = version_and_rest(packet)
    assert (found, community_and_pdu(rest)) == (version, (community, pdu))
    assert request_number(packet) == pdu.number


@given(PDUS, st.sampled_from([0, AUTH, AUTH | PRIVACY]))
def test_a_sealed_message_is_opened_by_its_keys(pdu: Pdu, flags: int) -> None:
    """v3: what was sealed and encrypted comes back, and its number is found without keys."""
    packet = v3_message(KEYS, ENGINE, 4711, pdu, salt=b"12345678", flags=flags, context=CONTEXT)
    _, rest = version_and_rest(packet)
    assert opened(envelope_in(packet, rest), KEYS) == (CONTEXT, pdu)
    assert request_number(packet) == 4711


@given(PDUS, st.data())
def test_a_changed_message_is_not_believed(pdu: Pdu, data: st.DataObject) -> None:
    """One other byte anywhere in a sealed message: it is refused."""
    packet = v3_message(
        KEYS, ENGINE, 4711, pdu, salt=b"12345678", flags=AUTH | PRIVACY, context=CONTEXT
    )
    place = data.draw(st.integers(0, len(packet) - 1))
    torn = (
        packet[:place]
        + bytes((packet[place] ^ data.draw(st.integers(1, 255)),))
        + packet[place + 1 :]
    )
    with suppress(Malformed):
        _, rest = version_and_rest(torn)
        envelope = envelope_in(torn, rest)
        if envelope.flags & AUTH:
            with pytest.raises((NotBelieved, Malformed)):
                opened(envelope, KEYS)


@given(
    st.binary(max_size=200)
    | PDUS.map(encoded_pdu).map(lambda raw: encoded(0x30, b"\x02\x01\x01\x04\x00" + raw)),
    st.integers(0, 60),
    st.binary(max_size=4),
)
def test_any_bytes_are_read_or_refused(packet: bytes, place: int, other: bytes) -> None:
    """Whatever arrives, it is a message or Malformed; nothing else is raised."""
    torn = packet[:place] + other + packet[place + len(other) :]
    for data in (packet, torn, packet[:place]):
        with suppress(Malformed):
            version, rest = version_and_rest(data)
            if version is Version.V3:
                opened(envelope_in(data, rest), KEYS)
            else:
                community_and_pdu(rest)
        with suppress(Malformed):
            request_number(data)


def test_a_message_of_too_many_values_is_refused() -> None:
    """A datagram full of the smallest values is cut off."""
    binding = b"\x30\x05\x06\x01\x2b\x05\x00"
    body = b"\x02\x01\x01\x02\x01\x00\x02\x01\x00" + encoded(0x30, binding * (MOST_BINDINGS + 1))
    packet = encoded(0x30, b"\x02\x01\x01\x04\x00" + encoded(0xA2, body))
    with pytest.raises(Malformed, match="more than 10000 values"):
        community_and_pdu(version_and_rest(packet)[1])


@pytest.mark.parametrize(
    "text", ["1.3.6.1.4.1.8072.3.2.10", "2.999.1", "0.0", "1.3.4294967295", "1.0.8802.1.1.2"]
)
def test_an_identifier_is_written_as_it_was_read(text: str) -> None:
    """Numbers of all sizes, and all three roots."""
    assert text_from_oid(oid_from_text(text)) == text


@pytest.mark.parametrize(
    "text", ["", "1", "1.40", "3.1", "1.3.4294967296", "1.3.x", "1..3", "1.3.-1"]
)
def test_what_is_no_identifier_is_refused(text: str) -> None:
    """Words, gaps, and numbers that do not fit."""
    with pytest.raises(Malformed):
        oid_from_text(text)


@pytest.mark.parametrize(
    ("hash_name", "digest"),
    [
        ("md5", "526f5eed9fcce26f8964c2930787d82b"),
        ("sha1", "6695febc9288e36282235fc7151f128497b38f3f"),
    ],
)
def test_keys_are_those_of_the_standard(hash_name: str, digest: str) -> None:
    """RFC 3414 A.3: the password maplesyrup at engine 0...02."""
    engine = bytes.fromhex("000000000000000000000002")
    assert localized(master_key(b"maplesyrup", hash_name), engine, hash_name).hex() == digest


@pytest.mark.parametrize(
    ("credential", "said"),
    [
        (Credential(), "needs a community or a user"),
        (Credential(user="u" * 40), "at most 32 bytes"),
        (Credential(user="u", auth=SnmpAuthentication.MD5, auth_password="short"), "8 characters"),
        (
            Credential(user="u", privacy=SnmpPrivacy.DES, privacy_password="long enough"),
            "no privacy without auth",
        ),
    ],
    ids=["nobody", "a name too long", "a password too short", "privacy alone"],
)
def test_half_a_user_is_refused(credential: Credential, said: str) -> None:
    """Before anything is sent, in words."""
    with pytest.raises(InvalidInput, match=said):
        keys_of(credential, b"engine")


def test_a_trap_of_v1_becomes_one_of_v2() -> None:
    """RFC 3584: enterprise and number make the name; the agent's address is kept."""
    body = (
        encoded(0x06, oid_from_text("1.3.6.1.4.1.318"))
        + encoded(0x40, bytes([10, 0, 0, 9]))
        + b"\x02\x01\x06\x02\x01\x05\x43\x01\x2a"
        + encoded(0x30, b"")
    )
    packet = encoded(0x30, b"\x02\x01\x00\x04\x06public" + encoded(0xA4, body))
    _, pdu = community_and_pdu(version_and_rest(packet)[1])
    names = dict(pdu.bindings)
    assert text_from_oid(names[TRAP_OID]) == "1.3.6.1.4.1.318.0.5"  # type: ignore[arg-type]  # an ObjectId
    assert pdu.bindings[0][1] == 42


INDEXES = (
    Index("a"),
    Index("b", IndexKind.TEXT),
    Index("c", IndexKind.HEX, 6),
    Index("d", IndexKind.ADDRESS),
    Index("e", IndexKind.IPV4),
)


def test_an_index_of_all_kinds() -> None:
    """Number, text with its length, fixed octets, an address with its kind, and a plain one."""
    numbers = [7, 2, 104, 105, 0, 27, 33, 10, 11, 12, 1, 4, 10, 0, 0, 1, 192, 168, 1, 2]
    parts = parts_of(oid_from_text(".".join(map(str, [1, 3, *numbers])))[1:], INDEXES)
    assert [index_text(index, parts[index.label]) for index in INDEXES] == [
        "7",
        "hi",
        "00:1B:21:0A:0B:0C",
        "10.0.0.1",
        "192.168.1.2",
    ]


@given(st.binary(max_size=60))
def test_any_index_is_read_or_refused(row: bytes) -> None:
    """A device may put anything behind a column."""
    with suppress(WatchkeeperError):
        for label, part in parts_of(row, INDEXES).items():
            index = next(one for one in INDEXES if one.label == label)
            assert len(index_text(index, part)) <= 255


@given(VALUES, st.sampled_from(Reading))
def test_any_value_becomes_a_short_printable_label(value: object, reading: Reading) -> None:
    """Whatever a device calls itself."""
    said = text_of(value, reading, {1: "up"})  # type: ignore[arg-type]  # all kinds of values
    assert len(said) <= 255
    assert said.isprintable()


@pytest.mark.parametrize(
    ("octets", "instant"),
    [
        ("07ea0b17080f1e00", 1795421730.0),
        ("07ea0b17080f1e052b0800", 1795392930.5),
        ("07ea0d17080f1e00", None),
        ("07ea", None),
    ],
    ids=["local", "with a zone", "a thirteenth month", "too short"],
)
def test_a_date_of_a_device(octets: str, instant: float | None) -> None:
    """DateAndTime of 8 or 11 octets, in seconds since 1970."""
    assert instant_in(bytes.fromhex(octets)) == instant


def test_bits_are_counted_from_the_highest() -> None:
    """BITS: bit 0 is the first of the first octet."""
    assert bits_in(b"\x60\x01") == {1, 2, 15}
