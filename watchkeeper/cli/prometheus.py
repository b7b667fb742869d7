"""``watchkeeper prometheus``: what to put into prometheus.yml."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from watchkeeper.cli.client import API, Client, add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, hint, say, say_json
from watchkeeper.cli.program_tokens import token_for
from watchkeeper.core.errors import NotFound, WatchkeeperError

SCOPES = "metrics:read,metrics:write,query:read,alerts:write"
TOKEN_NAME = "prometheus"  # noqa: S105 what the token is called
REMOTE_WRITE = "/api/v1/write"
FEDERATED = '{__name__=~"node_.*|probe_.*|backup_.*|ALERTS"}'

Json = dict[str, object]


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("prometheus", help="files for Prometheus")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    config = actions.add_parser("config", help="print what to put into prometheus.yml")
    config.add_argument(
        "--credentials-file",
        type=Path,
        metavar="FILE",
        help="keep the token in this file and name it (default: a new token, printed)",
    )
    add_json_option(config)
    _add_targets(actions)


def _add_targets(actions: Any) -> None:
    targets = actions.add_parser("targets", help="print the inventory as file_sd has it")
    targets.add_argument("--port", type=int, default=9100, help="behind each address")
    for word in ("customer", "site", "group", "tag"):
        targets.add_argument(f"--{word}", help=f"only targets of one {word}")
    targets.add_argument("--agents", action="store_true", help="only those with an agent")
    targets.add_argument("--out", type=Path, metavar="FILE", help="replace this file in one step")
    add_json_option(targets)


def run(arguments: argparse.Namespace) -> int:
    if arguments.action == "targets":
        return _targets(client_from(arguments), arguments)
    return _config(arguments)


def _targets(client: Client, arguments: argparse.Namespace) -> int:
    words = ("port", "customer", "site", "group", "tag")
    query = {word: getattr(arguments, word) for word in words}
    found = client.get(f"{API}/discovery", agent="yes" if arguments.agents else None, **query)
    if arguments.out is None:
        say_json(found)
        return 0
    draft = arguments.out.with_name(f".{arguments.out.name}.new")
    draft.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    draft.replace(arguments.out)
    hint(f"{len(found)} targets are in {arguments.out}")
    return 0


def _config(arguments: argparse.Namespace) -> int:
    import yaml

    client = client_from(arguments)
    address = client.get(f"{API}/address")
    token = token_for(client, TOKEN_NAME, SCOPES, arguments.credentials_file)
    access = _access(address, token, arguments.credentials_file)
    found = blocks(str(address["url"]), access, takes_writes=_takes_writes(client))
    if arguments.json:
        say_json(found)
        return 0
    apart = json.loads(json.dumps(found))  # what is one object would be written as a YAML anchor
    say(yaml.safe_dump(apart, sort_keys=False, allow_unicode=True).rstrip("\n"))
    if "remote_write" not in found:
        hint("This server takes no remote write; it is left out.")
    if arguments.credentials_file is None:
        hint("The token is shown this once; --credentials-file FILE keeps it apart.")
    return 0


def _access(address: Mapping[str, Any], token: str, file: Path | None) -> Json:
    """Return how Prometheus shows who it is, and whom it trusts."""
    credentials: Json = {"credentials": token}
    if file is not None:
        credentials = {"credentials_file": str(file.absolute())}
    tls: Json = {"tls_config": {"ca_file": address["ca_file"]}} if address["ca_file"] else {}
    return {"authorization": credentials, **tls}


def blocks(url: str, access: Json, *, takes_writes: bool) -> Json:
    """Return the blocks by their keys in prometheus.yml."""
    parts = urlsplit(url)
    where: Json = {
        "scheme": parts.scheme,
        **access,
        "static_configs": [{"targets": [parts.netloc]}],
    }
    write: Json = {
        "url": f"{url}{REMOTE_WRITE}",
        **access,
        "send_native_histograms": True,
        "queue_config": {"retry_on_http_429": True},  # else samples are dropped when we are full
    }
    writes: Json = {"remote_write": [write]}
    return {
        "scrape_configs": [
            {"job_name": "watchkeeper", **where},
            {
                "job_name": "watchkeeper-series",
                "honor_labels": True,
                "metrics_path": "/federate",
                "params": {"match[]": [FEDERATED]},
                **where,
            },
        ],
        "alerting": {"alertmanagers": [where]},
        **(writes if takes_writes else {}),
    }


def _takes_writes(client: Client) -> bool:
    """Tell whether this server has the path of remote write: another answer than "not found"."""
    try:
        client.get(REMOTE_WRITE)
    except NotFound:
        return False
    except WatchkeeperError:
        return True
    return True
