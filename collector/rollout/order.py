"""From a plan to the order that the program on the host carries out.  Pure."""

from __future__ import annotations

import base64
import json
from functools import cache
from pathlib import Path, PurePosixPath

from collector.probes.outcome import ProbeFailed
from collector.rollout import on_host
from collector.rollout.places import SERVICE_USER, UNIT_NAME, Places
from collector.rollout.plan import Plan, Wanted

_MOST_SAID = 600


def install_order(plan: Plan, wanted: Wanted, token: str) -> str:
    """Return the order; *token* is the one-time word, empty where the agent is enrolled."""
    places = wanted.places
    command = f'#!/bin/sh\nexec {plan.python} {places.archive} "$@"\n'
    contents = {
        places.archive: (wanted.archive, 0o644),
        places.command: (command.encode(), 0o755),
    }
    if places.unit is not None:
        contents[places.unit] = (wanted.unit_for(plan.python).encode(), 0o644)
    return json.dumps(
        {
            "do": "install",
            "files": [
                _file(path, *content) for path, content in contents.items() if path in plan.writes
            ],
            "user": SERVICE_USER if places.needs_root else "",
            "python": plan.python,
            "archive": str(places.archive),
            "config": str(places.config),
            "new_config": _first_config(wanted),
            "state": str(places.state),
            "token": token,
            "starts": plan.starts,
            "unit": UNIT_NAME,
        }
    )


def removal_order(plan: Plan, places: Places) -> str:
    """Return the order to take away what was planned, and folders that are empty then."""
    files = [str(path) for path in plan.writes if path != places.state]
    folders = [places.archive.parent, places.config.parent]
    if not places.needs_root:
        folders.append(places.command.parent)
    return json.dumps(
        {
            "do": "remove",
            "archive": str(places.archive),
            "files": files,
            "folders": [str(each) for each in folders],
            "state": str(places.state),
            "starts": plan.starts,
            "unit": UNIT_NAME,
        }
    )


def program_for(order: str) -> bytes:
    """Return what the host's Python is given on its standard input."""
    return f"{_source()}\n\nmain({order!r})\n".encode()


def problem_in(output: bytes, errors: bytes) -> tuple[str, str] | None:
    """Return the step that failed and what was said of it; None where all was done.

    Raises ProbeFailed where the program did not come to its end.
    """
    for line in output.decode("utf-8", "replace").splitlines():
        if line.startswith(on_host.REPORT):
            return _step_in(line[len(on_host.REPORT) :])
    raise ProbeFailed(
        "the host's Python did not end as it should: {said}",
        said=errors.decode("utf-8", "replace").strip()[-_MOST_SAID:] or "-",
    )


def _step_in(written: str) -> tuple[str, str] | None:
    try:
        report = json.loads(written)
    except (ValueError, RecursionError):
        report = {"said": written}
    if not report:
        return None
    found = report if isinstance(report, dict) else {"said": report}
    return str(found.get("step", ""))[:40], str(found.get("said", ""))[:_MOST_SAID]


def _file(path: PurePosixPath, content: bytes, mode: int) -> dict[str, object]:
    return {"path": str(path), "content": base64.b64encode(content).decode(), "mode": mode}


def _first_config(wanted: Wanted) -> str:
    """Return what a configuration begins with where there is none yet."""
    places = wanted.places
    own = [] if places.needs_root else [f"state_dir = {places.state}"]
    own += [f"proxy = {wanted.proxy}"] if wanted.proxy else []
    asked = [f"allow = {' '.join(wanted.allowed)}"] if wanted.allowed else []
    sections = (("[agent]", own), ("[requests]", asked))
    return "".join("\n".join([head, *lines, "", ""]) for head, lines in sections if lines)


@cache
def _source() -> str:
    return Path(on_host.__file__).read_text(encoding="utf-8")
