"""An executor with two lanes: work that is found to be heavy leaves its place to light work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from rules.lanes.metrics import LaneMetrics, WorkMetrics
from rules.lanes.turns import Stopped, Turn, Turns, closing
from rules.lanes.words import Lane, LaneLimits

P = ParamSpec("P")
T = TypeVar("T")


class Lanes(Executor):
    """Runs *work* of one kind (queries, rules) in a few threads.

    A thread that waits for room in the heavy lane is there beside them: so there can be as many
    more as may wait there.
    """

    def __init__(
        self,
        work: str,
        limits: LaneLimits,
        *,
        monotonic: Callable[[], float],
        metrics: LaneMetrics,
    ) -> None:
        self._turns = Turns(limits, monotonic, WorkMetrics(metrics, work))
        most = limits.threads + limits.most_waiting_heavy
        self._threads = ThreadPoolExecutor(most, thread_name_prefix=work)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do light work that nobody refuses: whoever calls this bounds it."""
        return self._enter(partial(fn, *args, **kwargs), "", Lane.LIGHT, is_bounded=False)

    def admit(self, work: Callable[[], T], *, caller: str, lane: Lane = Lane.LIGHT) -> Future[T]:
        """Do the work of a caller when it is its turn.  Raises LaneFull."""
        return self._enter(work, caller, lane, is_bounded=True)

    def go_on(self, work: Callable[[], T], *, caller: str) -> Future[T]:
        """Do a further, light part of what was admitted before."""
        return self._enter(work, caller, Lane.LIGHT, is_bounded=False)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Stop: work ends at its next checkpoint, and what waits never begins."""
        self._turns.close()
        self._threads.shutdown(wait, cancel_futures=cancel_futures)

    def _enter(
        self, work: Callable[[], T], caller: str, lane: Lane, *, is_bounded: bool
    ) -> Future[T]:
        future: Future[T] = Future()
        turn = Turn(
            self._turns, caller, lane, lambda: self._threads.submit(_do, turn, work, future)
        )
        turn.give_up = future.cancel
        self._turns.enter(turn, is_bounded=is_bounded)
        future.add_done_callback(lambda one: turn.withdraw() if one.cancelled() else None)
        return future


def _do(turn: Turn, work: Callable[[], T], future: Future[T]) -> None:
    """Do the work, make room for the next, then tell the result."""
    result: T | None = None
    problem: BaseException | None = None
    with turn:
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = work()
        except Stopped:
            problem = closing()
        except BaseException as error:  # noqa: BLE001 whoever waits for the future gets it
            problem = error
    if problem is not None:
        future.set_exception(problem)
    else:
        future.set_result(result)  # type: ignore[arg-type]  # T includes None where work gave it
