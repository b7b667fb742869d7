"""The reading half of the Alertmanager API v2, for amtool, karma and Grafana.

What is shown is what ticketing knows, silenced alerts with what silences them.  Shapes as in
Alertmanager's api/v2/openapi.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

from aiohttp import web

from collector.intake.alerts import answer
from collector.intake.filters import Filter, is_regex_of, read_filter
from watchkeeper import __version__
from watchkeeper.access.asking import PRINCIPAL
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant, rfc3339
from watchkeeper.core.labels import Labels, fingerprint, label, labels_of

RECEIVER = "watchkeeper"
MAX_FILTERS = 20

_API_RELEASE = "0.27.0"
"""The Alertmanager release whose API v2 this answers; karma and others choose by it."""

GROUPED_BY = ("alertname",)
_CONFIG = (
    f"route:\n  receiver: {RECEIVER}\n  group_by: [{', '.join(GROUPED_BY)}]\n"
    f"receivers:\n- name: {RECEIVER}\n"
)


@dataclass(frozen=True, slots=True)
class KnownAlert:
    """An alert that ticketing knows, and whose; ``is_inhibited``: a symptom of another one.

    ``silenced_by`` are ids of silences, ``muted_by`` names of maintenance windows.
    """

    labels: Labels
    annotations: Mapping[str, str]
    starts_at: Instant
    ends_at: Instant
    updated_at: Instant
    customer: str = ""
    generator_url: str = ""
    is_inhibited: bool = False
    silenced_by: tuple[str, ...] = ()
    muted_by: tuple[str, ...] = ()

    @property
    def is_suppressed(self) -> bool:
        return self.is_inhibited or bool(self.silenced_by) or bool(self.muted_by)


class KnownAlerts(Protocol):
    """Lists the alerts that fire now; ticketing fulfils it."""

    async def known_alerts(self) -> Sequence[KnownAlert]: ...


class AlertsReader:
    """Answers what readers of an Alertmanager ask."""

    def __init__(self, known: KnownAlerts, clock: Clock) -> None:
        self._known = known
        self._clock = clock
        self._started_at = clock.now()

    def routes(self) -> list[web.RouteDef]:
        """Return the routes that read; they need the scope ``tickets:read``."""
        return [
            web.get("/api/v2/alerts", self.alerts),
            web.get("/api/v2/alerts/groups", self.groups),
            web.get("/api/v2/status", self.status),
            web.get("/api/v2/receivers", self.receivers),
        ]

    async def alerts(self, request: web.Request) -> web.Response:
        try:
            return answer([_gettable(alert) for alert in await self._found(request)])
        except InvalidInput as error:
            return answer(error.text(), HTTPStatus.BAD_REQUEST)

    async def groups(self, request: web.Request) -> web.Response:
        """Return the alerts by their names, as ``status`` says that they are grouped."""
        try:
            found = await self._found(request)
        except InvalidInput as error:
            return answer(error.text(), HTTPStatus.BAD_REQUEST)
        return answer(_groups(found))

    async def status(self, _request: web.Request) -> web.Response:
        version = {
            "version": _API_RELEASE,
            "revision": f"watchkeeper-{__version__}",
            **dict.fromkeys(("branch", "buildUser", "buildDate", "goVersion"), ""),
        }
        return answer(
            {
                "cluster": {"status": "disabled", "peers": []},
                "config": {"original": _CONFIG},
                "uptime": rfc3339(self._started_at),
                "versionInfo": version,
            }
        )

    async def receivers(self, _request: web.Request) -> web.Response:
        return answer([{"name": RECEIVER}])

    async def _found(self, request: web.Request) -> list[KnownAlert]:
        wanted = _wanted(request)
        now, principal = self._clock.now(), request[PRINCIPAL]
        return [
            alert
            for alert in await self._known.known_alerts()
            if alert.ends_at > now and principal.sees(alert.customer) and wanted.shows(alert)
        ]


_NEVER_TRUE_OF_OURS = ("unprocessed",)


def _groups(alerts: Sequence[KnownAlert]) -> list[dict[str, object]]:
    grouped: dict[Labels, list[KnownAlert]] = {}
    for alert in alerts:
        by = labels_of((name, label(alert.labels, name)) for name in GROUPED_BY)
        grouped.setdefault(by, []).append(alert)
    return [
        {
            "labels": dict(by),
            "receiver": {"name": RECEIVER},
            "alerts": [_gettable(alert) for alert in grouped[by]],
        }
        for by in sorted(grouped)
    ]


@dataclass(frozen=True, slots=True)
class _Wanted:
    filters: tuple[Filter, ...]
    active: bool
    silenced: bool
    inhibited: bool
    muted: bool
    our_receiver: bool

    def shows(self, alert: KnownAlert) -> bool:
        labels = dict(alert.labels)
        return (
            self._shows_state(alert)
            and self.our_receiver
            and all(one.matches(labels.get(one.name, "")) for one in self.filters)
        )

    def _shows_state(self, alert: KnownAlert) -> bool:
        """As Alertmanager: each reason for which an alert is suppressed can be left out."""
        hidden = (
            (bool(alert.silenced_by) and not self.silenced)
            or (alert.is_inhibited and not self.inhibited)
            or (bool(alert.muted_by) and not self.muted)
        )
        return not hidden and (alert.is_suppressed or self.active)


def _wanted(request: web.Request) -> _Wanted:
    texts = request.query.getall("filter", [])
    if len(texts) > MAX_FILTERS:
        raise InvalidInput("use at most {limit} filters", limit=MAX_FILTERS)
    for name in _NEVER_TRUE_OF_OURS:
        _flag(request, name)  # nothing here is so, yet a wrong word is told
    receiver = request.query.get("receiver", "")
    return _Wanted(
        filters=tuple(read_filter(text) for text in texts),
        active=_flag(request, "active"),
        silenced=_flag(request, "silenced"),
        inhibited=_flag(request, "inhibited"),
        muted=_flag(request, "muted"),
        our_receiver=not receiver or is_regex_of(receiver, RECEIVER),
    )


def _flag(request: web.Request, name: str) -> bool:
    found = request.query.get(name, "true").lower()
    if not re.fullmatch("true|false|1|0", found):
        raise InvalidInput("{name} must be true or false", name=name)
    return found in {"true", "1"}


def _gettable(alert: KnownAlert) -> dict[str, object]:
    return {
        "annotations": dict(alert.annotations),
        "endsAt": rfc3339(alert.ends_at),
        "fingerprint": fingerprint(alert.labels),
        "receivers": [{"name": RECEIVER}],
        "startsAt": rfc3339(alert.starts_at),
        "status": {
            "inhibitedBy": ["watchkeeper"] if alert.is_inhibited else [],
            "silencedBy": list(alert.silenced_by),
            "mutedBy": list(alert.muted_by),
            "state": "suppressed" if alert.is_suppressed else "active",
        },
        "updatedAt": rfc3339(alert.updated_at),
        "generatorURL": alert.generator_url,
        "labels": dict(alert.labels),
    }
