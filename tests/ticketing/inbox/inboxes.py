"""An inbox over a story's tickets, and mails that its people and its customer write."""

from __future__ import annotations

from dataclasses import replace

from tests.ticketing.answers.desks import CATALOGUES, PEOPLE, Registered
from tests.ticketing.story import ENGINEER, Story
from ticketing.answers.key_store import answer_keys
from ticketing.answers.reply_address import Reply, ReplyMailbox, reply_address
from ticketing.answers.signing import AnswerKeys
from ticketing.inbox.desk import Inbox
from ticketing.inbox.facts import Acquaintances, MailTerms
from ticketing.mail.senders import Limits
from watchkeeper.access.languages import Language
from watchkeeper.access.model import Contact, ContactKind, PersonId
from watchkeeper.access.people import People
from watchkeeper.core.mails import Envelope, MailAddress, ReceivedMail

REPLIES = ReplyMailbox("duty", "ops.example")
ENGINEERS_ADDRESS = "a@ops.example"
LIMITS = Limits(mails_per_hour=4, tickets_per_hour=2)
SENDERS = {"acme": ("it@acme.example", "@branch.acme.example"), "other": ("it@other.example",)}


def with_addresses() -> People:
    """Return the desk's people; the engineer has a mail address, too."""
    mail = Contact(ContactKind.MAIL, ENGINEERS_ADDRESS)
    return People(
        tuple(
            replace(one, contacts=(*one.contacts, mail)) if one.id == ENGINEER else one
            for one in PEOPLE
        )
    )


class Post:
    """Writes mails to an inbox."""

    def __init__(self, story: Story, keys: AnswerKeys) -> None:
        self.story = story
        self.keys = keys
        self.people = with_addresses()
        self.inbox = Inbox(
            story.database,
            story.clock,
            tickets=story.service,
            answers=Registered(story).desk,
            acquaintances=lambda: Acquaintances(self.people, SENDERS),
            keys=keys,
            terms=MailTerms(reply=REPLIES, domains=frozenset({"ops.example"}), limits=LIMITS),
            translate=CATALOGUES.translate(Language.ENGLISH),
        )

    def mail(
        self, number: int = 1, *, sender: str = "it@acme.example", text: str = "no power"
    ) -> ReceivedMail:
        name = sender.partition("@")[0]
        return ReceivedMail(
            envelope=Envelope("duty", self.story.clock.now(), sender, ("duty@ops.example",)),
            message_id=f"<{number}@client.example>",
            digest=f"{number:064x}",
            sender=MailAddress(sender, name),
            subject=f"fault {number}",
            text=text,
        )

    def answer(
        self, ticket: int, text: str, *, number: int = 9, sender: str = ENGINEERS_ADDRESS
    ) -> ReceivedMail:
        """Return the engineer's answer to the address that was given to them."""
        given = reply_address(REPLIES, Reply(ticket, PersonId(ENGINEER)), self.keys)
        return replace(
            self.mail(number, sender=sender, text=text),
            envelope=Envelope("duty", self.story.clock.now()),
            to=(MailAddress(given),),
        )


async def post(story: Story) -> Post:
    return Post(story, await answer_keys(story.database, story.clock))
