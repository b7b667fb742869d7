"""Surroundings for tests: a topology written down as who hangs on whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Town:
    """Fulfils Surroundings.  ``hangs_on``: each target's parents."""

    hangs_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: frozenset[tuple[str, str]] = frozenset()
    sites: Mapping[str, str] = field(default_factory=dict)
    probers: Mapping[str, str] = field(default_factory=dict)

    def parents(self, target: str) -> tuple[str, ...]:
        return self.hangs_on.get(target, ())

    def children(self, target: str) -> tuple[str, ...]:
        return tuple(sorted(one for one, on in self.hangs_on.items() if target in on))

    def neighbours(self, target: str) -> tuple[str, ...]:
        pairs = {*self.links, *((there, here) for here, there in self.links)}
        return tuple(sorted(there for here, there in pairs if here == target))

    def site_of(self, target: str) -> str:
        return self.sites.get(target, "")

    def prober_of(self, target: str) -> str:
        return self.probers.get(target, "")
