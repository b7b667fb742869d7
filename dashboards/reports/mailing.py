"""Queue a new form for those who get it: customers by mail, our own people by their channel.

The words are rendered here, in the transaction that keeps the form, so that what was sent can be
shown later as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dashboards.reports.check_form import Filing, Result
from dashboards.reports.render import form_document
from ticketing.notices import MessageKind, OutboxRow, Way
from ticketing.outbox_rows import outbox
from ticketing.store import insert_messages
from watchkeeper.access.languages import Catalogues, Language
from watchkeeper.access.model import Duty, PersonId
from watchkeeper.access.people import People
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import text
from watchkeeper.inventory.model import Customer


@dataclass(frozen=True, slots=True)
class FormMailing:
    """Turns a form into outbox rows; ``url`` is the server's own, without a slash at the end."""

    catalogues: Catalogues
    url: str
    now: Callable[[], Instant]
    people: Callable[[], People]

    def queue(self, connection: Connection, filing: Filing, customer: Customer) -> None:
        """Insert one row for each recipient of the customer's report, once for each version."""
        for recipient in dict.fromkeys(customer.report.to):
            row = self._row(filing, customer, recipient)
            known = connection.scalar(
                select(outbox.c.id).where(outbox.c.dedup_key == row.dedup_key)
            )
            if known is None:
                insert_messages(connection, [row])

    def _row(self, filing: Filing, customer: Customer, recipient: str) -> OutboxRow:
        now = self.now()
        is_address = ":" in recipient
        return OutboxRow(
            dedup_key=f"check-form/{filing.number}/{filing.version}/{recipient}",
            kind=MessageKind.REPORT,
            way=Way.MAIL,
            created_at=now,
            not_before=now,
            recipient=None if is_address else self.people().acting(_person(customer, recipient)),
            address=recipient if is_address else None,
            payload=self._words(filing, customer.report.language),
        )

    def _words(self, filing: Filing, language: Language) -> dict[str, str]:
        translate = self.catalogues.translate(language)
        form = filing.form
        subject = text(
            "Daily check form {number}: {conclusion}",
            number=filing.number,
            conclusion=form.conclusion.title,
        ).render(translate)
        rows = text(
            "{abnormal} rows abnormal, {unchecked} not checked",
            abnormal=form.count(Result.ABNORMAL),
            unchecked=form.count(Result.UNCHECKED),
        ).render(translate)
        sentences = [sentence.render(translate) for sentence in form.sentences]
        link = f"{self.url}/reports/{filing.number}"
        return {
            "subject": subject,
            "text": "\n".join([subject, "", *sentences, rows, "", link]),
            "html": form_document(
                filing, self.catalogues, language, ticket_url=f"{self.url}/tickets/"
            ),
        }


def _person(customer: Customer, recipient: str) -> PersonId:
    """Return who a role's name stands for, else the person of that id."""
    for duty in Duty:
        if recipient == duty.value:
            return customer.roles.holder(duty) or PersonId(recipient)
    return PersonId(recipient)
