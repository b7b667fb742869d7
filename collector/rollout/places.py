"""Where the agent's files are on a host: in the system's places, or below a folder of the user's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

SERVICE_USER = "watchkeeper-agent"
UNIT_NAME = "watchkeeper-agent.service"


@dataclass(frozen=True, slots=True)
class Places:
    """``unit`` is None where no service is made: below a folder of a user's."""

    archive: PurePosixPath
    command: PurePosixPath
    config: PurePosixPath
    state: PurePosixPath
    unit: PurePosixPath | None

    @property
    def needs_root(self) -> bool:
        return self.unit is not None

    @property
    def token(self) -> PurePosixPath:
        return self.config.parent / "agent.token"

    @property
    def authority(self) -> PurePosixPath:
        return self.config.parent / "agent-ca.pem"

    def start_line(self) -> str:
        """Return what to type where nothing starts it by itself."""
        if self.unit is not None:
            return f"setpriv --reuid={SERVICE_USER} --regid={SERVICE_USER} --clear-groups {self.command}"
        return f"{self.command} --config {self.config}"


SYSTEM = Places(
    archive=PurePosixPath("/usr/local/lib/watchkeeper/watchkeeper-agent.pyz"),
    command=PurePosixPath("/usr/local/bin/watchkeeper-agent"),
    config=PurePosixPath("/etc/watchkeeper/agent.conf"),
    state=PurePosixPath("/var/lib/watchkeeper-agent"),
    unit=PurePosixPath("/etc/systemd/system") / UNIT_NAME,
)


def places_below(prefix: PurePosixPath) -> Places:
    """Return the places of an agent that its user starts by hand."""
    return Places(
        archive=prefix / "lib" / "watchkeeper-agent.pyz",
        command=prefix / "bin" / "watchkeeper-agent",
        config=prefix / "etc" / "agent.conf",
        state=prefix / "state",
        unit=None,
    )
