"""What runs on a host that gets an agent, or loses it: sent there whole, over SSH.

By the host's own Python, 3.9 or later, and its standard library; nothing of ours can be imported.
It is told what to do by one order in JSON, stops at the first step that fails, and reports by one
line of JSON.  The enrolment token goes through a pipe, never through a list of processes.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import pwd
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

REPORT = "watchkeeper-report "
_STEP_SECONDS = 60
_END_SECONDS = 20
_MOST_SAID = 600


class StepFailed(Exception):
    """A step did not work; what was said about it."""

    def __init__(self, step: str, said: str) -> None:
        super().__init__(said)
        self.step = step


def carry_out(order: dict[str, Any]) -> dict[str, Any]:
    """Do what *order* says; return the report."""
    steps = {"install": _install, "remove": _remove}
    try:
        steps[order["do"]](order)
    except StepFailed as error:
        return {"step": error.step, "said": str(error)[-_MOST_SAID:]}
    except OSError as error:
        return {"step": "write", "said": f"{error.filename}: {error.strerror}"}
    return {}


def _install(order: dict[str, Any]) -> None:
    state = Path(order["state"])
    if order["user"]:
        _make_user(order["user"], state)
    for file in order["files"]:
        _write(Path(file["path"]), base64.b64decode(file["content"]), file["mode"])
    _make_state(state, order["user"])
    config = Path(order["config"])
    if order["new_config"] and not config.exists():  # what stands in a configuration stays
        _write(config, order["new_config"].encode(), 0o644)
    if order["token"]:
        command = [order["python"], "-I", order["archive"], "--config", order["config"]]
        _run("enrol", [*command, "enrol", "-"], given=order["token"])
    if order["starts"]:
        for words in (("daemon-reload",), ("enable", order["unit"]), ("restart", order["unit"])):
            _run("start", ["systemctl", *words])


def _remove(order: dict[str, Any]) -> None:
    if order["starts"] and any(Path(path).name == order["unit"] for path in order["files"]):
        _run("stop", ["systemctl", "disable", "--now", order["unit"]], fails=False)
    _end_running(Path(order["state"]), order["archive"])
    for path in map(Path, order["files"]):
        path.unlink(missing_ok=True)
    shutil.rmtree(order["state"], ignore_errors=True)
    for folder in map(Path, order["folders"]):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    if order["starts"]:
        _run("stop", ["systemctl", "daemon-reload"])


def _end_running(state: Path, archive: str) -> None:
    """End an agent that somebody started by hand; its spool says which process it is."""
    try:
        number = int((state / "spool" / "lock").read_text())
        words = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
        if archive.encode() not in words:
            return
        process = os.pidfd_open(number)
    except (OSError, ValueError):
        return
    try:
        os.kill(number, signal.SIGTERM)
        if not select.select([process], [], [], _END_SECONDS)[0]:
            raise StepFailed("stop", f"the agent, process {number}, does not end")
    finally:
        os.close(process)


def _make_user(name: str, home: Path) -> None:
    try:
        pwd.getpwnam(name)
    except KeyError:
        shells = (Path("/usr/sbin/nologin"), Path("/sbin/nologin"), Path("/bin/false"))
        shell = next((str(each) for each in shells if each.exists()), "/bin/false")
        words = ["useradd", "--system", "--user-group", "--no-create-home"]
        _run("user", [*words, "--home-dir", str(home), "--shell", shell, name])


def _make_state(folder: Path, user: str) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if user:
        found = pwd.getpwnam(user)
        os.chown(folder, found.pw_uid, found.pw_gid)


def _write(path: Path, content: bytes, mode: int) -> None:
    """Write a file whole or not at all; of a disk that is full nothing is kept."""
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
        draft.replace(path)
    except OSError as error:  # that of a write does not name its file
        with contextlib.suppress(OSError):
            draft.unlink()
        raise StepFailed("write", f"{path}: {error.strerror}") from None


def _run(step: str, words: list[str], *, given: str = "", fails: bool = True) -> None:
    """Run a program; where it *fails* the step does."""
    try:
        done = subprocess.run(  # noqa: S603 our own words, no shell
            words, input=given.encode(), capture_output=True, timeout=_STEP_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StepFailed(step, str(error)) from None
    if done.returncode and fails:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        raise StepFailed(step, said or f"{words[0]} ended with {done.returncode}")


def main(order: str) -> None:
    os.umask(0o022)
    sys.stdout.write(f"{REPORT}{json.dumps(carry_out(json.loads(order)))}\n")
