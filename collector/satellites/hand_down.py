"""What a satellite is told: its targets, the secrets these need, the roster; as one document.

Its version is the hash of its content: the same configuration has the same version, whoever
asks and however often the server was started.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from collector.satellites.nodes import json_of_node, node_of_json, words_under
from collector.schedule import feed_of
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput, TooLarge, WatchkeeperError
from watchkeeper.core.instants import Duration
from watchkeeper.inventory.files import check_name
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.registry import Inventory
from watchkeeper.inventory.scrape_files import node_from_plain
from watchkeeper.inventory.secrets import Credential, Secrets

FORMAT = 1
MAX_BYTES = 16 << 20
MAX_PROBES = 20_000
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)
CREDENTIALS = frozenset({"credentials"})

_NO_SECRETS: Mapping[str, Credential] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """Somebody who may be called, with the contacts that the satellite's own channels take."""

    id: str
    name: str
    language: str
    zone: str
    contacts: tuple[tuple[str, str], ...]  # kind, address; the preferred first


@dataclass(frozen=True, slots=True)
class HandDown:
    """One satellite's share: targets without customers and parents, which are none of its affairs.

    ``roster``: who is on duty, the first to be called first.
    """

    satellite: str
    targets: tuple[Target, ...] = ()
    credentials: Mapping[str, Credential] = field(default_factory=lambda: _NO_SECRETS, repr=False)
    roster: tuple[RosterPerson, ...] = ()
    snmp: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # own profiles: name, text
    server: str = ""

    @property
    def feeds(self) -> frozenset[str]:
        return frozenset(
            feed_of(target.name, spec.name) for target in self.targets for spec in target.probes
        )


def share_of(
    inventory: Inventory,
    secrets: Secrets,
    name: str,
    *,
    roster: Iterable[RosterPerson] = (),
    snmp: Iterable[tuple[str, str]] = (),
    server: str = "",
) -> HandDown:
    """Return what the satellite of that name is to know; nothing of anybody else's."""
    targets = tuple(
        Target(name=one.name, address=one.address, probes=one.probes)
        for one in inventory.behind(name)
        if one.probes
    )
    named = {word for one in targets for spec in one.probes for word in _credentials_of(spec)}
    uses_snmp = any(spec.kind == "snmp" for one in targets for spec in one.probes)
    return HandDown(
        satellite=name,
        targets=targets,
        credentials=MappingProxyType(
            {word: secrets.credentials[word] for word in sorted(named & set(secrets.credentials))}
        ),
        roster=tuple(roster),
        snmp=tuple(snmp) if uses_snmp else (),
        server=server,
    )


def course_id(feed: str) -> str:
    """Return the word by which satellite and server call the feed of a probe; it is short."""
    return hashlib.sha256(feed.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def bytes_of(document: HandDown) -> bytes:
    """Write the document; the same content gives the same bytes."""
    content = {
        "format": FORMAT,
        "satellite": document.satellite,
        "server": document.server,
        "targets": [_json_of_target(one) for one in document.targets],
        "credentials": {
            name: _json_of_credential(one) for name, one in document.credentials.items()
        },
        "roster": [_json_of_person(one) for one in document.roster],
        "snmp": [list(one) for one in document.snmp],
    }
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.encode()


def version_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def hand_down_from(content: bytes) -> HandDown:
    """Read a document.  Raises InvalidInput for what is broken or too large."""
    if len(content) > MAX_BYTES:
        raise TooLarge("what is handed down has more than {most} bytes", most=MAX_BYTES)
    try:
        return _read(json.loads(content))
    except WatchkeeperError:
        raise
    except _BROKEN as error:
        raise InvalidInput("what is handed down cannot be read") from error


def _read(content: Any) -> HandDown:
    if content["format"] != FORMAT:
        raise InvalidInput(
            "the server hands down format {found}; this satellite reads {known}; upgrade it",
            found=content["format"],
            known=FORMAT,
        )
    targets = tuple(_target(one) for one in content["targets"])
    if sum(len(one.probes) for one in targets) > MAX_PROBES:
        raise TooLarge("more than {most} probes are handed down", most=MAX_PROBES)
    return HandDown(
        satellite=check_name(str(content["satellite"])),
        targets=targets,
        credentials=MappingProxyType(
            {str(name): _credential(one) for name, one in content["credentials"].items()}
        ),
        roster=tuple(_person(one) for one in content["roster"]),
        snmp=tuple((str(name), str(text)) for name, text in content["snmp"]),
        server=str(content["server"]),
    )


def _credentials_of(spec: ProbeSpec) -> tuple[str, ...]:
    return words_under(spec.settings, CREDENTIALS)


def _json_of_target(target: Target) -> dict[str, Any]:
    return {
        "name": target.name,
        "address": target.address,
        "probes": [_json_of_probe(spec) for spec in target.probes],
    }


def _json_of_probe(spec: ProbeSpec) -> dict[str, Any]:
    return {
        "kind": spec.kind,
        "name": spec.name,
        "interval": spec.interval,
        "timeout": spec.timeout,
        "job": spec.job,
        "settings": json_of_node(spec.settings),
    }


def _target(one: Any) -> Target:
    name = check_name(str(one["name"]))
    return Target(
        name=name,
        address=str(one["address"]),
        probes=tuple(_probe(spec, f"target {name!r}") for spec in one["probes"]),
    )


def _probe(one: Any, at: str) -> ProbeSpec:
    return ProbeSpec(
        kind=str(one["kind"]),
        settings=node_of_json(one["settings"], at),
        name=check_name(str(one["name"])),
        interval=Duration(int(one["interval"])),
        timeout=Duration(int(one["timeout"])),
        job=str(one["job"]),
        at=at,
    )


def _json_of_credential(credential: Credential) -> dict[str, str]:
    """Return the fields that say something; where it stands in a file is nobody's affair."""
    return dict(_fields_of(credential))


def _fields_of(credential: Credential) -> Iterator[tuple[str, str]]:
    for one in fields(credential):
        value = getattr(credential, one.name)
        if value is None or value == "" or one.name == "at":
            continue
        yield one.name, str(value.value if isinstance(value, Enum) else value)


def _credential(one: Any) -> Credential:
    return replace(bind(node_from_plain(one, "credentials"), Credential), at="")


def _json_of_person(person: RosterPerson) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "language": person.language,
        "zone": person.zone,
        "contacts": [list(one) for one in person.contacts],
    }


def _person(one: Any) -> RosterPerson:
    return RosterPerson(
        id=str(one["id"]),
        name=str(one["name"]),
        language=str(one["language"]),
        zone=str(one["zone"]),
        contacts=tuple((str(kind), str(address)) for kind, address in one["contacts"]),
    )


def paths_of(credential: Credential) -> tuple[Path, ...]:
    """Return the files that a credential names; they lie on the satellite's machine."""
    named = (credential.key_file, credential.certificate_file, credential.agent_socket)
    return tuple(path for path in named if path is not None)
