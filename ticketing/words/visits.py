"""On site at the customer, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.commands import ConsentScope
from ticketing.consents import name_of as scope_name
from ticketing.events import Event, EventKind
from ticketing.types.approvals import Decision
from ticketing.words.base import NameOf, Sentence, said
from watchkeeper.core.messages import Text, text


def _requested(event: Event, name_of: NameOf) -> Text:
    if "asked_of" not in event.data:
        return text("A visit was requested")
    person = name_of(str(event.data["asked_of"]))
    return text("The customer wishes a visit; {person} decides", person=person)


def _decided(event: Event, _name_of: NameOf) -> Text:
    if event.data.get("decision") == Decision.APPROVED.value:
        return text("The visit was approved")
    return text("The visit was not approved")


def _authorised(event: Event, _name_of: NameOf) -> Text:
    hosts = event.data.get("hosts")
    if isinstance(hosts, list) and hosts:
        names = ", ".join(str(host) for host in hosts)
        return text(
            "The customer has authorised, on {hosts}: {scope}", hosts=names, scope=_scope(event)
        )
    return text("The customer has authorised: {scope}", scope=_scope(event))


def _withdrawn(event: Event, _name_of: NameOf) -> Text:
    return text("The customer no longer authorises: {scope}", scope=_scope(event))


def _session_began(event: Event, _name_of: NameOf) -> Text:
    if event.data.get("scope") == ConsentScope.REMOTE.value:
        return text("A remote session began")
    return text("A remote session began for: {scope}", scope=_scope(event))


def _scope(event: Event) -> Text:
    return scope_name(ConsentScope(event.data.get("scope", ConsentScope.MODIFY.value)))


SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.ARRIVED_ON_SITE: said(text("Arrived on site")),
    EventKind.VISIT_REQUESTED: _requested,
    EventKind.VISIT_DECIDED: _decided,
    EventKind.LEFT_SITE: said(text("Left the site")),
    EventKind.AUTHORISED: _authorised,
    EventKind.AUTHORISATION_WITHDRAWN: _withdrawn,
    EventKind.REMOTE_STARTED: _session_began,
    EventKind.REMOTE_ENDED: said(text("The remote session ended")),
    EventKind.BACKUP_CONFIRMED: said(text("The last good backup was confirmed")),
    EventKind.RULES_ACKNOWLEDGED: said(text("The customer's rules were acknowledged")),
    EventKind.DIAGNOSED: said(text("A diagnosis was run")),
}
