"""Probe one target once, on the satellite's machine: what comes back, or why it fails."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from collector.probes.addresses import addresses_of
from collector.probes.once import ProbeReport, probe_once
from collector.probes.tools import Tools
from collector.satellites.hand_down import HandDown, hand_down_from
from collector.schedule import feed_of
from collector.snmp.profiles import profiles_in_text
from watchkeeper.core.errors import NotFound
from watchkeeper.core.labels import text_from_labels
from watchkeeper.inventory.model import ProbeSpec
from watchkeeper.satellite.admitting import Admitted, admitted
from watchkeeper.satellite.guard import Guard
from watchkeeper.satellite.sealed import SealedFile, read_key
from watchkeeper.satellite.settings import Places, read_identity, read_satellite
from watchkeeper.server.clock import SystemClock


def probe_here(config: Path, name: str) -> list[dict[str, Any]]:
    """Run the probes of a target by what was handed down last, within what is allowed.

    Raises NotFound for a target that is not this satellite's.
    """
    settings = read_satellite(config)
    places = Places(config, settings.data)
    guard = Guard(settings.networks())
    document = _held(places)
    found = admitted(document, guard, settings.files)
    guard.install()
    return [*_refused(document, found, name), *asyncio.run(_probed(places, document, found, name))]


def _held(places: Places) -> HandDown:
    identity = read_identity(places.identity)
    content = SealedFile(places.hand_down, read_key(places.key), identity.id).read()
    return HandDown(identity.name) if content is None else hand_down_from(content)


def _refused(document: HandDown, found: Admitted, name: str) -> list[dict[str, Any]]:
    """Return what does not run here.  Raises NotFound."""
    target = next((one for one in document.targets if one.name == name), None)
    if target is None:
        raise NotFound("the server has handed down no target {name!r} to here", name=name)
    reasons = {one.feed: one.reason for one in found.refused}
    return [
        _not_run(spec, reasons[feed_of(name, spec.name)])
        for spec in target.probes
        if feed_of(name, spec.name) in reasons
    ]


async def _probed(
    places: Places, document: HandDown, found: Admitted, name: str
) -> list[dict[str, Any]]:
    if name not in found.inventory:
        return []
    target = found.inventory.target(name)
    profiles = tuple(one for file, text in document.snmp for one in profiles_in_text(text, file))
    async with Tools(
        SystemClock(), found.secrets, known_hosts=places.known_hosts, snmp_profiles=profiles
    ) as tools:
        return [
            _report(await probe_once(target, spec, tools), await addresses_of(target, spec))
            for spec in target.probes
        ]


def _report(report: ProbeReport, addresses: Sequence[str]) -> dict[str, Any]:
    """Return what ``targets probe`` shows of a report; see server/administration.py."""
    return {
        "probe": report.probe,
        "kind": report.kind,
        "duration_seconds": report.duration_seconds,
        "problem": None if report.problem is None else str(report.problem),
        "remedy": None if report.remedy is None else str(report.remedy),
        "notes": [str(note) for note in report.notes],
        "addresses": list(addresses),
        "samples": {text_from_labels(labels): value for labels, value in report.samples.items()},
    }


def _not_run(spec: ProbeSpec, reason: str) -> dict[str, Any]:
    return {
        "probe": spec.name,
        "kind": spec.kind,
        "duration_seconds": 0.0,
        "problem": reason,
        "remedy": "this machine decides so, in satellite.yml",
        "notes": [],
        "addresses": [],
        "samples": {},
    }
