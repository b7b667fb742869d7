"""What of the server's document this machine takes on: only allowed networks, only allowed files."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from collector.satellites.hand_down import CREDENTIALS, HandDown, paths_of
from collector.satellites.nodes import words_under
from collector.schedule import feed_of
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.registry import Inventory, inventory_of
from watchkeeper.inventory.secrets import Credential, Secrets
from watchkeeper.satellite.guard import Guard, address_of

PATHS = frozenset(
    {"ca_file", "certificate_file", "key_file", "agent_socket", "password_file", "token_file"}
)
HOSTS = frozenset({"host", "server", "address"})


@dataclass(frozen=True, slots=True)
class RefusedProbe:
    """A probe that is handed down and does not run here; ``reason`` is for log and audit."""

    feed: str
    reason: str


@dataclass(frozen=True, slots=True)
class Admitted:
    """What runs, with what, and what does not."""

    inventory: Inventory
    secrets: Secrets
    refused: tuple[RefusedProbe, ...]

    @property
    def probes(self) -> int:
        return sum(len(target.probes) for target in self.inventory)


def admitted(document: HandDown, guard: Guard, files: Iterable[Path]) -> Admitted:
    """Sort the probes of a document.  Addresses that only a name leads to are judged when it does."""
    folders = tuple(folder.resolve() for folder in files)
    refused: list[RefusedProbe] = []
    targets = []
    for target in document.targets:
        reasons = {
            spec.name: next(_objections(target, spec, document.credentials, guard, folders), "")
            for spec in target.probes
        }
        refused += (
            RefusedProbe(feed_of(target.name, name), reason)
            for name, reason in reasons.items()
            if reason
        )
        probes = tuple(spec for spec in target.probes if not reasons[spec.name])
        if probes:
            targets.append(dataclasses.replace(target, probes=probes))
    secrets = Secrets(MappingProxyType(dict(document.credentials)))
    return Admitted(inventory_of(targets, ()), secrets, tuple(refused))


def _objections(
    target: Target,
    spec: ProbeSpec,
    credentials: Mapping[str, Credential],
    guard: Guard,
    folders: tuple[Path, ...],
) -> Iterator[str]:
    hosts = (target.address, *words_under(spec.settings, HOSTS))
    for host in hosts:
        if address_of(host) is not None and not guard.allows(host):
            yield f"`allow` has no network that holds {host}"
    named = [Path(word) for word in words_under(spec.settings, PATHS)]
    named += [Path(host) for host in hosts if host.startswith("/")]  # PostgreSQL's Unix sockets
    for name in words_under(spec.settings, CREDENTIALS):
        if name in credentials:
            named += paths_of(credentials[name])
    for path in named:
        if not any(path.resolve().is_relative_to(folder) for folder in folders):
            yield f"`files` has no folder that holds {path}"
