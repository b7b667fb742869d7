"""Silences as Alertmanager's API v2 has them in JSON (api/v2/openapi.yaml), in and out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ticketing.mutes.matchers import MAX_MATCHERS, Matcher, Matchers, Operator, matcher
from ticketing.mutes.silences import Silence, SilenceWish
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.instants import Instant, instant_from_rfc3339, rfc3339
from watchkeeper.core.texts import storable

MAX_COMMENT = 4_000
MAX_CREATED_BY = 200
MAX_ID = 36

_ZERO_TIMES = ("0001-01-01T00:00:00",)  # what Go writes for no time
_LATEST = Instant(253_402_300_799_000)  # the end of the year 9999


def read_silence(document: object, *, created_by: str = "") -> SilenceWish:
    """Read what was posted; *created_by* stands in where it names nobody.  Raises InvalidInput."""
    if not isinstance(document, Mapping):
        raise InvalidInput("a silence is an object with matchers, startsAt, endsAt and comment")
    ends_at = _time(document, "endsAt")
    if ends_at is None:
        raise InvalidInput("a silence needs endsAt")
    return SilenceWish(
        id=_text(document, "id", MAX_ID),
        matchers=_matchers(document.get("matchers")),
        starts_at=_time(document, "startsAt"),
        ends_at=ends_at,
        created_by=_text(document, "createdBy", MAX_CREATED_BY) or created_by,
        comment=_text(document, "comment", MAX_COMMENT),
    )


def document_of(silence: Silence, now: Instant) -> dict[str, object]:
    """Return the silence as readers of the API know it."""
    return {
        "id": silence.id,
        "status": {"state": silence.state(now).value},
        "updatedAt": rfc3339(silence.updated_at),
        "comment": silence.comment,
        "createdBy": silence.created_by,
        "startsAt": rfc3339(silence.starts_at),
        "endsAt": rfc3339(silence.ends_at),
        "matchers": documents_of(silence.matchers),
    }


def documents_of(matchers: Matchers) -> list[dict[str, object]]:
    return [
        {
            "name": one.name,
            "value": one.value,
            "isRegex": one.operator.is_pattern,
            "isEqual": one.operator.is_positive,
        }
        for one in matchers
    ]


def matchers_of(documents: object) -> Matchers:
    """Read matchers as ``documents_of`` writes them.  Raises InvalidInput."""
    return _matchers(documents)


def _matchers(documents: object) -> Matchers:
    if not isinstance(documents, Sequence) or isinstance(documents, str):
        raise InvalidInput("a silence needs a list of matchers")
    if len(documents) > MAX_MATCHERS:
        raise TooLarge("at most {most} matchers at once", most=MAX_MATCHERS)
    return tuple(_matcher(one) for one in documents)


def _matcher(document: object) -> Matcher:
    if not isinstance(document, Mapping):
        raise InvalidInput("a matcher is an object with name, value and isRegex")
    name, value = document.get("name"), document.get("value")
    if not isinstance(name, str) or not isinstance(value, str):
        raise InvalidInput("a matcher needs a name and a value")
    return matcher(storable(name), _operator(document), storable(value))


def _operator(document: Mapping[object, object]) -> Operator:
    """An absent ``isEqual`` is true: it is younger than many clients."""
    is_equal = document.get("isEqual")
    match (_flag(document.get("isRegex")), is_equal is None or _flag(is_equal)):
        case (False, True):
            return Operator.EQUAL
        case (False, False):
            return Operator.NOT_EQUAL
        case (True, True):
            return Operator.FITS
        case _:
            return Operator.FITS_NOT


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidInput("isRegex and isEqual are true or false")
    return value


def _time(document: Mapping[object, object], name: str) -> Instant | None:
    found = document.get(name)
    if found is None or found == "":
        return None
    if not isinstance(found, str) or len(found) > 60:
        raise InvalidInput("{name} is no RFC 3339 time", name=name)
    if found.startswith(_ZERO_TIMES):
        return None
    moment = instant_from_rfc3339(found)
    if not 0 <= moment <= _LATEST:
        raise InvalidInput("{name} lies outside of 1970 to 9999", name=name)
    return moment


def _text(document: Mapping[object, object], name: str, most: int) -> str:
    found = document.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise InvalidInput("{name} is a text", name=name)
    if len(found) > most:
        raise TooLarge("{name} has at most {most} characters", name=name, most=most)
    return storable(found)
