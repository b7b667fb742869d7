"""``watchkeeper init``: at most six questions, each with a flag; then everything to start with.

Writes configuration, a local CA and certificate, systemd units, a one-time sign-in link, and
enrols this host.  A second run keeps what is there.
"""

from __future__ import annotations

import argparse
import re
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchkeeper.cli.output import add_json_option, say, say_json, working
from watchkeeper.cli.test_message import say_answers
from watchkeeper.config.places import DEFAULT_PORT
from watchkeeper.core.errors import InvalidInput

if TYPE_CHECKING:
    from watchkeeper.server.first_start import Done
    from watchkeeper.server.installation import Answers

_SETTING_HELP = "setting of the channel as KEY=VALUE, for example host=smtp.example (repeatable)"
_CHANNELS = ("mail", "webhook", "wecom", "dingtalk")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,20}")

Ask = Callable[[str, str], str]


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("init", help="set up this machine as the server")
    parser.add_argument("--listen", help=f"HOST:PORT (default 127.0.0.1:{DEFAULT_PORT})")
    parser.add_argument("--external-url", help="address that people and agents use")
    parser.add_argument("--language", choices=("zh", "en"))
    parser.add_argument("--policy", choices=("contract-cn", "team"))
    parser.add_argument("--person", help="name of the first administrator")
    parser.add_argument("--mail", help="their mail address")
    parser.add_argument("--phone", help="their phone number")
    parser.add_argument("--channel", choices=_CHANNELS, help="by what messages go out")
    parser.add_argument(
        "--channel-setting", action="append", default=[], metavar="KEY=VALUE", help=_SETTING_HELP
    )
    parser.add_argument("--test-message", action="store_true", help="try the channel at once")
    parser.add_argument("--zone", default="Asia/Shanghai", help="default: %(default)s")
    parser.add_argument("--no-input", action="store_true", help="ask nothing, take defaults")
    parser.add_argument("--no-agent", action="store_true", help="do not enrol this host")
    parser.add_argument("--root", type=Path, default=Path("/"), help="write below this directory")
    add_json_option(parser)


def run(arguments: argparse.Namespace) -> int:
    from watchkeeper.server.first_start import set_up
    from watchkeeper.server.program import this_program

    ask = _silent if arguments.no_input or not sys.stdin.isatty() else _question
    answers = answers_from(arguments, ask)
    program = this_program(sys.argv[0])
    with working("setting up"):
        done = set_up(
            answers,
            root=arguments.root.absolute(),
            program=program,
            enrols=not arguments.no_agent,
            tells=arguments.test_message,
        )
    if arguments.json:
        say_json(_summary(done, answers.language))
    else:
        test = program.line("test-message", "--person", done.person)
        _say(done, test if answers.channel and not done.told else None, answers.language)
    return 0 if all(one.is_delivered for one in done.told) else 1


def answers_from(arguments: argparse.Namespace, ask: Ask) -> Answers:
    """Ask for what no flag says: six questions at most."""
    from watchkeeper.server.installation import Answers

    listen = arguments.listen or ask("Listen on", f"127.0.0.1:{DEFAULT_PORT}")
    url = arguments.external_url or ask("Address people and agents use", _usual_url(listen))
    language = arguments.language or ask("Language: zh or en", "zh")
    policy = arguments.policy or ask("Policy: contract-cn or team", "team")
    name, mail, phone = _person(arguments, ask)
    channel, settings = _channel(arguments, ask)
    return Answers(
        listen=listen,
        external_url=url.rstrip("/"),
        language=language,
        policy=policy,
        person=name,
        mail=mail,
        phone=phone,
        channel=channel,
        channel_settings=settings,
        zone=arguments.zone,
    )


def _person(arguments: argparse.Namespace, ask: Ask) -> tuple[str, str, str]:
    typed = arguments.person or ask("First administrator: name, mail, phone", "admin")
    name, mail, phone = person_from(typed)
    return name, arguments.mail or mail, arguments.phone or phone


def person_from(typed: str) -> tuple[str, str, str]:
    """Read ``name, mail, phone`` in any order; mail and phone may be left out."""
    name = mail = phone = ""
    for part in (part.strip() for part in re.split("[,，]", typed)):
        if "@" in part:
            mail = part
        elif _PHONE.fullmatch(part):
            phone = part
        elif part:
            name = part
    return name or mail.partition("@")[0] or "admin", mail, phone


def _channel(arguments: argparse.Namespace, ask: Ask) -> tuple[str, dict[str, str]]:
    settings = settings_from(arguments.channel_setting)
    if arguments.channel:
        return arguments.channel, settings
    typed = ask("Channel and its settings, for example mail host=smtp.example sender=a@x", "")
    kind, *pairs = typed.split() or [""]
    return kind, {**settings_from(pairs), **settings}


def settings_from(pairs: list[str]) -> dict[str, str]:
    """Read ``key=value`` pairs.  Raises InvalidInput."""
    settings = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise InvalidInput("{pair!r} is not KEY=VALUE", pair=pair)
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


def _summary(done: Done, language: str) -> dict[str, object]:
    return {
        "sign_in": done.sign_in_url or None,
        "person": done.person,
        "config": str(done.config),
        "written": [str(path) for path in done.written],
        "next": list(done.next_commands),
        "told": [_told(one) for one in done.told],
        "doubts": _doubts(done, language),
    }


def _doubts(done: Done, language: str) -> list[dict[str, str | None]]:
    """Return what stands against starting it as a service, in the language that was chosen."""
    from watchkeeper.access.languages import language_from_text, read_catalogues

    translate = read_catalogues().translate(language_from_text(language))
    return [
        {
            "finding": one.finding.render(translate),
            "remedy": one.remedy.render(translate) if one.remedy else None,
        }
        for one in done.doubts
    ]


def _told(one: Any) -> dict[str, object]:
    return {
        "channel": one.channel,
        "address": one.address,
        "is_delivered": one.is_delivered,
        "answer": one.answer,
        "problem": None if one.problem is None else str(one.problem),
    }


def _say(done: Done, test_command: str | None, language: str) -> None:
    for path in done.written:
        say(f"wrote {path}")
    if not done.written:
        say("everything was there already; nothing was changed")
    say_answers([_told(one) for one in done.told])
    for doubt in _doubts(done, language):
        say(f"! {doubt['finding']}\n  {doubt['remedy']}")
    say()
    if not done.sign_in_url:
        say("The server is running; `watchkeeper user link` makes a sign-in link.")
        return
    say("Start it:")
    for command in done.next_commands:
        say(f"  {command}")
    if test_command:
        say("Then try the channel:")
        say(f"  {test_command}")
    say()
    say(f"Sign in once within 24 hours: {done.sign_in_url}")
