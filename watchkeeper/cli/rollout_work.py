"""Look, show the plan, ask, carry out, show what became of it."""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeVar

from agent.archive import archive
from collector.rollout.hosts import Host
from collector.rollout.look import Facts
from collector.rollout.places import Places
from collector.rollout.plan import Action, Plan, Wanted, plan_install, plan_removal
from collector.rollout.run import Progress, Result, Rollout, Seen, Work
from collector.ssh.pool import SshPool
from watchkeeper import __version__
from watchkeeper.cli.client import API, Client, segment
from watchkeeper.cli.output import ProgressBar, hint, say_json
from watchkeeper.cli.rollout_access import access_from
from watchkeeper.cli.rollout_tables import json_of, say_plans, say_results
from watchkeeper.core.errors import ConfigError, InvalidInput, NotFound, WatchkeeperError
from watchkeeper.core.messages import Text, text
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.shipped import shipped_units

DONE, PROBLEMS = 0, 1
_LOOPBACK = re.compile(r"https?://(127\.|localhost[:/]?|\[::1\])")
_UNIT = "watchkeeper-agent.service"

T = TypeVar("T")
Decide = Callable[[Facts], Plan]
CarryOut = Callable[[Rollout, Sequence[Work], Progress], Awaitable[tuple[Result, ...]]]


def install(
    arguments: argparse.Namespace, hosts: Sequence[Host], places: Places, client: Client
) -> int:
    """Install or upgrade; return 1 where a host has a problem."""
    wanted = _wanted(arguments, places, client)
    if _LOOPBACK.match(wanted.server):
        hint(
            f"agents on other machines cannot reach {wanted.server}; set external_url in "
            "watchkeeper.yml"
        )

    async def new_token(host: Host) -> str:
        wish = {"target": host.target, "customer": host.customer}
        made = await asyncio.to_thread(client.post, f"{API}/agents/token", wish)
        return str(made["token"])

    def carry_out(
        rollout: Rollout, work: Sequence[Work], progress: Progress
    ) -> Awaitable[tuple[Result, ...]]:
        return rollout.install(work, wanted, new_token, progress)

    results = _worked(arguments, hosts, places, partial(plan_install, wanted=wanted), carry_out)
    return _ended(arguments, results, places)


def remove(
    arguments: argparse.Namespace, hosts: Sequence[Host], places: Places, client: Client
) -> int:
    """Take agents away and let their tokens count no more; return 1 where there is a problem."""

    def carry_out(
        rollout: Rollout, work: Sequence[Work], progress: Progress
    ) -> Awaitable[tuple[Result, ...]]:
        return rollout.remove(work, places, progress)

    results = _worked(arguments, hosts, places, partial(plan_removal, places=places), carry_out)
    results = tuple(_revoked(result, client) for result in results)
    return _ended(arguments, results, places)


def _wanted(arguments: argparse.Namespace, places: Places, client: Client) -> Wanted:
    units = shipped_units()
    if units is None:
        raise ConfigError(
            "the units of systemd are missing from this installation; install it anew"
        )
    allowed = () if arguments.allow in {"", "none"} else (arguments.allow,)
    return Wanted(
        version=__version__,
        archive=archive(),
        unit=(units / _UNIT).read_text(encoding="utf-8"),
        places=places,
        server=str(client.get(f"{API}/address")["url"]),
        allowed=allowed,
        proxy=arguments.proxy or "",
        enrols_anew=arguments.enrol_anew,
    )


def _worked(
    arguments: argparse.Namespace,
    hosts: Sequence[Host],
    places: Places,
    decide: Decide,
    carry_out: CarryOut,
) -> tuple[Result, ...]:
    """Look, show the plan, and carry it out where somebody agrees."""
    bar = ProgressBar("looking")
    seen = _with_rollout(arguments, lambda rollout: rollout.look(hosts, places, bar.show))
    bar.clear()
    work = [Work(each.host, _plan(each, decide)) for each in seen]
    if not arguments.json:
        say_plans(work)
    count = sum(each.plan.is_work for each in work)
    if not count or arguments.dry_run or not _agreed(arguments, count):
        return tuple(Result(each.host, each.plan, each.plan.problem) for each in work)
    bar = ProgressBar("working")
    results = _with_rollout(arguments, lambda rollout: carry_out(rollout, work, bar.show))
    bar.clear()
    return results


def _plan(seen: Seen, decide: Decide) -> Plan:
    if seen.facts is None:
        return Plan(Action.UNREACHED, problem=seen.problem)
    return decide(seen.facts)


def _agreed(arguments: argparse.Namespace, count: int) -> bool:
    """Ask on a terminal; elsewhere nobody agrees."""
    if arguments.yes:
        return True
    if not sys.stdin.isatty():
        raise InvalidInput("nobody is here to agree; nothing was changed; --yes does it")
    sys.stderr.write(f"Do this on {count} hosts? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes", "是"}


def _with_rollout(arguments: argparse.Namespace, call: Callable[[Rollout], Awaitable[T]]) -> T:
    async def run() -> T:
        pool = SshPool(SystemClock())
        try:
            return await call(Rollout(pool, access_from(arguments), at_once=arguments.at_once))
        finally:
            await pool.close()

    return asyncio.run(run())


def _revoked(result: Result, client: Client) -> Result:
    """Let the token of an agent that was removed count no more."""
    if not result.plan.agent or not result.is_done:
        return result
    try:
        client.delete(f"{API}/agents/{segment(result.plan.agent)}")
    except NotFound:  # revoked already, or another server's
        return result
    except WatchkeeperError as error:
        said = Text(error.sentence, error.facts)
        problem = text("it is removed, but its token counts still: {said}", said=said)
        return Result(result.host, result.plan, problem, is_done=True)
    return result


def _ended(arguments: argparse.Namespace, results: Sequence[Result], places: Places) -> int:
    if arguments.json:
        say_json({"hosts": [json_of(result, places) for result in results]})
    elif any(result.is_done for result in results):
        say_results(results, places)
    elif any(result.plan.is_work for result in results):
        hint("nothing was changed; --yes does it")
    return PROBLEMS if any(result.problem for result in results) else DONE
