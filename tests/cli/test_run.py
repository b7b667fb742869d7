"""`watchkeeper run -- CMD` against the real server: what its heartbeat knows afterwards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.watch import Watch, typed


def test_the_server_knows_how_a_job_ended(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code, how long it took and the last lines arrive; the command ends with the job's code."""
    watch("targets", "add", "db-run")
    made = watch("targets", "heartbeat", "nightly", "--target", "db-run", "--every", "1h")
    monkeypatch.setenv("WATCHKEEPER_PING", made.out.split()[-1])
    job = ("/bin/sh", "-c", "echo dump is broken >&2; exit 7")
    done = typed("run", "--state-dir", str(tmp_path), "--no-overlap", "--", *job)
    assert done.code == 7
    database = f"file:{watch.socket.parent / 'state.db'}?mode=ro"
    with closing(sqlite3.connect(database, uri=True)) as state:
        rows = state.execute(
            "SELECT signal, exit_code, duration, body FROM heartbeat_pings ORDER BY at, number"
        ).fetchall()
    (start, *_), (signal, code, duration, body) = rows[-2:]
    assert (start, signal, code) == ("start", "fail", 7)
    assert duration is not None
    assert body.splitlines()[1:] == ["dump is broken"]
