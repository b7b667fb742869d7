"""``watchkeeper run -- CMD`` for cron: runs a job and tells its heartbeat how it went."""

from __future__ import annotations

import argparse
import fcntl
import os
import sys
from collections.abc import Sequence
from time import gmtime, strftime

from agent.clock import AgentClock, SystemClock
from agent.job import Ended, JobLimits, run_job
from agent.paths import Path
from agent.ping import Heartbeat, KeptPings, Ping, state_folder
from agent.readers import period
from watchkeeper.core.errors import InvalidInput, Unavailable, WatchkeeperError

URL_VARIABLE, CA_VARIABLE = "WATCHKEEPER_PING", "WATCHKEEPER_CA"
UNDER_WAY = 75
"""Exit code where the run before is still under way: EX_TEMPFAIL of sysexits.h."""

_USAGE = 2
_MOST_URL_BYTES = 2_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ping-file",
        metavar="FILE",
        help=f"file with the heartbeat's address; default: the variable {URL_VARIABLE}",
    )
    parser.add_argument("--ca", metavar="FILE", help="the CA of the server; default: the system's")
    parser.add_argument("--timeout", metavar="TIME", help="end the job after so long, such as 2h")
    parser.add_argument(
        "--no-overlap", action="store_true", help="do not start while the run before is under way"
    )
    parser.add_argument(
        "--no-output", action="store_true", help="tell how it ended, not what it wrote"
    )
    parser.add_argument("--state-dir", metavar="DIR", help="where what could not be told is kept")
    parser.add_argument("job", nargs=argparse.REMAINDER, metavar="-- COMMAND ...")


def main(arguments: Sequence[str], clock: AgentClock | None = None) -> int:
    parser = argparse.ArgumentParser(prog="watchkeeper run", description=__doc__)
    add_arguments(parser)
    return run(parser.parse_args(arguments), clock or SystemClock())


def run(asked: argparse.Namespace, clock: AgentClock) -> int:
    """Run the job; return its own exit code, whatever becomes of telling."""
    command = asked.job[1:] if asked.job[:1] == ["--"] else asked.job
    if not command:
        raise InvalidInput("name the job behind --, such as: watchkeeper run -- /usr/bin/backup")
    timeout = period(asked.timeout) / 1000 if asked.timeout else None
    ca_file = asked.ca or os.environ.get(CA_VARIABLE)
    heartbeat = Heartbeat(_url(asked.ping_file), clock, Path(ca_file) if ca_file else None)
    folder = Path(asked.state_dir) if asked.state_dir else state_folder()
    teller = _Teller(heartbeat, KeptPings(folder / heartbeat.id), clock)
    try:
        if asked.no_overlap and not _is_alone(folder / heartbeat.id):
            teller.under_way()
            return UNDER_WAY
        teller.start()
        ended = run_job(
            command, clock=clock, limits=JobLimits(timeout), without=(URL_VARIABLE, CA_VARIABLE)
        )
        teller.end(ended, with_output=not asked.no_output)
    finally:
        heartbeat.close()
    return ended.code


class _Teller:
    """Tells start and end; a server that is away keeps no job from running."""

    def __init__(self, heartbeat: Heartbeat, kept: KeptPings, clock: AgentClock) -> None:
        self._heartbeat = heartbeat
        self._kept = kept
        self._clock = clock
        self._run = os.urandom(8).hex()

    def start(self) -> None:
        try:
            self._kept.tell_all(self._heartbeat.tell)
            self._heartbeat.tell(Ping("start", self._run))
        except (WatchkeeperError, OSError) as error:
            _say(f"the start is not told: {error}")

    def end(self, ended: Ended, *, with_output: bool) -> None:
        head = f"exit code {ended.code} after {ended.seconds:.1f} s"
        text = f"{head}; {ended.why}\n" if ended.why else f"{head}\n"
        output = ended.output if with_output else b""
        ping = Ping(str(ended.code), self._run, text.encode() + output)
        try:
            self._heartbeat.tell_with_patience(ping)
        except Unavailable as error:
            self._keep(ping, error)
        except WatchkeeperError as error:
            _say(f"the end is not told: {error}")

    def under_way(self) -> None:
        _say("not started: the run before is still under way")
        try:
            self._heartbeat.tell(
                Ping("log", self._run, b"not started: the run before is still under way\n")
            )
        except WatchkeeperError as error:
            _say(f"it is not told: {error}")

    def _keep(self, ping: Ping, error: WatchkeeperError) -> None:
        now = self._clock.now()
        told_late = strftime("told late; it ended at %Y-%m-%dT%H:%M:%SZ\n", gmtime(now / 1000))
        try:
            name = f"{now:015d}-{ping.run}"
            self._kept.keep(ping._replace(body=told_late.encode() + ping.body), name)
        except OSError as problem:
            _say(f"the end is not told and cannot be kept: {error}; {problem}")
        else:
            _say(f"the next run tells how this one ended: {error}")


def _is_alone(folder: Path) -> bool:
    """Take the job's lock, which ends with this process.  Raises InvalidInput without a place."""
    try:
        os.makedirs(folder, 0o700, exist_ok=True)  # noqa: PTH103 paths are text here
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise InvalidInput(
            "cannot keep a lock in {folder}: {reason}; name another folder by --state-dir",
            folder=folder,
            reason=error.strerror,
        ) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return False
    return True


def _url(ping_file: str | None) -> str:
    """Return the heartbeat's address; never an argument, because all users see those."""
    if ping_file is None:
        url = os.environ.get(URL_VARIABLE, "")
        if not url:
            raise InvalidInput(
                "say which heartbeat: --ping-file FILE, or the variable {name}", name=URL_VARIABLE
            )
        return url.strip()
    try:
        with open(ping_file, encoding="utf-8") as file:  # noqa: PTH123 paths are text here
            return file.read(_MOST_URL_BYTES).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("cannot read {path}: {reason}", path=ping_file, reason=error) from None


def _say(sentence: str) -> None:
    sys.stderr.write(f"watchkeeper run: {sentence}\n")


def command_line(arguments: Sequence[str]) -> int:
    """As ``main``, with errors said: for the agent's own command."""
    try:
        return main(arguments)
    except WatchkeeperError as error:
        _say(str(error))
        return _USAGE
