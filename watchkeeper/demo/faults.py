"""The demo's faults: real, bounded, reversible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from watchkeeper.demo.children import Children
from watchkeeper.demo.world import BACKUP_EVERY_SECONDS, DIRECTORY_LIMIT, World

SERVICE = "watchkeeper.demo.service"
BURN_SECONDS = 25.0
_FILE = "grown.tmp"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong on request, and how to put it right again."""

    name: str
    alert: str
    title: str
    make: Callable[[], None]
    restore: Callable[[], None]


class Services:
    """The demo's own services and what can be done to them."""

    def __init__(self, world: World, children: Children) -> None:
        self._world = world
        self._children = children
        self.ping_url = ""

    def start_servers(self) -> None:
        self.start_http()
        self._children.start("tcp", SERVICE, "tcp", str(self._world.tcp_port))

    def start_http(self) -> None:
        if not self._children.is_running("http"):
            self._children.start("http", SERVICE, "http", str(self._world.http_port))

    def stop_http(self) -> None:
        self._children.kill("http")

    def start_backups(self) -> None:
        if not self._children.is_running("backup"):
            self._children.start(
                "backup",
                SERVICE,
                "backup",
                str(self._world.backups),
                self.ping_url,
                str(BACKUP_EVERY_SECONDS),
            )

    def stop_backups(self) -> None:
        self._children.end("backup")

    def grow_file(self) -> None:
        """Write 95 % of the directory's limit; sparse, so that no disk fills."""
        with (self._world.spool / _FILE).open("wb") as file:
            file.truncate(DIRECTORY_LIMIT * 95 // 100)

    def remove_file(self) -> None:
        (self._world.spool / _FILE).unlink(missing_ok=True)

    def burn(self) -> None:
        if not self._children.is_running("burn"):
            self._children.start("burn", SERVICE, "burn", str(BURN_SECONDS))

    def stop_burning(self) -> None:
        self._children.end("burn")

    def faults(self) -> Mapping[str, Fault]:
        found = (
            Fault("web", "DemoServiceDown", "kill the HTTP service / 停掉 Web 服务", self.stop_http, self.start_http),
            Fault("backup", "DemoBackupMissed", "stop the backup job / 停掉备份任务", self.stop_backups, self.start_backups),
            Fault("directory", "DemoDirectoryFull", "fill a directory / 写满目录", self.grow_file, self.remove_file),
            Fault("processor", "DemoCpuCoreBusy", "burn one core / 占满一个 CPU 核", self.burn, self.stop_burning),
        )  # fmt: skip
        return {fault.name: fault for fault in found}
