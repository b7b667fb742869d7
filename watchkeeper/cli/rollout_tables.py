"""How the rollout is shown: the plan before, the results after, a remedy for each failure."""

from __future__ import annotations

from collections.abc import Sequence

from collector.rollout.places import Places
from collector.rollout.plan import Plan
from collector.rollout.run import Result, Work
from watchkeeper.cli.output import hint, say, say_table


def say_plans(work: Sequence[Work]) -> None:
    """Show what will be written where, and what stands there now."""
    say_table(
        ("HOST", "THERE", "PLAN", "WRITES", "RUNS"),
        (
            (
                each.host.place,
                each.plan.version_there,
                each.plan.action.value,
                len(each.plan.writes) or None,
                "; ".join(each.plan.runs),
            )
            for each in work
        ),
    )
    for plan, hosts in _alike(work).items():
        say()
        say(f"{', '.join(hosts)}:")
        for path in plan:
            say(f"  {path}")
    _say_problems([(each.host.place, each.plan.problem) for each in work])


def say_results(results: Sequence[Result], places: Places) -> None:
    """Show what became of each host."""
    say()
    say_table(
        ("HOST", "RESULT", "SERVICE"),
        (
            (result.host.place, _outcome(result), _service(result.plan) if result.is_done else None)
            for result in results
        ),
    )
    _say_problems([(result.host.place, result.problem) for result in results])
    if any(result.is_done and result.plan.waits_for_hand for result in results):
        hint(f"Nothing starts it there by itself. Start it by: {places.start_line()}")


def json_of(result: Result, places: Places) -> dict[str, object]:
    """Return a host as --json shows it."""
    plan = result.plan
    return {
        "host": result.host.place,
        "target": result.host.target,
        "action": plan.action.name.lower(),
        "version_there": plan.version_there or None,
        "python": plan.python or None,
        "writes": [str(path) for path in plan.writes],
        "runs": list(plan.runs),
        "enrols": plan.enrols,
        "done": result.is_done,
        "problem": str(result.problem) if result.problem else None,
        "start": places.start_line() if result.is_done and plan.waits_for_hand else None,
    }


def _alike(work: Sequence[Work]) -> dict[tuple[str, ...], list[str]]:
    """Return the hosts by what is written or taken away there."""
    found: dict[tuple[str, ...], list[str]] = {}
    for each in work:
        if each.plan.is_work:
            paths = tuple(str(path) for path in each.plan.writes)
            found.setdefault(paths, []).append(each.host.place)
    return found


def _say_problems(problems: Sequence[tuple[str, object]]) -> None:
    for place, problem in problems:
        if problem is not None:
            hint(f"{place}: {problem}")


def _outcome(result: Result) -> str:
    if result.problem is not None and not result.is_done:
        return "failed"
    return "done" if result.is_done else result.plan.action.value


def _service(plan: Plan) -> str:
    return "to be started by hand" if plan.waits_for_hand else "running" if plan.starts else "-"
