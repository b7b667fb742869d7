"""Traffic of one host or device: its ports, and what one of them carried in a span of time.

A host's numbers are its agent's, a device's come by SNMP; both are shown as ports.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from dashboards.charts import Line, Stroke
from dashboards.readings import Readings
from watchkeeper.core.instants import DAY, MINUTE, Duration, Instant, later
from watchkeeper.core.labels import escape_value

STEP = Duration(5 * MINUTE)
"""What lines are billed by: the mean of five minutes."""

WEEK = Duration(7 * DAY)
MOST_PORTS = 1_000
BILLED_SHARE = 0.95
_LATE = MINUTE  # a mean of five minutes is stored by then


class Direction(Enum):
    """Seen from the host or device."""

    RECEIVED = "received"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Kind:
    """How ports are measured: the label that names one, and expressions for ``{port}`` matchers."""

    label: str
    bits: Mapping[Direction, str]
    speed: str
    errors: str
    drops: str


HOST = Kind(
    "device",
    {
        Direction.RECEIVED: "rate(node_network_receive_bytes_total{{port}}[5m]) * 8",
        Direction.SENT: "rate(node_network_transmit_bytes_total{{port}}[5m]) * 8",
    },
    speed="node_network_speed_bytes{{port}} * 8",
    errors="rate(node_network_receive_errs_total{{port}}[5m])"
    " + rate(node_network_transmit_errs_total{{port}}[5m])",
    drops="rate(node_network_receive_drop_total{{port}}[5m])"
    " + rate(node_network_transmit_drop_total{{port}}[5m])",
)
DEVICE = Kind(
    "ifName",
    {
        Direction.RECEIVED: "rate(ifHCInOctets{{port}}[5m]) * 8",
        Direction.SENT: "rate(ifHCOutOctets{{port}}[5m]) * 8",
    },
    speed="ifHighSpeed{{port}} * 1000000",
    errors="rate(ifInErrors{{port}}[5m]) + rate(ifOutErrors{{port}}[5m])",
    drops="rate(ifInDiscards{{port}}[5m]) + rate(ifOutDiscards{{port}}[5m])",
)
KINDS = (HOST, DEVICE)


@dataclass(frozen=True, slots=True)
class Port:
    """One port now; bits, errors and drops are per second, None where it does not tell."""

    kind: Kind
    name: str
    alias: str = ""
    received: float | None = None
    sent: float | None = None
    speed: float | None = None
    errors: float | None = None
    drops: float | None = None

    @property
    def busier(self) -> float:
        """Return what its busier direction carries."""
        return max(self.received or 0.0, self.sent or 0.0)

    @property
    def used_ratio(self) -> float | None:
        """Return the share of its speed that the busier direction takes."""
        return self.busier / self.speed if self.speed else None


@dataclass(frozen=True, slots=True)
class Carried:
    """What a port carried in one direction: its line, the ghost of the week before, the share."""

    direction: Direction
    line: Line | None
    ghost: Line | None

    @property
    def billed(self) -> float | None:
        """Return the 95th percentile of the five-minute means."""
        return None if self.line is None else percentile(self.line.values)


def percentile(values: Sequence[float], share: float = BILLED_SHARE) -> float | None:
    """Return the highest value when the highest part beyond *share* is left out.

    As lines are billed: no mean is made between two values.  NaN was not measured.
    """
    measured = sorted(value for value in values if math.isfinite(value))
    if not measured:
        return None
    return measured[max(0, math.ceil(share * len(measured) - 1e-9) - 1)]


async def ports_of(readings: Readings, name: str, at: Instant) -> tuple[Port, ...]:
    """Return the ports of a target, the busiest first."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_ports(readings, kind, name, at)) for kind in KINDS]
    found = [port for task in tasks for port in task.result()]
    found.sort(key=lambda port: (-port.busier, port.name))
    return tuple(found[:MOST_PORTS])


async def _ports(readings: Readings, kind: Kind, name: str, at: Instant) -> list[Port]:
    matcher = _matcher(kind, name)

    async def values(expression: str) -> dict[str, float]:
        found = await readings.instant(expression.replace("{port}", matcher), at)
        return {item.labels.get(kind.label, ""): item.value for item in found}

    received = await readings.instant(kind.bits[Direction.RECEIVED].replace("{port}", matcher), at)
    if not received:
        return []
    sent, speed = await values(kind.bits[Direction.SENT]), await values(kind.speed)
    errors, drops = await values(kind.errors), await values(kind.drops)
    return [
        Port(
            kind,
            port,
            alias=item.labels.get("ifAlias", ""),
            received=item.value,
            sent=sent.get(port),
            speed=speed.get(port),
            errors=errors.get(port),
            drops=drops.get(port),
        )
        for item in received
        for port in [item.labels.get(kind.label, "")]
        if port
    ]


async def carried(
    readings: Readings, name: str, port: Port, *, start: Instant, end: Instant, has_ghost: bool
) -> tuple[Carried, ...]:
    """Return what a port carried from *start* to *end*, by the means of five minutes."""
    matcher = _matcher(port.kind, name, port.name)
    found = []
    for direction, expression in port.kind.bits.items():
        bits = expression.replace("{port}", matcher)
        line = await _line(readings, bits, start, end)
        ghost = await _line(readings, _week_before(bits), start, end) if has_ghost else None
        found.append(Carried(direction, line, ghost and replace(ghost, stroke=Stroke.GHOST)))
    return tuple(found)


async def _line(readings: Readings, expression: str, start: Instant, end: Instant) -> Line | None:
    first = Instant(-(-start // STEP) * STEP)
    last = Instant(later(end, -_LATE) // STEP * STEP)
    if last <= first:
        return None
    found = await readings.range(expression, start=first, end=last, step=STEP)
    return found[0].line if found else None


def _week_before(bits: str) -> str:
    return bits.replace("[5m])", "[5m] offset 1w)")


def _matcher(kind: Kind, name: str, port: str | None = None) -> str:
    pairs = {"instance": name} if port is None else {"instance": name, kind.label: port}
    matchers = [f'{label}="{escape_value(value)}"' for label, value in pairs.items()]
    if port is None and kind is HOST:
        matchers.append('device!="lo"')
    return ", ".join(matchers)
