"""What an alert says of its target: that it is out of reach, that nothing comes, or its own trouble."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.storms.decide import Bearing

LABEL = "bearing"
"""A rule of one's own says by this label what its alert means: ``unreachable``, ``without_data``."""

UNREACHABLE = frozenset(
    {"HostDown", "DeviceDown", "InstanceDown", "TargetDown", "NodeDown", "UplinkDown"}
)
WITHOUT_DATA = frozenset({"AgentSilent", "SnmpSilent", "SshSilent", "ServiceDown", "PacketLoss"})


def bearing_of(name: str, labels: Mapping[str, str]) -> Bearing:
    """Return what an alert of that name says; its label ``bearing`` counts first."""
    said = labels.get(LABEL)
    for bearing in Bearing:
        if said == bearing.value:
            return bearing
    if name in UNREACHABLE:
        return Bearing.UNREACHABLE
    return Bearing.WITHOUT_DATA if name in WITHOUT_DATA else Bearing.ITS_OWN
