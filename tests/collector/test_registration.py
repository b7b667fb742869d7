"""Hosts that register by themselves: rules, who waits, what a person decides; on both databases."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from collector.enrolment import Enrolment
from watchkeeper.access.audit import latest_audit_rows
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import ConfigError, Conflict, InvalidInput, NotFound, Unauthenticated
from watchkeeper.core.instants import DAY, Duration, Instant
from watchkeeper.inventory.registration import (
    Admit,
    RegisteringHost,
    RegistrationRules,
    check_registration,
    decide,
    read_registration,
)
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database
from watchkeeper.wire.enrolment import (
    MOST_LABELS,
    EnrolmentAnswer,
    EnrolmentRequest,
    bytes_from_request,
    request_from_bytes,
    token_from_text,
)

START = Instant(1_790_000_000_000)
RULES = """
most_waiting: 3
rules:
- {name: never, match: {hostname: ["*.test"]}, admit: refuse}
- name: web servers
  match: {hostname: ["web-*", "www*"], network: [10.1.0.0/16], labels: {role: "web*"}}
  admit: at-once
  customer: acme
  site: shanghai-1
  groups: [web]
  tags: [auto]
  criticality: high
  probes: [icmp]
- {name: lab, match: {network: ["10.9.0.0/16", "2001:db8::/32"]}, customer: acme, parent: gone, admit: at-once}
"""


def rules() -> RegistrationRules:
    return bind(parse_yaml(RULES, name="registration.yml"), RegistrationRules)


@pytest.mark.parametrize(
    ("hostname", "address", "labels", "admit", "rule"),
    [
        ("web-1", "10.1.2.3", {"role": "web-front"}, Admit.AT_ONCE, "web servers"),
        ("WWW7", "10.1.2.3", {"role": "web"}, Admit.AT_ONCE, "web servers"),
        ("web-1", "10.2.0.1", {"role": "web"}, Admit.WAIT, ""),
        ("web-1", "10.1.2.3", {}, Admit.WAIT, ""),
        ("web-1.test", "10.1.2.3", {"role": "web"}, Admit.REFUSE, "never"),
        ("x", "2001:db8::7", {}, Admit.AT_ONCE, "lab"),
        ("x", "not an address", {}, Admit.WAIT, ""),
    ],
    ids=["all fits", "another name", "another network", "no label", "refused first", "IPv6", "no address"],
)  # fmt: skip
def test_the_first_rule_that_fits_decides(
    hostname: str, address: str, labels: dict[str, str], admit: Admit, rule: str
) -> None:
    """By name, network and labels, all of them; otherwise a person does."""
    decision = decide(rules(), RegisteringHost(hostname, address, labels))
    assert (decision.admit, decision.rule) == (admit, rule)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rules: [{name: x, match: {network: [10.1.0.0/99]}}]", "is no network"),
        ("rules: [{name: x, admit: perhaps}]", "admit cannot be 'perhaps'"),
        ("rules: [{match: {}}]", "the key 'name' is missing"),
        ("most_waiting: 0", "most_waiting must be 1"),
        ("rules: [{name: x, customer: nobody}]", "does not exist"),
    ],
)
def test_wrong_rules_are_named_with_their_line(text: str, sentence: str, tmp_path: Path) -> None:
    """check-config and a reload say where."""
    (tmp_path / "registration.yml").write_text(text)
    with pytest.raises(ConfigError, match=f"registration.yml:1: .*{sentence}"):
        check_registration(read_registration(tmp_path), ())


class Room:
    def __init__(self, enrolment: Enrolment, inventory: InventoryStore) -> None:
        self.enrolment, self.inventory = enrolment, inventory
        self.secret = ""

    async def token(self, uses: int = 10) -> None:
        word = await self.enrolment.make_token(
            url="http://x", ca_sha256="", made_by="engineer-a", most_uses=uses
        )
        self.secret = token_from_text(word).secret

    async def ask(
        self, hostname: str, address: str = "10.5.0.1", machine: str = "", **labels: str
    ) -> EnrolmentAnswer:
        request = EnrolmentRequest(self.secret, hostname, machine or hostname, "1.0", labels)
        return await self.enrolment.enrol(request, address=address)

    async def counts(self, answer: EnrolmentAnswer) -> bool:
        try:
            return (await self.enrolment.authenticate_agent(answer.token)).target == answer.target
        except Unauthenticated:
            return False


@pytest.fixture
async def room(database: Database, tmp_path: Path) -> Room:
    (tmp_path / "customers").mkdir()
    (tmp_path / "customers" / "acme.yml").write_text("customer: acme\n")
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "x.yml").write_text(
        "targets: [{name: web-file, address: 10.1.0.9, agent: true}]"
    )
    clock = ManualClock(START)
    inventory = InventoryStore(database, clock, folder=tmp_path)
    await inventory.reload()
    enrolment = Enrolment(database, inventory, clock)
    enrolment.registrations.rules = rules()
    made = Room(enrolment, inventory)
    await made.token()
    return made


async def test_a_host_that_a_rule_knows_is_a_target_at_once(room: Room) -> None:
    """With all that the rule says, and its own address."""
    answer = await room.ask("web-7", "10.1.2.3", role="web")
    assert await room.counts(answer)
    target = room.inventory.current.target("web-7")
    assert (target.address, target.customer, target.site) == ("10.1.2.3", "acme", "shanghai-1")
    assert (target.groups, target.tags, target.agent) == (("web",), ("auto",), True)
    assert [probe.kind for probe in target.probes] == ["icmp"]
    assert await room.enrolment.registrations.waiting() == ()


async def test_another_host_waits_until_a_person_lets_it_in(room: Room, database: Database) -> None:
    """Its identity is made but does not count; approved it does, without asking again."""
    answer = await room.ask("mail-1", role="mail")
    assert not await room.counts(answer)
    assert "mail-1" not in room.inventory.current
    (waiting,) = await room.enrolment.registrations.waiting()
    assert (waiting.hostname, waiting.address, waiting.labels) == (
        "mail-1",
        "10.5.0.1",
        {"role": "mail"},
    )
    assert waiting.definition == {"name": "mail-1", "address": "10.5.0.1", "agent": True}

    wish = {"name": "mail-1", "customer": "acme", "groups": ["mail"]}
    name = await room.enrolment.registrations.approve(waiting.id, wish, by="manager-b")
    assert name == "mail-1"
    assert await room.counts(answer)
    assert room.inventory.current.target("mail-1").groups == ("mail",)
    rows = await database.read(lambda connection: latest_audit_rows(connection, limit=1))
    assert (rows[0].action, rows[0].actor, rows[0].subject) == (
        "agent_approved",
        "manager-b",
        "mail-1",
    )
    with pytest.raises(NotFound, match="approved or refused meanwhile"):
        await room.enrolment.registrations.approve(waiting.id, by="x")


async def test_a_refused_host_never_counts(room: Room) -> None:
    """Neither does one that a rule refuses: that does not even wait."""
    answer = await room.ask("mail-1")
    (waiting,) = await room.enrolment.registrations.waiting()
    await room.enrolment.registrations.refuse(waiting.id, by="x")
    assert not await room.counts(answer)
    assert await room.enrolment.registrations.waiting() == ()
    with pytest.raises(Unauthenticated, match="takes no such host"):
        await room.ask("x.test")


async def test_a_host_does_not_take_a_target_of_another_address(room: Room) -> None:
    """A name of the inventory with another address waits, whatever its rule says."""
    answer = await room.ask("web-file", "10.1.77.7", role="web")
    assert not await room.counts(answer)
    assert (await room.enrolment.registrations.waiting())[0].definition["name"] == "web-file"
    assert await room.counts(await room.ask("web-file", "10.1.0.9", machine="other", role="web"))


async def test_two_hosts_of_one_name_that_wait_are_not_one_target(room: Room) -> None:
    """Who is approved second does not take the place of the first; under another name it may."""
    first = await room.ask("mail-1", "10.5.0.1", machine="m-1")
    second = await room.ask("mail-1", "10.5.0.2", machine="m-2")
    waiting = await room.enrolment.registrations.waiting()
    one, other = sorted(waiting, key=lambda each: each.address)
    await room.enrolment.registrations.approve(one.id, by="x")
    with pytest.raises(Conflict, match="'mail-1' has the agent of another machine"):
        await room.enrolment.registrations.approve(other.id, by="x")
    assert await room.counts(first)
    assert not await room.counts(second)
    wish = {**other.definition, "name": "mail-2"}
    assert await room.enrolment.registrations.approve(other.id, wish, by="x") == "mail-2"
    assert await room.counts(first)


async def test_a_host_that_was_installed_anew_keeps_its_target(room: Room) -> None:
    """The same machine waits under its own name and takes the place of its earlier agent."""
    first = await room.ask("mail-1")
    (one,) = await room.enrolment.registrations.waiting()
    await room.enrolment.registrations.approve(one.id, by="x")
    again = await room.ask("mail-1")
    (one,) = await room.enrolment.registrations.waiting()
    await room.enrolment.registrations.approve(one.id, by="x")
    assert await room.counts(again)
    assert not await room.counts(first)


async def test_a_token_of_one_customer_takes_no_target_of_another(
    room: Room, tmp_path: Path
) -> None:
    """A target without an address belongs to whoever is called so, of its own customer alone."""
    (tmp_path / "customers" / "other.yml").write_text("customer: other\n")
    (tmp_path / "targets" / "y.yml").write_text(
        "targets: [{name: web-1, customer: other}, {name: web-2, customer: acme}]"
    )
    await room.inventory.reload()
    foreign = await room.ask("web-1", "10.1.2.3", role="web")
    own = await room.ask("web-2", "10.1.2.4", role="web")
    assert [await room.counts(one) for one in (foreign, own)] == [False, True]


@pytest.mark.parametrize("is_approved_first", [True, False], ids=["approved", "refused"])
async def test_of_two_persons_one_decides(is_approved_first: bool, room: Room) -> None:
    """Approved and refused at the same time, a host is one or the other whole."""
    answer = await room.ask("mail-1")
    (one,) = await room.enrolment.registrations.waiting()
    registrations = room.enrolment.registrations
    deeds = [registrations.approve(one.id, by="x"), registrations.refuse(one.id, by="y")]
    done = await asyncio.gather(
        *(deeds if is_approved_first else reversed(deeds)), return_exceptions=True
    )
    failed = [each for each in done if isinstance(each, BaseException)]
    assert [type(each) for each in failed] == [NotFound]
    is_approved = "mail-1" in done
    assert await room.counts(answer) is is_approved


async def test_a_rule_that_does_not_fit_lets_a_person_decide(room: Room) -> None:
    """A parent that is not there: the host waits instead of being turned away."""
    answer = await room.ask("lab-1", "10.9.0.4")
    assert not await room.counts(answer)
    (waiting,) = await room.enrolment.registrations.waiting()
    with pytest.raises(ConfigError, match="has the parent 'gone'"):
        await room.enrolment.registrations.approve(waiting.id, by="x")
    assert len(await room.enrolment.registrations.waiting()) == 1


async def test_who_asks_again_waits_once_and_too_many_are_refused(room: Room) -> None:
    """Three may wait; the fourth is told to come later."""
    for number in range(3):
        await room.ask(f"h-{number}")
    again = await room.ask("h-0")
    assert len(await room.enrolment.registrations.waiting()) == 3
    with pytest.raises(Unauthenticated, match="3 hosts wait for approval already"):
        await room.ask("h-9")
    waiting = await room.enrolment.registrations.waiting()
    (own,) = [one for one in waiting if one.hostname == "h-0"]
    await room.enrolment.registrations.approve(own.id, by="x")
    assert await room.counts(again)


async def test_a_token_counts_for_so_many_hosts_and_so_long(room: Room) -> None:
    """Then it is used up; and it cannot be made for everybody for ever."""
    await room.token(uses=1)
    await room.ask("web-1", "10.1.2.3", role="web")
    with pytest.raises(Unauthenticated, match="used already"):
        await room.ask("web-2", "10.1.2.4", role="web")
    for uses, target in ((0, None), (1_000_000, None), (5, "web-1")):
        with pytest.raises(InvalidInput, match="for many hosts"):
            await room.enrolment.make_token(
                url="http://x", ca_sha256="", made_by="x", most_uses=uses, target=target,
                valid_for=Duration(DAY),
            )  # fmt: skip


def test_labels_of_a_host_travel_and_are_bounded() -> None:
    """An older server reads the rest; what is no label is refused."""
    request = EnrolmentRequest("s", "h", "m", "1", {"role": "web"})
    assert request_from_bytes(bytes_from_request(request)) == request
    plain = EnrolmentRequest("s", "h", "m", "1")
    assert b"labels" not in bytes_from_request(plain)
    assert request_from_bytes(bytes_from_request(plain)).labels == {}
    for labels in ({"a b": "x"}, {"a": "x" * 201}, {f"a{n}": "x" for n in range(MOST_LABELS + 1)}):
        with pytest.raises(InvalidInput, match="label"):
            request_from_bytes(bytes_from_request(EnrolmentRequest("s", "h", "m", "1", labels)))
