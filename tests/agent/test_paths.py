"""The agent's light paths do what pathlib does, in what the agent asks of them."""

import pathlib

import pytest

from agent.paths import Path

TEXTS = ("/proc", "/proc/1/mounts", "a.ticks", "/x/y.z.prom", "/")


@pytest.mark.parametrize("text", TEXTS)
def test_parts_of_a_path_are_pathlibs(text: str) -> None:
    ours, theirs = Path(text), pathlib.Path(text)
    assert (ours.name, ours.stem, str(ours.parent)) == (
        theirs.name,
        theirs.stem,
        "" if str(theirs.parent) == "." else str(theirs.parent),
    )
    assert ours.is_absolute() == theirs.is_absolute()
    assert str(ours / "b" / "c") == str(theirs / "b" / "c")


def test_files_are_read_and_removed(tmp_path: pathlib.Path) -> None:
    folder = Path(str(tmp_path)) / "a" / "b"
    folder.mkdir(0o700, parents=True, exist_ok=True)
    folder.mkdir(0o700, parents=True, exist_ok=True)
    file = folder / "file"
    (tmp_path / "a/b/file").write_bytes("é".encode())
    assert (file.read_text(), file.read_bytes()) == ("é", b"\xc3\xa9")
    with file.open("rb") as opened:
        assert opened.read(1) == b"\xc3"
    assert (file.exists(), file.is_dir(), folder.is_dir()) == (True, False, True)
    assert file.stat().st_size == 2
    file.unlink()
    assert not file.exists()
