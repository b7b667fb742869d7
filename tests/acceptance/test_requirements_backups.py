"""Requirement R67: daily increments and periodic full backups, from the host to ticket and form."""

from __future__ import annotations

import asyncio
import re
import time
from pathlib import Path

from dashboards.reports.check_form import Result
from tests.acceptance.clocked_agent import measuring
from tests.acceptance.harness import REST, Watch, build_house, watching
from ticketing.lifecycle import Presence
from ticketing.views import TicketRow
from watchkeeper.core.instants import DAY, HOUR, Instant, instant_from_rfc3339
from watchkeeper.core.levels import Level

TEN_IN_SHANGHAI = instant_from_rfc3339("2026-11-23T02:00:00Z")  # Monday
IDLE = frozenset({"self metrics", "heartbeats"})
BACKUPS = ("good", "late", "lost", "full-old", "shrunk", "broken")
_NAMED = re.compile(r"[Bb]ackup (\S+) of db-1 ")
_EXPECTED = "tool: xtrabackup, schedule: '0 2 * * *', full: weekly, grace: 2h"
TARGETS = "customer: acme\ntargets:\n- name: db-1\n  agent: true\n  backups:\n" + "".join(
    f"  - {{name: {name}, {_EXPECTED}}}\n" for name in BACKUPS
)


def write_copy(folder: Path, at: Instant, *, begins: int, ends: int, size: int = 20_000) -> None:
    """Write a copy as mariadb-backup leaves it; one that begins at 0 is a full one."""
    kind = "full-backuped" if begins == 0 else "incremental"
    copy = folder / f"{kind}-{at}"
    copy.mkdir(parents=True)
    (copy / "xtrabackup_checkpoints").write_text(
        f"backup_type = {kind}\nfrom_lsn = {begins}\nto_lsn = {ends}\nlast_lsn = {ends}\n"
    )
    local = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at // 1000))
    (copy / "xtrabackup_info").write_text(f"start_time = {local}\nend_time = {local}\n")
    (copy / "ibdata1").write_bytes(b"x" * size)


def write_backups(folder: Path, now: Instant) -> None:
    """Six backups: a full copy and increments each day, and what went wrong with all but one."""

    def weekly(name: str, *, full: int, newest: int, last_size: int = 20_000) -> None:
        """Write a full copy and an increment for each day after it, to the newest."""
        write_copy(folder / name, Instant(now - full), begins=0, ends=100, size=400_000)
        days = (full - newest) // DAY
        for day in range(days):
            at = Instant(now - newest - (days - 1 - day) * DAY)
            size = last_size if day == days - 1 else 20_000
            write_copy(folder / name, at, begins=100 + day, ends=101 + day, size=size)

    this_night = 8 * HOUR
    weekly("good", full=3 * DAY, newest=this_night)
    weekly("late", full=5 * DAY, newest=30 * HOUR)
    weekly("lost", full=6 * DAY, newest=4 * DAY)
    weekly("full-old", full=9 * DAY, newest=this_night)
    weekly("shrunk", full=5 * DAY, newest=this_night, last_size=500)
    write_copy(folder / "broken", Instant(now - 3 * DAY), begins=0, ends=100)
    write_copy(folder / "broken", Instant(now - this_night), begins=107, ends=108)


def settings_of(folder: Path) -> str:
    return "".join(
        f'[backup "{name}"]\ntool = xtrabackup\npath = {folder / name}\nread_every = 1m\n'
        for name in BACKUPS
    )


FOUND = {
    "late": ("is overdue", Level.III),
    "lost": ("is overdue", Level.II),
    "full-old": ("The newest full backup", Level.III),
    "shrunk": ("less than half of what is usual", Level.III),
    "broken": ("The chain of backup", Level.II),
}
"""By backup: what its ticket says, and of which level it is; the good one has none."""


async def tickets_by_backup(watch: Watch) -> dict[str, TicketRow]:
    found = [(_NAMED.search(row.title), row) for row in await watch.tickets()]
    by_backup = {match[1]: row for match, row in found if match}
    assert len(by_backup) == len(found)
    return by_backup


async def rows_of_the_form(watch: Watch) -> dict[str, str]:
    """Return the rows on backups of the daily form, each with its result."""
    post = watch.house.rest.post
    made = await asyncio.to_thread(post, f"{REST}/reports", {"customer": "acme"})
    rows = [row for section in made["form"]["sections"] for row in section["rows"]]
    return {row["key"]: row["result"] for row in rows if row["key"].startswith("backup_")}


async def test_R67_increments_and_full_backups_are_watched(tmp_path: Path) -> None:
    """R67: age of the last increment and of the last full copy, size drop: a ticket and a row each."""
    copies = tmp_path / "copies"
    write_backups(copies, TEN_IN_SHANGHAI)
    house = build_house(tmp_path / "house", targets=TARGETS, packs="[backups]")
    async with (
        watching(house, TEN_IN_SHANGHAI, idle=IDLE) as watch,
        measuring(watch, tmp_path / "agent", "db-1", settings_of(copies)) as agent,
    ):
        await agent.watch_for(13)
        tickets = await tickets_by_backup(watch)
        assert set(tickets) == set(FOUND)
        for name, (words, level) in FOUND.items():
            assert words in tickets[name].title
            assert (name, tickets[name].level) == (name, level)
        rows = await rows_of_the_form(watch)
        assert {key for key, result in rows.items() if result == Result.ABNORMAL.value} == {
            "backup_age/db-1/late",
            "backup_age/db-1/lost",
            "backup_full_age/db-1/full-old",
            "backup_size/db-1/shrunk",
            "backup_trials/db-1/broken",
        }
        good = {row.split("/")[0] for row in rows if row.endswith("/good")}
        assert good >= {"backup_age", "backup_full_age", "backup_size", "backup_trials"}
        for name in BACKUPS:
            write_copy(copies / name, watch.clock.now(), begins=0, ends=107, size=400_000)
        await agent.watch_for(8)
        left = await tickets_by_backup(watch)
        assert {name: row.presence for name, row in left.items()} == dict.fromkeys(
            FOUND, Presence.RECOVERED
        )
