"""The requests of Grafana's Prometheus data source, replayed; the whole conversation is kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.dashboards.prometheus_api.conftest import Client
from tests.golden import Golden

CONVERSATION = Path(__file__).parent / "golden" / "grafana.txt"
VARYING = re.compile(r'("(?:evaluationTime|hostname|version)": )("[^"]*"|[0-9.e-]+)')

Fields = dict[str, Any]

REQUESTS: tuple[tuple[str, str, Fields], ...] = (
    # saving the data source
    ("POST", "query", {"query": "1+1", "time": "4"}),
    ("GET", "status/buildinfo", {}),
    ("GET", "rules", {}),
    # opening a dashboard: its variables
    ("POST", "labels", {"start": "0", "end": "600", "match[]": "up", "limit": "40000"}),
    ("GET", "label/job/values", {"start": "0", "end": "600", "match[]": "up", "limit": "40000"}),
    ("POST", "series", {"start": "0", "end": "600", "match[]": 'up{job="node"}', "limit": "40000"}),
    # its panels: a range, a table, a heat map's exemplars
    (
        "POST",
        "query_range",
        {"query": "sum by (job) (up)", "start": "570", "end": "600", "step": "15", "timeout": "60"},
    ),
    ("POST", "query", {"query": "up", "time": "600", "timeout": "60"}),
    ("POST", "query_exemplars", {"query": "up", "start": "570", "end": "600"}),
    ("POST", "query_range", {"query": "sum(up", "start": "570", "end": "600", "step": "15"}),
    ("POST", "query_range", {"query": "up", "start": "0", "end": "600", "step": "0.05"}),
    # the query editor
    ("GET", "metadata", {"limit": "40000"}),
    ("GET", "label/__name__/values", {"start": "0", "end": "600", "limit": "40000"}),
    ("POST", "format_query", {"query": "sum(up)by(job)"}),
    ("GET", "parse_query", {"query": "rate(up[5m])"}),
    # lists of alerts
    ("GET", "alerts", {}),
    ("GET", "rules", {"type": "alert", "exclude_alerts": "true"}),
    # methods that it retries as GET, and what is not there
    ("POST", "label/job/values", {}),
    ("POST", "metadata", {}),
)


async def test_grafanas_conversation(client: Client, golden: Golden) -> None:
    """Each request is answered as the kept conversation says, status and body."""
    lines = []
    for method, path, fields in REQUESTS:
        lines.append(f"{method} /api/v1/{path}?{urlencode(fields)}")
        lines.append(await _answer(client, method, path, fields))
    golden.check(CONVERSATION, "\n".join(lines))


async def _answer(client: Client, method: str, path: str, fields: Fields) -> str:
    """Return the status and the body, what differs from run to run written as a dash."""
    query, form = (fields, None) if method == "GET" else (None, fields)
    async with client.request(method, f"/api/v1/{path}", params=query, data=form) as response:
        text = await response.text()
        if response.content_type != "application/json":
            return f"{response.status} {text}\n"
        shown = json.dumps(json.loads(text), indent=1, ensure_ascii=False)
        steady = VARYING.sub(r"\1-", shown)
        return f"{response.status} {steady}\n"
