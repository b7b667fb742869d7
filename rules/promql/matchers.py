"""Whether a value fulfils a matcher; a missing label has the empty value."""

from __future__ import annotations

from rules.promql.series import Matcher, MatchKind
from watchkeeper.storage.series.patterns import pattern_of


def does_match(matcher: Matcher, value: str) -> bool:
    match matcher.kind:
        case MatchKind.EQUAL:
            return value == matcher.value
        case MatchKind.NOT_EQUAL:
            return value != matcher.value
        case MatchKind.MATCHES:
            return pattern_of(matcher.value).matches(value)
        case MatchKind.NOT_MATCHES:
            return not pattern_of(matcher.value).matches(value)
