"""Whose alerts a silence may hold, by who makes it; and who sees it."""

from __future__ import annotations

from ticketing.mutes.silences import Silence
from watchkeeper.access.model import Principal
from watchkeeper.core.errors import Forbidden


def customer_for(asking: Principal) -> str | None:
    """Return whose alerts a silence of *asking* may hold; None: everybody's.  Raises Forbidden."""
    if asking.customers is None:
        return None
    if len(asking.customers) == 1:
        return next(iter(asking.customers))
    raise Forbidden("a silence is one customer's; use a token that sees one customer, or all")


def sees(asking: Principal, silence: Silence) -> bool:
    """Tell whether *asking* may know of it: the house's own silences name what others have."""
    return asking.customers is None or silence.customer in asking.customers
