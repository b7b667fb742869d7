"""A local command of the allow-list: for modems, radios and whatever has only a program.

The program is started without a shell, alone in a process group, with a bare environment.  Words
of people and secrets reach it on standard input as one line of JSON; arguments may name only
fields that cannot be taken for an option.  Exit 0 is success, 75 (EX_TEMPFAIL) try later.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    RateLimit,
    Receipt,
    TemporaryTransportError,
    shortened,
)
from ticketing.notify.phone_words import called_number, fields_of
from ticketing.notify.placeholders import Template, as_it_is, template_from_text
from ticketing.notify.short import ONE_SMS, cut_to_units
from ticketing.notify.wording import AS_SMS, Wording
from watchkeeper.core.errors import ConfigError

SECONDS_PER_CALL = 20.0
MAX_OUTPUT_BYTES = 8_192
MAX_ARGUMENTS = 32
ARGUMENT_FIELDS = ("ticket", "level", "number", "number_national", "key")
LIMIT = RateLimit(30)

_TRY_LATER = 75
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True, slots=True)
class Program:
    """A checked program and its arguments; make it by ``allowed_program``."""

    path: Path
    arguments: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """One command; it is given the number of ``sms:`` or ``phone:`` contacts, as ``kind`` says."""

    name: str
    program: Program
    secret: str = field(default="", repr=False)
    kind: str = "sms"
    seconds: float = SECONDS_PER_CALL
    limit: RateLimit = LIMIT
    knows_repeats: bool = False
    wording: Wording = AS_SMS

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        number = called_number(address)
        fields = fields_of(message)
        fields = {
            **fields,
            "text": cut_to_units(fields["text"], ONE_SMS),
            "number": number.e164,
            "number_national": number.without_plus,
        }
        arguments = [one.fill(fields, as_it_is) for one in self.program.arguments]
        code, output = await self._run(arguments, _line(fields, message, self.secret))
        return _receipt(code, self._without_secret(output))

    async def _run(self, arguments: list[str], line: bytes) -> tuple[int, str]:
        try:
            process = await asyncio.create_subprocess_exec(
                self.program.path,
                *arguments,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                env=_ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            raise PermanentTransportError(
                "{program} cannot be started: {reason}",
                program=self.program.path.name,
                reason=error.strerror or type(error).__name__,
            ) from error
        try:
            async with asyncio.timeout(self.seconds):
                return await _talk(process, line)
        except TimeoutError as error:
            raise TemporaryTransportError(
                "{program} did not end within {seconds} s",
                program=self.program.path.name,
                seconds=int(self.seconds),
            ) from error
        finally:
            await asyncio.shield(_end(process))

    def _without_secret(self, output: str) -> str:
        return shortened(output.replace(self.secret, "***") if self.secret else output)


def allowed_program(
    path: Path,
    arguments: Collection[str],
    *,
    allowed: Collection[Path],
    at: str | None = None,
) -> Program:
    """Return the program with its arguments.  Raises ConfigError, also where others may change it."""
    if path not in allowed:
        raise ConfigError(
            "{path} is not among the allowed commands; an administrator adds it to allowed_commands",
            at=at,
            path=path,
        )
    _check_file(path, at)
    if len(arguments) > MAX_ARGUMENTS:
        raise ConfigError("at most {most} arguments are taken", at=at, most=MAX_ARGUMENTS)
    return Program(
        path, tuple(template_from_text(one, ARGUMENT_FIELDS, at=at) for one in arguments)
    )


def _check_file(path: Path, at: str | None) -> None:
    try:
        found = path.stat()
    except OSError as error:
        raise ConfigError(
            "{path} cannot be read: {reason}", at=at, path=path, reason=error
        ) from error
    if not path.is_absolute() or not stat.S_ISREG(found.st_mode) or not found.st_mode & 0o111:
        raise ConfigError("{path} is no program; give the whole path of one", at=at, path=path)
    if found.st_mode & 0o022 or found.st_uid not in {0, os.geteuid()}:
        raise ConfigError(
            "{path} can be changed by others; take write permission away", at=at, path=path
        )


def _line(fields: Mapping[str, str], message: OutgoingMessage, secret: str) -> bytes:
    document: dict[str, object] = {"version": 1, **fields, "subject": message.subject}
    if secret:
        document["secret"] = secret
    return orjson.dumps(document) + b"\n"


async def _talk(process: asyncio.subprocess.Process, line: bytes) -> tuple[int, str]:
    """Hand in *line* and return the exit code and the first of the output; the rest is dropped."""
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(line)
        await process.stdin.drain()
    process.stdin.close()
    output = b""
    while more := await process.stdout.read(16_384):
        output += more[: MAX_OUTPUT_BYTES - len(output)]
    return await process.wait(), output.decode(errors="replace")


async def _end(process: asyncio.subprocess.Process) -> None:
    """End the whole group, unless it ended by itself and let go of its output."""
    if process.returncode is not None and process.stdout and process.stdout.at_eof():
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


def _receipt(code: int, output: str) -> Receipt:
    if code == 0:
        return Receipt(output.partition(" ")[0][:200], output)
    if code == _TRY_LATER:
        raise TemporaryTransportError("the command says to try later", answer=output)
    raise PermanentTransportError("the command failed with exit {code}", code=code, answer=output)
