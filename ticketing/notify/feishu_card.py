"""A card as Feishu (飞书, Lark) draws it: coloured head, plain text, buttons.

The text is ``plain_text``, so that nothing in it is read as markup.  Facts of the service: a
robot's whole request is at most 20 KB, an app's card 30 KB; a card that is to be updated says
``update_multi`` from the start; a button with ``value`` calls back, one with ``url`` opens a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from ticketing.notify.card import AnswerButton, Card, LinkButton, Tone
from ticketing.notify.channel import cut_to_bytes

MAX_TEXT_BYTES = 7_000  # JSON in JSON writes a quotation mark as four bytes
MAX_TITLE_BYTES = 400
ACTION_KEY = "watchkeeper"
"""Under this name a pressed button's value holds the action."""

_COLOURS: Mapping[Tone, str] = MappingProxyType(
    {
        Tone.PLAIN: "grey",
        Tone.OVER: "green",
        Tone.LEVEL_I: "red",
        Tone.LEVEL_II: "orange",
        Tone.LEVEL_III: "yellow",
        Tone.LEVEL_IV: "blue",
    }
)
_PERSON = re.compile(r"[\w-]{1,64}", re.ASCII)


def feishu_card(card: Card, *, mention: str = "") -> dict[str, object]:
    """Return the JSON of *card*; *mention* is the open_id or user_id of who is to look."""
    title = cut_to_bytes(card.title, MAX_TITLE_BYTES)
    text = cut_to_bytes("\n".join(card.lines), MAX_TEXT_BYTES) or title
    elements: list[dict[str, object]] = [
        {"tag": "div", "text": {"tag": "plain_text", "content": text}}
    ]
    if _PERSON.fullmatch(mention):
        said = f"<at id={mention}></at>"
        elements.append({"tag": "div", "text": {"tag": "lark_md", "content": said}})
    if card.buttons:
        elements.append({"tag": "action", "actions": _buttons(card)})
    return {
        "config": {"wide_screen_mode": True, "update_multi": True},
        "header": {
            "title": {"tag": "plain_text", "content": title},
            "template": _COLOURS[card.tone],
        },
        "elements": elements,
    }


def _buttons(card: Card) -> list[dict[str, object]]:
    return [_button(button, is_first=position == 0) for position, button in enumerate(card.buttons)]


def _button(button: LinkButton | AnswerButton, *, is_first: bool) -> dict[str, object]:
    drawn: dict[str, object] = {
        "tag": "button",
        "text": {"tag": "plain_text", "content": button.label},
        "type": "primary" if is_first else "default",
    }
    if isinstance(button, LinkButton):
        return {**drawn, "url": button.url}
    return {**drawn, "value": {ACTION_KEY: button.action}}
