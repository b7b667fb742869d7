"""What of the WAL an engine has, as those need to know who ask it.  For several threads."""

from __future__ import annotations

import threading
from collections.abc import Callable

from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.core.messages import mark

log = get_log("storage")

LONGEST_WAIT_SECONDS = 15.0
"""How long an evaluation waits for its samples to arrive; about a batch, and what makes it visible."""


class Delivery:
    """Up to when samples were delivered; an engine shows them *visible_after* seconds later."""

    def __init__(self, *, visible_after: float, monotonic: Callable[[], float]) -> None:
        self._visible_after = visible_after
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._through: tuple[tuple[Instant, float], ...] = ()
        self._trouble = ""
        self._is_closed = False

    @property
    def trouble(self) -> str:
        """Return why nothing is delivered now; empty where it is."""
        return self._trouble

    def delivered(self, through: Instant) -> None:
        """Say that everything that was acknowledged until then was delivered, now."""
        now = self._monotonic()
        with self._changed:
            visible = [one for one in self._through if one[1] + self._visible_after <= now]
            waiting = [one for one in self._through if one[1] + self._visible_after > now]
            self._through = (*visible[-1:], *waiting, (through, now))
            self._changed.notify_all()

    def works(self) -> None:
        """Say that samples are taken again, though not all are there yet."""
        if self._trouble:
            log.info("the metrics engine takes samples again")
        with self._changed:
            self._trouble = ""

    def failed(self, reason: str) -> None:
        if not self._trouble:
            log.warning("the metrics engine does not take samples", reason=reason)
        with self._changed:
            self._trouble = reason
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def wait_until_visible(self, instant: Instant) -> None:
        """Return when the engine shows what was acknowledged before *instant*; blocks.

        Raises Unavailable where it does not get it: what is missing there says nothing.
        """
        deadline = self._monotonic() + LONGEST_WAIT_SECONDS
        with self._changed:
            while (rest := self._seconds_to(instant)) is None or rest > 0:
                self._check(deadline)
                until_deadline = deadline - self._monotonic()
                self._changed.wait(until_deadline if rest is None else min(rest, until_deadline))

    def _seconds_to(self, instant: Instant) -> float | None:
        """Return in how many seconds that is visible; None where it is not delivered yet.

        What was looked at within the same millisecond may have been looked at before.
        """
        moments = (at for through, at in self._through if through > instant)
        first = next(moments, None)
        return None if first is None else first + self._visible_after - self._monotonic()

    def _check(self, deadline: float) -> None:
        if self._is_closed:
            raise Unavailable(mark("the server stops"))
        if self._trouble:
            raise Unavailable(
                mark("the metrics engine does not get the samples: {reason}"), reason=self._trouble
            )
        if self._monotonic() >= deadline:
            raise Unavailable(mark("the metrics engine is behind with the samples it is sent"))
