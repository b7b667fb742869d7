"""Mail that comes in: who watches the mailboxes, who takes it by SMTP, and the desk behind both."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from collector.intake.mail.desk import MailMetrics
from collector.intake.mail.imap import MailboxWatcher
from collector.intake.mail.smtp import SmtpReceiver
from ticketing.answers.desk import AnswerDesk
from ticketing.answers.signing import AnswerKeys
from ticketing.inbox import rows
from ticketing.inbox.desk import Inbox
from ticketing.inbox.facts import Acquaintances
from ticketing.service import TicketService
from watchkeeper.config.mail_settings import MailInSettings
from watchkeeper.core.instants import Instant
from watchkeeper.server.ground import Ground
from watchkeeper.server.mail_in import door_of, house_of, mailbox_of, terms_of


@dataclass(frozen=True, slots=True)
class MailRoom:
    """Everything by which mail comes in; ``receivers`` run as long as the server does."""

    inbox: Inbox
    receivers: tuple[MailboxWatcher | SmtpReceiver, ...]

    def work(self) -> tuple[tuple[str, Coroutine[Any, Any, None]], ...]:
        return tuple((f"mail {at}", one.run()) for at, one in enumerate(self.receivers, 1))


async def mail_room(
    ground: Ground, tickets: TicketService, answers: AnswerDesk, keys: AnswerKeys
) -> MailRoom | None:
    """Return the room where mail is wanted.  Raises ConfigError."""
    settings = ground.settings.mail_in
    if settings is None:
        return None
    inbox = Inbox(
        ground.database,
        ground.clock,
        tickets=tickets,
        answers=answers,
        acquaintances=_acquaintances(ground),
        keys=keys,
        terms=terms_of(ground.settings, settings),
        translate=ground.catalogues.translate(ground.language),
    )
    since = await _since(ground, settings)
    return MailRoom(inbox, await asyncio.to_thread(_receivers, ground, settings, inbox, since))


def _acquaintances(ground: Ground) -> Callable[[], Acquaintances]:
    """Return who tells whose address is whose: people and customers in force."""

    def found() -> Acquaintances:
        customers = ground.inventory.current.customers
        senders = {name: one.mail_from for name, one in customers.items() if one.mail_from}
        return Acquaintances(ground.gate.people, senders)

    return found


async def _since(ground: Ground, settings: MailInSettings) -> Mapping[str, Instant]:
    """Return since when each mailbox is watched: older unread mail in it stays as it is."""
    now, names = ground.clock.now(), tuple(settings.mailboxes)
    return await ground.database.write(
        lambda connection: {name: rows.watched_since(connection, name, now) for name in names}
    )


def _receivers(
    ground: Ground, settings: MailInSettings, inbox: Inbox, since: Mapping[str, Instant]
) -> tuple[MailboxWatcher | SmtpReceiver, ...]:
    metrics, house = MailMetrics(ground.metrics.registry), house_of(ground.settings)
    watchers = tuple(
        MailboxWatcher(
            mailbox_of(name, box, since[name]),
            inbox,
            clock=ground.clock,
            metrics=metrics,
            house=house,
        )
        for name, box in settings.mailboxes.items()
    )
    if settings.smtp is None:
        return watchers
    door = door_of(ground.settings, settings.smtp, settings.separator)
    receiver = SmtpReceiver(door, inbox, clock=ground.clock, metrics=metrics, house=house)
    return (*watchers, receiver)
