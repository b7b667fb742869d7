"""Two hours of traffic of a host and of a device's uplink, and the same two hours a week before."""

from __future__ import annotations

import numpy as np

from tests.dashboards.web.site import Site
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Duration
from watchkeeper.core.labels import Labels, labels_of

USUAL, NOW_BITS = 8e6, 16e6


async def carry(site: Site, *, hours: int = 2) -> None:
    """Write what web-1 (eth0, docker0) and sw-core-1 (ge0) carried."""
    now = site.clock.now() // (5 * MINUTE) * (5 * MINUTE)
    for begin, bits in (
        (now - 7 * DAY - hours * HOUR, USUAL),
        (now - hours * HOUR, NOW_BITS),
    ):
        times = np.arange(begin, begin + hours * HOUR + 1, MINUTE)
        seconds = (times - begin) / SECOND
        for feed, of in (("agent:web-1", _host), ("probe:sw-core-1:snmp", _device)):
            rows = [of(float(bits / 8 * second)) for second in seconds]
            await site.store.import_ticks(
                feed,
                interval=Duration(MINUTE),
                labels=tuple(rows[0]),
                times=times,
                values=np.array([list(row.values()) for row in rows]),
            )
    await site.store.flush()


def _host(count: float) -> dict[Labels, float]:
    eth0 = {"instance": "web-1", "job": "node", "device": "eth0"}
    return {
        _named("node_network_receive_bytes_total", eth0): count,
        _named("node_network_transmit_bytes_total", eth0): count / 4,
        _named("node_network_receive_errs_total", eth0): count / 1e6,
        _named("node_network_transmit_errs_total", eth0): 0.0,
        _named("node_network_speed_bytes", eth0): 1.25e7,
        _named("node_network_receive_bytes_total", {**eth0, "device": "docker0"}): count / 100,
        _named("node_network_transmit_bytes_total", {**eth0, "device": "docker0"}): 0.0,
    }


def _device(count: float) -> dict[Labels, float]:
    ge0 = {"instance": "sw-core-1", "job": "snmp", "ifName": "ge0", "ifAlias": "uplink <carrier>"}
    return {
        _named("ifHCInOctets", ge0): count,
        _named("ifHCOutOctets", ge0): count / 2,
        _named("ifHighSpeed", ge0): 1_000.0,
    }


def _named(name: str, labels: dict[str, str]) -> Labels:
    return labels_of({"__name__": name, **labels})
