"""All checks that need no running server, as whoever asks sees the machine."""

from __future__ import annotations

from pathlib import Path

from watchkeeper.core.clock import Clock
from watchkeeper.server.configuration import survey
from watchkeeper.server.doctor.certificates import certificate_checks
from watchkeeper.server.doctor.environment import backup_folder, own_places, seen_by_unit
from watchkeeper.server.doctor.files import file_checks
from watchkeeper.server.doctor.machine import machine_checks
from watchkeeper.server.doctor.model import Check


def examine(path: Path, clock: Clock) -> tuple[Check, ...]:
    """Look at the configuration and at the machine; blocking."""
    found = survey(path)
    settings = found.configuration.settings
    return (
        *file_checks(path, found),
        *certificate_checks(settings.tls, clock.now()),
        *machine_checks(settings.data),
        seen_by_unit(own_places()),
        *backup_folder(settings),
    )
