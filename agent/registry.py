"""All sources of the agent: one line for each."""

from __future__ import annotations

import sys

from agent.backup_settings import FOLDER
from agent.clock import AgentClock
from agent.config import AgentConfig
from agent.if_present import IfPresent
from agent.paths import Path
from agent.source import Lane, Source
from agent.sources.arp import ArpSource
from agent.sources.conntrack import ConntrackSource
from agent.sources.cpu import CpuSource
from agent.sources.disk import DiskSource
from agent.sources.disk_info import DiskInfoSource
from agent.sources.filesystem import FilesystemSource
from agent.sources.interrupts import InterruptSource
from agent.sources.kernel import EntropySource, FileHandleSource, HungTaskSource, SelinuxSource
from agent.sources.listening import ListeningSource
from agent.sources.loadavg import LoadSource
from agent.sources.machine import ClockSourceSource
from agent.sources.memory import MemorySource, PagingSource
from agent.sources.netstat import NetstatSource
from agent.sources.network import InterfaceSource, LinkSource, NetworkSource
from agent.sources.pressure import PressureSource
from agent.sources.processes import ProcessSource
from agent.sources.sockstat import SockstatSource
from agent.sources.softnet import SoftnetSource
from agent.sources.system import OsSource, TimeSource, UnameSource
from agent.sources.tcpstat import TcpStateSource
from agent.sources.textfile import TextfileSource
from agent.sources.timex import TimexSource
from agent.sources.udp_queues import UdpQueueSource
from agent.told_lines import ToldLines
from watchkeeper.core.spans import Duration

_LINUX = "linux"
_CYCLES_A_LOOK_AT_PROCESSES = 2
"""Hundreds of files: two thirds of what a cycle costs."""


def sources_of(
    config: AgentConfig,
    clock: AgentClock,
    lines: ToldLines | None = None,
    *,
    platform: str = sys.platform,
) -> tuple[Source, ...]:
    """Return the sources that this configuration asks for, of what the system has."""
    if platform != _LINUX:
        return _of_another_system(config, clock, lines)
    return (
        *_of_cpu_and_memory(config),
        *_of_disks(config, clock),
        *_of_network(config),
        *_of_system(config, clock),
        *_of_hardware(config),
        *_of_services(config, clock),
        *_of_configuration(config, clock, lines),
    )


def _of_another_system(
    config: AgentConfig, clock: AgentClock, lines: ToldLines | None
) -> tuple[Source, ...]:
    """Return the base set, and what is read of files and programs."""
    from agent.sources.portable import PortableSource

    base = (PortableSource(), TimeSource(clock), UnameSource(config.proc))
    return (*base, *_of_configuration(config, clock, lines))


def foreign_sources_of(config: AgentConfig) -> tuple[Source, ...]:
    """Return the sources of numbers that other programs name."""
    return (TextfileSource(config.textfiles),)


def _of_cpu_and_memory(config: AgentConfig) -> tuple[Source, ...]:
    proc = config.proc
    return (
        CpuSource(proc),
        LoadSource(proc),
        MemorySource(proc),
        PagingSource(proc),
        PressureSource(proc),
        InterruptSource(proc),
        IfPresent("schedstat", proc / "schedstat", lambda: _schedstat(config)),
    )


def _of_disks(config: AgentConfig, clock: AgentClock) -> tuple[Source, ...]:
    proc = config.proc
    return (
        FilesystemSource(
            proc,
            excluded_mount_points=config.excluded_mount_points,
            excluded_types=config.excluded_types,
            clock=clock,
        ),
        DiskSource(proc, config.excluded_disks),
        DiskInfoSource(proc, config.udev, config.excluded_disks),
        IfPresent("mdadm", proc / "mdstat", lambda: _raid(config)),
    )


def _of_network(config: AgentConfig) -> tuple[Source, ...]:
    proc, excluded = config.proc, config.excluded_interfaces
    return (
        NetworkSource(proc, excluded),
        LinkSource(config.sys, excluded),
        InterfaceSource(config.sys, excluded),
        NetstatSource(proc),
        SockstatSource(proc),
        SoftnetSource(proc),
        TcpStateSource(),
        ListeningSource(),
        UdpQueueSource(proc),
        ArpSource(proc),
        ConntrackSource(proc),
        IfPresent("bonding", config.sys / "class/net/bonding_masters", lambda: _bonding(config)),
    )


def _of_system(config: AgentConfig, clock: AgentClock) -> tuple[Source, ...]:
    proc = config.proc
    return (
        TimeSource(clock),
        TimexSource(),
        ClockSourceSource(config.sys),
        UnameSource(proc),
        OsSource(config.etc),
        EntropySource(proc),
        FileHandleSource(proc),
        HungTaskSource(proc),
        SelinuxSource(config.sys, config.etc),
        ProcessSource(
            proc,
            top=config.top_processes,
            clock=clock,
            every=Duration(_CYCLES_A_LOOK_AT_PROCESSES * config.interval),
            watched=config.watched,
        ),
    )


def _of_hardware(config: AgentConfig) -> tuple[Source, ...]:
    """Sources whose code is loaded only where there is something to measure."""
    sys, cpus = config.sys, config.sys / "devices/system/cpu"
    return (
        IfPresent("cpu_info", config.proc / "cpuinfo", lambda: _cpu_info(config)),
        IfPresent("cpufreq", cpus / "cpu0/cpufreq", lambda: _cpu_frequency(config)),
        IfPresent("throttle", cpus / "cpu0/thermal_throttle", lambda: _throttle(config)),
        IfPresent("dmi", sys / "class/dmi/id", lambda: _dmi(config)),
        IfPresent("nvme", sys / "class/nvme", lambda: _nvme(config)),
        IfPresent("hwmon", sys / "class/hwmon", lambda: _hwmon(config), lane=Lane.BESIDE),
        IfPresent(
            "thermal_zone", sys / "class/thermal", lambda: _thermal(config), lane=Lane.BESIDE
        ),
        IfPresent(
            "powersupplyclass",
            sys / "class/power_supply",
            lambda: _power_supply(config),
            lane=Lane.BESIDE,
        ),
    )


def _of_services(config: AgentConfig, clock: AgentClock) -> tuple[Source, ...]:
    found: list[Source] = [
        IfPresent("systemd", config.booted, lambda: _systemd(config, clock), lane=Lane.BESIDE),
        IfPresent("passwords", config.etc / "shadow", lambda: _passwords(config)),
        _package_count(config),
        *_of_packages(config, clock),
    ]
    if config.smart_every is not None:
        found.append(
            IfPresent("smart", config.smartctl, lambda: _smart(config, clock), lane=Lane.BESIDE)
        )
    if config.logins != "off":
        there = _log_of_log_ins(config)
        found.append(IfPresent("logins", there, lambda: _log_ins(config, clock), lane=Lane.BESIDE))
    return tuple(found)


def _of_configuration(
    config: AgentConfig, clock: AgentClock, lines: ToldLines | None
) -> tuple[Source, ...]:
    """Return what the configuration names, on any system."""
    found: list[Source] = []
    if config.ntp_server is not None:
        from agent.sources.ntp import NtpSource

        found.append(NtpSource(config.ntp_server, config.ntp_every, clock))
    if config.backups:
        found += _backups(config, clock)
    if config.directories:
        from agent.sources.directories import DirectorySource

        found.append(DirectorySource(config.directories, config.directories_every))
    if config.plugins:
        from agent.sources.plugins import PluginSource

        found += [PluginSource(plugin, clock) for plugin in config.plugins]
    if config.logs:
        from agent.sources.logs import LogSource

        state = config.state_dir / "logs"
        found.append(LogSource(config.logs, config.logs_every, state, lines))
    if config.certificates:
        from agent.sources.expiry import CertificateSource

        found.append(CertificateSource(config.certificates))
    return tuple(found)


def _package_count(config: AgentConfig) -> Source:
    kept = (config.dpkg_status, config.apk_installed, config.pacman_local)
    there = next((path for path in kept if path.exists()), kept[0])
    return IfPresent("packages", there, lambda: _packages(config), lane=Lane.BESIDE)


def _of_packages(config: AgentConfig, clock: AgentClock) -> tuple[Source, ...]:
    """Return the sources of the package manager that the host has."""
    dnf = config.dnf if config.dnf.exists() else config.yum
    is_rpm = dnf.exists() and not config.apt.exists()
    if is_rpm:
        reboot = IfPresent(
            "reboot",
            config.needs_restarting,
            lambda: _rpm_reboot(config, clock),
            lane=Lane.BESIDE,
        )
    else:
        reboot = IfPresent("reboot", config.apt, lambda: _reboot(config))
    every = config.updates_every
    if every is None:
        return (reboot,)
    manager, make = (dnf, _rpm_updates) if is_rpm else (config.apt, _updates)
    updates = IfPresent(
        "updates", manager, lambda: make(every, clock, str(manager)), lane=Lane.BESIDE
    )
    return (reboot, updates)


def _backups(config: AgentConfig, clock: AgentClock) -> list[Source]:
    """Return one source for all folders, and one for each backup by a tool."""
    folders = [each for each in config.backups if each.tool == FOLDER]
    by_tool = [each for each in config.backups if each.tool != FOLDER]
    found: list[Source] = []
    if folders:
        from agent.sources.backups import BackupSource

        found.append(BackupSource(folders, config.backups_every))
    if by_tool:
        from agent.backups.source import ToolBackupSource

        found += [ToolBackupSource(one, clock, config.state_dir / "backups") for one in by_tool]
    return found


def _schedstat(config: AgentConfig) -> Source:
    from agent.sources.schedstat import SchedstatSource

    return SchedstatSource(config.proc)


def _raid(config: AgentConfig) -> Source:
    from agent.sources.raid import RaidSource

    return RaidSource(config.proc)


def _bonding(config: AgentConfig) -> Source:
    from agent.sources.bonding import BondingSource

    return BondingSource(config.sys)


def _cpu_info(config: AgentConfig) -> Source:
    from agent.sources.cpu_info import CpuInfoSource

    return CpuInfoSource(config.proc)


def _cpu_frequency(config: AgentConfig) -> Source:
    from agent.sources.cpu_info import CpuFrequencySource

    return CpuFrequencySource(config.sys)


def _throttle(config: AgentConfig) -> Source:
    from agent.sources.cpu_info import ThrottleSource

    return ThrottleSource(config.sys)


def _dmi(config: AgentConfig) -> Source:
    from agent.sources.machine import DmiSource

    return DmiSource(config.sys)


def _nvme(config: AgentConfig) -> Source:
    from agent.sources.machine import NvmeSource

    return NvmeSource(config.sys)


def _hwmon(config: AgentConfig) -> Source:
    from agent.sources.hwmon import HwmonSource

    return HwmonSource(config.sys)


def _thermal(config: AgentConfig) -> Source:
    from agent.sources.thermal import ThermalSource

    return ThermalSource(config.sys)


def _power_supply(config: AgentConfig) -> Source:
    from agent.sources.power_supply import PowerSupplySource

    return PowerSupplySource(config.sys)


def _systemd(config: AgentConfig, clock: AgentClock) -> Source:
    from agent.sources.systemd import SystemdSource

    return SystemdSource(
        watched=config.units, every=config.units_every, booted=config.booted, clock=clock
    )


def _passwords(config: AgentConfig) -> Source:
    from agent.sources.expiry import PasswordSource

    return PasswordSource(config.etc)


def _packages(config: AgentConfig) -> Source:
    from agent.sources.packages import PackageSource

    return PackageSource(config.dpkg_status, config.apk_installed, config.pacman_local)


def _reboot(config: AgentConfig) -> Source:
    from agent.sources.updates import RebootSource

    return RebootSource(config.run_folder)


def _updates(every: Duration, clock: AgentClock, apt: str) -> Source:
    from agent.sources.updates import UpdateSource

    return UpdateSource(every, clock, apt)


def _rpm_updates(every: Duration, clock: AgentClock, dnf: str) -> Source:
    from agent.sources.updates import RpmUpdateSource

    return RpmUpdateSource(every, clock, dnf)


def _rpm_reboot(config: AgentConfig, clock: AgentClock) -> Source:
    from agent.sources.updates import RpmRebootSource

    return RpmRebootSource(clock, str(config.needs_restarting))


def _smart(config: AgentConfig, clock: AgentClock) -> Source:
    from agent.sources.smart import SmartSource

    assert config.smart_every is not None
    return SmartSource(config.smart_every, clock, str(config.smartctl))


def _log_of_log_ins(config: AgentConfig) -> Path:
    """Return what must be there if log-ins are to be followed."""
    if config.logins == "journal":
        return config.booted
    if config.logins:
        return Path(config.logins)
    debian, red_hat = (config.log_folder / name for name in ("auth.log", "secure"))
    return red_hat if red_hat.exists() else debian


def _log_ins(config: AgentConfig, clock: AgentClock) -> Source:
    from agent.sources.logins import LogInSource

    return LogInSource(
        origin=config.logins,
        etc=config.etc,
        log_folder=config.log_folder,
        state=config.state_dir / "logins",
        clock=clock,
    )
