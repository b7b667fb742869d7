"""What goes over the line and onto the disk: printed and read back, broken and bounded."""

from __future__ import annotations

import json
import string
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.satellites.exchange import (
    MAX_NOTES,
    Answer,
    Note,
    Report,
    answer_from,
    bytes_of_answer,
    bytes_of_request,
    request_from,
)
from collector.satellites.hand_down import (
    HandDown,
    RosterPerson,
    bytes_of,
    hand_down_from,
    version_of,
)
from collector.satellites.nodes import json_of_node, node_of_json
from watchkeeper.config.nodes import Node, parse_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput, WatchkeeperError
from watchkeeper.core.instants import Instant
from watchkeeper.core.texts import storable
from watchkeeper.inventory.files import probe_from_node
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential, SnmpAuthentication
from watchkeeper.satellite.sealed import SealedFile, new_key, read_key
from watchkeeper.satellite.settings import read_identity

WORDS = st.text(max_size=20)
YAML = """
snmp:
  version: 1.10
  hours: 08:00
  on: off
  nothing: null
  list: [1e3, "1e3", {a: [true]}]
  "":  x
"""


def same(one: Node, other: Node) -> bool:
    match one.value, other.value:
        case dict() as left, dict() as right:
            return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
        case tuple() as left, tuple() as right:
            return len(left) == len(right) and all(map(same, left, right))
        case left, right:
            return left == right and type(left) is type(right) and one.text == other.text


def test_settings_keep_the_text_of_their_scalars() -> None:
    """1.10 stays 1.10 and 08:00 a time, so that both sides bind alike."""
    node = parse_yaml(YAML, name="t")
    again = node_of_json(json.loads(json.dumps(json_of_node(node))), "x")
    assert same(node, again)


NODES = st.recursive(
    st.builds(
        lambda v: Node(v, "t", text="" if v is None else str(v)),
        st.none() | st.booleans() | st.integers() | WORDS,
    ),
    lambda below: (
        st.builds(lambda items: Node(tuple(items), "t"), st.lists(below, max_size=3))
        | st.builds(lambda items: Node(items, "t"), st.dictionaries(WORDS, below, max_size=3))
    ),
    max_leaves=12,
)


@given(node=NODES)
def test_any_settings_survive_the_way(node: Node) -> None:
    """Reading is the inverse of writing."""
    assert same(node, node_of_json(json.loads(json.dumps(json_of_node(node))), "t"))


@given(
    content=st.recursive(
        st.none() | st.integers() | WORDS,
        lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["m", "s", "v", "t", "x"]), x),
    )
)
def test_broken_settings_are_an_error_of_ours(content: object) -> None:
    """Whatever JSON comes, it is a node or an InvalidInput."""
    try:
        node_of_json(content, "t")  # type: ignore[arg-type]  # it is any JSON
    except InvalidInput:
        return


def document() -> HandDown:
    spec = probe_from_node(parse_yaml("{snmp: {credentials: core, interval: 1m}}", name="t"))
    return HandDown(
        "sat-1",
        (Target("sw '甲'", "10.0.0.1", probes=(replace(spec, at=""),)),),
        {"core": Credential(user="u", auth=SnmpAuthentication.SHA256, auth_password="s3cret")},
        (RosterPerson("a", "甲", "zh", "Asia/Shanghai", (("mail", "a@x.example"),)),),
        (("snmp/own.yml", "x: 1"),),
        "https://watch.example",
    )


def test_a_document_is_read_as_it_was_written() -> None:
    """The same content has the same version; a change has another one."""
    given_, content = document(), bytes_of(document())
    found = hand_down_from(content)
    assert bytes_of(found) == content
    assert found.credentials == dict(given_.credentials)
    assert (found.roster, found.snmp, found.server) == (given_.roster, given_.snmp, given_.server)
    assert found.feeds == given_.feeds
    assert version_of(bytes_of(replace(given_, server="x"))) != version_of(content)
    assert "s3cret" not in repr(given_)
    assert "s3cret" not in repr(found)


@given(cut=st.integers(0, 2_000), noise=st.binary(max_size=8))
def test_a_damaged_document_is_an_error_of_ours(cut: int, noise: bytes) -> None:
    """Cut off or overwritten anywhere it is refused, or still a document."""
    content = bytes_of(document())
    try:
        hand_down_from(content[:cut] + noise + content[cut + len(noise) :])
        hand_down_from(content[:cut])
    except WatchkeeperError:
        return


NOTES = st.builds(
    Note,
    st.integers(1, 1 << 40),
    st.integers(0, 1 << 45).map(Instant),
    st.text(string.ascii_lowercase, min_size=1, max_size=20),
    st.dictionaries(
        st.text(string.ascii_lowercase, min_size=1, max_size=8), WORDS.map(storable), max_size=4
    ),
)
REPORTS = st.builds(
    Report,
    sent_at=st.integers(0, 1 << 45).map(Instant),
    held=st.text("0123456789abcdef", max_size=64),
    software=st.text(string.printable, max_size=20),
    probes=st.integers(0, 1 << 30),
    spooled_ticks=st.integers(0, 1 << 40),
    is_witness=st.booleans(),
    kinds=st.lists(st.sampled_from(["mail", "wecom", "webhook"]), unique=True).map(
        lambda kinds: tuple(sorted(kinds))
    ),
    notes=st.lists(NOTES, max_size=4).map(tuple),
)


@given(report=REPORTS, pushes=st.lists(st.binary(max_size=40), max_size=5))
def test_a_request_is_read_as_it_was_written(report: Report, pushes: list[bytes]) -> None:
    """Head and pushes come back whole."""
    assert request_from(bytes_of_request(report, pushes)) == (report, tuple(pushes))


@given(body=st.binary(max_size=200) | st.binary(max_size=200).map(lambda rest: b"WKS\x01" + rest))
def test_noise_is_no_request(body: bytes) -> None:
    """Bytes of anybody are an InvalidInput and nothing else."""
    with pytest.raises(InvalidInput):
        request_from(body)


def test_a_request_cannot_inflate_without_bound() -> None:
    """Many small pushes that say they are large are refused before one is inflated."""
    bomb = b"WKC\x01" + (16 << 20).to_bytes(4, "little") + b"x"
    with pytest.raises(InvalidInput, match="inflates to at most"):
        request_from(bytes_of_request(Report(Instant(0)), [bomb] * 3))


def test_notes_are_bounded() -> None:
    """More notes, facts or letters than allowed are left out."""
    notes = tuple(
        Note(number, Instant(0), "k", {f"f{place}": "x" * 9_000 for place in range(3)})
        for number in range(1, 60)
    )
    with pytest.raises(InvalidInput, match="head"):
        request_from(bytes_of_request(Report(Instant(0), notes=notes), []))
    found, _ = request_from(bytes_of_request(Report(Instant(0), notes=notes[:8] * 1), []))
    assert len(found.notes) == min(8, MAX_NOTES)
    assert all(len(fact) == 500 for note in found.notes for fact in note.facts.values())


@given(version=st.text(max_size=70), statuses=st.lists(st.integers(0, 599)), noted=st.integers(0))
def test_an_answer_is_read_as_it_was_written(version: str, statuses: list[int], noted: int) -> None:
    answer = Answer(version, tuple(statuses), noted)
    assert answer_from(bytes_of_answer(answer)) == answer


@given(body=st.binary(max_size=100))
def test_noise_is_no_answer(body: bytes) -> None:
    """What a gateway says in the server's place is an InvalidInput."""
    with pytest.raises(InvalidInput):
        answer_from(body)


def test_what_is_kept_is_sealed(tmp_path: Path) -> None:
    """The file shows no secret; another key, another satellite or one changed bit opens nothing."""
    path, key = tmp_path / "kept", new_key()
    content = bytes_of(document())
    sealed = SealedFile(path, key, "me")
    assert sealed.read() is None
    sealed.write(content)
    assert sealed.read() == content
    raw = path.read_bytes()
    assert b"s3cret" not in raw
    assert b"10.0.0.1" not in raw
    assert path.stat().st_mode & 0o777 == 0o600
    for other in (SealedFile(path, new_key(), "me"), SealedFile(path, key, "you")):
        with pytest.raises(InvalidInput, match="damaged or sealed by another key"):
            other.read()
    for place in (0, 10, len(raw) - 1):
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        with pytest.raises(InvalidInput):
            sealed.read()
    sealed.forget()
    assert sealed.read() is None


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    """The key opens everything; its file must be its owner's alone, and whole."""
    path = tmp_path / "key"
    path.write_bytes(new_key())
    path.chmod(0o644)
    with pytest.raises(ConfigError, match="may be read by others"):
        read_key(path)
    path.chmod(0o600)
    assert len(read_key(path)) == 32
    path.write_bytes(b"short")
    with pytest.raises(ConfigError, match="is no key"):
        read_key(path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"id": "x"}', b"\xff"])
def test_a_damaged_identity_says_what_to_do(content: bytes, tmp_path: Path) -> None:
    """A satellite whose identity was cut off is enrolled again."""
    path = tmp_path / "satellite.identity"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(ConfigError, match="this machine is no satellite yet"):
        read_identity(path)


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN"], ids=["endless", "below", "none"])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    """JSON may carry what no integer can hold; a document, an answer and a head say so as broken."""
    document = (
        '{"format":1,"satellite":"sat-1","server":"","credentials":{},"roster":[],"snmp":[],"targets":'
        '[{"name":"a","address":"","probes":[{"kind":"tcp","settings":{},"name":"tcp","interval":'
        f'{number},"timeout":1,"job":""}}]}}]}}'
    )
    with pytest.raises(InvalidInput):
        hand_down_from(document.encode())
    with pytest.raises(InvalidInput):
        answer_from(f'{{"version": "v", "statuses": [{number}], "noted": 0}}'.encode())
    with pytest.raises(InvalidInput):
        answer_from(f'{{"version": "v", "statuses": [], "noted": {number}}}'.encode())
