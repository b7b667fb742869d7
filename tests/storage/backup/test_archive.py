"""The file of a backup: what is written comes back, and what was changed since is refused."""

from __future__ import annotations

import io
import json
import random
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import InvalidInput, WatchkeeperError
from watchkeeper.core.instants import Instant
from watchkeeper.storage.backup import manifest
from watchkeeper.storage.backup.archive import ArchiveWriter, Packing, reading_archive
from watchkeeper.storage.backup.manifest import (
    NAME,
    Manifest,
    bytes_from_manifest,
    manifest_from_bytes,
    stays_below,
)

FILES = {
    "state/state.db": random.Random(1).randbytes(20_000).hex().encode(),
    "series/series.db": bytes(range(256)) * 300,
    "series/wal/00000001.wal": b"",
    "configuration/people.yml": b"people: []\n",
}
EMPTY = Manifest(
    version="1",
    taken_at=Instant(1),
    dialect="sqlite",
    schema="r0005",
    configuration_folder="/etc/watchkeeper",
    data_folder="/var/lib/watchkeeper",
    has_series=True,
    members=(),
)


class Pipe(io.RawIOBase):
    """An output that cannot go back, as a connection cannot."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += bytes(data)
        return len(data)


def packed(files: dict[str, bytes] = FILES) -> bytes:
    pipe = Pipe()
    writer = ArchiveWriter(pipe)
    for name, content in files.items():
        packing = Packing.AS_IS if name.endswith("series.db") else Packing.SMALLER
        writer.add(name, io.BytesIO(content), packing=packing)
    writer.finish(replace(EMPTY, members=tuple(writer.members)))
    return bytes(pipe.data)


def changed(data: bytes, change: dict[str, bytes | None], *, extra: str = "") -> bytes:
    """Pack the members of a backup again as a plain ZIP, some of them changed or left out."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as found, zipfile.ZipFile(result, "w") as target:
        for name in found.namelist():
            content = change.get(name, found.read(name))
            if content is not None:
                target.writestr(name, content)
        if extra:
            target.writestr(extra, b"x")
    return result.getvalue()


def refused(path: Path) -> str:
    with pytest.raises(WatchkeeperError) as caught, reading_archive(path) as archive:
        archive.verify()
    said = str(caught.value)
    assert str(path) in said
    assert "\n" not in said
    return said


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    """Every member is as it was; standard tools read the file as well."""
    path = tmp_path / "b.zip"
    path.write_bytes(packed())
    with reading_archive(path) as archive:
        archive.verify()
        found = {one.name: b"".join(archive.pieces(one)) for one in archive.manifest.members}
        archive.unpack(archive.manifest.members[0], tmp_path / "state.db")
    assert found == FILES
    assert (tmp_path / "state.db").read_bytes() == FILES["state/state.db"]
    with zipfile.ZipFile(path) as plain:
        assert plain.testzip() is None


@pytest.mark.parametrize("name", [*FILES, NAME])
def test_a_changed_byte_of_any_member_is_refused(tmp_path: Path, name: str) -> None:
    """Also where the container was made anew and its own checksums fit."""
    path, data = tmp_path / "b.zip", packed()
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        content = bytearray(found.read(name) or b"\0")
    content[len(content) // 2] ^= 1
    path.write_bytes(changed(data, {name: bytes(content)}))
    refused(path)


@pytest.mark.parametrize("name", [one for one in FILES if FILES[one]])
def test_a_flipped_byte_on_the_disk_is_refused(tmp_path: Path, name: str) -> None:
    """The byte lies in what the container holds of the member."""
    path, data = tmp_path / "b.zip", bytearray(packed())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as found:
        info = found.getinfo(name)
    data[info.header_offset + 30 + len(name) + 20 + info.compress_size // 2] ^= 1
    path.write_bytes(bytes(data))
    assert name in refused(path)


@given(cut=st.floats(0, 1, exclude_max=True))
def test_a_cut_file_is_refused(tmp_path_factory: pytest.TempPathFactory, cut: float) -> None:
    """Wherever it ends, it is no backup."""
    path, data = tmp_path_factory.mktemp("cut") / "b.zip", packed()
    path.write_bytes(data[: int(len(data) * cut)])
    refused(path)


def test_a_member_that_is_missing_or_nobody_named_is_refused(tmp_path: Path) -> None:
    """The manifest names all that is in the file, and nothing else."""
    path, data = tmp_path / "b.zip", packed()
    path.write_bytes(changed(data, {"state/state.db": None}))
    assert "is in its manifest only" in refused(path)
    path.write_bytes(changed(data, {}, extra="state/other"))
    assert "is in its file only" in refused(path)
    path.write_bytes(changed(data, {NAME: None}))
    assert "this is no backup of watchkeeper" in refused(path)


@pytest.mark.parametrize(
    "name",
    [
        "../etc/passwd",
        "configuration/../../etc/passwd",
        "/etc/passwd",
        "configuration//etc/passwd",
        "configuration/a\\b",
        "configuration/a\nb",
        "elsewhere/file",
        "state",
    ],
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    """A member's name stays below its folder."""
    path = tmp_path / "b.zip"
    path.write_bytes(packed({name: b"x"}))
    refused(path)


@given(name=st.text(max_size=40))
def test_a_name_that_stays_below_cannot_leave(name: str) -> None:
    """Joined to a folder, it is in it."""
    folder = Path("/a/b")
    if stays_below(name):
        joined = folder / name
        assert joined.is_relative_to(folder)
        assert ".." not in joined.parts


def test_a_member_larger_than_it_says_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A gigabyte of zeros packed into a megabyte fits no size of the manifest."""
    path, data = tmp_path / "b.zip", packed()
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as found,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in found.namelist():
            if name == "state/state.db":
                with target.open(name, "w") as bomb:
                    for _ in range(64):
                        bomb.write(bytes(1 << 20))
            else:
                target.writestr(name, found.read(name))
    path.write_bytes(result.getvalue())
    assert "state/state.db" in refused(path)


def test_a_newer_format_is_named(tmp_path: Path) -> None:
    """It says which format it found and which it reads."""
    path, data = tmp_path / "b.zip", packed()
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        values = json.loads(found.read(NAME))
    values["format"] = 2
    path.write_bytes(changed(data, {NAME: json.dumps(values).encode()}))
    assert "format 2, this watchkeeper reads 1" in refused(path)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_any_json_is_a_manifest_or_refused(value: Any) -> None:
    """Nothing but our own error comes out of a manifest that somebody else wrote."""
    own = json.loads(bytes_from_manifest(EMPTY))
    for key in own:
        values = {**own, key: value}
        values.pop("digest", None)
        values["digest"] = manifest._digest(values)  # so that what follows is looked at
        try:
            found = manifest_from_bytes(json.dumps(values).encode())
        except InvalidInput:
            continue
        assert manifest_from_bytes(bytes_from_manifest(found)) == found
