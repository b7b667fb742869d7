"""Profiles as data: ours, the operator's own, and snmp_exporter's generated modules."""

from __future__ import annotations

import pytest

from collector.snmp.ber import oid_from_text
from collector.snmp.extracts import extracted
from collector.snmp.keyed_rows import KeyedRows, settled
from collector.snmp.profiles import (
    Extract,
    Index,
    Reading,
    Table,
    profiles_in_text,
    shipped_profiles,
)
from collector.snmp.table_samples import RowLabels, samples_of_column, samples_of_scalars
from collector.snmp.unwrap import Unwrapper, most_per_second
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.labels import labels_of

MODULE = """\
auths:
  public_v2: {community: public, version: 2}
modules:
  rack:
    walk: [1.3.6.1.4.1.99999.1]
    get: [1.3.6.1.4.1.99999.2.0]
    metrics:
    - name: rackDoors
      oid: 1.3.6.1.4.1.99999.2
      type: gauge
      help: Doors.
    - name: rackTemperature
      oid: 1.3.6.1.4.1.99999.1.1.3
      type: gauge
      scale: 0.1
      offset: -5
      indexes: [{labelname: rackIndex, type: gauge}]
      lookups:
      - {labels: [rackIndex], labelname: rackName, oid: 1.3.6.1.4.1.99999.1.1.2, type: DisplayString}
      - {labels: [], labelname: rackIndex}
    - name: rackState
      oid: 1.3.6.1.4.1.99999.1.1.4
      type: EnumAsStateSet
      indexes: [{labelname: rackIndex, type: gauge}]
      enum_values: {1: open, 2: closed}
    - name: rackText
      oid: 1.3.6.1.4.1.99999.1.1.5
      type: DisplayString
      indexes: [{labelname: rackIndex, type: gauge}]
      regex_extracts:
        Celsius: [{value: '$1', regex: 'temp=([0-9.]+)C'}]
        Alarm: [{value: '1', regex: 'ALARM'}, {value: '0', regex: '.*'}]
    max_repetitions: 10
    timeout: 5s
"""


def test_all_shipped_profiles_are_read() -> None:
    """Those that the documentation names, each with columns, and no metric twice in one."""
    found = shipped_profiles().profiles
    assert set(found) == {
        "system", "if", "host_resources", "ucd", "ups", "apc", "printer", "entity_sensors", "lldp",
        "cisco", "huawei", "h3c", "synology",
    }  # fmt: skip
    for profile in found.values():
        metrics = [column.metric for column in profile.columns()]
        assert metrics
        assert len(metrics) == len(set(metrics)), profile.name


@pytest.mark.parametrize(
    ("object_id", "names"),
    [
        ("1.3.6.1.4.1.9.1.1208", ["cisco"]),
        ("1.3.6.1.4.1.2011.2.23.743", ["huawei"]),
        ("1.3.6.1.4.1.25506.1.1587", ["h3c"]),
        ("1.3.6.1.4.1.318.1.3.27", ["apc"]),
        ("1.3.6.1.4.1.99.1", []),
    ],
)
def test_a_maker_is_known_by_its_number(object_id: str, names: list[str]) -> None:
    """sysObjectID chooses; 99 is not 9."""
    found = shipped_profiles().of_device(oid_from_text(object_id))
    assert [profile.name for profile in found] == names


def test_a_module_of_snmp_exporter() -> None:
    """Scale, offset, lookups that add and take away, states, numbers out of texts."""
    (profile,) = profiles_in_text(MODULE, "snmp.yml")
    doors = {oid_from_text("1.3.6.1.4.1.99999.2.0"): 3}
    assert samples_of_scalars(profile.scalars, doors) == {(("__name__", "rackDoors"),): 3.0}
    warm, plain = profile.tables
    lookups = {oid_from_text("1.3.6.1.4.1.99999.1.1.2"): {b"\x07": b"north"}}
    labels = RowLabels(warm, lookups)  # type: ignore[arg-type]  # a narrower dict
    name = labels_of({"__name__": "rackTemperature", "rackName": "north"})
    assert samples_of_column(warm.columns[0], {b"\x07": 281}, labels.of) == {
        name: pytest.approx(23.1)
    }
    state, text = plain.columns
    of = RowLabels(plain, {}).of
    assert sorted(samples_of_column(state, {b"\x07": 2}, of).values()) == [0.0, 1.0]
    found = samples_of_column(text, {b"\x07": b"rack temp=23.5C ok"}, of)
    assert {dict(one)["__name__"]: number for one, number in found.items()} == {
        "rackTextCelsius": 23.5,
        "rackTextAlarm": 0.0,
    }


def test_a_module_without_modules_key_is_read_as_well() -> None:
    """snmp_exporter before 0.23 had the modules at the top of the file."""
    text = "rack:\n  metrics:\n  - {name: a, oid: 1.3.6.1.9, type: gauge}\n"
    (profile,) = profiles_in_text(text, "snmp.yml")
    assert profile.scalars[0].metric == "a"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("profile: x\nscalars: {a b: 1.3.6}", "'a b' cannot be the name"),
        ("profile: x\nscalars: {a: 1.3.x}", "is no object identifier"),
        ("profile: x\ntables: {t: {oid: 1.3.6, index: [instance], columns: {a: .1}}}", "'instance' cannot"),
        ("profile: x\ntables: {t: {oid: 1.3.6, index: [i], labels: {job: .2}, columns: {a: .1}}}", "'job' cannot"),
        ("profile: x\nscalars: {a: {oid: 1.3.6, kind: gague}}", "known are"),
        ("profile: x\nscalers: {a: 1.3.6}", "did you mean 'scalars'"),
        ("m: {metrics: [{name: a, oid: 1.3.6, type: Strange}]}", "Strange is not understood"),
        ("m: {metrics: [{name: a, oid: 1.3.6, type: DisplayString, regex_extracts: {X: [{value: '1', regex: '('}]}}]}", "cannot be read"),
    ],
    ids=["a name", "an identifier", "instance", "job", "a kind", "a key", "a type", "a pattern"],
)  # fmt: skip
def test_a_wrong_profile_is_refused_with_its_line(text: str, said: str) -> None:
    """No profile may name the labels that the server sets; every mistake has its place."""
    with pytest.raises(ConfigError, match=said) as caught:
        profiles_in_text(text, "snmp/x.yml")
    assert str(caught.value.at).startswith("snmp/x.yml:")


def test_a_number_that_no_pattern_finds_is_left_out() -> None:
    """A text without the pattern gives nothing."""
    assert list(extracted((Extract("X", "([0-9]+)", r"\1"),), "none")) == []


KEY = ("ifInOctets", labels_of({"ifName": "a"}))


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([(0, 100), (30, 2_000)], [100, 2_000]),
        ([(0, 4_294_967_000), (30, 1_000)], [4_294_967_000, 4_294_968_296]),
        ([(0, 4_000_000_000), (1, 100)], [4_000_000_000, 100]),
        ([(0, 4_294_967_000), (30, 1_000), (60, 900)], [4_294_967_000, 4_294_968_296, 900]),
    ],
    ids=["it grows", "it wraps", "more than the line can: a restart", "wrap, then restart"],
)
def test_a_counter_of_32_bits(readings: list[tuple[float, int]], expected: list[float]) -> None:
    """A wrap that the line could have made is unwrapped; a fall that it could not is a restart."""
    unwrapper = Unwrapper()
    limit = most_per_second("ifInOctets", 100e6)
    found = []
    for at, raw in readings:
        unwrapper.begin(at + 1)
        found.append(unwrapper.value(KEY, raw, at=at, most_per_second=limit))
    assert found == expected


def test_a_device_that_began_anew_counts_from_its_own_zero() -> None:
    """Where the uptime fell, a fall of the counter is no wrap."""
    unwrapper = Unwrapper()
    unwrapper.begin(5_000)
    unwrapper.value(KEY, 4_294_967_000, at=0, most_per_second=1e9)
    unwrapper.begin(10)
    assert unwrapper.value(KEY, 1_000, at=30, most_per_second=1e9) == 1_000


TABLE = Table("interfaces", (Index("ifIndex"),), (), key=("ifName", "ifDescr"))


def rows(**numbers: int) -> dict[bytes, dict[str, str]]:
    return {
        bytes((number,)): {"ifIndex": str(number), "ifName": name, "ifDescr": ""}
        for name, number in numbers.items()
    }


def test_a_device_that_invents_names_is_forgotten_again() -> None:
    """What was not there in the last reading is let go of, once it is much; what is there stays."""
    unwrapper = Unwrapper()
    for turn in range(50):
        unwrapper.begin(turn + 1)
        own = [unwrapper.value(KEY, raw, at=turn, most_per_second=1e9) for raw in (2**32 - 1, 1)]
        assert own[1] == (turn + 1) * 2**32 + 1
        for number in range(500):
            key = ("ifInOctets", labels_of({"ifName": f"{turn}-{number}"}))
            unwrapper.value(key, number, at=turn, most_per_second=1)
    assert len(unwrapper) < 3_000


def test_an_interface_keeps_its_number_when_the_device_renumbers() -> None:
    """After a restart eth0 and eth1 swapped their ifIndex: the series go on under their names."""
    known = KeyedRows()
    assert settled(TABLE, rows(eth0=1, eth1=2), known) == {}
    swapped = settled(TABLE, rows(eth0=2, eth1=1), known)
    assert swapped == {b"\x02": {"ifIndex": "1"}, b"\x01": {"ifIndex": "2"}}
    assert known.moved == 2
    assert settled(TABLE, rows(eth0=2, eth1=1), known) == swapped
    assert known.moved == 2


def test_a_newcomer_does_not_take_an_older_names_number() -> None:
    """A card that is put in gets the index that another had: both stay apart."""
    known = KeyedRows()
    settled(TABLE, rows(eth0=1), known)
    assert settled(TABLE, rows(eth9=1, eth0=2), known) == {
        b"\x02": {"ifIndex": "1"},
        b"\x01": {"ifIndex": "1.2"},
    }


def test_names_that_stand_twice_keep_the_devices_numbers() -> None:
    """Where a device gives two interfaces one name, only the number tells them apart."""
    twice = {
        b"\x01": {"ifIndex": "1", "ifName": "a"},
        b"\x02": {"ifIndex": "2", "ifName": "a"},
    }
    assert settled(TABLE, twice, KeyedRows()) == {}


def test_a_text_reading_of_a_number() -> None:
    """UCD says the load as text."""
    column = next(
        one for one in shipped_profiles().profiles["ucd"].columns() if one.metric == "laLoad"
    )
    assert column.reading is Reading.FLOAT_TEXT
    assert samples_of_column(column, {b"\x01": b"0.25", b"\x02": b"?"}, lambda _: ()) == {
        (("__name__", "laLoad"),): 0.25
    }
