"""All sources of the agent: one line for each."""

from __future__ import annotations

from agent.clock import AgentClock
from agent.config import AgentConfig
from agent.source import Source
from agent.sources.backups import BackupSource
from agent.sources.cpu import CpuSource
from agent.sources.directories import DirectorySource
from agent.sources.disk import DiskSource
from agent.sources.filesystem import FilesystemSource
from agent.sources.loadavg import LoadSource
from agent.sources.memory import MemorySource, PagingSource
from agent.sources.network import InterfaceSource, NetworkSource
from agent.sources.pressure import PressureSource
from agent.sources.processes import ProcessSource
from agent.sources.system import OsSource, TimeSource, UnameSource
from agent.sources.systemd import SystemdSource


def sources_of(config: AgentConfig, clock: AgentClock) -> tuple[Source, ...]:
    """Return the sources that this configuration asks for."""
    proc = config.proc
    return (
        CpuSource(proc),
        LoadSource(proc),
        MemorySource(proc),
        PagingSource(proc),
        PressureSource(proc),
        FilesystemSource(
            proc,
            excluded_mount_points=config.excluded_mount_points,
            excluded_types=config.excluded_types,
            clock=clock,
        ),
        DiskSource(proc, config.excluded_disks),
        NetworkSource(proc, config.excluded_interfaces),
        InterfaceSource(config.sys, config.excluded_interfaces),
        TimeSource(clock),
        UnameSource(proc),
        OsSource(config.etc),
        ProcessSource(proc, top=config.top_processes, clock=clock),
        SystemdSource(watched=config.units, every=config.units_every),
        BackupSource(config.backups, config.backups_every),
        DirectorySource(config.directories, config.directories_every),
    )
