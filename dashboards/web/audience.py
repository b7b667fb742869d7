"""Who a page or a fragment is for: those for whom it reads the same share one rendering."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.voice import Voice
from watchkeeper.access.gate import SignedIn
from watchkeeper.access.languages import Catalogues, Language
from watchkeeper.access.model import DEFAULT_ZONE, NO_CUSTOMER, Principal, Scope

SEES_RULES = Scope.QUERY_READ
"""Rules and their alerts are shown to whom ``/api/v1/rules`` shows them: for all customers at once."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Language, zone and what is visible: the key by which rendered fragments are shared."""

    language: Language
    zone: str
    may_write: bool
    customers: frozenset[str] | None
    sees_rules: bool = False

    def voice(self, catalogues: Catalogues) -> Voice:
        return Voice(self.language, self.zone, catalogues.translate(self.language))

    def sees(self, customer: str | None) -> bool:
        return self.customers is None or (customer or NO_CUSTOMER) in self.customers

    @property
    def customer_filter(self) -> tuple[str, ...] | None:
        """Return the customers as ticketing's filters take them."""
        return None if self.customers is None else tuple(sorted(self.customers))


def audience_of(principal: Principal, language: Language) -> Audience:
    zone = principal.person.zone if principal.person else DEFAULT_ZONE
    return Audience(
        language=language,
        zone=zone,
        may_write=principal.holds(Scope.TICKETS_WRITE),
        customers=principal.customers,
        sees_rules=principal.may_everywhere(SEES_RULES),
    )


def language_of(signed_in: SignedIn | None, cookie: str, header: Language) -> Language:
    """Return the reader's language: their own choice, else the cookie's, else the browser's."""
    if signed_in is not None and signed_in.language is not None:
        return signed_in.language
    for language in Language:
        if language.value == cookie:
            return language
    return header
