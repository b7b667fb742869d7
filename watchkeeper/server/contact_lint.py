"""Whom the chains of all customers would not reach: found before anybody is called by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from ticketing.directory import CustomerTerms
from ticketing.oncall.desk import DutyDesk
from ticketing.oncall.lint import Finding, lint_policy
from ticketing.policy import Policy
from watchkeeper.access.model import NO_CUSTOMER
from watchkeeper.inventory.registry import Inventory
from watchkeeper.server.directory import StaffDirectory, TargetDirectory


@dataclass(frozen=True, slots=True)
class ContactLint:
    """Looks at every customer's policy with everybody who may hold its roles in time."""

    inventory: Callable[[], Inventory]
    staff: StaffDirectory
    targets: TargetDirectory
    policy_of: Callable[[CustomerTerms], Policy]
    duty: DutyDesk

    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong, customer by customer, the worst of each first."""
        return tuple(one for customer in self._customers() for one in self._of(customer))

    def _customers(self) -> Iterator[str]:
        inventory = self.inventory()
        if any(not target.customer for target in inventory):
            yield NO_CUSTOMER
        yield from inventory.customers

    def _of(self, customer: str) -> tuple[Finding, ...]:
        return lint_policy(
            self.policy_of(self.targets.terms(customer)),
            customer=customer,
            candidates=partial(self.staff.may_hold, customer=customer),
            fallback=self.staff.fallback(customer),
            is_reachable=self.duty.is_reachable,
        )
