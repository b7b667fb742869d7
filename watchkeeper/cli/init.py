"""``watchkeeper init``: at most six questions, each with a flag; then everything to start with.

Writes configuration, a local CA and certificate, systemd units, a one-time sign-in link, and
enrols this host.  A second run keeps what is there.
"""

from __future__ import annotations

import argparse
import socket
import sys
from pathlib import Path
from typing import Any

from watchkeeper.cli.output import add_json_option, say, say_json
from watchkeeper.config.settings import DEFAULT_PORT
from watchkeeper.core.errors import InvalidInput

_SETTING_HELP = "setting of the channel as key=value, for example host=smtp.example (repeatable)"


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("init", help="set up this machine as the server")
    parser.add_argument("--listen", help=f"HOST:PORT (default 127.0.0.1:{DEFAULT_PORT})")
    parser.add_argument("--external-url", help="address that people and agents use")
    parser.add_argument("--language", choices=("zh", "en"))
    parser.add_argument("--policy", choices=("contract-cn", "team"))
    parser.add_argument("--person", help="name of the first administrator")
    parser.add_argument("--mail", default="", help="their mail address")
    parser.add_argument("--phone", default="", help="their phone number")
    parser.add_argument("--channel", choices=("mail", "webhook", "wecom", "dingtalk"))
    parser.add_argument("--channel-setting", action="append", default=[], help=_SETTING_HELP)
    parser.add_argument("--zone", default="Asia/Shanghai")
    parser.add_argument("--no-input", action="store_true", help="ask nothing, take defaults")
    parser.add_argument("--no-agent", action="store_true", help="do not enrol this host")
    parser.add_argument("--root", type=Path, default=Path("/"), help="write below this directory")
    add_json_option(parser)


def run(arguments: argparse.Namespace) -> int:
    from watchkeeper.server.first_start import set_up
    from watchkeeper.server.installation import Answers

    ask = _silent if arguments.no_input or not sys.stdin.isatty() else _question
    listen = arguments.listen or ask("Listen on", f"127.0.0.1:{DEFAULT_PORT}")
    answers = Answers(
        listen=listen,
        external_url=arguments.external_url or ask("Address people use", _usual_url(listen)),
        language=arguments.language or ask("Language, zh or en", "zh"),
        policy=arguments.policy or ask("Policy, contract-cn or team", "team"),
        person=arguments.person or ask("Name of the first administrator", "admin"),
        mail=arguments.mail,
        phone=arguments.phone,
        channel=arguments.channel or ask("Channel: mail, webhook, wecom, dingtalk, or empty", ""),
        channel_settings=settings_from(arguments.channel_setting),
        zone=arguments.zone,
    )
    done = set_up(answers, root=arguments.root.absolute(), enrols=not arguments.no_agent)
    if arguments.json:
        say_json(
            {
                "sign_in": done.sign_in_url,
                "config": str(done.config),
                "written": [str(path) for path in done.written],
                "next": list(done.next_commands),
            }
        )
        return 0
    for path in done.written:
        say(f"wrote {path}")
    say("")
    say("Start it:")
    for command in done.next_commands:
        say(f"  {command}")
    say("")
    say(f"Sign in once within 24 hours: {done.sign_in_url}")
    return 0


def settings_from(pairs: list[str]) -> dict[str, str]:
    """Read ``key=value`` pairs.  Raises InvalidInput."""
    settings = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise InvalidInput("{pair!r} is not key=value", pair=pair)
        settings[key] = value
    return settings


def _usual_url(listen: str) -> str:
    host, _, port = listen.rpartition(":")
    if host.startswith(("127.", "localhost", "[::1]")):
        return f"http://{listen}"
    name = socket.getfqdn() if host in {"0.0.0.0", "[::]"} else host  # noqa: S104 compared only
    return f"https://{name}:{port}"


def _question(text: str, default: str) -> str:
    sys.stdout.write(f"{text} [{default}]: ")
    sys.stdout.flush()
    return sys.stdin.readline().strip() or default


def _silent(_text: str, default: str) -> str:
    return default
