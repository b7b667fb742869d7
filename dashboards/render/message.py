"""Messages in words, Chinese and English: text, HTML and Markdown of the same sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboards.render.message_parts import Parts, headline, ticket_parts
from dashboards.render.outside import from_outside
from dashboards.render.phone import phone_fields
from dashboards.voice import Voice
from ticketing.notices import MessageKind
from ticketing.outbox import Form, MessageFacts, RenderedMessage
from ticketing.verbs import Verb
from watchkeeper.access.languages import Catalogues, language_from_text
from watchkeeper.core.messages import mark

_TEMPLATES = Path(__file__).parent / "templates"
_CHAT_EVENTS = 3
_LABELS: Mapping[Verb, str] = MappingProxyType(
    {
        Verb.ACKNOWLEDGE: mark("Acknowledge"),
        Verb.ESCALATE: mark("Escalate"),
    }
)


class MessageWriter:
    """Fulfils ``ticketing.outbox.MessageRenderer``; *url* is the server's own, without a slash."""

    def __init__(self, catalogues: Catalogues, *, url: str) -> None:
        self._catalogues = catalogues
        self._url = url.rstrip("/")

    def render(
        self, messages: Sequence[MessageFacts], *, language: str, form: Form
    ) -> RenderedMessage:
        """Render one message, or several for the same person as one."""
        spoken = language_from_text(language)
        voice = Voice(spoken, messages[0].zone, self._catalogues.translate(spoken))
        if len(messages) == 1 and messages[0].kind is MessageKind.REPORT:
            return _document(messages[0])
        parts = (
            _parts(messages[0], voice, self._url)
            if len(messages) == 1
            else _bundle(messages, voice, self._url)
        )
        return RenderedMessage(
            subject=parts.headline,
            text=_text(parts),
            html=_html(parts, voice),
            markdown=_markdown(parts, form),
            labels=_labels(voice) if form is Form.CARD else {},
            fields=phone_fields(messages, parts.headline, voice, form),
        )


def _parts(facts: MessageFacts, voice: Voice, url: str) -> Parts:
    if facts.ticket is not None:
        return ticket_parts(facts, facts.ticket, voice, url)
    channel = from_outside(str(facts.payload.get("channel", "")))
    return Parts(
        level="",
        headline=voice.say(mark("Test message from Watchkeeper")),
        lines=(
            voice.say(mark("The channel {channel} works."), channel=channel),
            voice.say(mark("Sent {at}."), at=voice.instant(facts.now)),
        ),
        link=f"{url}/",
        link_label="Watchkeeper",
    )


def _bundle(messages: Sequence[MessageFacts], voice: Voice, url: str) -> Parts:
    """Return several messages as one: the worst first, in the headline too."""
    about = [(facts, facts.ticket) for facts in messages if facts.ticket is not None]
    about.sort(key=lambda pair: pair[1].row.level.rank)
    headlines = [headline(facts, ticket, voice) for facts, ticket in about]
    links = [f"{url}/tickets/{ticket.number}" for _, ticket in about]
    return Parts(
        level=voice.word(about[0][1].row.level),
        headline=voice.say(
            mark("{first} and {count} more"), first=headlines[0], count=len(headlines) - 1
        ),
        lines=tuple(f"{said} {link}" for said, link in zip(headlines, links, strict=True)),
        link=f"{url}/",
        link_label=voice.say(mark("All open tickets")),
        hint="",
    )


def _labels(voice: Voice) -> dict[Verb, str]:
    return {verb: voice.say(label) for verb, label in _LABELS.items()}


def _document(facts: MessageFacts) -> RenderedMessage:
    """Return a document that was rendered when it was made; for a chat its text alone."""
    subject, text = str(facts.payload.get("subject", "")), str(facts.payload.get("text", ""))
    return RenderedMessage(subject, text, str(facts.payload.get("html", "")), text)


def _text(parts: Parts) -> str:
    blocks = [parts.headline, "\n".join(parts.lines)]
    if parts.so_far:
        blocks.append("\n".join(f"- {line}" for line in parts.so_far))
    blocks.append(f"{parts.link_label}: {parts.link}")
    if parts.answer_link:
        blocks.append(f"{parts.answer_label}: {parts.answer_link}")
    if parts.hint:
        blocks.append(parts.hint)
    return "\n\n".join(blocks) + "\n"


def _markdown(parts: Parts, form: Form) -> str:
    so_far = parts.so_far if form is Form.MAIL else parts.so_far[-_CHAT_EVENTS:]
    blocks = [f"**{parts.headline}**", *parts.lines]
    if so_far:
        blocks.append("\n".join(f"> {line}" for line in so_far))
    blocks.append(f"[{parts.link_label}]({parts.link})")
    if parts.hint:
        blocks.append(parts.hint)
    return "\n\n".join(blocks)


def _html(parts: Parts, voice: Voice) -> str:
    template = _environment().get_template("message.html")
    return template.render(
        parts=parts,
        language=voice.language.tag,
        zone=voice.say(mark("Times are in {zone}."), zone=voice.zone),
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
