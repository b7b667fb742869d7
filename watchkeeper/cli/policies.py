"""``watchkeeper policies``: those in force, their goals, what differs, what another would do."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import API, Client, add_connection_options, client_from, segment
from watchkeeper.cli.output import ProgressBar, add_json_option, hint, say, say_json, say_table
from watchkeeper.core.errors import InvalidInput

POLICIES = f"{API}/policies"
_LEVELS = ("I", "II", "III", "IV")
_MOST_BYTES = 256 * 1024
_WHICH = "a policy, NAME@VERSION, or a file"


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("policies", help="what tickets are promised, and trials of it")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    list_ = actions.add_parser("list", help="policies in force, and which tickets run by them")
    show = actions.add_parser("show", help="the goals of a policy, by level")
    show.add_argument("policy", help="a policy, or NAME@VERSION")
    diff = actions.add_parser("diff", help="what one policy says otherwise than another")
    diff.add_argument("before", help=_WHICH)
    diff.add_argument("after", help=_WHICH)
    trial = actions.add_parser(
        "try", help="judge closed tickets by another policy; changes nothing"
    )
    trial.add_argument("policy", metavar="FILE", help=_WHICH)
    trial.add_argument("--from", dest="start", help="closed from this day or time on; 90 days back")
    trial.add_argument("--to", dest="end", help="closed before this day or time; now")
    trial.add_argument("--customer", help="tickets of one customer")
    trial.add_argument("--instead-of", help="tickets of this policy; default: of the same name, if any")  # fmt: skip
    for one in (list_, show, diff, trial):
        add_json_option(one)


def run(arguments: argparse.Namespace) -> int:
    match arguments.action:
        case "list":
            return _list(arguments)
        case "show":
            return _show(arguments)
        case "diff":
            return _diff(arguments)
        case _:
            return _try(arguments)


def _list(arguments: argparse.Namespace) -> int:
    found = client_from(arguments).get(POLICIES)
    if arguments.json:
        say_json(found)
        return 0
    say_table(
        ("POLICY", "VERSION", "DIGEST", "OPEN", "TICKETS", "CUSTOMERS", "FROM"),
        [_list_line(one) for one in found],
    )
    return 0


def _list_line(one: Any) -> tuple[object, ...]:
    newest = one["versions"][0] if one["versions"] else None
    return (
        one["name"],
        f"v{newest['version']}" if newest else "",
        newest["digest"][:12] if newest else "",
        sum(version["live"] for version in one["versions"]),
        sum(version["tickets"] for version in one["versions"]),
        ", ".join(one["customers"]),
        _origin(one),
    )


def _origin(one: Any) -> str:
    if not one["is_in_force"]:
        return "no longer in force"
    return "shipped" if one["is_shipped"] else one["at"]


def _show(arguments: argparse.Namespace) -> int:
    name, version = _named(arguments.policy)
    client = client_from(arguments)
    found = client.get(f"{POLICIES}/{segment(name)}", version=version)
    if arguments.json:
        say_json(found)
        return 0
    policy, kept = found["policy"], found["version"]
    say(f"{policy['name']} v{kept}" if kept else f"{policy['name']}, {_origin(policy)}")
    if found["select"]:
        say("for " + "; ".join(f"{key}: {words}" for key, words in found["select"].items()))
    say_table(
        ("GOAL", "COUNTS FROM", "STOPS AT", *_LEVELS, "CALENDAR", "WHEN"),
        [_goal_line(goal) for goal in found["goals"]],
    )
    if found["live_tickets"]:
        say("open tickets: " + ", ".join(map(str, found["live_tickets"])))
    return 0


def _goal_line(goal: Any) -> tuple[object, ...]:
    return (
        goal["goal"],
        goal["counts_from"],
        ", ".join(goal["stops_at"]),
        *(goal["targets"].get(level) for level in _LEVELS),
        goal["calendar"],
        "; ".join(filter(None, (goal["when"], goal["armed_by"]))),
    )


def _diff(arguments: argparse.Namespace) -> int:
    """Print a line for each difference; the exit code is 1 where there is one, as of diff(1)."""
    body = {"before": _choice(arguments.before), "after": _choice(arguments.after)}
    found = client_from(arguments).post(f"{POLICIES}/comparison", body)
    if arguments.json:
        say_json(found)
    elif found["differences"]:
        for sentence in found["differences"]:
            say(sentence)
    else:
        say("they promise the same")
    return 1 if found["differences"] else 0


def _try(arguments: argparse.Namespace) -> int:
    body = {
        "policy": _choice(arguments.policy),
        "start": arguments.start,
        "end": arguments.end,
        "customer": arguments.customer,
        "instead_of": arguments.instead_of,
    }
    outcome = _followed(client_from(arguments), body)
    if arguments.json:
        say_json(outcome)
    else:
        _say_outcome(outcome)
    return 0


def _followed(client: Client, body: dict[str, object]) -> Any:
    """Return the outcome of a trial; a bar shows how far it is."""
    bar = ProgressBar("trying the policy")
    try:
        for line in client.lines("POST", f"{POLICIES}/trial", body):
            if line["outcome"] is not None:
                return line["outcome"]
            bar.show(line["progress"]["done"], line["progress"]["of"])
    finally:
        bar.clear()
    raise InvalidInput("the server ended the trial without an outcome")


def _say_outcome(outcome: Any) -> None:
    say(
        f"{outcome['breached']} of {outcome['tickets']} tickets would have breached a goal "
        f"(today: {outcome['breached_before']}); {outcome['changed']} would change"
    )
    for key, said in (
        ("others", "ran by other policies"),
        ("unselected", "are not such as it is for"),
        ("unreadable", "have a log that cannot be read"),
    ):
        if outcome[key]:
            hint(f"{outcome[key]} more {said}")
    if not outcome["is_whole"]:
        hint("only the newest tickets of the span were looked at; name a shorter one")
    if outcome["goals"]:
        say_table(
            ("LEVEL", "GOAL", "OWED", "BREACHED", "WOULD BE OWED", "WOULD BE BREACHED"),
            [
                (one["level"], one["goal"], one["owed_before"], one["breached_before"], one["owed"], one["breached"])
                for one in outcome["goals"]
            ],
        )  # fmt: skip
    if outcome["changes"]:
        say_table(
            ("TICKET", "LEVEL", "GOAL", "TODAY", "WOULD BE"),
            [
                (one["ticket"], one["level"], one["goal"], one["before"], one["after"])
                for one in outcome["changes"]
            ],
        )


def _choice(given: str) -> dict[str, object]:
    """Return which policy is meant: a file that is there, else a name with its version."""
    path = Path(given)
    if path.suffix in {".yml", ".yaml"} or path.is_file():
        return {"text": _text(path), "file": str(path)[-200:]}
    name, version = _named(given)
    return {"name": name, "version": version}


def _named(given: str) -> tuple[str, int | None]:
    name, mark, version = given.partition("@")
    if not mark:
        return name, None
    if not version.isascii() or not version.isdigit() or len(version) > 6:
        raise InvalidInput("a version is a whole number: {example}", example=f"{name}@3")
    return name, int(version)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        found = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("cannot be read: {reason}", at=str(path), reason=error) from error
    if len(data) > _MOST_BYTES:
        raise InvalidInput("{path} has more than {most} bytes", path=path, most=_MOST_BYTES)
    return found
