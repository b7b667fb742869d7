"""``watchkeeper knowledge``: articles of the knowledge base, and those that fit a ticket."""

from __future__ import annotations

import argparse
import os
from typing import Any
from urllib.parse import urlencode

from watchkeeper.cli.client import API, add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, say, say_json, say_table
from watchkeeper.client import language_of, segment

KNOWLEDGE = f"{API}/knowledge"


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("knowledge", help="articles of the knowledge base")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    list_ = actions.add_parser("list", help="articles, or those that fit")
    which = list_.add_mutually_exclusive_group()
    which.add_argument("--text", default="", help="words that an article holds")
    which.add_argument("--ticket", type=int, metavar="N", help="those that fit a ticket")
    show = actions.add_parser("show", help="an article")
    show.add_argument("name")
    for one in (list_, show):
        one.add_argument("--language", choices=("zh", "en"), help="default: that of the terminal")
        add_json_option(one)


def run(arguments: argparse.Namespace) -> int:
    return _list(arguments) if arguments.action == "list" else _show(arguments)


def _list(arguments: argparse.Namespace) -> int:
    found, language = client_from(arguments).get(_path(arguments)), _language(arguments)
    if arguments.json:
        say_json(found)
    else:
        say_table(
            ("NAME", "KIND", "TITLE"),
            [(one["name"], one["kind"], _in(one, "title", language)) for one in found],
        )
    return 0


def _path(arguments: argparse.Namespace) -> str:
    if arguments.ticket is not None:
        return f"{API}/tickets/{arguments.ticket}/knowledge"
    return f"{KNOWLEDGE}?{urlencode({'text': arguments.text})}"


def _show(arguments: argparse.Namespace) -> int:
    found = client_from(arguments).get(f"{KNOWLEDGE}/{segment(arguments.name)}")
    language = _language(arguments)
    if arguments.json:
        say_json(found)
    else:
        say(f"# {_in(found['row'], 'title', language)}\n")
        say(_in(found, "body", language).rstrip("\n"))
    return 0


def _language(arguments: argparse.Namespace) -> str:
    return str(arguments.language or language_of(os.environ))


def _in(found: dict[str, Any], name: str, language: str) -> str:
    """Return a text in that language, or in the other one where there is none."""
    text = (found[f"{name}_zh"] if language.startswith("zh") else "") or found[name]
    return str(text)
