"""``POST /api/agent/v1/lines``: an agent tells the last lines of its log patterns."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from collector.intake.push import Authenticate, bearer_token
from collector.log_lines import KeptLogLines
from watchkeeper.access.asking import open_to_all
from watchkeeper.access.bodies import first_bytes
from watchkeeper.core.errors import InvalidInput, Unauthenticated, Unavailable
from watchkeeper.core.logs import get_log
from watchkeeper.wire.log_lines import LINES_PATH, MOST_BYTES, log_lines_from_bytes

log = get_log("collector")


def log_lines_routes(kept: KeptLogLines, authenticate: Authenticate) -> list[web.RouteDef]:
    """Open, for the agent's token is the credential; lines are kept under its own target."""

    @open_to_all
    async def lines(request: web.Request) -> web.Response:
        try:
            identity = await authenticate(bearer_token(request))
            told = log_lines_from_bytes(await first_bytes(request, MOST_BYTES + 1))
            await kept.keep(identity.target, told)
        except InvalidInput as error:
            log.debug("lines of logs refused", peer=request.remote, reason=error)
            return web.json_response({"error": str(error)}, status=HTTPStatus.BAD_REQUEST)
        except Unauthenticated as error:
            return web.json_response({"error": str(error)}, status=HTTPStatus.UNAUTHORIZED)
        except Unavailable as error:
            status = HTTPStatus.SERVICE_UNAVAILABLE
            return web.json_response(
                {"error": str(error)}, status=status, headers={"Retry-After": "5"}
            )
        return web.Response(status=HTTPStatus.NO_CONTENT)

    return [web.post(LINES_PATH, lines)]
