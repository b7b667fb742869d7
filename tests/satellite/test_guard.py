"""Where a satellite may connect: what its own machine allows, whatever led a probe elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from collector.satellites.hand_down import HandDown
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.inventory.files import probe_from_node
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential
from watchkeeper.satellite.admitting import admitted
from watchkeeper.satellite.guard import Guard, NotAllowed, Refusal
from watchkeeper.satellite.settings import network_from_text

ROOT = Path(__file__).parents[2]
NETWORKS = [network_from_text("10.0.0.0/8"), network_from_text("2001:db8::/32")]


@pytest.mark.parametrize(
    ("host", "is_allowed"),
    [
        ("10.1.2.3", True),
        ("::ffff:10.1.2.3", True),
        ("2001:db8::1%eth0", True),
        ("11.0.0.1", False),
        ("::ffff:11.0.0.1", False),
        ("127.0.0.1", False),
        ("2001:db9::1", False),
        ("10.1.2.3.example", False),
        ("", False),
    ],
    ids=[
        "inside",
        "inside, written as IPv6",
        "inside, IPv6 with its link",
        "outside",
        "outside, written as IPv6",
        "this machine itself",
        "outside, IPv6",
        "a name",
        "nothing",
    ],
)
def test_what_is_allowed(host: str, is_allowed: bool) -> None:
    """Only addresses inside the networks; a name is judged by what it leads to."""
    assert Guard(NETWORKS).allows(host) is is_allowed


def test_each_refusal_is_told_once() -> None:
    """A probe that tries every second is one line, and all are counted."""
    guard = Guard(NETWORKS)
    for _ in range(3):
        with pytest.raises(NotAllowed, match=r"no network that holds 192\.0\.2\.1"):
            guard.check("192.0.2.1")
    assert guard.take_refusals() == (Refusal("192.0.2.1", ""),)
    assert guard.take_refusals() == ()
    assert guard.refused == 3


_CHILD = """
import asyncio, contextvars, socket, subprocess, sys
import aiohttp
from watchkeeper.satellite.guard import Guard, own_connections
from watchkeeper.satellite.settings import network_from_text

port = int(sys.argv[1])
guard = Guard([network_from_text("127.0.0.2/32")])
guard.install()

async def attempt(work):
    try:
        await work
    except OSError as error:
        return type(error).__name__ if "allow" not in str(error) else "refused"
    return "done"

async def stream(host):
    _, writer = await asyncio.open_connection(host, port)
    writer.close()

async def datagram():
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, remote_addr=("127.0.0.1", port))
    transport.close()

async def shared_socket():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"x", ("127.0.0.1", port))

async def page():
    async with aiohttp.ClientSession() as session, session.get(f"http://localhost:{port}/"):
        pass

async def in_a_thread():
    await asyncio.to_thread(socket.create_connection, ("127.0.0.1", port), 2)

async def program():
    done = await asyncio.create_subprocess_exec("true", "192.0.2.7")
    await done.wait()

async def own():
    own_connections()
    await stream("127.0.0.1")

async def main():
    for work in (stream("127.0.0.2"), stream("127.0.0.1"), stream("localhost"), datagram(),
                 shared_socket(), page(), in_a_thread(), program()):
        print(await attempt(work))
    async with asyncio.TaskGroup() as group:
        mine = group.create_task(attempt(own()))
    print(mine.result())
    print(await attempt(stream("127.0.0.1")))
    print(sorted({one.address for one in guard.take_refusals()} - {"::1"}))

asyncio.run(main())
"""


def test_no_library_gets_past_it(unused_tcp_listener: int) -> None:
    """Streams, datagrams, aiohttp, threads, programs and names are held; own tasks are not."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(unused_tcp_listener)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "done",
        *["refused"] * 7,
        "done",
        "refused",
        "['127.0.0.1', '192.0.2.7']",
    ], done.stderr


@pytest.mark.parametrize(
    ("address", "probe", "said"),
    [
        ("10.0.0.1", "icmp", ""),
        ("plc.example", "icmp", ""),
        ("192.0.2.1", "icmp", "no network that holds 192.0.2.1"),
        ("10.0.0.1", "{tcp: {port: 1, host: 192.0.2.9}}", "no network that holds 192.0.2.9"),
        ("10.0.0.1", "{tls: {ca_file: /etc/shadow}}", "`files` has no folder that holds /etc/sha"),
        ("10.0.0.1", "{tls: {ca_file: FOLDER/ca.pem}}", ""),
        ("10.0.0.1", "{tls: {ca_file: FOLDER/../x.pem}}", "`files` has no folder"),
        ("10.0.0.1", "{ssh: {user: w, credentials: key}}", "`files` has no folder that holds /etc"),
        (
            "10.0.0.1",
            "{postgresql: {host: /run/postgresql}}",
            "`files` has no folder that holds /run",
        ),
        ("/run/postgresql", "{postgresql: {}}", "`files` has no folder that holds /run"),
        ("10.0.0.1", "{postgresql: {host: FOLDER}}", ""),
        (
            "10.0.0.1",
            "{ssh: {user: w, jump: [{host: 192.0.2.8, user: w}]}}",
            "no network that holds 192.0.2.8",
        ),
    ],
    ids=[
        "an allowed address",
        "a name, judged later",
        "an address beyond",
        "another host beyond",
        "a file of the machine",
        "a file of the folder",
        "a way out of the folder",
        "a key file of the credentials",
        "a Unix socket of the machine",
        "a Unix socket in the place of the address",
        "a Unix socket of the folder",
        "a jump host beyond",
    ],
)
def test_what_the_machine_takes_on(address: str, probe: str, said: str, tmp_path: Path) -> None:
    """A probe that names an address or file beyond what is allowed does not run, and says why."""
    spec = probe_from_node(parse_yaml(probe.replace("FOLDER", str(tmp_path)), name="t"))
    document = HandDown(
        "sat-1",
        (Target("plc", address, probes=(spec,)),),
        {"key": Credential(key_file=Path("/etc/watchkeeper/id"))},
    )
    found = admitted(document, Guard(NETWORKS), [tmp_path])
    assert [said in one.reason for one in found.refused] == ([True] if said else [])
    assert found.probes == (0 if said else 1)
