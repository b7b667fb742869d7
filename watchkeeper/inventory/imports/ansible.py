"""An Ansible inventory as both of its forms give it: groups, hosts, variables; and its targets.

A host has the variables of its groups, the deeper ones first to count, and its own before all.
Passwords and vaults are never taken.
Source: docs.ansible.com, "How variables are merged".
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from watchkeeper.core.errors import ConfigError, WatchkeeperError
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.files import MAX_WORDS
from watchkeeper.inventory.imports.rows import MAX_ROWS, Listing, Row, refuse_more_rows
from watchkeeper.inventory.imports.words import (
    criticality_in,
    date_in,
    probes_in,
    words_in,
    yes_or_no,
)
from watchkeeper.inventory.model import CARD_KEYS

MAX_GROUPS = 500
MAX_PLACES = 20 * MAX_ROWS
"""How often hosts are named in all groups together: a line may name ten thousand of them."""
ALL, UNGROUPED = "all", "ungrouped"
_OURS = "watchkeeper_"
_JUMP = re.compile(r"(?:-J\s*|ProxyJump[= ])[\"']?([^\s\"',]+)")
_PLAIN = ("customer", "site", "parent", "satellite", "zone")
_READ = ("criticality", "go_live", "agent", "tags", "probes")
_ADDRESSES = ("ansible_host", "ansible_ssh_host")
_ARGUMENTS = ("ansible_ssh_common_args", "ansible_ssh_extra_args")
_MEANT = frozenset(
    {*_ADDRESSES, *_ARGUMENTS, *(f"{_OURS}{key}" for key in (*_PLAIN, *_READ, *CARD_KEYS))}
)
_SECRET = ("pass", "secret", "token", "private_key")


@dataclass(slots=True)
class Group:
    """A group while the file is read."""

    name: str
    at: str
    hosts: list[str] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    children: list[str] = field(default_factory=list)


@dataclass(slots=True)
class AnsibleInventory:
    """A whole file while it is read."""

    name: str
    groups: dict[str, Group] = field(default_factory=dict)
    hosts: dict[str, str] = field(default_factory=dict)  # and where they stand first
    host_variables: dict[str, dict[str, str]] = field(default_factory=dict)
    secrets: set[tuple[str, str]] = field(default_factory=set)  # of whom, and their names
    places: int = 0

    def group(self, name: str, at: str) -> Group:
        """Return the group of that name; made where it is missing.  Raises ConfigError."""
        found = self.groups.setdefault(name, Group(name, at))
        if len(self.groups) > MAX_GROUPS:
            raise ConfigError("has more than {most} groups", at=at, most=MAX_GROUPS)
        return found

    def add_host(self, name: str, group: Group, at: str) -> dict[str, str]:
        """Put a host into a group and return its variables.  Raises ConfigError."""
        self.hosts.setdefault(name, at)
        refuse_more_rows(len(self.hosts), at)
        self.places += 1
        if self.places > MAX_PLACES:
            raise ConfigError("names its hosts more than {most} times", at=at, most=MAX_PLACES)
        group.hosts.append(name)
        return self.host_variables.setdefault(name, {})

    def take(self, known: dict[str, str], owner: str, given: Mapping[str, str]) -> None:
        """Keep of the variables of a group or host what means something here."""
        for name, value in given.items():
            if name in _MEANT:
                known[name] = value
            elif any(word in name for word in _SECRET):
                self.secrets.add((owner, name))


def listing_of(inventory: AnsibleInventory) -> Listing:
    """Return a row for each host, in the order of the file.  Raises ConfigError for a circle."""
    above = _ancestors(inventory)
    depths = {name: len(found) for name, found in above.items()}
    member_of: dict[str, set[str]] = {}
    for group in inventory.groups.values():
        for host in group.hosts:
            found = member_of.setdefault(host, set())
            if len(found) <= MAX_WORDS:
                found |= {group.name, *above[group.name]}
    rows = [
        _row(inventory, host, at, sorted(member_of[host], key=lambda one: (depths[one], one)))
        for host, at in inventory.hosts.items()
    ]
    return Listing(tuple(rows), tuple(_notes(inventory)))


def _ancestors(inventory: AnsibleInventory) -> Mapping[str, frozenset[str]]:
    parents: dict[str, set[str]] = {name: set() for name in inventory.groups}
    for group in inventory.groups.values():
        for child in group.children:
            parents[child].add(group.name)
    found: dict[str, frozenset[str]] = {}
    waiting = dict(parents)
    while waiting:
        ready = [name for name, above in waiting.items() if above <= found.keys()]
        if not ready:
            name = next(iter(waiting))
            raise ConfigError(
                "the group {name!r} is its own child", at=inventory.groups[name].at, name=name[:60]
            )
        for name in ready:
            direct = waiting.pop(name)
            found[name] = frozenset(direct).union(*(found[one] for one in direct))
    return found


def _row(inventory: AnsibleInventory, host: str, at: str, groups: list[str]) -> Row:
    if len(groups) > MAX_WORDS:
        problem = text("a target has at most {most} groups and as many tags", most=MAX_WORDS)
        return Row(at, host, problem=problem)
    variables: dict[str, str] = {}
    for group in [ALL, *groups]:
        if group in inventory.groups:
            variables |= inventory.groups[group].variables
    variables |= inventory.host_variables[host]
    shown = [group for group in groups if group not in {ALL, UNGROUPED}]
    try:
        return Row(at, host, definition_from(host, variables, shown))
    except WatchkeeperError as error:
        return Row(at, host, problem=Text(error.sentence, error.facts))


def definition_from(
    host: str, variables: Mapping[str, str], groups: list[str]
) -> Mapping[str, object]:
    """Return the target of a host.  Raises InvalidInput."""
    ours = {
        name.removeprefix(_OURS): value
        for name, value in variables.items()
        if name.startswith(_OURS) and value
    }
    definition: dict[str, object] = {
        "name": host,
        "address": next((variables[one] for one in _ADDRESSES if variables.get(one)), host),
        **{key: ours[key] for key in _PLAIN if key in ours},
        **dict(_read(ours)),
    }
    if groups:
        definition["groups"] = groups
    card = {key: ours[key] for key in CARD_KEYS if key in ours}
    jump = _jump_host(variables)
    if jump:
        card.setdefault("jump_host", jump)
    return {**definition, **({"card": card} if card else {})}


def _read(ours: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    if "criticality" in ours:
        yield "criticality", criticality_in(ours["criticality"])
    if "go_live" in ours:
        yield "go_live", date_in(ours["go_live"])
    if "agent" in ours:
        yield "agent", yes_or_no(ours["agent"])
    if "tags" in ours:
        yield "tags", words_in(ours["tags"])
    if "probes" in ours:
        yield "probes", probes_in(ours["probes"])


def _jump_host(variables: Mapping[str, str]) -> str:
    for name in _ARGUMENTS:
        found = _JUMP.search(variables.get(name, ""))
        if found:
            return found[1]
    return ""


def _notes(inventory: AnsibleInventory) -> Iterator[Text]:
    if inventory.secrets:
        yield text(
            "{count} variables that look like secrets were left out; credentials belong into "
            "secrets.yml",
            count=len(inventory.secrets),
        )


def words_of(line: str) -> list[str]:
    """Return the words of a line of the INI form, comments left out.  Raises ValueError."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=False)
    lexer.whitespace_split = True
    lexer.commenters = "#"
    return list(lexer)
