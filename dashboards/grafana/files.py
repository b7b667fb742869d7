"""The files that Grafana's provisioning reads: a data source, a provider, and the boards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from dashboards.grafana.boards import BOARDS
from dashboards.grafana.panels import DATA_SOURCE, Json, json_of_board
from watchkeeper.core.errors import Translate

BOARDS_FOLDER = "/var/lib/grafana/dashboards/watchkeeper"
"""Where the boards lie on Grafana's host, unless another folder is named."""


@dataclass(frozen=True, slots=True)
class Access:
    """Where Grafana finds this server, and with which token; ``ca`` is a certificate as PEM."""

    url: str
    token: str
    ca: str = ""


@dataclass(frozen=True, slots=True)
class GrafanaFile:
    text: str
    is_secret: bool = False


def grafana_files(
    access: Access, translate: Translate, boards_folder: str = BOARDS_FOLDER
) -> Mapping[str, GrafanaFile]:
    """Return the files by their paths below the folder that is exported."""
    boards = {
        f"dashboards/{board.uid}.json": GrafanaFile(_json(json_of_board(board, translate)))
        for board in BOARDS
    }
    return {
        "provisioning/datasources/watchkeeper.yml": GrafanaFile(_data_source(access), True),
        "provisioning/dashboards/watchkeeper.yml": GrafanaFile(_provider(boards_folder)),
        **boards,
    }


def _json(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _yaml(document: Json) -> str:
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False)


def _data_source(access: Access) -> str:
    settings: Json = {
        "httpMethod": "POST",
        "prometheusType": "Prometheus",
        "prometheusVersion": "3.0.0",
        "timeInterval": "15s",
        "manageAlerts": False,
        "httpHeaderName1": "Authorization",
        **({"tlsAuthWithCACert": True} if access.ca else {}),
    }
    secrets: Json = {
        "httpHeaderValue1": f"Bearer {access.token}",
        **({"tlsCACert": access.ca} if access.ca else {}),
    }
    source: Json = {
        "name": "Watchkeeper",
        **DATA_SOURCE,
        "access": "proxy",
        "url": access.url,
        "jsonData": settings,
        "secureJsonData": secrets,
    }
    return _yaml({"apiVersion": 1, "datasources": [source]})


def _provider(folder: str) -> str:
    provider: Json = {
        "name": "Watchkeeper",
        "folder": "Watchkeeper",
        "type": "file",
        "options": {"path": folder},
    }
    return _yaml({"apiVersion": 1, "providers": [provider]})
