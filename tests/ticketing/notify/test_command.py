from __future__ import annotations

import json
import os
import select
from pathlib import Path

import pytest

from tests.ticketing.notify.phones import to_read, words
from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    TemporaryTransportError,
)
from ticketing.notify.command import Command, Program, allowed_program
from watchkeeper.core.errors import ConfigError

NUMBER = "13800138000"
SECRET = "pin-4711"


@pytest.fixture
def message(message: OutgoingMessage) -> OutgoingMessage:
    return to_read(message, words("$(id) `id`; 磁盘将满", "--help"))


def _script(folder: Path, words: str) -> Path:
    path = folder / "send"
    path.write_text(f"#!/bin/sh\n{words}\n")
    path.chmod(0o755)
    return path


def _command(folder: Path, words: str, *arguments: str, seconds: float = 10.0) -> Command:
    path = _script(folder, words)
    program = allowed_program(path, arguments, allowed={path})
    return Command("modem", program, secret=SECRET, seconds=seconds)


async def test_words_come_on_standard_input_and_no_shell_reads_them(
    tmp_path: Path, message: OutgoingMessage
) -> None:
    """The program gets one line of JSON with the secret, and only harmless fields as arguments."""
    words = f'cat > {tmp_path}/line; printf "%s|" "$@" > {tmp_path}/arguments; echo id-7 taken'
    command = _command(tmp_path, words, "--to", "{number}", "--ticket={ticket}")
    receipt = await command.send(message, NUMBER)
    line = json.loads((tmp_path / "line").read_text())
    assert (tmp_path / "arguments").read_text() == "--to|+8613800138000|--ticket=1042|"
    assert (line["title"], line["secret"]) == ("$(id) `id`; 磁盘将满", SECRET)
    assert (receipt.provider_id, receipt.answer) == ("id-7", "id-7 taken")


async def test_the_environment_is_bare(
    tmp_path: Path, message: OutgoingMessage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the server's own environment is handed on."""
    monkeypatch.setenv("WATCHKEEPER_PASSWORD", "hunter2")
    receipt = await _command(tmp_path, "cat > /dev/null; env").send(message, NUMBER)
    assert "hunter2" not in receipt.answer
    assert "LANG=C.UTF-8" in receipt.answer


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("echo no credit; exit 1", PermanentTransportError),
        ("echo line busy; exit 75", TemporaryTransportError),
        ("kill -KILL $$", PermanentTransportError),
    ],
    ids=["failed", "try later", "killed"],
)
async def test_the_exit_code_says_whether_to_try_again(
    tmp_path: Path, message: OutgoingMessage, words: str, error: type[Exception]
) -> None:
    """75 is temporary, everything else but 0 is permanent."""
    with pytest.raises(error):
        await _command(tmp_path, words).send(message, NUMBER)


async def test_a_program_that_hangs_is_ended_with_its_children(
    tmp_path: Path, message: OutgoingMessage
) -> None:
    """After its time the whole group is killed; the message is tried again."""
    words = f"sleep 60 & echo $! > {tmp_path}/child; wait"
    with pytest.raises(TemporaryTransportError, match="did not end"):
        await _command(tmp_path, words, seconds=1.0).send(message, NUMBER)
    child = int((tmp_path / "child").read_text())
    assert _has_ended(child)


async def test_output_without_end_is_not_kept(tmp_path: Path, message: OutgoingMessage) -> None:
    """A program that talks and talks ends by itself; only the beginning is shown."""
    receipt = await _command(tmp_path, "head -c 3000000 /dev/zero | tr '\\0' x").send(
        message, NUMBER
    )
    assert len(receipt.answer) <= 300


async def test_a_secret_in_the_output_is_not_shown(
    tmp_path: Path, message: OutgoingMessage
) -> None:
    """A program that prints what it was given does not give the secret away."""
    command = _command(tmp_path, "cat; exit 1")
    with pytest.raises(PermanentTransportError) as failure:
        await command.send(message, NUMBER)
    assert SECRET not in f"{failure.value!r} {failure.value.answer} {command!r}"


async def test_a_program_that_is_gone_is_permanent(
    tmp_path: Path, message: OutgoingMessage
) -> None:
    """The person's next contact is used."""
    command = Command("modem", Program(tmp_path / "gone", ()))
    with pytest.raises(PermanentTransportError, match="cannot be started"):
        await command.send(message, NUMBER)


async def test_who_is_no_number_starts_nothing(tmp_path: Path, message: OutgoingMessage) -> None:
    """An address that begins with a hyphen cannot become an option."""
    command = _command(tmp_path, f"touch {tmp_path}/started", "{number}")
    with pytest.raises(PermanentTransportError):
        await command.send(message, "--config=/tmp/x")
    assert not (tmp_path / "started").exists()


def test_only_allowed_programs_are_taken(tmp_path: Path) -> None:
    """A program that no administrator listed is refused."""
    with pytest.raises(ConfigError, match="not among the allowed"):
        allowed_program(_script(tmp_path, "true"), (), allowed=())


@pytest.mark.parametrize(
    ("mode", "complaint"),
    [(0o777, "changed by others"), (0o775, "changed by others"), (0o644, "is no program")],
    ids=["world writable", "group writable", "not executable"],
)
def test_a_program_that_others_can_change_is_refused(
    tmp_path: Path, mode: int, complaint: str
) -> None:
    """Who can write it could run anything as the server."""
    path = _script(tmp_path, "true")
    path.chmod(mode)
    with pytest.raises(ConfigError, match=complaint):
        allowed_program(path, (), allowed={path})


@pytest.mark.parametrize("argument", ["{title}", "{text}", "{secret}"])
def test_free_text_and_secrets_are_no_arguments(tmp_path: Path, argument: str) -> None:
    """Every user of the machine can read arguments, and a title may look like an option."""
    path = _script(tmp_path, "true")
    with pytest.raises(ConfigError, match="no field"):
        allowed_program(path, (argument,), allowed={path})


def _has_ended(pid: int) -> bool:
    """Wait until the process is gone, at most five seconds."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 5)[0])
    finally:
        os.close(descriptor)
