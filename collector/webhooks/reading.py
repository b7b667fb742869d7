"""Apply a mapping to a payload: JSON in, alerts and complaints out; no I/O."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import orjson

from collector.intake.posted_alerts import Batch, alert_of
from collector.probes.json_path import value_at
from collector.webhooks.mapping import (
    Choice,
    Condition,
    Levels,
    Selector,
    Template,
    WebhookMapping,
)
from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.instants import DAY, Instant, instant_from_rfc3339, later, rfc3339
from watchkeeper.core.levels import Level

MAX_ALERTS = 1_000
MAX_DEPTH = 32
_LONGEST_TEXT = 16_384
_LONGEST_KEY = 500
_MOST_PAIRS = 64
_KEPT = 366 * DAY
_FROM_MILLISECONDS = 100_000_000_000  # 5138 as seconds, 1973 as milliseconds
_LATEST = 253_370_764_800_000


@dataclass(frozen=True, slots=True)
class Read:
    """``ignored``: how many the mapping leaves out."""

    batch: Batch
    ignored: int


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where selectors look: one alert, and the payload around it."""

    item: object
    whole: object


def read_payload(mapping: WebhookMapping, body: bytes, *, now: Instant, source: str = "") -> Read:
    """Return the alerts of a payload.  Raises InvalidInput, TooLarge where nothing makes sense."""
    whole = _json(body)
    alerts: list[PostedAlert] = []
    complaints: list[InvalidInput] = []
    ignored = 0
    for number, item in enumerate(_items(mapping, whole), start=1):
        scope = _Scope(item, whole)
        if any(_holds(one, scope) for one in mapping.ignore):
            ignored += 1
            continue
        try:
            alerts.append(_alert(mapping, scope, now=now, source=source))
        except InvalidInput as error:
            complaints.append(InvalidInput(error.sentence, at=f"alert {number}", **error.facts))
    return Read(Batch(tuple(alerts), tuple(complaints)), ignored)


def _json(body: bytes) -> object:
    try:
        whole = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InvalidInput("the body is no JSON: {reason}", reason=error) from error
    if _depth(whole) > MAX_DEPTH:
        raise InvalidInput("the body is nested more than {most} deep", most=MAX_DEPTH)
    return whole


def _depth(whole: object) -> int:
    """Return how deep a document is nested, as far as it may be."""
    depth, level = 0, [whole]
    while level and depth <= MAX_DEPTH:
        depth += 1
        level = [child for one in level for child in _children(one)]
    return depth


def _children(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from (child for child in value.values() if isinstance(child, (dict, list)))
    elif isinstance(value, list):
        yield from (child for child in value if isinstance(child, (dict, list)))


def _items(mapping: WebhookMapping, whole: object) -> list[object]:
    """Return what each becomes an alert: the list at ``alerts``, the payload's own, or itself."""
    found = whole
    if mapping.alerts is not None:
        is_there, found = value_at(whole, mapping.alerts.steps)
        if not is_there or not isinstance(found, list):
            raise InvalidInput("there is no list of alerts where the mapping {name!r} looks for it", name=mapping.name)  # fmt: skip
    items = found if isinstance(found, list) else [found]
    if len(items) > MAX_ALERTS:
        raise TooLarge(
            "{count} alerts in one request; send at most {limit}",
            count=len(items),
            limit=MAX_ALERTS,
        )
    return items


def _alert(mapping: WebhookMapping, scope: _Scope, *, now: Instant, source: str) -> PostedAlert:
    is_resolved = mapping.resolved is not None and _holds(mapping.resolved, scope)
    starts_at = _time(_value(mapping.starts_at, scope))
    ends_at = _time(_value(mapping.ends_at, scope))
    is_kept = mapping.repeats is None and not is_resolved
    end = min(ends_at or now, now) if is_resolved else later(now, mapping.repeats or _KEPT)
    start = min(starts_at or now, now, end)
    alert = alert_of(
        {
            "labels": _pairs(mapping.spread_labels, mapping.labels, scope),
            "annotations": _pairs(mapping.spread_annotations, mapping.annotations, scope),
            "startsAt": rfc3339(start),
            "endsAt": rfc3339(end),
            "generatorURL": _text(mapping.link, scope),
        },
        now=now,
        source=source,
    )
    return replace(
        alert,
        level=_level(mapping.level, scope) if mapping.level else None,
        target=_text(mapping.target, scope)[:_LONGEST_KEY],
        customer=_text(mapping.customer, scope)[:_LONGEST_KEY],
        key=_key(mapping, scope, source),
        is_kept=is_kept,
    )


def _key(mapping: WebhookMapping, scope: _Scope, source: str) -> str:
    """Return what the sender calls this alert, apart from what other senders call theirs."""
    said = _text(mapping.key, scope)[:_LONGEST_KEY]
    if mapping.key and not said:
        raise InvalidInput("there is nothing where the mapping looks for 'key'")
    return f"{mapping.name}\x1f{source}\x1f{said}" if said else ""


def _holds(condition: Condition, scope: _Scope) -> bool:
    return _text(condition.value, scope) in condition.texts


def _level(levels: Levels, scope: _Scope) -> Level | None:
    return levels.by_text.get(_text(levels.value, scope).strip().lower(), levels.otherwise)


def _pairs(spread: Choice, named: Mapping[str, Choice], scope: _Scope) -> dict[str, str]:
    """Return all pairs of an object, then those that are named, which take their place."""
    pairs = dict(_spread(_value(spread, scope)))
    for name, choice in named.items():
        text = _text(choice, scope)
        if text or name in pairs:
            pairs[name] = text
    return pairs


def _spread(value: object) -> Iterator[tuple[str, str]]:
    """Yield the pairs of an object, or of a list of ``name=value``."""
    if isinstance(value, dict):
        for name, found in list(value.items())[:_MOST_PAIRS]:
            yield name, _plain(found)
    elif isinstance(value, list):
        for found in value[:_MOST_PAIRS]:
            name, sign, text = _plain(found).partition("=")
            if sign and name:
                yield name.strip(), text.strip()


def _value(choice: Choice, scope: _Scope) -> object:
    """Return the first value that is there, as it stands; None for none."""
    for template in choice:
        alone = template.alone
        value = _found(alone, scope) if alone is not None else _filled(template, scope)
        if value not in (None, "", [], {}):
            return value
    return None


def _text(choice: Choice, scope: _Scope) -> str:
    return _plain(_value(choice, scope))


def _filled(template: Template, scope: _Scope) -> str:
    return "".join(
        part if isinstance(part, str) else _plain(_found(part, scope)) for part in template.parts
    )[:_LONGEST_TEXT]


def _found(selector: Selector, scope: _Scope) -> object:
    return value_at(scope.whole if selector.is_whole else scope.item, selector.steps)[1]


def _plain(value: object) -> str:
    """Return a JSON value as a text: a number as it is written, an object as JSON."""
    match value:
        case None:
            return ""
        case str():
            return value[:_LONGEST_TEXT]
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 2**53:
            return str(int(value))
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))[:_LONGEST_TEXT]
        case _:
            return str(value)[:_LONGEST_TEXT]


def _time(value: object) -> Instant | None:
    """Return a time: RFC 3339, or seconds or milliseconds since 1970; None for anything else."""
    if isinstance(value, str):
        return _time_in_text(value.strip())
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return _since_1970(float(value))


def _time_in_text(text: str) -> Instant | None:
    if text.isascii() and text.isdigit() and len(text) <= 16:
        return _since_1970(float(text))
    if text.startswith("0001-01-01"):
        return None
    try:
        found = instant_from_rfc3339(text)
    except InvalidInput:
        return None
    return found if 0 < found < _LATEST else None


def _since_1970(number: float) -> Instant | None:
    found = number if number >= _FROM_MILLISECONDS else number * 1000
    return Instant(int(found)) if 0 < found < _LATEST else None
