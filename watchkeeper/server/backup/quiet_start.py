"""The first start after a restore: decide what fell due meanwhile, tell nobody but one summary.

What was due while this installation did not run is decided as after any downtime: the log of a
ticket and its verdicts are complete.  Its messages are dropped, as are those that waited when the
backup was taken: the former server has sent them, or nobody needs them now.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select, update

from ticketing.notices import MessageKind, OutboxRow, OutboxState, Way
from ticketing.outbox_rows import outbox
from ticketing.store import insert_messages
from ticketing.tables import ticket
from watchkeeper.access.languages import Catalogues, Language
from watchkeeper.access.model import Person, PersonId, Role
from watchkeeper.core.clock import Clock, Worker
from watchkeeper.core.errors import Translate
from watchkeeper.core.instants import Instant, iso
from watchkeeper.core.logs import get_log
from watchkeeper.core.messages import text
from watchkeeper.server.backup.make import MARK
from watchkeeper.storage.database import Database
from watchkeeper.storage.disk import sync_directory

log = get_log("backup")

_LIVE = ("new", "open", "pending")


@dataclass(frozen=True, slots=True)
class Gap:
    """The time that this installation did not live through."""

    taken_at: Instant
    restored_at: Instant
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class _Missed:
    """What the summary tells."""

    dropped: int
    live_tickets: int


def read_gap(data: Path) -> Gap | None:
    """Return the gap of the newest restore, None where there was none."""
    try:
        values = json.loads((data / MARK).read_bytes())
        return Gap(
            Instant(int(values["taken_at"])),
            Instant(int(values["restored_at"])),
            bool(values.get("is_told")),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("the note of a restore cannot be read", file=data / MARK, reason=error)
        return None


@dataclass(frozen=True, slots=True)
class QuietStart:
    """Decides and tells; all before anything is sent."""

    database: Database
    clock: Clock
    catalogues: Catalogues
    people: Sequence[Person]
    default_language: Language
    url: str

    async def catch_up(self, data: Path, workers: Iterable[Worker]) -> None:
        """Let *workers* decide what is due, then replace all messages by one; once for a restore.

        A crash on the way repeats it: nothing is sent before the note says that it was told.
        """
        gap = await asyncio.to_thread(read_gap, data)
        if gap is None or gap.is_told:
            return
        for worker in workers:
            await worker.run_due()
        missed = await self.database.write(lambda connection: self._replace(connection, gap))
        await asyncio.to_thread(_note_told, data, gap)
        log.info(
            "this is a restored backup: what fell due meanwhile was decided and not sent",
            taken_at=iso(gap.taken_at),
            restored_at=iso(gap.restored_at),
            messages=missed.dropped,
            tickets=missed.live_tickets,
        )

    def _replace(self, connection: Connection, gap: Gap) -> _Missed:
        dropped = connection.execute(
            update(outbox)
            .where(outbox.c.state.in_([OutboxState.QUEUED.value, OutboxState.SENDING.value]))
            .where(~outbox.c.dedup_key.startswith(_key(gap)))
            .values(state=OutboxState.DROPPED.value, error="due before this backup was restored")
        ).rowcount
        live = connection.scalar(
            select(func.count()).select_from(ticket).where(ticket.c.state.in_(_LIVE))
        )
        missed = _Missed(dropped, live or 0)
        known = connection.scalar(
            select(func.count()).select_from(outbox).where(outbox.c.dedup_key.startswith(_key(gap)))
        )
        if not known:
            insert_messages(connection, [self._summary(gap, missed, one) for one in self._told()])
        return missed

    def _told(self) -> tuple[Person, ...]:
        """Return the administrators, else whoever there is."""
        found = tuple(person for person in self.people if person.role is Role.ADMIN)
        return found or tuple(self.people[:1])

    def _summary(self, gap: Gap, missed: _Missed, person: Person) -> OutboxRow:
        now = self.clock.now()
        language = person.language or self.default_language
        return OutboxRow(
            dedup_key=f"{_key(gap)}{person.id}",
            kind=MessageKind.REPORT,
            way=Way.CHAT,
            created_at=now,
            not_before=now,
            recipient=PersonId(person.id),
            payload=self._words(
                gap, missed, zone=person.zone, say=self.catalogues.translate(language)
            ),
        )

    def _words(self, gap: Gap, missed: _Missed, *, zone: str, say: Translate) -> dict[str, str]:
        subject = text("Watchkeeper was restored from a backup").render(say)
        lines = [
            text(
                "It is as it was at {taken_at}; it was restored at {restored_at}.",
                taken_at=iso(gap.taken_at, zone),
                restored_at=iso(gap.restored_at, zone),
            ).render(say),
            text(
                "What fell due in between was decided and is in the tickets; {count} messages were "
                "not sent.",
                count=missed.dropped,
            ).render(say),
            text(
                "{count} tickets are open; look through them, and for tickets opened since then: "
                "they are not in the backup.",
                count=missed.live_tickets,
            ).render(say),
        ]
        return {
            "subject": subject,
            "text": "\n".join([subject, "", *lines, "", f"{self.url}/"]),
            "html": "",
        }


def _key(gap: Gap) -> str:
    return f"restored/{gap.taken_at}/{gap.restored_at}/"


def _note_told(data: Path, gap: Gap) -> None:
    """Keep the note: signs of life that nobody heard in the gap are not missed because of it."""
    path, fresh = data / MARK, data / f".{MARK}"
    fresh.write_text(
        json.dumps({"taken_at": gap.taken_at, "restored_at": gap.restored_at, "is_told": True})
    )
    fresh.replace(path)
    sync_directory(data)
