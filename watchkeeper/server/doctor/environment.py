"""What the systemd unit hides or protects: home directories, and all but the data directory."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from watchkeeper.config.settings import Settings
from watchkeeper.core.messages import Text, text
from watchkeeper.server.doctor.model import Check, doubt, good

_HIDDEN = (Path("/home"), Path("/root"), Path("/run/user"))  # systemd.exec(5), ProtectHome=
_UNIT = "watchkeeper.service"
UNIT_FOLDERS = tuple(
    map(
        Path,
        (
            "/etc/systemd/system",
            "/run/systemd/system",
            "/usr/lib/systemd/system",
            "/lib/systemd/system",
        ),
    )
)
_WRITABLE = "ReadWritePaths="


def own_places() -> tuple[Path, ...]:
    """Return where the environment, its interpreter and our packages really lie."""
    places = (Path(sys.prefix), Path(sys.executable), Path(sys.base_prefix), Path(__file__))
    return tuple(place.resolve() for place in places)


def seen_by_unit(places: Iterable[Path]) -> Check:
    """Look for what lies where the service sees nothing."""
    hidden = [place for place in places if any(place.is_relative_to(home) for home in _HIDDEN)]
    if not hidden:
        return good("environment", text("the systemd unit can see this installation"))
    return doubt(
        "environment",
        text(
            "{place} is hidden from the systemd unit (ProtectHome=yes): as a service it cannot start",
            place=hidden[0],
        ),
        text(
            "install it outside of home directories, by an interpreter that lies outside as well: "
            "/usr/bin/python3 -m venv /opt/watchkeeper && /opt/watchkeeper/bin/pip install "
            "'watchkeeper[server]' && /opt/watchkeeper/bin/watchkeeper init"
        ),
    )


def backup_folder(settings: Settings, units: Sequence[Path] = UNIT_FOLDERS) -> Iterator[Check]:
    """Look whether the unit lets the server write its daily backup; *units* are systemd's folders."""
    if settings.backup is None or not any((folder / _UNIT).exists() for folder in units):
        return
    folder = settings.backup.directory.absolute()
    if any(folder.is_relative_to(place) for place in (settings.data.absolute(), *_opened(units))):
        yield good("backup", text("systemd lets the server write to {folder}", folder=folder))
        return
    yield doubt(
        "backup",
        text(
            "backups go to {folder}, where the systemd unit lets nothing be written "
            "(ProtectSystem=strict)",
            folder=folder,
        ),
        _opening(folder),
    )


def _opening(folder: Path) -> Text:
    if any(folder.is_relative_to(home) for home in _HIDDEN):
        return text(
            "name a folder outside of home directories under backup.directory in watchkeeper.yml"
        )
    return text(
        "put `[Service]` and `ReadWritePaths={folder}` into "
        "/etc/systemd/system/watchkeeper.service.d/backup.conf; "
        "systemctl daemon-reload && systemctl restart watchkeeper",
        folder=folder,
    )


def _opened(units: Sequence[Path]) -> Iterator[Path]:
    """Yield the folders that the unit or one of its drop-ins opens."""
    for folder in units:
        for path in (folder / _UNIT, *sorted((folder / f"{_UNIT}.d").glob("*.conf"))):
            for line in path.read_text(errors="replace").splitlines() if path.is_file() else ():
                if line.strip().startswith(_WRITABLE):
                    names = line.strip().removeprefix(_WRITABLE).split()
                    yield from (Path(name.strip('"').lstrip("-+")) for name in names)
