"""What is wrong with a chain before anybody is called by it: found when it is read, not at night.

Pure: looks at the people who may hold a role at any time ahead, not only at who holds it now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ticketing.directory import Role
from ticketing.oncall.gaps import IsReachable
from ticketing.policy import Audience, Policy, Recipient
from watchkeeper.access.model import PersonId
from watchkeeper.core.messages import Text, mark, text

Candidates = Callable[[Role], tuple[PersonId, ...]]
"""Gives everybody who may hold a role for the customer in the time looked at."""


class Flaw(Enum):
    """What is wrong, worst first."""

    NO_FALLBACK = "no_fallback"
    EMPTY_STEP = "empty_step"  # nobody holds its roles
    UNREACHABLE_STEP = "unreachable_step"  # none of those who do can be told
    NO_CONTACT = "no_contact"  # one of them cannot


_SENTENCES = {
    Flaw.NO_FALLBACK: mark(
        "{customer}: no fallback person who can be reached; name one with a contact"
    ),
    Flaw.EMPTY_STEP: mark(
        "{customer}: step {step} of {chain} tells nobody ({to}); name people or a schedule for it"
    ),
    Flaw.UNREACHABLE_STEP: mark(
        "{customer}: nobody of step {step} of {chain} ({to}) can be reached; add contacts"
    ),
    Flaw.NO_CONTACT: mark(
        "{customer}: {person} is in step {step} of {chain} and cannot be reached; add a contact"
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw of one chain for one customer; ``step`` counts from 1, 0: the chain itself."""

    flaw: Flaw
    customer: str
    chain: str
    step: int = 0
    to: str = ""
    person: PersonId | None = None

    @property
    def sentence(self) -> Text:
        return text(
            _SENTENCES[self.flaw],
            customer=self.customer or "-",
            chain=self.chain,
            step=self.step,
            to=self.to,
            person=self.person or "",
        )


def lint_policy(
    policy: Policy,
    *,
    customer: str,
    candidates: Candidates,
    fallback: PersonId | None,
    is_reachable: IsReachable,
) -> tuple[Finding, ...]:
    """Return what is wrong with all chains and warnings of a customer, each thing once."""
    chains = [(chain.name, [step.to for step in chain.steps]) for chain in policy.chains]
    chains += [(", ".join(sorted(one.metrics)), list(one.to)) for one in policy.warnings]
    found: dict[object, Finding] = {}
    for name, steps in chains:
        for finding in lint_chain(
            name,
            steps,
            customer=customer,
            candidates=candidates,
            fallback=fallback,
            is_reachable=is_reachable,
        ):
            found.setdefault((finding.flaw, finding.person or finding.to), finding)
    order = list(Flaw)
    return tuple(sorted(found.values(), key=lambda finding: order.index(finding.flaw)))


def lint_chain(
    chain: str,
    steps: Sequence[Audience],
    *,
    customer: str,
    candidates: Candidates,
    fallback: PersonId | None,
    is_reachable: IsReachable,
) -> tuple[Finding, ...]:
    """Return what is wrong with a chain, or with warnings by share; the worst first.

    *fallback* is who is told where a step finds nobody.
    """
    found = [
        finding
        for number, audience in enumerate(steps, 1)
        for finding in _of_step(
            Finding(Flaw.EMPTY_STEP, customer, chain, number, _written(audience)),
            people_of(audience, candidates),
            is_reachable,
        )
    ]
    if fallback is None or not is_reachable(fallback):
        found.append(Finding(Flaw.NO_FALLBACK, customer, chain, person=fallback))
    order = list(Flaw)
    return tuple(sorted(found, key=lambda finding: (order.index(finding.flaw), finding.step)))


def people_of(audience: Audience, candidates: Candidates) -> tuple[PersonId, ...]:
    """Return everybody whom an audience may come to, each once.

    A ticket's owner is not known before; who has none is told to the people on duty, else to the
    lead.
    """
    named = (person for recipient in audience for person in _people(recipient, candidates))
    return tuple(dict.fromkeys(named))


def _people(recipient: Recipient, candidates: Candidates) -> tuple[PersonId, ...]:
    if recipient.person is not None:
        return (recipient.person,)
    if recipient.role is None:
        return candidates(Role.DUTY) or candidates(Role.LEAD)
    if recipient.role is Role.INSTALLER:
        return candidates(Role.INSTALLER) or candidates(Role.LEAD)
    return candidates(recipient.role)


def _of_step(
    empty: Finding, people: tuple[PersonId, ...], is_reachable: IsReachable
) -> Iterator[Finding]:
    if not people:
        yield empty
        return
    missing = [person for person in people if not is_reachable(person)]
    if len(missing) == len(people):
        yield _as(empty, Flaw.UNREACHABLE_STEP)
    for person in missing:
        yield _as(empty, Flaw.NO_CONTACT, person)


def _as(finding: Finding, flaw: Flaw, person: PersonId | None = None) -> Finding:
    return Finding(flaw, finding.customer, finding.chain, finding.step, finding.to, person)


def _written(audience: Iterable[Recipient]) -> str:
    return "+".join(str(recipient) for recipient in audience)
