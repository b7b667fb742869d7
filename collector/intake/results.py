"""``POST /api/agent/v1/results``: what agents say to what they were asked (docs/en/push-protocol.md)."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from collector.agent_requests import AgentRequests
from collector.intake.push import Authenticate, bearer_token
from collector.intake.statuses import status_of
from watchkeeper.access.asking import open_to_all
from watchkeeper.access.bodies import read_body
from watchkeeper.core.errors import (
    WatchkeeperError,
)
from watchkeeper.core.logs import get_log
from watchkeeper.wire.requests import MAX_BYTES, RESULTS_PATH, results_from_bytes

log = get_log("collector")


def result_routes(requests: AgentRequests, authenticate: Authenticate) -> list[web.RouteDef]:
    """Return the route; it checks the agent's token itself."""

    @open_to_all
    async def take(request: web.Request) -> web.Response:
        try:
            identity = await authenticate(bearer_token(request))
            results = results_from_bytes(await read_body(request, MAX_BYTES))
            strange = await requests.take(identity.target, results)
        except WatchkeeperError as error:
            return _refusal(error)
        if strange:
            log.warning(
                "an agent answers what it was not asked", target=identity.target, results=strange
            )
        return web.Response(status=HTTPStatus.NO_CONTENT)

    return [web.post(RESULTS_PATH, take)]


def _refusal(error: WatchkeeperError) -> web.Response:
    return web.json_response({"error": str(error)}, status=status_of(error))
