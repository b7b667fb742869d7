"""The inventory as Prometheus discovers it: groups of addresses with labels (http_sd, file_sd).

Source: prometheus.io/docs/prometheus/latest/http_sd.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from watchkeeper.core.errors import InvalidInput
from watchkeeper.inventory.model import Target

NODE_EXPORTER_PORT = 9100


@dataclass(frozen=True, slots=True)
class DiscoveryGroup:
    """One target; ``__meta_watchkeeper_*`` labels are for relabelling."""

    targets: tuple[str, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which targets; an empty word asks for all."""

    customer: str = ""
    site: str = ""
    group: str = ""
    tag: str = ""
    agents_only: bool = False

    def has(self, target: Target) -> bool:
        return (
            self.customer in {"", target.customer}
            and self.site in {"", target.site}
            and (not self.group or self.group in target.groups)
            and (not self.tag or self.tag in target.tags)
            and (target.agent or not self.agents_only)
        )


def discovery_groups(
    targets: Iterable[Target], wanted: Wanted, port: int = NODE_EXPORTER_PORT
) -> tuple[DiscoveryGroup, ...]:
    """Return the targets that have an address, in their order.  Raises InvalidInput."""
    if not 0 < port < 65_536:
        raise InvalidInput("port must be 1 to 65535, not {port}", port=port)
    return tuple(
        DiscoveryGroup((_with_port(target.address, port),), _labels(target))
        for target in targets
        if target.address and wanted.has(target)
    )


def _with_port(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def _labels(target: Target) -> dict[str, str]:
    meta = {
        "__meta_watchkeeper_groups": f",{','.join(target.groups)}," if target.groups else "",
        "__meta_watchkeeper_tags": f",{','.join(target.tags)}," if target.tags else "",
        "__meta_watchkeeper_parent": target.parent or "",
        "__meta_watchkeeper_agent": "true" if target.agent else "false",
    }
    own = {
        "instance": target.name,
        "customer": target.customer or "",
        "site": target.site,
        "criticality": target.criticality.value,
    }
    return {key: value for key, value in {**target.labels, **own, **meta}.items() if value}
