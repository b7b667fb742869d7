"""Read what is posted to /api/v2/alerts: JSON in, alerts and complaints out; no I/O.

Defaults and checks as in Alertmanager api/v2/api.go (postAlertsHandler) and prometheus/common
model/alert.go (Validate): the valid alerts of a request count even where others are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.instants import (
    MINUTE,
    Duration,
    Instant,
    instant_from_rfc3339,
    later,
)
from watchkeeper.core.labels import Labels, labels_of

MAX_ALERTS = 10_000
MAX_LABELS = 64
MAX_NAME_CHARACTERS = 256
MAX_VALUE_CHARACTERS = 2_048
MAX_ANNOTATION_CHARACTERS = 8_192
RESOLVE_TIMEOUT = Duration(5 * MINUTE)

_LATEST = Instant(253_370_764_800_000)  # 9999-01-01: what can still be written with four digits


@dataclass(frozen=True, slots=True)
class Batch:
    """One request: the alerts that count, and one sentence for each that does not."""

    alerts: tuple[PostedAlert, ...]
    complaints: tuple[InvalidInput, ...]


def read_batch(
    body: bytes, *, now: Instant, resolve_timeout: Duration = RESOLVE_TIMEOUT, source: str = ""
) -> Batch:
    """Read a JSON array of alerts of *source*.  Raises InvalidInput where nothing makes sense."""
    alerts: list[PostedAlert] = []
    complaints: list[InvalidInput] = []
    for number, item in enumerate(_items(body), start=1):
        try:
            alerts.append(alert_of(item, now=now, resolve_timeout=resolve_timeout, source=source))
        except InvalidInput as error:
            complaints.append(InvalidInput(error.sentence, at=f"alert {number}", **error.facts))
    return Batch(tuple(alerts), tuple(complaints))


def _items(body: bytes) -> list[object]:
    try:
        items = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InvalidInput("the body is no JSON: {reason}", reason=error) from error
    if not isinstance(items, list):
        raise InvalidInput("the body must be a JSON array of alerts")
    if len(items) > MAX_ALERTS:
        raise TooLarge(
            "{count} alerts in one request; send at most {limit}",
            count=len(items),
            limit=MAX_ALERTS,
        )
    return items


def alert_of(
    item: object,
    *,
    now: Instant,
    resolve_timeout: Duration = RESOLVE_TIMEOUT,
    source: str = "",
) -> PostedAlert:
    """Return one alert.  Raises InvalidInput."""
    if not isinstance(item, dict):
        raise InvalidInput("an alert must be an object with labels")
    labels = _labels(item.get("labels"))
    starts_at = _instant(item, "startsAt")
    ends_at = _instant(item, "endsAt")
    has_timeout = ends_at is None
    if starts_at is None:
        starts_at = now if ends_at is None else ends_at
    if ends_at is None:
        ends_at = later(now, resolve_timeout)
    if ends_at < starts_at:
        raise InvalidInput("endsAt lies before startsAt")
    return PostedAlert(
        labels=labels,
        annotations=_annotations(item.get("annotations")),
        starts_at=starts_at,
        ends_at=ends_at,
        has_timeout=has_timeout,
        is_resolved=ends_at <= now,
        received_at=now,
        generator_url=_link(item.get("generatorURL")),
        source=source,
    )


def _labels(found: object) -> Labels:
    """Return the labels, empty ones dropped.  They are the identity: nothing is cut, only refused."""
    if not isinstance(found, dict):
        raise InvalidInput("labels must be an object of texts")
    pairs = [(name, value) for name, value in found.items() if value != ""]
    if not pairs:
        raise InvalidInput("an alert needs at least one label with a value")
    if len(pairs) > MAX_LABELS:
        raise InvalidInput("an alert may have at most {limit} labels", limit=MAX_LABELS)
    for name, value in pairs:
        _check_label(name, value)
    return labels_of(pairs)


def _check_label(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise InvalidInput("the value of label {name!r} is no text", name=name[:40])
    if not name or "\0" in name or "\0" in value:
        raise InvalidInput("label {name!r} has an empty name or a NUL character", name=name[:40])
    if len(name) > MAX_NAME_CHARACTERS or len(value) > MAX_VALUE_CHARACTERS:
        raise InvalidInput(
            "label {name!r} is too long; names may have {names} characters, values {values}",
            name=name[:40],
            names=MAX_NAME_CHARACTERS,
            values=MAX_VALUE_CHARACTERS,
        )


def _annotations(found: object) -> Mapping[str, str]:
    """Return the annotations within bounds: an alert is never lost for its prose, which is cut."""
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise InvalidInput("annotations must be an object of texts")
    kept = [(name, value) for name, value in found.items() if value != ""][:MAX_LABELS]
    for name, value in kept:
        if not isinstance(value, str):
            raise InvalidInput("the value of annotation {name!r} is no text", name=name[:40])
    return {
        _cut(name, MAX_NAME_CHARACTERS): _cut(value, MAX_ANNOTATION_CHARACTERS)
        for name, value in kept
    }


def _cut(text: str, limit: int) -> str:
    text = text.replace("\0", "")
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _link(found: object) -> str:
    """Return the sender's link to its expression; one that is no web address is left out."""
    if not isinstance(found, str) or len(found) > MAX_ANNOTATION_CHARACTERS or "\0" in found:
        return ""
    return found if found.startswith(("http://", "https://")) else ""


def _instant(item: Mapping[str, object], key: str) -> Instant | None:
    """Return the time under *key*; None where it is missing, empty or Go's zero time."""
    found = item.get(key)
    if found is None or found == "":
        return None
    if not isinstance(found, str) or not found.strip():
        raise InvalidInput("{key} must be an RFC 3339 time", key=key)
    if found.startswith("0001-01-01T00:00:00"):
        return None
    instant = instant_from_rfc3339(found)
    if not 0 <= instant < _LATEST:
        raise InvalidInput("{key} {time} is out of range", key=key, time=found[:40])
    return instant
