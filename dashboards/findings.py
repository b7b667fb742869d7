"""Find one finding, or one acceptance, among those that a reader may see."""

from __future__ import annotations

from collections.abc import Iterable

from ticketing.views import Acceptance, Finding
from watchkeeper.core.errors import NotFound


def finding_in(findings: Iterable[Finding], fingerprint: str) -> Finding:
    """Return the worst finding of a problem.  Raises NotFound."""
    wanted = [one for one in findings if one.fingerprint == fingerprint]
    if not wanted:
        raise NotFound("this finding is gone; it may have recovered")
    return min(wanted, key=lambda one: one.level.rank)


def acceptance_in(acceptances: Iterable[Acceptance], fingerprint: str) -> Acceptance:
    """Return the acceptance of a problem.  Raises NotFound."""
    for acceptance in acceptances:
        if acceptance.fingerprint == fingerprint:
            return acceptance
    raise NotFound("this finding is not accepted")
