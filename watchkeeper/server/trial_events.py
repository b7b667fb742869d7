"""What alerts, payloads and lines would become by the files as they are; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from collector.intake.posted_alerts import alert_of
from collector.syslog.lines import parse_line
from collector.webhooks.intake import PATH
from collector.webhooks.mapping import WebhookMapping, WebhookMappings, read_mapping
from collector.webhooks.reading import read_payload
from ticketing.hearing import heard_from_post
from watchkeeper.config.settings import Settings, SyslogSettings
from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import rfc3339
from watchkeeper.core.levels import SEVERITY_MAP
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.configuration import Configuration, survey
from watchkeeper.server.directory import TargetDirectory
from watchkeeper.server.syslog import patterns_in_force

Json = dict[str, Any]


def alert_trial(config: Path, labels: Mapping[str, str]) -> Json:
    """Return what an alert with these labels would be.  Raises ConfigError, InvalidInput."""
    found = _configuration(config)
    alert = alert_of({"labels": dict(labels)}, now=SystemClock().now())
    meaning = found.alert_map.meaning(alert.labels)
    heard = _heard(found, found.alert_map.mapped(alert))
    pulse = meaning.pulse
    every = text_from_duration(pulse.every) if pulse and pulse.every else "as long as it lasts"
    return {
        "level": heard["level"],
        "target": heard["target"] or "-",
        "customer": heard["customer"] or "-",
        "known": "yes" if heard["target"] in found.inventory else "no",
        "heartbeat": every if pulse else "-",
        "said by": ", ".join(meaning.places) or "-",
    }


def webhook_list(config: Path) -> list[Json]:
    found = _configuration(config)
    return [
        {
            "name": one.name,
            "url": f"{found.settings.url()}{PATH}{one.name}",
            "about": one.about,
            "at": one.at,
        }
        for one in WebhookMappings(found.webhooks).all
    ]


def webhook_trial(config: Path, mapping: str, body: bytes) -> Json:
    """Return what a payload would become.  Raises ConfigError, InvalidInput, NotFound."""
    found = _configuration(config)
    read = read_payload(_mapping(found, mapping), body, now=SystemClock().now(), source="trial")
    return {
        "alerts": [_shown(found, found.alert_map.mapped(alert)) for alert in read.batch.alerts],
        "ignored": read.ignored,
        "errors": [one.text() for one in read.batch.complaints],
    }


def line_trial(config: Path, line: str, zone: str) -> Json:
    """Return how a line is read, and which patterns it fits."""
    found = _configuration(config)
    settings = found.settings.syslog or SyslogSettings(udp="127.0.0.1:5140")
    read = parse_line(line.encode(), received_at=SystemClock().now(), zone=zone)
    patterns = patterns_in_force(settings, found.syslog_patterns)
    return {
        "line": {
            "form": read.form.value,
            "facility": read.facility,
            "severity": read.severity,
            "host": read.host,
            "program": read.program,
            "process": read.process,
            "message_id": read.message_id,
            "told_at": rfc3339(read.told_at) if read.told_at is not None else None,
            "structured": {name: dict(pairs) for name, pairs in read.structured.items()},
            "text": read.text,
        },
        "patterns": [
            {
                "pattern": hit.pattern.name,
                "level": str(hit.pattern.level) if hit.pattern.level else None,
                "values": dict(hit.values),
                "is_clear": hit.is_clear,
            }
            for hit in patterns.hits(read)
        ],
    }


def _configuration(config: Path) -> Configuration:
    """Return the files as they are, or nothing but what is shipped where there are none."""
    return survey(config).configuration if config.exists() else _bare(config)


def _bare(config: Path) -> Configuration:
    from watchkeeper.access.people import People
    from watchkeeper.inventory.registry import EMPTY

    return Configuration(config.parent, Settings(), People(), EMPTY, (), ())


def _mapping(found: Configuration, named: str) -> WebhookMapping:
    if named.endswith((".yml", ".yaml")) or "/" in named:
        return read_mapping(Path(named))
    mappings = WebhookMappings(found.webhooks)
    mapping = mappings.find(named)
    if mapping is None:
        known = ", ".join(one.name for one in mappings.all)
        raise NotFound("there is no webhook {name!r}; known are {known}", name=named, known=known)
    return mapping


def _shown(found: Configuration, alert: PostedAlert) -> Json:
    return {
        "status": "resolved" if alert.is_resolved else "firing",
        **_heard(found, alert),
        "labels": dict(alert.labels),
        "annotations": dict(alert.annotations),
        "starts_at": rfc3339(alert.starts_at),
        "ends_at": "when it is resolved" if alert.is_kept else rfc3339(alert.ends_at),
        "link": alert.generator_url,
        "known_by": alert.key.rpartition("\x1f")[2] or "its labels",
    }


def _heard(found: Configuration, alert: PostedAlert) -> Json:
    """Return what ticketing hears."""
    targets = TargetDirectory(
        lambda: found.inventory,
        default_policy=found.settings.tickets.policy,
        zone=found.settings.zone,
    )
    severities = {**SEVERITY_MAP, **found.settings.tickets.severity}
    heard = heard_from_post(alert, targets, severities)
    return {
        "title": heard.title,
        "level": str(heard.level),
        "target": heard.target,
        "customer": heard.customer,
    }
