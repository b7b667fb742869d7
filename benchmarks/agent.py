"""Our agent, Debian's node_exporter, collectd and zabbix-agent2 on this host, in one run: CPU per
cycle, resident memory.

Both run as processes of their own, at 300 processes on the host; ours is installed first.  The agent pushes over TLS every
second to a server of this script and spools nothing; node_exporter is scraped every second.  CPU
is what the scheduler counted over all cycles, so everything a cycle costs is in it: reading,
compressing, TLS, the page.  Memory is that of smaps_rollup at the end: Rss, and Pss, which shares
the pages of libraries out among the processes that use them.  Our goals: docs/en/benchmarks/agent.md.

    benchmarks/run agent [--cycles 60] [--python /usr/bin/python3]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.agent_peers import (
    ask_all,
    collectd,
    running_collectd,
    running_zabbix_agent,
    zabbix_agent,
)
from tests.agent.push_server import PushServer, serving

ROOT = Path(__file__).parents[1]
PROCESSES = 300
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
CPU_GOAL_MS, MEMORY_GOAL_MB = 5.0, 20.0


@dataclass
class Memory:
    """Resident, and its proportional share of what several processes map."""

    rss_mb: float
    pss_mb: float


@dataclass
class Cost:
    """What a process cost: CPU for each cycle in ms, memory in MB (10^6 bytes)."""

    name: str
    cpu_ms: float
    memory: Memory
    series: int


def cpu_seconds(pid: int) -> float:
    """Return what the scheduler counted, to the nanosecond, over all threads."""
    tasks = Path(f"/proc/{pid}/task")
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9


def memory(pid: int) -> Memory:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    mb = {
        name: int(rest.split()[0]) * 1024 / 1e6
        for name, _, rest in (line.partition(":") for line in lines)
    }
    return Memory(mb["Rss"], mb["Pss"])


@contextlib.contextmanager
def sleepers() -> Iterator[int]:
    """Fill the host up to 300 processes; give how many there are."""
    here = sum(name.isdigit() for name in (path.name for path in Path("/proc").iterdir()))
    kids = [subprocess.Popen(["sleep", "3600"]) for _ in range(PROCESSES - here)]
    try:
        yield sum(name.isdigit() for name in (path.name for path in Path("/proc").iterdir()))
    finally:
        for kid in kids:
            kid.kill()
            kid.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def scrape(port: int) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        body: bytes = answer.read()
        return body


PARTS = ("agent", "watchkeeper/core", "watchkeeper/host", "watchkeeper/wire")


def installed(python: str, folder: Path) -> list[str]:
    """Install the agent as a package manager does: compiled, in an environment of its own."""
    subprocess.run([python, "-m", "venv", "--without-pip", folder], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    for part in PARTS:
        shutil.copytree(ROOT / part, packages / part)
    shutil.copyfile(ROOT / "watchkeeper/__init__.py", packages / "watchkeeper/__init__.py")
    interpreter = str(folder / "bin/python")
    script = folder / "bin/watchkeeper-agent"
    script.write_text("import sys\nfrom agent.__main__ import main\nsys.exit(main())\n")
    subprocess.run([interpreter, "-m", "compileall", "-q", packages], check=True)
    return [interpreter, str(script)]


def measure_agent(python: str, cycles: int, *, with_scrapes: bool) -> Cost:
    folder = Path(tempfile.mkdtemp())
    port = free_port()
    config = folder / "agent.conf"
    (folder / "backups").mkdir()
    for day in range(14):
        (folder / f"backups/{day}.dump").write_bytes(b"x" * 1000)
    config.write_text(
        f"[agent]\ninterval = 1s\nlisten = 127.0.0.1:{port}\nstate_dir = {folder}/state\n"
        f'[backup "nightly"]\npath = {folder}/backups\nglob = *.dump\n'
    )
    command = [*installed(python, folder / "installed"), "--config", str(config)]
    environment = {**os.environ, "MALLOC_ARENA_MAX": "1"}
    try:
        with serving(PushServer(), folder=folder) as server:
            enrolling = [*command, "enrol", server.enrolment_token()]
            subprocess.run(
                enrolling, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
            )
            agent = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
            try:
                server.wait_until("the start to be over", lambda: len(server.ticks) >= 6)
                before, ticks = cpu_seconds(agent.pid), len(server.ticks)
                for _ in range(cycles):
                    if with_scrapes:
                        scrape(port)
                    time.sleep(1)
                spent = cpu_seconds(agent.pid) - before
                done = len(server.ticks) - ticks
                name = "watchkeeper-agent, TLS push" + (" and scraped" if with_scrapes else "")
                width = server.pushes[-1].width
                return Cost(name, spent / done * 1000, memory(agent.pid), width)
            finally:
                agent.terminate()
                agent.wait(20)
    finally:
        shutil.rmtree(folder)


def measure_node_exporter(cycles: int) -> Cost:
    port = free_port()
    exporter = subprocess.Popen(
        ["prometheus-node-exporter", f"--web.listen-address=127.0.0.1:{port}"],
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            try:
                scrape(port)
                break
            except OSError:
                time.sleep(0.05)
        before = cpu_seconds(exporter.pid)
        for _ in range(cycles):
            page = scrape(port)
            time.sleep(1)
        spent = cpu_seconds(exporter.pid) - before
        series = sum(not line.startswith(b"#") for line in page.splitlines())
        return Cost("node_exporter, scraped", spent / cycles * 1000, memory(exporter.pid), series)
    finally:
        exporter.terminate()
        exporter.wait(20)


def measure_collectd(command: str, cycles: int) -> Cost:
    with running_collectd(command) as pid:
        time.sleep(2)
        before = cpu_seconds(pid)
        time.sleep(cycles)
        return Cost("collectd, sends", (cpu_seconds(pid) - before) / cycles * 1000, memory(pid), 0)


def measure_zabbix_agent(command: str, cycles: int) -> Cost:
    with running_zabbix_agent(command) as (pid, port):
        answered = ask_all(port)
        before = cpu_seconds(pid)
        for _ in range(cycles):
            ask_all(port)
            time.sleep(1)
        spent = (cpu_seconds(pid) - before) / cycles * 1000
        return Cost("zabbix-agent2, asked", spent, memory(pid), answered)


def other_peers(cycles: int) -> list[Cost]:
    """Measure those that are installed; the others are named."""
    found = []
    for command, measure, package in (
        (collectd(), measure_collectd, "collectd-core"),
        (zabbix_agent(), measure_zabbix_agent, "zabbix-agent2"),
    ):
        if command is None:
            print(f"{package} is not installed: not measured", file=sys.stderr)
        else:
            found.append(measure(command, cycles))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cycles", type=int, default=60)
    parser.add_argument("--python", default=sys.executable, help="the agent's interpreter")
    asked = parser.parse_args()
    with sleepers() as count:
        ours = measure_agent(asked.python, asked.cycles, with_scrapes=False)
        scraped = measure_agent(asked.python, asked.cycles, with_scrapes=True)
        theirs = measure_node_exporter(asked.cycles)
        others = other_peers(asked.cycles)
    print(f"{count} processes, {asked.cycles} cycles, {asked.python}")
    print(f"{'':44} {'CPU ms/cycle':>13} {'RSS MB':>8} {'PSS MB':>8} {'series':>7}")
    for cost in (ours, scraped, theirs, *others):
        held = cost.memory
        print(
            f"{cost.name:44} {cost.cpu_ms:13.2f} {held.rss_mb:8.1f} {held.pss_mb:8.1f} {cost.series:7d}"
        )
    for cost in (theirs, *others):
        ratio = f"CPU {ours.cpu_ms / cost.cpu_ms:.2f}, RSS {ours.memory.rss_mb / cost.memory.rss_mb:.2f}"
        print(f"ratio, ours to {cost.name}: {ratio}")
    most_mb = min(MEMORY_GOAL_MB, theirs.memory.rss_mb)
    is_met = ours.cpu_ms <= CPU_GOAL_MS and ours.memory.rss_mb <= most_mb
    print(f"goal: <= {CPU_GOAL_MS} ms, <= {MEMORY_GOAL_MB} MB and below node_exporter: ", end="")
    print("met" if is_met else "NOT met")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
