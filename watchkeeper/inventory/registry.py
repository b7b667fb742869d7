"""The inventory at one moment: an immutable snapshot that answers who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from types import MappingProxyType

from watchkeeper.core.errors import ConfigError, NotFound
from watchkeeper.core.instants import DAY, Instant, instant_of_local, later
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.levels import Criticality
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import DEFAULT_ZONE, Customer, Target

COMMISSIONING = 7 * DAY
"""How long after its enrolment a target is on trial where no go-live day was agreed (D8)."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """All targets and customers; made by ``inventory_of``, which checks that they fit."""

    targets: Mapping[str, Target]
    customers: Mapping[str, Customer]
    _by_address: Mapping[str, str] = field(repr=False)
    _children: Mapping[str, tuple[str, ...]] = field(repr=False)

    def __contains__(self, name: str) -> bool:
        return name in self.targets

    def __iter__(self) -> Iterator[Target]:
        return iter(self.targets.values())

    def __len__(self) -> int:
        return len(self.targets)

    def target(self, name: str) -> Target:
        """Return the target of that name.  Raises NotFound."""
        found = self.targets.get(name)
        if found is None:
            raise NotFound("there is no target {name!r}", name=name)
        return found

    def find(self, name_or_address: str) -> Target | None:
        """Return the target of that name, else of that address, else None."""
        name = name_or_address
        if name not in self.targets:
            name = self._by_address.get(canonical_address(name_or_address), "")
        return self.targets.get(name)

    def customer(self, customer_id: str) -> Customer:
        found = self.customers.get(customer_id)
        if found is None:
            raise NotFound("there is no customer {name!r}", name=customer_id)
        return found

    def customer_of(self, name: str) -> Customer | None:
        """Return whose target it is; None for a target of nobody or an unknown name."""
        target = self.targets.get(name)
        return self.customers.get(target.customer) if target and target.customer else None

    def criticality(self, name: str) -> Criticality:
        target = self.targets.get(name)
        return target.criticality if target else Criticality.NORMAL

    def parents(self, name: str) -> tuple[str, ...]:
        """Return the names of what stands above a target, the nearest first; its satellite last."""
        chain: list[str] = []
        target = self.targets.get(name)
        satellite = target.satellite if target else None
        while target is not None and target.parent is not None:
            chain.append(target.parent)
            target = self.targets.get(target.parent)
        if satellite is not None and satellite not in chain:
            chain.append(satellite)
        return tuple(chain)

    def behind(self, satellite: str) -> tuple[Target, ...]:
        """Return the targets whose probes a satellite runs, by name."""
        return tuple(target for target in self if target.satellite == satellite)

    @property
    def satellites(self) -> tuple[str, ...]:
        """Return the names of the targets that are satellites, in their order."""
        return tuple(sorted({target.satellite for target in self if target.satellite}))

    def children(self, name: str) -> tuple[str, ...]:
        return self._children.get(name, ())

    def targets_of(self, customer_id: str | None) -> tuple[Target, ...]:
        """Return the targets of a customer, by name; None: those without a customer."""
        return tuple(target for target in self if target.customer == customer_id)

    def zone_of(self, name: str) -> str:
        target = self.targets.get(name)
        return target.zone if target else DEFAULT_ZONE

    def go_live(self, name: str) -> Instant | None:
        """Return from when on findings of a target become tickets of every level (D8).

        The target's own day, else the contract's go_live, else its acceptance, else seven days
        after the enrolment; None where nothing is known, which means live.
        """
        target = self.targets.get(name)
        if target is None:
            return None
        customer = self.customer_of(name)
        contract = customer.contract if customer else None
        day = target.go_live or (contract and (contract.go_live or contract.accepted_on))
        if day:
            return instant_of_local(day, 0, target.zone)
        return later(target.enrolled_at, COMMISSIONING) if target.enrolled_at is not None else None

    def identity(self, name: str) -> Labels:
        """Return the labels that are joined to an alert of a target: customer, site, criticality."""
        target = self.targets.get(name)
        if target is None:
            return ()
        own = {
            "customer": target.customer or "",
            "site": target.site,
            "criticality": target.criticality.value,
        }
        return labels_of({**target.labels, **own})

    def origin(self, name: str) -> Text:
        """Return where a target is managed, as pages and the command line say it."""
        target = self.target(name)
        if target.at:
            return text("managed in {place}", place=target.at)
        return text("managed here, kept in the database")


def inventory_of(targets: Iterable[Target], customers: Iterable[Customer]) -> Inventory:
    """Return the snapshot.  Raises ConfigError for a name twice or one that does not exist."""
    customer_map = _unique_customers(customers)
    target_map = _unique_targets(targets)
    for target in target_map.values():
        _check_references(target, target_map, customer_map)
    for target in target_map.values():
        _check_no_circle(target, target_map)
    children: dict[str, list[str]] = {}
    for target in target_map.values():
        if target.parent is not None:
            children.setdefault(target.parent, []).append(target.name)
    return Inventory(
        targets=MappingProxyType(target_map),
        customers=MappingProxyType(customer_map),
        _by_address=MappingProxyType(_names_by_address(target_map.values())),
        _children=MappingProxyType({name: tuple(below) for name, below in children.items()}),
    )


def canonical_address(text: str) -> str:
    """Return an IPv6 address as the kernel writes it, however people did; anything else as it is."""
    if ":" not in text:
        return text
    try:
        return str(ip_address(text.lower()))
    except ValueError:
        return text


def _names_by_address(targets: Iterable[Target]) -> dict[str, str]:
    """Return the first target of each address; none where several customers have it."""
    having: dict[str, list[Target]] = {}
    for target in targets:
        if target.address:
            having.setdefault(canonical_address(target.address), []).append(target)
    return {
        address: found[0].name
        for address, found in having.items()
        if len({target.customer for target in found}) == 1
    }


def _unique_targets(targets: Iterable[Target]) -> dict[str, Target]:
    found: dict[str, Target] = {}
    for target in sorted(targets, key=lambda target: target.name):
        first = found.setdefault(target.name, target)
        if first is not target:
            raise _twice(target, first)
    return found


def _unique_customers(customers: Iterable[Customer]) -> dict[str, Customer]:
    found: dict[str, Customer] = {}
    for customer in sorted(customers, key=lambda customer: customer.id):
        first = found.setdefault(customer.id, customer)
        if first is not customer:
            raise ConfigError(
                "the customer {name!r} exists twice: here and in {other}",
                at=customer.at,
                name=customer.id,
                other=first.at,
            )
    return found


def _twice(one: Target, other: Target) -> ConfigError:
    here, there = (one, other) if one.at else (other, one)
    if there.at:
        return ConfigError(
            "the target {name!r} exists twice: here and in {other}",
            at=here.at,
            name=one.name,
            other=there.at,
        )
    return ConfigError(
        "the target {name!r} exists twice: here and in the database", at=here.at, name=one.name
    )


def _check_references(
    target: Target, targets: Mapping[str, Target], customers: Mapping[str, Customer]
) -> None:
    _check_satellite(target, targets)
    if target.parent is not None and target.parent not in targets:
        raise ConfigError(
            "{name!r} has the parent {parent!r}, which does not exist",
            at=target.at or None,
            name=target.name,
            parent=target.parent,
        )
    if target.customer is not None and target.customer not in customers:
        raise ConfigError(
            "{name!r} belongs to the customer {customer!r}, which does not exist; "
            "write customers/{customer}.yml",
            at=target.at or None,
            name=target.name,
            customer=target.customer,
        )


def _check_satellite(target: Target, targets: Mapping[str, Target]) -> None:
    if target.satellite is None:
        return
    satellite = targets.get(target.satellite)
    if satellite is None:
        raise ConfigError(
            "{name!r} is probed by the satellite {satellite!r}, which does not exist; "
            "add a target of that name",
            at=target.at or None,
            name=target.name,
            satellite=target.satellite,
        )
    if satellite.satellite is not None:
        raise ConfigError(
            "{name!r} is probed by {satellite!r}, which is itself behind the satellite {above!r}; "
            "a satellite speaks to the server by itself",
            at=target.at or None,
            name=target.name,
            satellite=satellite.name,
            above=satellite.satellite,
        )


def _check_no_circle(target: Target, targets: Mapping[str, Target]) -> None:
    seen = [target.name]
    above = target.parent
    while above is not None:
        if above in seen:
            raise ConfigError(
                "{name!r} is its own parent: {chain}",
                at=target.at or None,
                name=target.name,
                chain=" > ".join([*seen, above]),
            )
        seen.append(above)
        above = targets[above].parent


EMPTY = inventory_of((), ())
