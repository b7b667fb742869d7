"""Whether the systemd unit can see this installation: its ProtectHome= hides home directories."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from watchkeeper.core.messages import text
from watchkeeper.server.doctor.model import Check, doubt, good

_HIDDEN = (Path("/home"), Path("/root"), Path("/run/user"))  # systemd.exec(5), ProtectHome=


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
