"""A person at a terminal without rights, with only the wheel installed."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.components import program

ROOT = Path(__file__).parents[2]
_COMMAND_SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    """What a typed line said."""

    code: int
    out: str
    err: str


@dataclass
class Terminal:
    """Types lines into a shell as somebody without rights, and counts them."""

    home: Path
    become: tuple[str, ...]
    variables: dict[str, str]
    typed: list[str] = field(default_factory=list)
    running: list[asyncio.subprocess.Process] = field(default_factory=list)

    async def type(self, line: str) -> Answer:
        """Type a line and wait for its end; an `export` is kept for the lines after it."""
        self.typed.append(line)
        return await self.look(line)

    async def look(self, line: str) -> Answer:
        """Run a line that the test itself needs; it is not counted."""
        exported = re.fullmatch(r"export (\w+)=(.*)", line)
        if exported:
            self.variables[exported[1]] = shlex.split(exported[2])[0]
            return Answer(0, "", "")
        process = await self._start(line)
        async with asyncio.timeout(_COMMAND_SECONDS):
            out, err = await process.communicate()
        return Answer(process.returncode or 0, out.decode(), err.decode())

    async def leave_running(self, line: str) -> None:
        """Type a line into a terminal of its own and let it run."""
        self.typed.append(line)
        self.running.append(await self._start(f"exec {line}", log=True))

    async def _start(self, line: str, *, log: bool = False) -> asyncio.subprocess.Process:
        if log:
            with (self.home / "log").open("ab") as said:
                return await self._spawn(line, said.fileno())
        return await self._spawn(line, subprocess.PIPE)

    async def _spawn(self, line: str, output: int) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *self.become, "/bin/sh", "-c", line,
            cwd=self.home, env=self.variables,
            stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip

    async def end(self) -> None:
        for process in self.running:
            if process.returncode is None:
                process.terminate()
        for process in self.running:
            async with asyncio.timeout(_COMMAND_SECONDS):
                await process.wait()

    @property
    def log(self) -> str:
        return (self.home / "log").read_text(errors="replace")


@contextmanager
def installed_wheel() -> Iterator[Path]:
    """Build the wheel and install it, with what the server needs, into an empty environment."""
    folder = Path(tempfile.mkdtemp(prefix="wk-", dir="/tmp"))
    try:
        folder.chmod(0o755)
        _run(sys.executable, "-m", "build", "--wheel", "--no-isolation",
             "--outdir", str(folder / "dist"), str(ROOT))  # fmt: skip
        wheel = next((folder / "dist").glob("*.whl"))
        _install(folder / "venv", wheel)
        yield folder
    finally:
        shutil.rmtree(folder)


def _install(venv: Path, wheel: Path) -> None:
    """Install as scripts/environment does: by uv where it is, else by pip; hashes are checked."""
    python, base = str(venv / "bin" / "python"), _readable_python()
    needed = ("--require-hashes", "-r", str(ROOT / "requirements" / "server.txt"))
    if shutil.which("uv"):
        _run("uv", "venv", "--quiet", "--python", base, str(venv))
        pip = ("uv", "pip", "install", "--quiet", "--python", python)
    else:
        _run(base, "-m", "venv", str(venv))
        pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*pip, *needed)
    _run(*pip, "--no-deps", str(wheel))


def _readable_python() -> str:
    """Return an interpreter that everybody can execute."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return program(version, "/usr/bin") if os.geteuid() else f"/usr/bin/{version}"


def _run(*command: str) -> None:
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=300, env=environment, check=False
    )
    assert done.returncode == 0, f"{shlex.join(command)}\n{done.stdout}{done.stderr}"


@asynccontextmanager
async def terminal(folder: Path) -> AsyncIterator[Terminal]:
    """Sit down as nobody (as oneself where that is not root), with the wheel's commands on PATH."""
    home = folder / "home"
    home.mkdir()
    become: tuple[str, ...] = ()
    if os.geteuid() == 0:
        shutil.chown(home, "nobody", "nogroup")
        become = (program("setpriv"), "--reuid=nobody", "--regid=nogroup", "--clear-groups")
    variables = {
        "PATH": f"{folder}/venv/bin:/usr/bin:/bin",
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
    }
    seat = Terminal(home, become, variables)
    try:
        yield seat
    finally:
        await seat.end()
