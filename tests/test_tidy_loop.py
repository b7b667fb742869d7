"""What a test leaves open does not fail another test."""

from __future__ import annotations

import asyncio
import gc
import ssl
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from tests.tidy_loop import TidyLoop

Loop = Callable[[], asyncio.AbstractEventLoop]


async def leave_open(context: ssl.SSLContext | None) -> list[asyncio.StreamWriter]:
    """Go away from connections: one is not closed, the other has not all sent, over TLS neither."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    client = None
    if context is not None:
        client = ssl.create_default_context()
        client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=client)
    writer.write(b"x" * 10_000_000)
    writer.close()
    _, other = await asyncio.open_connection("127.0.0.1", port, ssl=client)
    server.close()
    return [writer, other]


def left_by(make: Loop, context: ssl.SSLContext | None, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run it as pytest's plugin does; return what the collector complains of."""
    said: list[str] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda found: said.append(str(found.exc_value)))
    gc.collect()
    said.clear()  # that was what other tests left
    with asyncio.Runner(loop_factory=make) as runner:
        held = runner.run(leave_open(context))
    held.clear()
    gc.collect()
    monkeypatch.undo()
    return "\n".join(said)


@pytest.fixture(params=["plain", "TLS"])
def context(request: pytest.FixtureRequest, tmp_path: Path) -> ssl.SSLContext | None:
    if request.param == "plain":
        return None
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(found)
    return found


def test_a_tidy_loop_leaves_nothing_to_the_collector(
    context: ssl.SSLContext | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert left_by(TidyLoop, context, monkeypatch) == ""


def test_another_loop_does(context: ssl.SSLContext | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail."""
    found = left_by(asyncio.SelectorEventLoop, context, monkeypatch)
    assert "unclosed transport" in found


async def test_tests_run_on_tidy_loops() -> None:
    """Those of pytest's plugin, and those of a thread."""

    async def own() -> asyncio.AbstractEventLoop:
        return asyncio.get_running_loop()

    assert isinstance(asyncio.get_running_loop(), TidyLoop)
    assert isinstance(await asyncio.to_thread(asyncio.run, own()), TidyLoop)
