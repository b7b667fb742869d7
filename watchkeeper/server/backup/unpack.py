"""Take a backup apart into folders, owners and modes as they were."""

from __future__ import annotations

import grp
import os
import pwd
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.logs import get_log
from watchkeeper.server.backup.belongings import ConfigurationFile, Openness
from watchkeeper.server.backup.sealed import files_from_sealed
from watchkeeper.storage.backup.archive import Archive, Attributes, Told
from watchkeeper.storage.backup.manifest import SEAL, Manifest, Member
from watchkeeper.storage.backup.sealing import MOST_SEALED_BYTES

log = get_log("backup")

_MOST_CONFIGURATION_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the parts go; they are empty."""

    state: Path
    data: Path  # series and documents


def unpack_data(archive: Archive, folders: Folders, told: Told) -> None:
    """Write state, series and documents; each file is on the disk when this returns."""
    for member in archive.manifest.members:
        target = _target(member, folders)
        if target is not None:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
            archive.unpack(member, target, told)
            give(target, Attributes(member.mode, member.owner, member.group))
    _give_folders(folders.data, archive.manifest)


def _target(member: Member, folders: Folders) -> Path | None:
    root, _, name = member.name.partition("/")
    match root:
        case "state":
            return folders.state / name
        case "series" | "data":
            return folders.data / name
        case _:
            return None


def configuration_of(archive: Archive, passphrase: str) -> tuple[ConfigurationFile, ...]:
    """Return the files of the configuration, those that are sealed where *passphrase* opens them.

    Raises InvalidInput where there are sealed ones and the passphrase is wrong.
    """
    files = []
    for member in archive.manifest.below("configuration"):
        content = archive.read(member, most_bytes=_MOST_CONFIGURATION_BYTES)
        attributes = Attributes(member.mode, member.owner, member.group)
        name = member.name.partition("/")[2]
        files.append(ConfigurationFile(name, content, Openness.PLAIN, attributes))
    if passphrase:
        files += files_from_sealed(_sealed(archive), passphrase)
    return tuple(files)


def _sealed(archive: Archive) -> bytes:
    for member in archive.manifest.members:
        if member.name == SEAL:
            return archive.read(member, most_bytes=2 * MOST_SEALED_BYTES)
    raise InvalidInput("nothing in this backup is sealed; it needs no passphrase")


def write_files(files: Iterable[ConfigurationFile], folder: Path) -> None:
    for file in files:
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        path.touch(mode=0o600)
        path.write_bytes(file.content)
        give(path, file.attributes)
        give(path.parent, Attributes(0o750, file.attributes.owner, file.attributes.group))


def give(path: Path, attributes: Attributes) -> None:
    """Give a file its mode and, where we may and they exist here, its owner and group."""
    path.chmod(attributes.mode)
    if os.geteuid() == 0:
        os.chown(path, _user(attributes.owner), _group(attributes.group))


def _user(name: str) -> int:
    """Return a user's number, -1 (as it is) where there is none of that name."""
    try:
        return pwd.getpwnam(name).pw_uid if name else -1
    except KeyError:
        log.warning("no such user here; files stay root's", user=name)
        return -1


def _group(name: str) -> int:
    try:
        return grp.getgrnam(name).gr_gid if name else -1
    except KeyError:
        return -1


def owner_of_data(manifest: Manifest) -> Attributes:
    """Return whose the data was: the service writes beside its own files."""
    for member in manifest.members:
        if member.name.startswith(("state/", "series/")) and member.owner:
            return Attributes(0o640, member.owner, member.group)
    return Attributes()


def _give_folders(folder: Path, manifest: Manifest) -> None:
    owner = replace(owner_of_data(manifest), mode=0o750)
    for path in [folder, *(one for one in folder.rglob("*") if one.is_dir())]:
        give(path, owner)
