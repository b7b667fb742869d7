"""Connections for tickets: asked of hosts when a traffic rule fires, kept when they answer.

A rule asks by its annotation ``attach: connections``.  The host is the alert's own target where an
agent runs there or SSH reads it; else, where the target is a device, the hosts right behind it that
move most.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sqlalchemy import Connection as DatabaseConnection

from collector.agent_requests import SILENT, AgentRequests, Settled
from dashboards.readings import Readings
from dashboards.web.connections import piece_of
from ticketing.events import Fact
from ticketing.evidence import EvidenceKeeper, EvidenceSource, OpeningAlert
from watchkeeper.access.audit import record_audit
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import NotFound, WatchkeeperError
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import escape_value
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import Inventory
from watchkeeper.storage.watched import WatchedDatabase
from watchkeeper.wire.requests import CONNECTIONS, DONE

log = get_log("server")

ATTACH = "attach"
MOST_HOSTS = 3
_MOST_CHILDREN = 200
_RULE = "rule"
_BUSIEST = """topk({most}, sum by (instance) (
  rate(node_network_receive_bytes_total{{{hosts}}}[5m])
  + rate(node_network_transmit_bytes_total{{{hosts}}}[5m])))"""


class AskingEvidence:
    """Gathers what *charts* give, and asks hosts for their connections where the rule wants them."""

    def __init__(
        self,
        charts: EvidenceSource,
        requests: AgentRequests,
        inventory: Callable[[], Inventory],
        readings: Readings,
    ) -> None:
        self._charts = charts
        self._requests = requests
        self._inventory = inventory
        self._readings = readings

    async def gather(self, alert: OpeningAlert) -> Mapping[str, Fact]:
        """Raises Unavailable where it may succeed later; hosts are asked all the same."""
        if CONNECTIONS in alert.annotations.get(ATTACH, "").split():
            await self._ask(alert)
        return await self._charts.gather(alert)

    async def _ask(self, alert: OpeningAlert) -> None:
        try:
            hosts = await self._hosts(alert.target, alert.opened_at)
        except WatchkeeperError as error:
            log.warning("nobody to ask for connections", ticket=alert.ticket, reason=error)
            return
        for host in hosts:
            way = self._requests.way_to(self._inventory().target(host))
            if way is not None:
                self._requests.ask(host, CONNECTIONS, ticket=alert.ticket, by=_RULE, way=way)

    async def _hosts(self, name: str, at: Instant) -> tuple[str, ...]:
        inventory = self._inventory()
        try:
            target = inventory.target(name)
        except NotFound:
            return ()
        if self._can_be_asked(target):
            return (name,)
        behind = hosts_behind(inventory, target, self._can_be_asked)[:_MOST_CHILDREN]
        return await self._busiest(behind, at) if len(behind) > MOST_HOSTS else tuple(behind)

    def _can_be_asked(self, target: Target) -> bool:
        return self._requests.way_to(target) is not None

    async def _busiest(self, hosts: list[str], at: Instant) -> tuple[str, ...]:
        pattern = escape_value("|".join(re.escape(host) for host in hosts))
        expression = _BUSIEST.format(most=MOST_HOSTS, hosts=f'instance=~"{pattern}"')
        found = await self._readings.instant(expression, at)
        return tuple(item.labels["instance"] for item in found)


def hosts_behind(
    inventory: Inventory, device: Target, can_be_asked: Callable[[Target], bool]
) -> list[str]:
    """Return the hosts right behind a device that may be asked for a ticket of its owner.

    Of a customer's device these are the customer's own: others would be read on the ticket.
    """
    children = (inventory.target(child) for child in inventory.children(device.name))
    return [
        child.name
        for child in children
        if can_be_asked(child) and device.customer in {None, child.customer}
    ]


class KeptConnections:
    """Keeps with the ticket what hosts answered, and in the audit trail that they were asked."""

    def __init__(
        self,
        database: WatchedDatabase,
        clock: Clock,
        keeper: EvidenceKeeper,
        changed: Callable[[int], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._keeper = keeper
        self._changed = changed

    async def settled(self, settled: Settled) -> None:
        """Write down what became of a request; the database's trouble costs this one answer."""
        try:
            await self._database.write(lambda connection: self._audit(connection, settled))
            await self._attach(settled)
        except WatchkeeperError as error:
            log.warning("an answer was not kept", target=settled.asked.target, reason=error)

    def _audit(self, connection: DatabaseConnection, settled: Settled) -> None:
        asked = settled.asked
        state = settled.result.state
        record_audit(
            connection,
            "agent_asked" if state in {DONE, SILENT} else "agent_refused",
            actor=asked.by,
            at=self._clock.now(),
            subject=asked.target,
            facts={"request": asked.request.name, "result": state, "ticket": asked.ticket},
        )

    async def _attach(self, settled: Settled) -> None:
        ticket = settled.asked.ticket
        if ticket is None:
            return
        name, piece = piece_of(settled)
        await self._keeper.add(ticket, name, piece)
        self._changed(ticket)
