"""Which channel reaches a person: the way a policy asks for, the contacts they have.

| way  | first contact that the person has and a channel serves              |
|------|---------------------------------------------------------------------|
| call | phone, sms, the chats, mail                                         |
| page | sms, the chats, phone, mail                                         |
| chat | the chats, mail                                                     |
| mail | mail, the chats                                                     |

The chats are wecom, dingtalk, feishu, slack, telegram, webhook.

The contacts after the first are used when the service before them refuses for good, or is out
of order while they are not: better told by mail than not told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ticketing.directory import Contact
from ticketing.notices import Way
from ticketing.notify.channel import Channel

_CHATS = ("wecom", "dingtalk", "feishu", "slack", "telegram", "webhook")
PREFERENCE: Mapping[Way, tuple[str, ...]] = MappingProxyType(
    {
        Way.CALL: ("phone", "sms", *_CHATS, "mail"),
        Way.PAGE: ("sms", *_CHATS, "phone", "mail"),
        Way.CHAT: (*_CHATS, "mail"),
        Way.MAIL: ("mail", *_CHATS),
    }
)


@dataclass(frozen=True, slots=True)
class Route:
    """A channel and the address it is to use."""

    channel: Channel
    address: str


def routes_to(
    contacts: Sequence[Contact], way: Way, channels: Sequence[Channel]
) -> tuple[Route, ...]:
    """Return every way to that person, best first, each channel once."""
    found: list[Route] = []
    for kind in PREFERENCE[way]:
        address = next((one.address for one in contacts if one.kind == kind), None)
        if address is not None:
            found += [Route(one, address) for one in channels if one.kind == kind]
    return tuple(found)


def routes_to_address(address: str, channels: Sequence[Channel]) -> tuple[Route, ...]:
    """Return the ways to a bare address such as ``mail:it@acme.example``."""
    kind, _, rest = address.partition(":")
    return tuple(Route(one, rest) for one in channels if one.kind == kind)


def not_refused(routes: tuple[Route, ...], first: str | None) -> tuple[Route, ...]:
    """Return the routes from the channel named *first* on: those before it have refused."""
    for position, route in enumerate(routes):
        if route.channel.name == first:
            return routes[position:]
    return routes


def choose(routes: tuple[Route, ...], is_resting: Callable[[str], bool]) -> Route:
    """Return the best route whose service is in order; the best of all where none is."""
    working = (route for route in routes if not is_resting(route.channel.name))
    return next(working, routes[0])
