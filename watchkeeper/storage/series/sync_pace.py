"""How often the log is synced: a bucket of syncs, so that a fleet's pushes share them.

Below its rate every push is synced at once.  Above, a group waits some milliseconds for company:
one sync of a disk costs as much for one push as for ten.
"""

from __future__ import annotations


class SyncPace:
    """Counts syncs against a rate; *now* is in seconds of any clock that never goes back."""

    def __init__(self, *, syncs_a_second: float, burst: int) -> None:
        self._rate = syncs_a_second
        self._burst = float(burst)
        self._left = self._burst
        self._at: float | None = None

    def wait(self, now: float) -> float:
        """Return for how many seconds the next sync should still wait."""
        self._refill(now)
        return max(0.0, (1.0 - self._left) / self._rate)

    def spend(self, now: float) -> None:
        """Count a sync; one that could not wait is not owed."""
        self._refill(now)
        self._left = max(0.0, self._left - 1.0)

    def _refill(self, now: float) -> None:
        if self._at is not None:
            gained = max(0.0, now - self._at) * self._rate
            self._left = min(self._burst, self._left + gained)
        self._at = now
