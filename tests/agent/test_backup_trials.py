"""When copies are checked and restored, one at a time, and what a comparison finds."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.__main__ import AWAY, main
from agent.backup_settings import NEEDED, BackupSettings
from agent.backups import families
from agent.backups.command import look
from agent.backups.memory import Memory
from agent.backups.reader import CannotTry
from agent.backups.readers import READERS
from agent.backups.scratch_cluster import ScratchCluster, first_error
from agent.backups.tools import Tool
from agent.backups.trees import compare, restored_in
from agent.backups.trials import PAUSE_SECONDS, Trial, due_trial
from agent.clock import SystemClock
from agent.config import config_from_text
from tests.agent.backup_room import Room, flip_a_byte, room_in, told, tried
from tests.agent.processes import wait_for
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput, WatchkeeperError
from watchkeeper.core.spans import DAY
from watchkeeper.host.backups.standing import Copy
from watchkeeper.inventory.files import targets_from_node
from watchkeeper.wire.exposition import Family

DOCS = Path(__file__).parents[2] / "docs"
DAY_SECONDS = DAY / 1000
NOW = 1_800_000_000.0
COPY = Copy("a", NOW - 100)
SETTINGS = BackupSettings("x", verify=DAY, restore_test=DAY)


def known(folder: Path, **numbers: float) -> Memory:
    memory = Memory(folder / "x.json")
    memory.keep(**numbers)
    return memory


JUST = {"verify_at": NOW - 1, "restore_at": NOW - 1, "verify_copy_at": COPY.at}
DUE = {
    "never tried: a check first": ({}, Trial.VERIFY),
    "checked, never restored": ({"verify_at": NOW - 1}, Trial.RESTORE),
    "both of late": (JUST, None),
    "checked a day ago": ({**JUST, "verify_at": NOW - DAY_SECONDS}, Trial.VERIFY),
    "restored a day ago": ({**JUST, "restore_at": NOW - DAY_SECONDS}, Trial.RESTORE),
    "nothing was learnt of late": ({"verify_tried_at": NOW - 10, "restore_tried_at": NOW - 10}, None),
    "nothing was learnt an hour ago": ({"verify_tried_at": NOW - PAUSE_SECONDS}, Trial.VERIFY),
    "the clock was set back": ({**JUST, "verify_at": NOW + 10}, Trial.VERIFY),
}  # fmt: skip


@pytest.mark.parametrize(("numbers", "trial"), DUE.values(), ids=DUE.keys())
def test_what_is_due(tmp_path: Path, numbers: dict[str, float], trial: Trial | None) -> None:
    memory = known(tmp_path, **numbers)
    assert due_trial(SETTINGS, memory, COPY, NOW, checks_each_copy=False) is trial


def test_a_tool_that_checks_each_copy_checks_a_new_one(tmp_path: Path) -> None:
    """Without any setting, and once for each."""
    plain = BackupSettings("x")
    memory = known(tmp_path)
    assert due_trial(plain, memory, COPY, NOW, checks_each_copy=True) is Trial.VERIFY
    memory.keep(verify_copy_at=COPY.at)
    assert due_trial(plain, memory, COPY, NOW, checks_each_copy=True) is None
    assert due_trial(plain, memory, COPY, NOW, checks_each_copy=False) is None


# The trials of a source.


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return room_in(tmp_path)


def archive(room: Room) -> Path:
    out = room.folder / "out"
    out.mkdir(exist_ok=True)
    room.run("tar", "-cf", "out/a.tar", "data")
    return out


def test_trials_begin_by_themselves_and_last(room: Room) -> None:
    """A reading begins what is due, the next tells it, and a source made anew knows it still."""
    settings = (
        f"tool = archive\npath = {archive(room)}\nrestore_test = 30d\ncompare = {room.data}\n"
    )
    source = room.source(settings)

    def both_are_told() -> bool:
        names = told(source.read())
        assert source.trials.wait(30)
        return {"backup_verify_success", "backup_restore_test_success"} <= names.keys()

    wait_for(both_are_told, what="both trials")
    found = told(source.read())
    source.close()
    assert found["backup_verify_success"] == found["backup_restore_test_success"] == 1
    assert found["backup_restore_test_interval_seconds"] == 30 * DAY_SECONDS
    again = room.source(settings)
    before = told(again.trials.readings())
    assert (
        before["backup_last_restore_test_timestamp_seconds"]
        == found["backup_last_restore_test_timestamp_seconds"]
    )


def test_two_restores_do_not_share_a_place(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    """One that the agent makes, and one by hand: the second learns nothing, and says why."""
    source = room.source(f"tool = archive\npath = {archive(room)}\nrestore_test = 30d\n")
    newest = source.reader.read().newest
    assert newest is not None
    assert source.trials.make(Trial.RESTORE, newest) is True
    handle = os.open(room.folder / "state/backups/scratch", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    assert source.trials.make(Trial.RESTORE, newest) is None
    os.close(handle)
    assert "another restore test is under way" in capsys.readouterr().err
    assert source.trials.make(Trial.RESTORE, newest) is True


def test_what_is_learnt_by_hand_is_told_by_the_agent(room: Room) -> None:
    """The agent's own memory does not hide it, nor undo it."""
    settings = f"tool = archive\npath = {archive(room)}\n"
    running, by_hand = room.source(settings), room.source(settings)
    assert "backup_verify_success" not in told(running.trials.readings())
    assert tried(by_hand, Trial.VERIFY) is True
    assert told(running.trials.readings())["backup_verify_success"] == 1
    assert tried(running, Trial.RESTORE) is True
    assert told(by_hand.trials.readings())["backup_restore_test_success"] == 1
    assert told(by_hand.trials.readings())["backup_verify_success"] == 1


def test_a_line_that_breaks_makes_no_copy_bad(room: Room) -> None:
    """A tool fails for both in the same way: it is asked once more whether it answers at all."""
    script, broken = room.folder / "borg", room.folder / "broken"
    script.write_text(
        f"#!/bin/sh\n[ $1 = check ] && {{ cat {room.folder}/breaks && touch {broken}; exit 2; }}\n"
        f"[ -e {broken} ] && exit 2\n"
        'echo \'{"archives": [{"name": "a", "start": "2026-11-22T01:00:00", '
        '"stats": {"original_size": 1}, "duration": 1}], "encryption": {"mode": "none"}}\'\n'
    )
    script.chmod(0o755)
    source = room.source(f"tool = borg\nprogram = {script}\npath = {room.folder}\nverify = 1d\n")
    copy = Copy("a", NOW)
    assert source.trials.make(Trial.VERIFY, copy) is False
    (room.folder / "breaks").touch()
    assert source.trials.make(Trial.VERIFY, copy) is None


@pytest.mark.parametrize("name", ["x" * 200, "it's"])
def test_a_place_where_no_server_can_listen_makes_no_copy_bad(tmp_path: Path, name: str) -> None:
    settings = BackupSettings("x", tool="pg_dump")
    tool = Tool(settings, "pg_restore", SystemClock())
    with pytest.raises(CannotTry, match="no server can listen"):
        ScratchCluster(settings, tool, tmp_path / name).__enter__()


def test_a_repository_s_address_is_in_no_argument(room: Room) -> None:
    """It may hold a password, and everybody sees the arguments of a process."""
    script = room.folder / "restic"
    script.write_text(
        f'#!/bin/sh\necho "$@" >> {room.folder}/said\necho "$RESTIC_REPOSITORY" > {room.folder}/where\necho "[]"\n'
    )
    script.chmod(0o755)
    address = "rest:https://me:s3cret@nas/host/"
    keys = room.folder / "keys"
    keys.write_text("RESTIC_REPOSITORY=/elsewhere\n")
    keys.chmod(0o600)
    source = room.source(
        f"tool = restic\nprogram = {script}\npath = {address}\npassword_file = {room.password}\n"
        f"environment_file = {keys}\n"
    )
    assert source.reader.read().copies == ()
    assert (room.folder / "where").read_text() == f"{address}\n"
    said = (room.folder / "said").read_text()
    assert "snapshots" in said
    assert "s3cret" not in said


def test_a_copy_larger_than_allowed_is_left_alone(room: Room) -> None:
    out = archive(room)
    with (out / "a.tar").open("ab") as file:
        file.truncate(2 << 20)
    source = room.source(f"tool = archive\npath = {out}\nrestore_test = 30d\nrestore_most = 1MiB\n")
    newest = source.reader.read().newest
    assert newest is not None
    assert source.trials.make(Trial.RESTORE, newest) is None
    assert "backup_restore_test_success" not in told(source.trials.readings())


def test_a_copy_that_differs_from_its_original_is_bad(room: Room) -> None:
    """Files that were changed since do not count; a silent change does, and so does nothing left."""
    source = room.source(
        f"tool = archive\npath = {archive(room)}\nrestore_test = 1d\ncompare = {room.data}\n"
    )
    newest = source.reader.read().newest
    assert newest is not None
    (room.data / "file-0").write_text("changed")
    (room.data / "file-1").unlink()
    assert source.trials.make(Trial.RESTORE, newest) is True
    assert told(source.trials.readings())["backup_restore_test_compared_files"] == 3
    flip_a_byte(room.data / "file-2")
    assert source.trials.make(Trial.RESTORE, newest) is False
    for path in room.data.iterdir():
        path.unlink()
    assert source.trials.make(Trial.RESTORE, newest) is False


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.tuples(st.binary(max_size=9), st.booleans()), min_size=1
    )
)
def test_a_comparison_finds_what_was_flipped(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, tuple[bytes, bool]]
) -> None:
    """Of files of the same size and time, those with other bytes are found, and no others."""
    folder = tmp_path_factory.mktemp("trees")
    original, copy = folder / "srv/data", folder / "restored/data"
    for tree in (original, copy):
        tree.mkdir(parents=True)
    for name, (content, is_flipped) in files.items():
        other = bytes(byte ^ 1 for byte in content) if is_flipped else content
        for tree, written in ((original, content), (copy, other)):
            (tree / name).write_bytes(written)
            os.utime(tree / name, (1, 1))
    found = compare(folder / "restored", original)
    flipped = sum(flipped and bool(content) for content, flipped in files.values())
    assert (found.compared, found.different) == (len(files), flipped)
    assert restored_in(folder / "restored").files == len(files)


def test_what_became_something_else_since_is_no_difference(tmp_path: Path) -> None:
    """A folder that is a file by now has no originals any more; the rest is compared."""
    original, copy = tmp_path / "srv/data", tmp_path / "restored/data"
    for tree in (original, copy):
        (tree / "sub").mkdir(parents=True)
        for name in ("a", "sub/b"):
            (tree / name).write_bytes(b"x")
            os.utime(tree / name, (1, 1))
    shutil.rmtree(original / "sub")
    (original / "sub").write_text("a file")
    assert compare(tmp_path / "restored", original).compared == 1


def test_an_original_that_may_not_be_read_leaves_no_file_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel refuses the second of the two files: the first is closed."""
    for tree in ("srv", "restored"):
        (tmp_path / tree).mkdir()
        (tmp_path / tree / "a").write_bytes(b"x")
        os.utime(tmp_path / tree / "a", (1, 1))
    really, opened = os.open, list[int]()

    def refusing(path: str, flags: int) -> int:
        if path.startswith(str(tmp_path / "srv")):
            raise PermissionError(13, "Permission denied", path)
        opened.append(really(path, flags))
        return opened[-1]

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(PermissionError):
        compare(tmp_path / "restored", tmp_path / "srv")
    (handle,) = opened
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(handle)


# What is kept, and how the command and the settings refuse.


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"sizes": {"a": 1}, "numbers": {}}', b"\xff" * 9]
)
def test_a_damaged_memory_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.json").write_bytes(content)
    memory = Memory(tmp_path / "x.json")
    assert memory.number("verify_at") is None
    memory.keep(verify_at=5.0)
    assert Memory(tmp_path / "x.json").number("verify_at") == 5


def test_sizes_are_kept_for_the_newest_copies(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "x.json")
    for number in range(80):
        memory.learn(str(number), float(number), 1.0)
    again = Memory(tmp_path / "x.json")
    assert (again.knows("0"), again.knows("79")) == (False, True)
    (copy,) = again.with_sizes([Copy("79", 0.0)])
    assert (copy.size_bytes, copy.seconds) == (79, 1)


def test_the_first_error_of_a_restored_dump() -> None:
    """Roles that the scratch server has not are none."""
    said = 'psql:x.sql:9: ERROR:  role "shop" does not exist\npsql:x.sql:12: ERROR:  syntax error\n'
    assert first_error(said) == "psql:x.sql:12: ERROR:  syntax error"
    assert first_error(said.splitlines()[0]) == ""


WRONG = {
    "an unknown tool": ("tool = rstic\npath = /x", "nearest is restic"),
    "restic without its password": ("tool = restic\npath = /x", "needs password_file"),
    "pgbackrest without its stanza": ("tool = pgbackrest\nconfig = /x", "needs stanza"),
    "a timer without its unit": ("tool = timer", "needs unit"),
    "a relative folder": ("tool = pg_dump\npath = x", "begin with /"),
    "a repository that is an option": ("tool = borg\npath = --rsh=x", "begins with a dash"),
    "a tag that is an option": ("tool = restic\ntag = --x", "begins with a dash"),
    "a check of what cannot be checked": ("tool = wal\npath = /x\nverify = 1d", "leave verify out"),
    "a restore of what cannot be restored": ("tool = wal\npath = /x\nrestore_test = 1d", "leave restore_test out"),
    "a program by its name": ("tool = borg\npath = /x\nprogram = borg", "begin with /"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG.keys())
def test_settings_that_make_no_sense_are_refused(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(said)) as caught:
        config_from_text(f'[backup "x"]\n{text}\n', "f")
    assert str(caught.value).startswith("f:")


def test_each_tool_has_its_reader() -> None:
    assert set(READERS) == set(NEEDED) - {"folder"}


def test_the_command_knows_its_backups(tmp_path: Path) -> None:
    config = config_from_text(f'[agent]\nstate_dir = {tmp_path}\n[backup "x"]\npath = /x\n', "f")
    with pytest.raises(InvalidInput, match="it has none"):
        look(config, "x", None, SystemClock())
    config = config_from_text(
        f'[agent]\nstate_dir = {tmp_path}\n[backup "x"]\ntool = wal\npath = {tmp_path}\n', "f"
    )
    text, is_good = look(config, "x", None, SystemClock())
    assert is_good
    assert 'backup_files{backup="x"} 0' in text
    with pytest.raises(WatchkeeperError, match="no copy"):
        look(config, "x", Trial.VERIFY, SystemClock())


def test_the_command_says_what_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is not mounted is a sentence and an exit code, no traceback."""
    conf = tmp_path / "agent.conf"
    conf.write_text(f'[agent]\nstate_dir = {tmp_path}\n[backup "x"]\ntool = pg_dump\npath = /no\n')
    assert main(["--config", str(conf), "backup", "x"]) == AWAY
    assert "backup x cannot be read: [Errno 2] No such file" in capsys.readouterr().err


# The manuals.


@pytest.mark.tree  # it reads the manuals
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_manual_s_settings_are_read(language: str) -> None:
    """Each example of agent.conf in the manual is taken as it stands, together as well."""
    page = (DOCS / language / "backups.md").read_text()
    examples = re.findall(r"```ini\n# file: agent.conf.*?\n(.*?)```", page, re.DOTALL)
    assert len(examples) == 2
    found = config_from_text("\n".join(examples), "agent.conf").backups
    assert [(each.tool, each.copy_of) for each in found] == [("restic", ""), ("restic", "files")]


@pytest.mark.tree  # it reads the manuals
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_tool_and_metric_is_in_the_manual(language: str) -> None:
    page = (DOCS / language / "backups.md").read_text()
    table = (DOCS / language / "metrics/backups.md").read_text()
    for tool in NEEDED:
        assert f"| `{tool}` |" in page, tool
    for family in vars(families).values():
        if isinstance(family, Family) and family is not families.READABLE:
            assert f"| `{family.name}` |" in table, family.name


@pytest.mark.tree  # it reads the manuals
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_manual_s_target_is_read(language: str) -> None:
    """What is expected bears the name that the agent's section has."""
    page = (DOCS / language / "backups.md").read_text()
    (example,) = re.findall(r"```yaml\n# file: targets/web.yml\n(.*?)```", page, re.DOTALL)
    (target,) = targets_from_node(parse_yaml(example, name="targets/web.yml"))
    assert [job.name for job in target.backups] == ["files"]
