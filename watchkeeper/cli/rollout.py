"""``watchkeeper agent install | remove | host-key | build``: agents on other hosts, by SSH."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.allowed import KNOWN
from watchkeeper.cli.client import add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, hint, say, say_json
from watchkeeper.core.errors import InvalidInput

if TYPE_CHECKING:
    from collector.rollout.hosts import Host
    from collector.rollout.places import Places

_MOST_AT_ONCE = 100


def main(words: Sequence[str]) -> int:
    """Run one of the commands; return its exit code."""
    arguments = parser().parse_args(words)
    match arguments.action:
        case "build":
            return _build(arguments)
        case "host-key":
            from watchkeeper.cli.rollout_keys import show_or_enrol

            return show_or_enrol(arguments)
        case "remove":
            from watchkeeper.cli.rollout_work import remove

            client = client_from(arguments)
            return remove(arguments, hosts_of(arguments), places_of(arguments), client)
        case _:
            from watchkeeper.cli.rollout_work import install

            client = client_from(arguments)
            return install(arguments, hosts_of(arguments), places_of(arguments), client)


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(prog="watchkeeper agent")
    actions = root.add_subparsers(dest="action", required=True, metavar="ACTION")
    install = actions.add_parser(
        "install", help="install or upgrade the agent on hosts by SSH; the plan is shown first"
    )
    _add_hosts(install)
    install.add_argument("--customer", help="whose the hosts are, where the list does not say")
    install.add_argument(
        "--allow",
        choices=(*KNOWN, "none"),
        default="connections",
        help="what the server may ask of a new agent (default: %(default)s)",
    )
    install.add_argument("--proxy", help="by which new agents reach the server: http://proxy:3128")
    install.add_argument(
        "--enrol-anew", action="store_true", help="also where an agent is enrolled already"
    )
    remove = actions.add_parser("remove", help="take the agent away from hosts by SSH")
    _add_hosts(remove)
    _add_host_key(actions)
    build = actions.add_parser("build", help="write the agent as one file, to carry it by hand")
    build.add_argument("file", type=Path, nargs="?", default=Path("watchkeeper-agent.pyz"))
    add_json_option(build)
    return root


def _add_hosts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("hosts", nargs="*", metavar="[USER@]HOST[:PORT]")
    parser.add_argument(
        "--from", dest="list", type=Path, metavar="FILE", help="hosts of a list: XLSX, CSV, Ansible"
    )
    parser.add_argument("--prefix", type=Path, help="below this folder of the user's, no service")
    parser.add_argument("--dry-run", action="store_true", help="show the plan, change nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--at-once", type=int, default=10, metavar="N", help="hosts at a time (default 10)"
    )
    _add_access(parser)
    add_json_option(parser)
    add_connection_options(parser)


def _add_access(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("SSH")
    group.add_argument("--user", default=getpass.getuser(), help="default: %(default)s")
    group.add_argument("--jump", metavar="[USER@]HOST[:PORT]", help="through this host")
    group.add_argument("--identity", type=Path, metavar="FILE", help="the private key")
    group.add_argument("--password-file", type=Path, metavar="FILE", help="where there is no key")
    group.add_argument(
        "--known-hosts", type=Path, action="append", default=[], metavar="FILE",
        help="whose keys are believed (default: yours, the system's and the server's)",
    )  # fmt: skip


def _add_host_key(actions: Any) -> None:
    key = actions.add_parser("host-key", help="show the SSH host key of a host, or believe it")
    key.add_argument("host", metavar="HOST[:PORT]")
    key.add_argument("--fingerprint", help="believe the key of this fingerprint")
    key.add_argument("--replace", action="store_true", help="in place of another that is known")
    _add_access(key)
    add_json_option(key)


def hosts_of(arguments: argparse.Namespace) -> tuple[Host, ...]:
    """Return the hosts that were named and listed.  Raises InvalidInput."""
    from collector.rollout.hosts import completed, host_from_word
    from watchkeeper.cli.rollout_lists import listed_hosts

    if not 1 <= arguments.at_once <= _MOST_AT_ONCE:
        raise InvalidInput("--at-once is 1 to {most}", most=_MOST_AT_ONCE)
    named = [host_from_word(word) for word in arguments.hosts]
    if arguments.list is not None:
        named += listed_hosts(arguments.list)
    if not named:
        raise InvalidInput("name hosts, or a list of them by --from")
    jump = host_from_word(arguments.jump) if arguments.jump else None
    customer = getattr(arguments, "customer", None)
    return completed(named, user=arguments.user, jump=jump, customer=customer)


def places_of(arguments: argparse.Namespace) -> Places:
    from collector.rollout.places import SYSTEM, places_below

    if arguments.prefix is None:
        return SYSTEM
    if not arguments.prefix.is_absolute() or len(arguments.prefix.parts) < 3:
        raise InvalidInput("--prefix is a folder of the agent's own, such as /home/ops/watchkeeper")
    return places_below(arguments.prefix)


def _build(arguments: argparse.Namespace) -> int:
    from agent.archive import archive

    content = archive()
    try:
        arguments.file.write_bytes(content)
        arguments.file.chmod(0o755)
    except OSError as error:
        raise InvalidInput(
            "cannot be written: {reason}", at=str(arguments.file), reason=error.strerror
        ) from error
    if arguments.json:
        say_json({"file": str(arguments.file), "bytes": len(content)})
        return 0
    say(str(arguments.file))
    if sys.stdout.isatty():
        hint("On the host: python3 watchkeeper-agent.pyz enrol TOKEN")
    return 0
