"""Contact lint: a chain that would call nobody is found before it is needed."""

from __future__ import annotations

import pytest

from tests.ticketing.oncall.rotas import ANN, BOB, CAI, DAN
from ticketing.directory import Role
from ticketing.oncall.lint import Finding, Flaw, lint_chain, lint_policy, people_of
from ticketing.policy import Audience, Recipient
from ticketing.policy_file import policy_from_text, preset_text
from watchkeeper.access.languages import Language, read_catalogues
from watchkeeper.access.model import PersonId

OWNER, MANAGER = Recipient(), Recipient(Role.PROJECT_MANAGER)
STAFF = {Role.DUTY: (ANN, BOB), Role.PROJECT_MANAGER: (CAI,)}


def _lint(
    *steps: Audience,
    staff: dict[Role, tuple[PersonId, ...]] | None = None,
    fallback: PersonId | None = DAN,
    mute: frozenset[PersonId] = frozenset(),
) -> tuple[Finding, ...]:
    held = STAFF if staff is None else staff
    return lint_chain(
        "upwards",
        steps,
        customer="acme",
        candidates=lambda role: held.get(role, ()),
        fallback=fallback,
        is_reachable=lambda person: person not in mute,
    )


def test_a_chain_in_order_has_no_finding() -> None:
    assert _lint((OWNER,), (MANAGER,)) == ()


@pytest.mark.parametrize(
    ("findings", "flaws"),
    [
        (_lint((OWNER,), (Recipient(Role.DEPUTY_GM),)), [(Flaw.EMPTY_STEP, 2, None)]),
        (_lint((OWNER,), ()), [(Flaw.EMPTY_STEP, 2, None)]),
        (_lint((OWNER,), mute=frozenset({BOB})), [(Flaw.NO_CONTACT, 1, BOB)]),
        (
            _lint((MANAGER,), mute=frozenset({CAI})),
            [(Flaw.UNREACHABLE_STEP, 1, None), (Flaw.NO_CONTACT, 1, CAI)],
        ),
        (_lint((OWNER, MANAGER), mute=frozenset({CAI})), [(Flaw.NO_CONTACT, 1, CAI)]),
        (_lint((OWNER,), fallback=None), [(Flaw.NO_FALLBACK, 0, None)]),
        (_lint((OWNER,), mute=frozenset({DAN})), [(Flaw.NO_FALLBACK, 0, DAN)]),
        (
            _lint((MANAGER,), (OWNER,), staff={}, fallback=None),
            [
                (Flaw.NO_FALLBACK, 0, None),
                (Flaw.EMPTY_STEP, 1, None),
                (Flaw.EMPTY_STEP, 2, None),
            ],
        ),
    ],
    ids=[
        "a role that nobody holds",
        "a step that names nobody",
        "one of two on duty without contact",
        "nobody of a step with contact",
        "another of the step can be told",
        "no fallback",
        "a fallback without contact",
        "nobody at all",
    ],
)
def test_what_is_wrong_with_a_chain(
    findings: tuple[Finding, ...], flaws: list[tuple[Flaw, int, PersonId | None]]
) -> None:
    """The worst first; each says step and person."""
    assert [(one.flaw, one.step, one.person) for one in findings] == flaws


@pytest.mark.parametrize(
    ("audience", "staff", "expected"),
    [
        ((OWNER,), {Role.DUTY: (ANN,), Role.LEAD: (BOB,)}, (ANN,)),
        ((OWNER,), {Role.LEAD: (BOB,)}, (BOB,)),
        ((Recipient(Role.INSTALLER),), {Role.LEAD: (BOB,)}, (BOB,)),
        ((OWNER, Recipient(Role.LEAD)), {Role.DUTY: (ANN, BOB), Role.LEAD: (BOB,)}, (ANN, BOB)),
    ],
    ids=[
        "the owner's place is taken by who is on duty",
        "and by the lead where nobody is",
        "the installer's by the lead",
        "each once",
    ],
)
def test_whom_a_step_may_come_to(
    audience: Audience, staff: dict[Role, tuple[PersonId, ...]], expected: tuple[PersonId, ...]
) -> None:
    """As recipients are found when a step is taken."""
    assert people_of(audience, lambda role: staff.get(role, ())) == expected


def test_every_finding_says_what_to_do_in_both_languages() -> None:
    chinese = read_catalogues().translate(Language.CHINESE)
    for flaw in Flaw:
        finding = Finding(flaw, "acme", "upwards", 2, "role:deputy_gm", CAI)
        assert str(finding.sentence).startswith("acme: ")
        assert finding.sentence.render(chinese).startswith("acme：")


def test_the_contracts_chain_without_directors_is_found() -> None:
    """R23's chain needs three people; a house that names one is told of the two others."""
    (chain,) = policy_from_text(preset_text("contract-cn"), "contract-cn").chains
    findings = lint_chain(
        chain.name,
        [step.to for step in chain.steps],
        customer="acme",
        candidates=lambda role: STAFF.get(role, ()),
        fallback=DAN,
        is_reachable=lambda _: True,
    )
    assert [(one.flaw, one.step, one.to) for one in findings] == [
        (Flaw.EMPTY_STEP, 2, "role:technical_director"),
        (Flaw.EMPTY_STEP, 3, "role:deputy_gm"),
    ]


def test_a_whole_policy_tells_each_thing_once() -> None:
    """A person without contact stands in many steps; they are told of once, as each empty role."""
    findings = lint_policy(
        policy_from_text(preset_text("contract-cn"), "contract-cn"),
        customer="acme",
        candidates=lambda role: STAFF.get(role, ()),
        fallback=DAN,
        is_reachable=lambda person: person != CAI,
    )
    told = [(one.flaw, one.person or one.to) for one in findings]
    assert len(told) == len(set(told))
    assert told.count((Flaw.NO_CONTACT, CAI)) == 1
    assert (Flaw.EMPTY_STEP, "role:technical_director") in told
    assert [one.flaw for one in findings] == sorted(
        (one.flaw for one in findings), key=list(Flaw).index
    )
