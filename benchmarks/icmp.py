"""Ping 1,000 addresses once: our socket, datagram and raw, and fping; CPU of each, and what is lost.

benchmarks/run icmp [--addresses 1000] [--rounds 5]
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass

from collector.probes.ping import PingSocket, Transport
from watchkeeper.server.clock import SystemClock

_WAIT_SECONDS = 2.0
_PAYLOAD_BYTES = 56


@dataclass(frozen=True)
class Result:
    """``lost`` of all packets; seconds are those of the best round."""

    who: str
    cpu_seconds: float
    wall_seconds: float
    lost: int

    def line(self, addresses: int) -> str:
        each = self.cpu_seconds * 1e6 / addresses
        return (
            f"{self.who:<28} {each:6.1f} us CPU each  {self.wall_seconds * 1e3:8.1f} ms"
            f"  {self.lost} lost"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--addresses", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    addresses = [f"127.0.{n // 250}.{n % 250 + 1}" for n in range(arguments.addresses)]
    for result in results(addresses, arguments.rounds):
        print(result.line(len(addresses)), flush=True)


def results(addresses: list[str], rounds: int) -> Iterator[Result]:
    for transport in (Transport.DATAGRAM, Transport.RAW):
        try:
            yield asyncio.run(ours(addresses, transport, rounds))
        except PermissionError:
            print(f"this system allows no {transport.value} socket for ICMP")
    if shutil.which("fping"):
        for gap in ("1", "0"):
            yield best([fping(addresses, gap) for _ in range(rounds)])


async def ours(addresses: list[str], transport: Transport, rounds: int) -> Result:
    opened = PingSocket(SystemClock(), 4, transport)
    try:
        return best([await one_round(opened, addresses, transport) for _ in range(rounds)])
    finally:
        opened.close()


async def one_round(opened: PingSocket, addresses: list[str], transport: Transport) -> Result:
    async def ask(address: str) -> bool:
        try:
            async with asyncio.timeout(_WAIT_SECONDS):
                await opened.ping(address, _PAYLOAD_BYTES)
        except TimeoutError:
            return False
        return True

    started, cpu = time.perf_counter(), time.process_time()
    answered = await asyncio.gather(*map(ask, addresses))
    spent, wall = time.process_time() - cpu, time.perf_counter() - started
    name = f"watchkeeper, {transport.value}"
    return Result(name, spent, wall, len(addresses) - sum(answered))


def fping(addresses: list[str], gap: str) -> Result:
    """Let fping ask each once, *gap* ms between two packets."""
    before, started = children_cpu(), time.perf_counter()
    command = ["fping", "-q", "-c1", f"-i{gap}", *addresses]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - started
    lost = len(addresses) - done.stderr.count("1/1/0%")
    return Result(f"fping -i{gap}", children_cpu() - before, wall, lost)


def best(found: list[Result]) -> Result:
    """Return the round that cost the least, with all that was lost."""
    cheapest = min(found, key=lambda one: one.cpu_seconds)
    wall = min(one.wall_seconds for one in found)
    return Result(cheapest.who, cheapest.cpu_seconds, wall, sum(one.lost for one in found))


def children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
