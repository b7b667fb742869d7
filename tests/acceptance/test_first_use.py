"""First use, from the wheel: what the manual and the commands print is what is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.acceptance.first_use import ROOT, Terminal, installed_wheel, terminal
from tests.acceptance.harness import free_port
from tests.eventually import eventually
from tests.fakes.webhook import SECRET, FakeReceiver
from watchkeeper.server.clock import SystemClock

pytestmark = [pytest.mark.slow, pytest.mark.tree, pytest.mark.timeout(600)]

MOST_COMMANDS = 12
MEASURED_ROWS = (
    "memory/second",
    "service/shop/http",
    "backup_age/second/nightly",
    "backup_age/shop/dump",
)


def blocks(language: str, kind: str) -> list[str]:
    """Return the blocks of the quick start that are marked as *kind*."""
    page = (ROOT / "docs" / language / "quickstart.md").read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


def test_both_manuals_type_the_same() -> None:
    """The Chinese quick start has the commands of the English one, to the letter."""
    for kind in ("sh", "ini"):
        assert blocks("zh", kind) == blocks("en", kind) != []


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with installed_wheel() as found:
        yield found


def shop() -> web.Application:
    async def health(_request: web.Request) -> web.Response:
        return web.Response(text="open")

    app = web.Application()
    app.router.add_get("/health", health)
    return app


async def value_of(seat: Terminal, expression: str) -> float | None:
    """Return the value of the first series, None where there is none."""
    answer = await seat.look(f"watchkeeper query '{expression}'")
    assert answer.code == 0, answer.err
    lines = answer.out.splitlines()
    return float(lines[0].split()[-1]) if lines else None


async def arrives(seat: Terminal, expression: str) -> float:
    """Return the value of the first series as soon as there is one."""
    found: list[float] = []

    async def look() -> bool:
        value = await value_of(seat, expression)
        found.extend([] if value is None else [value])
        return bool(found)

    await eventually(look, within_seconds=60, what=f"{expression}\n{seat.log}")
    return found[0]


def indented(text: str) -> list[str]:
    """Return the commands that `init` prints."""
    return [line.strip() for line in text.splitlines() if line.startswith("  ")]


async def test_first_use_from_the_wheel(folder: Path) -> None:
    """Server with TLS, this host, a second agent, a service, a heartbeat, a backup folder, a test
    message and the check form: at most twelve lines typed by somebody without rights."""
    async with (
        terminal(folder) as seat,
        TestServer(shop()) as service,
        FakeReceiver(SystemClock()) as receiver,
    ):
        await without_rights(seat)
        second = seat.home / "second"
        places = {
            "http://127.0.0.1:9001": str(service.make_url("")).rstrip("/"),
            "http://127.0.0.1:9000/hook": receiver.address,
            "change-me": SECRET,
            "8420": str(free_port()),
            "/tmp/watch": str(seat.home / "watch"),
            "/tmp/second": str(second),
        }
        lines = [
            placed(line, places) for block in blocks("en", "sh") for line in block.splitlines()
        ]
        init, token, add, heartbeat, report = lines

        done = await seat.type(init)
        assert done.code == 0, done.err
        export, serve, agent, test_message = indented(done.out)
        await seat.type(export)
        await seat.leave_running(serve)
        await eventually(lambda: is_served(seat), within_seconds=60, what=seat.log)
        await seat.leave_running(agent)

        (configuration,) = blocks("en", "ini")
        await write_backups(seat, second, placed(configuration, places))
        made = await seat.type(token)
        assert made.code == 0, made.err
        enrolled = await seat.type(made.out.strip())
        assert enrolled.code == 0, enrolled.err
        assert enrolled.out.startswith("enrolled as second;")
        await seat.leave_running(made.err.strip().rpartition(": ")[2])

        assert (await seat.type(add)).code == 0
        expected = await seat.type(heartbeat)
        pinged = await seat.type(expected.out.strip())
        assert pinged.code == 0, pinged.err
        told = await seat.type(test_message)
        assert "delivered (it answered: taken)" in told.out
        assert len(receiver.documents) == 1

        assert await arrives(seat, 'node_memory_MemTotal_bytes{instance="second"}') > 0
        assert await arrives(seat, 'node_memory_MemTotal_bytes{instance!="second"}') > 0
        assert await arrives(seat, 'probe_success{instance="shop"}') == 1
        assert await arrives(seat, 'backup_last_success_timestamp_seconds{instance="shop"} > 0')
        assert await arrives(seat, 'backup_last_size_bytes{instance="second"}') == 4096

        form = await seat.type(report)
        assert form.code == 0, form.err
        keys = {row.split()[0]: row for row in form.out.splitlines()[2:]}
        for key in MEASURED_ROWS:
            assert " normal " in keys[key], form.out
        assert len(seat.typed) <= MOST_COMMANDS, seat.typed
        doctor = await seat.look("watchkeeper doctor")
        assert "each of our packages belongs to watchkeeper alone" in doctor.out


async def without_rights(seat: Terminal) -> None:
    """Prove that the right to write the system's directories is missing."""
    refused = await seat.look("touch /etc/watchkeeper-may-not")
    assert refused.code != 0
    assert "Permission denied" in refused.err
    not_root = await seat.look("watchkeeper init --no-input")
    assert not_root.code == 2
    assert "run this as root" in not_root.err


def placed(text: str, places: dict[str, str]) -> str:
    """Return a text of the manual with the addresses and folders of this test."""
    for there, here in places.items():
        text = text.replace(there, here)
    return text


async def is_served(seat: Terminal) -> bool:
    assert all(process.returncode is None for process in seat.running), seat.log
    return (await seat.look("watchkeeper query 'vector(1)'")).code == 0


async def write_backups(seat: Terminal, folder: Path, configuration: str) -> None:
    """Make the second agent's folder as its user would."""
    backups = folder / "backups"
    made = await seat.look(
        f"mkdir -p {backups} && head -c 4096 /dev/zero > {backups}/one.dump && "
        f"cat > {folder}/agent.conf <<'END'\n{configuration}END\n"
    )
    assert made.code == 0, made.err
