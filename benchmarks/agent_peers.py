"""collectd and zabbix-agent2 beside our agent: the same subjects each second, on the same host.

collectd sends to a UDP port where nobody reads; zabbix-agent2 is asked for each item as its server
asks, over a connection each.  Neither knows processes by name, units, log-ins or listening ports
without more being set up, so this is what they cost at least.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

COLLECTD_PLUGINS = (
    "cpu", "memory", "swap", "load", "df", "disk", "interface", "processes", "vmem", "contextswitch",
    "entropy", "irq", "protocols", "tcpconns", "uptime", "users",
)  # fmt: skip
ZABBIX_ITEMS = (
    "system.cpu.util[,user]", "system.cpu.util[,system]", "system.cpu.util[,iowait]",
    "system.cpu.util[,idle]", "system.cpu.load[,avg1]", "system.cpu.load[,avg5]",
    "system.cpu.switches", "system.cpu.intr", "vm.memory.size[total]", "vm.memory.size[available]",
    "system.swap.size[,free]", "system.swap.size[,total]", "vfs.fs.size[/,free]",
    "vfs.fs.size[/,total]", "vfs.fs.inode[/,free]", "vfs.dev.read", "vfs.dev.write",
    "net.if.discovery", "net.if.in[lo]", "net.if.out[lo]", "net.if.in[lo,errors]", "proc.num",
    "proc.num[,,run]", "kernel.maxfiles", "kernel.maxproc", "system.uptime", "system.users.num",
    "system.localtime", "system.uname",
)  # fmt: skip
_ANSWER_SECONDS = 5.0


def collectd() -> str | None:
    return shutil.which("collectd", path="/usr/sbin:/usr/bin")


def zabbix_agent() -> str | None:
    return shutil.which("zabbix_agent2", path="/usr/sbin:/usr/bin")


@contextlib.contextmanager
def running_collectd(command: str) -> Iterator[int]:
    """Run collectd with an interval of a second; give its process id."""
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sink,
    ):
        sink.bind(("127.0.0.1", 0))
        config = Path(folder) / "collectd.conf"
        loads = "".join(f"LoadPlugin {name}\n" for name in (*COLLECTD_PLUGINS, "network"))
        config.write_text(
            f'Interval 1\nBaseDir "{folder}"\nPIDFile "{folder}/pid"\n{loads}'
            f'<Plugin network>\n  Server "127.0.0.1" "{sink.getsockname()[1]}"\n</Plugin>\n'
        )
        with _process([command, "-f", "-C", str(config)]) as pid:
            sink.settimeout(10)
            sink.recv(65_536)  # it has begun to send
            yield pid


@contextlib.contextmanager
def running_zabbix_agent(command: str) -> Iterator[tuple[int, int]]:
    """Run zabbix-agent2 for its server on this host; give its process id and port."""
    with tempfile.TemporaryDirectory() as folder:
        port = _low_port()
        config = Path(folder) / "agent.conf"
        config.write_text(
            f"LogType=console\nServer=127.0.0.1\nListenIP=127.0.0.1\nListenPort={port}\n"
            f"Hostname=here\nPidFile={folder}/pid\nControlSocket={folder}/socket\n"
        )
        with _process([command, "-f", "-c", str(config)]) as pid:
            _wait(lambda: asked(port, "agent.ping") == "1")
            yield pid, port


@contextlib.contextmanager
def _process(command: Sequence[str]) -> Iterator[int]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdout=quiet, stderr=quiet, env={**os.environ, "LC_ALL": "C"}
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def asked(port: int, item: str) -> str:
    """Ask for one item as a Zabbix server does (header ZBXD, version 1)."""
    with socket.create_connection(("127.0.0.1", port), _ANSWER_SECONDS) as link:
        body = item.encode()
        link.sendall(b"ZBXD\x01" + struct.pack("<II", len(body), 0) + body)
        answer = b""
        while part := link.recv(65_536):
            answer += part
    return answer[13:].decode("utf-8", "replace")


def ask_all(port: int) -> int:
    """Ask for each item; return how many were answered."""
    answers = [asked(port, item) for item in ZABBIX_ITEMS]
    return sum(not answer.startswith("ZBX_NOTSUPPORTED") for answer in answers)


def _low_port() -> int:
    """Return a free port that zabbix-agent2 takes: below 32,768."""
    for port in range(20_050, 32_767):
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise SystemExit("no port is free")


def _wait(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if condition():
                return
        time.sleep(0.05)
    raise SystemExit("a peer did not start in time")
