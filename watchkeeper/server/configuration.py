"""Everything in the configuration directory, read and checked together."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from collector.intake.alert_map import FILE_NAME as ALERTS_NAME
from collector.intake.alert_map import AlertMap, misplaced, read_alert_map
from collector.probes.registry import check_probes
from collector.probes.tools import Tools
from collector.snmp.profiles import Profile, profiles_in_text
from collector.syslog.patterns import LinePattern, pattern_files, read_patterns
from collector.webhooks.mapping import WebhookMapping, own_mapping_files, read_mapping
from rules.engines.plain import without_plain_form
from rules.files import read_rule_file
from rules.model import RuleFile
from ticketing.answers.settings import read_sources
from ticketing.knowledge.model import Article
from ticketing.knowledge.reader import article_files, on_the_shelf, read_article
from ticketing.mutes.window_file import FILE_NAME as MAINTENANCE_NAME
from ticketing.mutes.window_file import unknown_in, windows_of
from ticketing.mutes.windows import Window
from ticketing.notify.settings import check_channels, contact_of_channel
from ticketing.oncall.personal_file import rules_from_node
from ticketing.oncall.schedule import Schedule
from ticketing.oncall.schedule_file import check_customers, check_people, schedules_from_nodes
from ticketing.policy import Policy, with_tables
from ticketing.policy_file import policy_from_text
from ticketing.shelf import PolicyText, shipped_policies
from watchkeeper.access.model import ContactKind
from watchkeeper.access.people import People, check_roles, read_people
from watchkeeper.config.nodes import Node, read_yaml, short_name
from watchkeeper.config.settings import Settings, read_settings
from watchkeeper.core.errors import ConfigError, NotFound, WatchkeeperError
from watchkeeper.inventory.files import customer_from_node, targets_from_node
from watchkeeper.inventory.model import Customer, Target
from watchkeeper.inventory.registration import (
    RegistrationRules,
    check_registration,
    read_registration,
)
from watchkeeper.inventory.registry import EMPTY, Inventory, inventory_of
from watchkeeper.inventory.scrapes import Scrapes, scrape_files, scrapes_of, with_scrapes
from watchkeeper.inventory.secrets import Secrets, read_secrets
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.mail_in import check_mail_in
from watchkeeper.storage.remote.door import open_door

CONFIG_NAME = "watchkeeper.yml"
PACKS = Path(__file__).parents[2] / "rules" / "packs"

T = TypeVar("T")

_NO_TARGETS: tuple[Target, ...] = ()
_NO_FILES: tuple[Path, ...] = ()
_NO_PROFILES: tuple[Profile, ...] = ()
_NO_PATTERNS: tuple[LinePattern, ...] = ()
_NO_WINDOWS: tuple[Window, ...] = ()
_NO_SCHEDULES: Mapping[str, Schedule] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the files say; ``folder`` is where watchkeeper.yml lies.

    ``discovery`` are the patterns of file_sd's files, which change without anybody asking for a
    reload.
    """

    folder: Path
    settings: Settings
    people: People
    inventory: Inventory
    rules: tuple[RuleFile, ...]
    policies: tuple[PolicyText, ...]
    secrets: Secrets = field(default_factory=Secrets, repr=False)
    discovery: tuple[str, ...] = ()
    snmp_profiles: tuple[Profile, ...] = ()
    snmp_texts: tuple[tuple[str, str], ...] = ()
    alert_map: AlertMap = field(default_factory=AlertMap)
    webhooks: tuple[WebhookMapping, ...] = ()
    syslog_patterns: tuple[LinePattern, ...] = ()
    registration: RegistrationRules = field(default_factory=RegistrationRules)
    schedules: Mapping[str, Schedule] = field(default_factory=lambda: MappingProxyType({}))
    windows: tuple[Window, ...] = ()
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """What could be read, and everything that is wrong; in the order of the reading."""

    configuration: Configuration
    problems: tuple[ConfigError, ...]


def read_configuration(path: Path) -> Configuration:
    """Read watchkeeper.yml and what lies beside it.  Raises the first ConfigError."""
    found = survey(path)
    if found.problems:
        raise found.problems[0]
    return found.configuration


def survey(path: Path) -> Survey:
    """Read all files and find all problems: a wrong file does not hide another one."""
    problems = _Problems()
    folder = path.parent
    settings = problems.of(partial(read_settings, path), Settings(), at=path)
    people = problems.of(partial(read_people_of, folder), People(), at=folder / "people.yml")
    policies = tuple(_policies(folder, problems))
    customers = tuple(_customers(folder, problems))
    scrapes = tuple(_scrapes(folder, problems))
    targets = problems.of(
        partial(_with_scrapes, tuple(_targets(folder, problems)), scrapes), _NO_TARGETS, at=folder
    )
    inventory = problems.of(partial(inventory_of, targets, customers), EMPTY, at=folder / "targets")
    rules = tuple(_rules(settings, folder, problems))
    if (remote := settings.storage.metrics.remote) is not None:
        problems.of(partial(open_door, remote), None, at=path)
        problems += (one for file in rules for one in without_plain_form(file))
    _check_customers(customers, people, problems)
    _check_notify(people, problems)
    _check_policies(settings, customers, policies, problems)
    problems.of(
        partial(check_channels, settings.channels, allowed_commands=settings.allowed_commands),
        None,
        at=path,
    )
    problems.of(partial(read_sources, settings.answers), None, at=path)
    problems.of(partial(check_mail_in, settings), None, at=path)
    secrets = _secrets(folder, problems).with_more(*(one.credentials for one in scrapes))
    profiles = tuple(_snmp_profiles(folder, problems))
    problems += check_probes(targets, _idle_tools(folder, secrets, profiles))
    _check_credentials(targets, secrets, problems)
    for name in settings.traps.credentials if settings.traps else ():
        problems.of(partial(secrets.credential, name), None, at="traps.credentials")
    patterns = tuple(pattern for one in scrapes for pattern in one.patterns)
    alert_map = problems.of(partial(read_alert_map, folder), AlertMap(), at=folder / ALERTS_NAME)
    problems += misplaced(alert_map, inventory)
    found = Configuration(
        folder,
        settings,
        people,
        inventory,
        rules,
        policies,
        secrets,
        patterns,
        profiles,
        tuple(_snmp_texts(folder)),
        alert_map,
        tuple(_webhooks(folder, problems)),
        tuple(_syslog_patterns(folder, problems)),
        _registration(folder, customers, problems),
        _schedules(folder, customers, people, problems),
        _windows(folder, inventory, problems),
        on_the_shelf(_articles(folder, problems)),
    )
    return Survey(found, tuple(problems))


def served_kinds(found: Configuration) -> frozenset[ContactKind]:
    """Return the kinds of contacts that a configured channel serves."""
    served = {contact_of_channel(node) for node in found.settings.channels.values()}
    return frozenset(kind for kind in ContactKind if kind.value in served)


class _Problems(list[ConfigError]):
    """Collects what readers raise, so that the next file is read all the same."""

    def of(self, read: Callable[[], T], otherwise: T, *, at: Path | str) -> T:
        try:
            return read()
        except ConfigError as error:
            self.append(error)
        except WatchkeeperError as error:
            self.append(ConfigError(error.sentence, at=error.at or str(at), **error.facts))
        return otherwise


def read_people_of(folder: Path) -> People:
    path = folder / "people.yml"
    return read_people(path) if path.exists() else People()


def _check_notify(people: People, problems: _Problems) -> None:
    for person in people:
        if person.notify is not None:
            problems.of(partial(rules_from_node, person.notify), None, at=person.at)


def _policies(folder: Path, problems: _Problems) -> Iterator[PolicyText]:
    """Read the policies of ``policies/*.yml``; the presets are built in."""
    for path in sorted((folder / "policies").glob("*.yml")):
        found = problems.of(partial(_policy, path), None, at=path)
        if found is not None:
            yield found


def _policy(path: Path) -> PolicyText:
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("cannot be read: {reason}", at=str(path), reason=error) from error
    return PolicyText(policy_from_text(source, str(path)).name, source, str(path))


def _schedules(
    folder: Path, customers: Sequence[Customer], people: People, problems: _Problems
) -> Mapping[str, Schedule]:
    """Read the duty schedules of ``schedules/*.yml``; their people and customers must be known."""
    nodes = [
        node
        for path in sorted((folder / "schedules").glob("*.yml"))
        if (node := problems.of(partial(_node_of, path), None, at=path)) is not None
    ]
    at = folder / "schedules"
    found = problems.of(partial(schedules_from_nodes, nodes), _NO_SCHEDULES, at=at)
    known = {customer.id for customer in customers}
    for schedule in found.values():
        problems.of(partial(check_people, [schedule], people.__contains__), None, at=schedule.at)
        problems.of(partial(check_customers, schedule, known), None, at=schedule.at)
    return found


def _windows(folder: Path, inventory: Inventory, problems: _Problems) -> tuple[Window, ...]:
    """Read maintenance.yml; its customers and targets must be known."""
    path = folder / MAINTENANCE_NAME
    if not path.exists():
        return ()
    found = problems.of(lambda: windows_of(_node_of(path)), _NO_WINDOWS, at=path)
    problems += unknown_in(
        found,
        customers=inventory.customers.__contains__,
        targets=inventory.__contains__,
        at=short_name(path),
    )
    return found


def _articles(folder: Path, problems: _Problems) -> Iterator[Article]:
    """Read the house's own articles of ``knowledge/*.md``."""
    for path in article_files(folder):
        found = problems.of(partial(read_article, path), None, at=path)
        if found is not None:
            yield found


def _node_of(path: Path) -> Node:
    return read_yaml(path, name=short_name(path))


def _customers(folder: Path, problems: _Problems) -> Iterator[Customer]:
    for path in sorted((folder / "customers").glob("*.yml")):
        found = problems.of(partial(_customer, path), None, at=path)
        if found is not None:
            yield found


def _targets(folder: Path, problems: _Problems) -> Iterator[Target]:
    for path in sorted((folder / "targets").glob("*.yml")):
        yield from problems.of(partial(_targets_of, path), _NO_TARGETS, at=path)


def _scrapes(folder: Path, problems: _Problems) -> Iterator[Scrapes]:
    for path in scrape_files(folder):
        yield problems.of(partial(scrapes_of, path), Scrapes(), at=path)


def _with_scrapes(targets: Sequence[Target], scrapes: Iterable[Scrapes]) -> tuple[Target, ...]:
    return with_scrapes(targets, (scrape for one in scrapes for scrape in one.found))


def _customer(path: Path) -> Customer:
    return customer_from_node(read_yaml(path, name=short_name(path)))


def _targets_of(path: Path) -> tuple[Target, ...]:
    return targets_from_node(read_yaml(path, name=short_name(path)))


def _rules(settings: Settings, folder: Path, problems: _Problems) -> Iterator[RuleFile]:
    """Read the shipped packs that are wanted, then the files beside the configuration."""
    files = [*problems.of(partial(_packs, settings), _NO_FILES, at="rules.packs")]
    for pattern in settings.rules.files:
        files += sorted(folder.glob(pattern))
    names: dict[str, Path] = {}
    for file in files:
        other = names.setdefault(file.name, file)
        if other is not file:
            problems.append(_same_name(file, other))
            continue
        found = problems.of(partial(read_rule_file, file), None, at=file)
        if found is not None:
            yield found


def _same_name(file: Path, other: Path) -> ConfigError:
    return ConfigError(
        "there is another rule file of this name: {other}; rename it", at=str(file), other=other
    )


def _packs(settings: Settings) -> tuple[Path, ...]:
    return tuple(file for pattern in settings.rules.packs for file in _pack(pattern))


def _pack(pattern: str) -> list[Path]:
    found = sorted(PACKS.glob(f"{pattern}.yml"))
    if not found:
        known = ", ".join(sorted(path.stem for path in PACKS.glob("*.yml")))
        raise ConfigError(
            "there is no rule pack {pack!r}; known are {known}",
            at="rules.packs",
            pack=pattern,
            known=known,
        )
    return found


def _check_customers(customers: Iterable[Customer], people: People, problems: _Problems) -> None:
    for customer in customers:
        problems.of(partial(check_roles, customer.roles, people), None, at=customer.at)


def _check_policies(
    settings: Settings,
    customers: Sequence[Customer],
    policies: Sequence[PolicyText],
    problems: _Problems,
) -> None:
    """Find policies that do not exist, and tables that the policy of a customer has not."""
    found = [policy_from_text(one.source, one.at) for one in (*shipped_policies(), *policies)]
    known = {policy.name: policy for policy in found}
    problems.of(partial(_policy_named, settings.tickets.policy, known), None, at="tickets.policy")
    for customer in customers:
        contract = customer.contract
        at = contract.at or customer.at
        policy = problems.of(partial(_policy_named, contract.policy, known), None, at=at)
        if policy is not None:
            problems.of(partial(with_tables, policy, contract.tables), policy, at=at)


def _policy_named(wanted: str, known: Mapping[str, Policy]) -> Policy | None:
    if wanted not in known:
        raise NotFound(
            "there is no policy {name!r}; known are {known}",
            name=wanted,
            known=", ".join(sorted(known)),
        )
    return known[wanted]


def _check_credentials(targets: Iterable[Target], secrets: Secrets, problems: _Problems) -> None:
    """Find credentials that a probe names and secrets.yml does not hold."""
    for spec in (spec for target in targets for spec in target.probes):
        settings = spec.settings.value
        named = settings.get("credentials") if isinstance(settings, dict) else None
        if named is not None:
            problems.of(partial(secrets.credential, named.text), None, at=named.at)


def _secrets(folder: Path, problems: _Problems) -> Secrets:
    path = folder / "secrets.yml"
    return problems.of(partial(read_secrets, path), Secrets(), at=path)


def _registration(
    folder: Path, customers: Iterable[Customer], problems: _Problems
) -> RegistrationRules:
    at = folder / "registration.yml"
    rules = problems.of(partial(read_registration, folder), RegistrationRules(), at=at)
    problems.of(partial(check_registration, rules, customers), None, at=at)
    return rules


def _snmp_profiles(folder: Path, problems: _Problems) -> Iterator[Profile]:
    """Read ``snmp/*.yml``: profiles of ours and modules of snmp_exporter."""
    for path in sorted((folder / "snmp").glob("*.yml")):
        yield from problems.of(partial(_profiles_of, path), _NO_PROFILES, at=path)


def _profiles_of(path: Path) -> tuple[Profile, ...]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("cannot be read: {reason}", at=str(path), reason=error) from error
    return profiles_in_text(text, f"snmp/{path.name}")


def _snmp_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Return the texts of ``snmp/*.yml`` that can be read; what is wrong was said before."""
    for path in sorted((folder / "snmp").glob("*.yml")):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            yield f"snmp/{path.name}", path.read_text(encoding="utf-8")


def _webhooks(folder: Path, problems: _Problems) -> Iterator[WebhookMapping]:
    """Read ``webhooks/*.yml``; a name may stand there once."""
    names: dict[str, Path] = {}
    for path in own_mapping_files(folder):
        found = problems.of(partial(read_mapping, path, name=short_name(path)), None, at=path)
        if found is None:
            continue
        other = names.setdefault(found.name, path)
        if other is path:
            yield found
        else:
            problems.append(_twice(found.name, found.at, short_name(other)))


def _syslog_patterns(folder: Path, problems: _Problems) -> Iterator[LinePattern]:
    """Read ``syslog/*.yml``; a name may stand there once."""
    names: dict[str, str] = {}
    for path in pattern_files(folder):
        read = partial(read_patterns, path, name=short_name(path))
        for one in problems.of(read, _NO_PATTERNS, at=path):
            other = names.setdefault(one.name, one.at)
            if other == one.at:
                yield one
            else:
                problems.append(_twice(one.name, one.at, other))


def _twice(name: str, at: str, other: str) -> ConfigError:
    return ConfigError("{name!r} stands in {other} already", at=at, name=name, other=other)


def _idle_tools(folder: Path, secrets: Secrets, profiles: tuple[Profile, ...]) -> Tools:
    """Return what probes are made with; nothing is opened and nothing is sent."""
    known_hosts = folder / "known_hosts"
    return Tools(SystemClock(), secrets, known_hosts=known_hosts, snmp_profiles=profiles)
