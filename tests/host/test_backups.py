"""What backup tools write, recorded here: what is read of it, and that nothing else gets through."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.backups.families import readings
from tests.golden import Golden
from watchkeeper.core.errors import InvalidInput
from watchkeeper.host.backups import borg, mysql, pgbackrest, postgresql, restic, rsnapshot, timer
from watchkeeper.host.backups.mysql import Checkpoints
from watchkeeper.host.backups.standing import Copy, CopyKind, Standing, in_order
from watchkeeper.wire.exposition import page

FIXTURES = Path(__file__).parents[1] / "fixtures/backups"
GOLDEN = Path(__file__).parent / "golden/backups.txt"
MANIFEST = (
    b'{ "PostgreSQL-Backup-Manifest-Version": 1,\n"Files": [\n'
    b'{ "Path": "backup_label", "Size": 225, "Checksum": "d7284a12" },\n'
    b'{ "Path": "base/1/112", "Size": 8192, "Checksum": "43872087" }\n],\n'
    b'"Manifest-Checksum": "' + b"0" * 64 + b'"}\n'
)


def fixture(name: str) -> str:
    return (FIXTURES / name).read_text()


@pytest.fixture
def in_china(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_every_tool_as_it_is_told(golden: Golden) -> None:
    """The metrics of each recorded answer, as a reviewer reads them."""
    found = borg.archives(fixture("borg-list.json"))
    run = timer.timed_run(fixture("timer.txt"))
    assert run.ended is not None
    standings = {
        "restic": Standing(restic.snapshots(fixture("restic-snapshots.json")), encrypted=True),
        "borg": Standing(found.copies, encrypted=found.is_encrypted),
        "pgbackrest": pgbackrest.standing(fixture("pgbackrest-info.json")),
        "timer": Standing((Copy("run", run.ended),), failures=0),
    }
    told = [each for name, standing in standings.items() for each in readings(name, standing)]
    golden.check(GOLDEN, page(told))


def test_restic_s_newer_snapshots_tell_their_size() -> None:
    """Since 0.17 a snapshot has a summary; before, its time is that of its start."""
    summary = (
        '"summary": {"backup_start": "2026-11-23T02:00:00.5+08:00", '
        '"backup_end": "2026-11-23T02:01:00.5+08:00", "total_bytes_processed": 600}'
    )
    text = f'[{{"time": "2026-11-23T02:00:00.5+08:00", "id": "{"a" * 64}", {summary}}}]'
    (copy,) = restic.snapshots(text)
    assert (copy.at, copy.size_bytes, copy.seconds) == (1_795_370_460.5, 600, 60)


def test_a_line_before_the_answer_is_passed_over() -> None:
    assert restic.restored_size('warning: [slow]\n{"total_size": 5}\nbye') == 5


def test_restic_s_locks() -> None:
    """Names are long hexadecimal numbers; other lines are talk."""
    name = "893bfb4f" * 8
    assert restic.lock_names(f"repository opened\n{name}\n") == (name,)
    lock = restic.lock('{"time": "2026-11-23T11:53:10Z", "hostname": "web-1", "pid": 8611}')
    assert lock == restic.Lock("web-1", 8611, 1_795_434_790.0)


def test_borg_s_account_of_an_archive() -> None:
    assert borg.archive_size(fixture("borg-info.json")) == (600_005, 0.003528)


CHAINS = {
    "an increment without its full backup": ('"20261123-115316F"', '"20261116-020000F"', False),
    "a log that begins too late": ('"min":"000000010000000000000001"', '"min":"000000010000000000000009"', False),
    "a later timeline": ('"max":"000000010000000000000004"', '"max":"000000020000000000000004"', True),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "is_intact"), CHAINS.values(), ids=CHAINS.keys())
def test_a_chain_of_pgbackrest(old: str, new: str, is_intact: bool) -> None:
    text = fixture("pgbackrest-info.json")
    label = '"label":"20261123-115316F"'
    changed = text.replace(label, '"label":"@"').replace(old, new).replace('"label":"@"', label)
    assert changed != text
    assert pgbackrest.standing(changed).chain_intact is is_intact


def test_a_backup_with_damaged_pages_is_a_failure() -> None:
    text = fixture("pgbackrest-info.json")
    place = text.rindex('"error":false')
    standing = pgbackrest.standing(text[:place] + '"error":true' + text[place + 13 :])
    assert (len(standing.copies), standing.failures) == (1, 1)


def test_a_stanza_without_backups() -> None:
    text = (
        '[{"archive":[],"backup":[],"cipher":"none","db":[],"name":"x","repo":[{"cipher":"none"}],'
        '"status":{"code":2,"lock":{"backup":{"held":true}},"message":"no valid backups"}}]'
    )
    assert pgbackrest.standing(text) == Standing((), None, 1, 0, None, None, encrypted=False)


VERDICTS = {
    "good": ("stanza: main\nstatus: ok\n", True),
    "damaged": ("stanza: main\nstatus: error\n  backup: 20261123-115316F, status: invalid, "
                "total files checked: 1265, total valid files: 1264\n    checksum invalid: 1\n", False),
}  # fmt: skip


@pytest.mark.parametrize(("text", "is_good"), VERDICTS.values(), ids=VERDICTS.keys())
def test_what_pgbackrest_s_check_found(text: str, is_good: bool) -> None:
    """Its exit code is 0 for both."""
    assert pgbackrest.is_verified(text) is is_good


def test_a_manifest_tells_the_size_and_one_that_is_cut_does_not() -> None:
    assert postgresql.manifest_size(MANIFEST.splitlines(keepends=True)) == 8_417
    with pytest.raises(InvalidInput):
        postgresql.manifest_size(MANIFEST[:-20].splitlines(keepends=True))


ARCHIVES = {
    "no gap": (["000000010000000000000001", "000000010000000000000002.gz"], 0),
    "a gap": (["000000010000000000000001", "000000010000000000000004"], 2),
    "over the end of a log": (["0000000100000000000000FF", "000000010000000100000000"], 0),
    "a new timeline": (["000000010000000000000003", "000000020000000000000003", "000000020000000000000004"], 0),
    "pgbackrest's names": ["000000010000000000000001-" + "a" * 40 + ".gz"],
    "other files": (["00000002.history", "000000010000000000000001", "000000010000000000000001.00000028.backup", "x.partial"], 0),
}  # fmt: skip


@pytest.mark.parametrize("names", ARCHIVES.values(), ids=ARCHIVES.keys())
def test_gaps_of_a_log_archive(names: tuple[list[str], int] | list[str]) -> None:
    listed, missing = names if isinstance(names, tuple) else (names, 0)
    found = postgresql.log_archive(listed)
    assert found is not None
    assert found.missing == missing


@given(st.sets(st.integers(0, 5_000), min_size=1, max_size=60), st.sampled_from([1, 16, 64]))
def test_what_is_missing_is_what_is_not_there(places: set[int], mebibytes: int) -> None:
    """Found and missing segments add up to all between the oldest and the newest."""
    each = 4_096 // mebibytes
    names = [f"00000001{place // each:08X}{place % each:08X}" for place in places]
    found = postgresql.log_archive(names, mebibytes << 20)
    assert found is not None
    assert found.segments + found.missing == max(places) - min(places) + 1


def test_no_segments_are_no_archive() -> None:
    assert postgresql.log_archive(["00000002.history"]) is None


DUMPS = {
    "ended": (b"--\n-- PostgreSQL database dump complete\n--\n\n", True),
    "ended, with a newer version's line": (b"-- PostgreSQL database dump complete\n--\n\n\\unrestrict x\n\n", True),
    "of a cluster": (b"-- PostgreSQL database cluster dump complete\n--\n", True),
    "cut": (b"COPY t (a) FROM stdin;\n1\n2\n", False),
    "the mark in the data": (b"-- PostgreSQL database dump complete\n" + b"1\n" * 40, False),
}  # fmt: skip


@pytest.mark.parametrize(("tail", "is_whole"), DUMPS.values(), ids=DUMPS.keys())
def test_the_end_of_a_dump(tail: bytes, is_whole: bool) -> None:
    assert postgresql.is_whole_dump(tail) is is_whole


def test_the_end_of_a_dump_of_mysql() -> None:
    assert mysql.is_whole_dump(b"UNLOCK TABLES;\n\n-- Dump completed on 2026-11-23 11:53:51\n")
    assert mysql.is_whole_dump(b"\n-- Dump completed\n")
    assert not mysql.is_whole_dump(b"INSERT INTO t VALUES ('-- Dump completed on 2026')\n")


@pytest.mark.usefixtures("in_china")
def test_xtrabackup_s_local_times() -> None:
    run = mysql.times(fixture("xtrabackup_info.txt"))
    assert (run.began, run.ended - run.began) == (1_795_406_032, 1)


FULL, NEXT, LAST = (
    Checkpoints(CopyKind.FULL, 0, 10),
    Checkpoints(CopyKind.INCREMENTAL, 10, 20),
    Checkpoints(CopyKind.INCREMENTAL, 20, 20),
)


def test_the_recorded_chain_of_xtrabackup() -> None:
    names = ("checkpoints-full.txt", "checkpoints-incremental.txt")
    found = [mysql.checkpoints(fixture(name)) for name in names]
    assert [each.kind for each in found] == [CopyKind.FULL, CopyKind.INCREMENTAL]
    assert mysql.is_chain_intact(found)


@pytest.mark.parametrize(
    ("backups", "is_intact"),
    [([LAST, NEXT, FULL], True), ([FULL], True), ([FULL, LAST], False), ([NEXT], False)],
    ids=["all there", "only full", "a link is missing", "no full backup"],
)
def test_a_chain_of_xtrabackup(backups: list[Checkpoints], is_intact: bool) -> None:
    assert mysql.is_chain_intact(backups) is is_intact


def test_runs_of_rsnapshot() -> None:
    """The log recorded here: a run whose source was missing, then a good one."""
    log = fixture("rsnapshot.log")
    assert rsnapshot.last_runs(log, "daily")[:2] == (0, False)
    broken = log[: log.index("started")]
    assert rsnapshot.last_runs(broken, "daily") == (1, False, "rs.conf on line 10:")
    assert rsnapshot.last_runs(log, "weekly") == (0, False, "")


def test_failures_of_rsnapshot_in_a_row() -> None:
    """Two runs with errors, one under way; a warning is no failure."""
    stamp = "[2026-11-23T02:00:00] /usr/bin/rsnapshot daily: "
    bad = f"{stamp}started\n{stamp}ERROR: rsync returned 23\n{stamp}ERROR: again\n"
    assert rsnapshot.last_runs(bad * 2, "daily") == (2, False, "rsync returned 23")
    assert rsnapshot.last_runs(f"{bad}{stamp}started\n", "daily")[:2] == (1, True)
    good = f"{bad}{stamp}started\n{stamp}completed, but with some warnings\n"
    assert rsnapshot.last_runs(good, "daily")[0] == 0


def test_a_timer_and_its_service() -> None:
    text = fixture("timer.txt")
    assert timer.service_of(text) == "backup.service"
    run = timer.timed_run(text)
    assert (run.ended, run.is_good, run.is_running) == (1_795_400_077, True, False)
    failed = timer.timed_run(text.replace("ExecMainStatus=0", "ExecMainStatus=3"))
    assert not failed.is_good
    under_way = text.replace("ActiveState=inactive", "ActiveState=activating")
    assert timer.timed_run(under_way.replace("Mon 2026-11-23 02:14:37 UTC", "")).is_running
    never = timer.timed_run(text.replace("Mon 2026-11-23 02:14:37 UTC", "n/a"))
    assert never.ended is None


PARSERS: dict[str, tuple[Callable[[str], object], str]] = {
    "restic snapshots": (restic.snapshots, "restic-snapshots.json"),
    "restic size": (restic.restored_size, "restic-snapshots.json"),
    "restic lock": (restic.lock, "restic-snapshots.json"),
    "restic lock names": (restic.lock_names, "restic-snapshots.json"),
    "borg list": (borg.archives, "borg-list.json"),
    "borg info": (borg.archive_size, "borg-info.json"),
    "pgbackrest": (pgbackrest.standing, "pgbackrest-info.json"),
    "pgbackrest's check": (pgbackrest.is_verified, "timer.txt"),
    "checkpoints": (mysql.checkpoints, "checkpoints-full.txt"),
    "times": (mysql.times, "xtrabackup_info.txt"),
    "timer": (timer.timed_run, "timer.txt"),
    "service": (timer.service_of, "timer.txt"),
    "rsnapshot": (lambda text: rsnapshot.last_runs(text, "daily"), "rsnapshot.log"),
    "manifest": (lambda text: postgresql.manifest_size(text.encode().splitlines()), "timer.txt"),
    "whole dump": (lambda text: postgresql.is_whole_dump(text.encode()), "timer.txt"),
    "whole dump of mysql": (lambda text: mysql.is_whole_dump(text.encode()), "timer.txt"),
    "log archive": (lambda text: postgresql.log_archive(text.split()), "rsnapshot.log"),
    "tables": (postgresql.tables_in, "timer.txt"),
    "snapshot": (rsnapshot.snapshot, "timer.txt"),
}  # fmt: skip

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(
        ["time", "id", "archives", "backup", "status", "stats", "start", "encryption", "mode"]
    ), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@pytest.mark.parametrize(("parse", "name"), PARSERS.values(), ids=PARSERS.keys())
@given(data=st.data())
def test_nothing_but_sense_or_invalid_input(
    parse: Callable[[str], object], name: str, data: st.DataObject
) -> None:
    """Whatever a tool writes, cut, mixed up or strange: it is read, or refused by a sentence."""
    recorded = fixture(name)
    start = data.draw(st.integers(0, len(recorded)))
    end = data.draw(st.integers(start, len(recorded)))
    text = data.draw(
        st.sampled_from([recorded[:start], recorded[start:end], recorded[:start] + recorded[end:]])
        | st.text(max_size=60)
        | _VALUES.map(repr)
        | _VALUES.map(_as_json)
    )
    try:
        parse(text)
    except InvalidInput:
        return


def _as_json(value: object) -> str:
    return json.dumps(value)


def test_what_is_nested_too_deep_is_refused() -> None:
    with pytest.raises(InvalidInput):
        restic.snapshots("[" * 200_000)


COPIES = st.builds(
    Copy,
    name=st.text(max_size=3),
    at=st.floats(0, 2e9),
    kind=st.sampled_from(CopyKind),
    size_bytes=st.none() | st.floats(0, 1e15),
    seconds=st.none() | st.floats(0, 1e6),
)


@given(st.lists(COPIES, max_size=12))
def test_what_is_told_of_any_standing(copies: list[Copy]) -> None:
    """The newest is the last success; kinds add up; a median lies between least and most."""
    told = {
        (family.name, *labels[1:]): value
        for family, labels, value in readings("x", Standing(in_order(copies)))
    }
    assert told["backup_last_success_timestamp_seconds",] == max((c.at for c in copies), default=0)
    kinds = [value for key, value in told.items() if key[0] == "backup_copies"]
    assert sum(kinds) == told["backup_files",] == len(copies)
    if ("backup_size_median_bytes",) in told:
        sizes = [copy.size_bytes for copy in copies if copy.size_bytes is not None]
        assert min(sizes) <= told["backup_size_median_bytes",] <= max(sizes)
