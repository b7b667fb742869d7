"""Who decides about a mail that came in, and what receiving counts."""

from __future__ import annotations

from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge

from watchkeeper.core.mails import MailVerdict, ReceivedMail


class MailDesk(Protocol):
    """Ticketing's door for mail."""

    async def receive(self, mail: ReceivedMail) -> MailVerdict:
        """Decide about a mail, once for each Message-ID; durable when it returns.

        POSTPONED, or Unavailable raised, asks for the mail again later.  The same mail may come
        several times, also at the same time by two mailboxes.
        """
        ...


class MailMetrics:
    """What the daemon tells about mail that comes in."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.mails = Counter(
            "watchkeeper_mail_received_total",
            "Mails that came in, by mailbox and outcome (opened, appended, answered, bounced,"
            " duplicate, ignored, quarantined, postponed, failed).",
            ["mailbox", "outcome"],
            registry=registry,
        )
        self.troubles = Counter(
            "watchkeeper_mail_troubles_total",
            "What of mails could not be read as it was meant, by trouble.",
            ["trouble"],
            registry=registry,
        )
        self.connected = Gauge(
            "watchkeeper_mail_mailbox_connected",
            "1 while the mailbox is watched.",
            ["mailbox"],
            registry=registry,
        )
        self.failures = Counter(
            "watchkeeper_mail_mailbox_failures_total",
            "Connections to a mailbox that failed or broke.",
            ["mailbox"],
            registry=registry,
        )
        self.refused = Counter(
            "watchkeeper_mail_refused_total",
            "Mails and connections refused by the SMTP door, by reason (recipient, peer, busy,"
            " connections, desk).",
            ["reason"],
            registry=registry,
        )

    def count(self, mail: ReceivedMail, outcome: str) -> None:
        self.mails.labels(mail.envelope.mailbox, outcome).inc()
        for trouble in mail.troubles:
            self.troubles.labels(trouble.value).inc()
