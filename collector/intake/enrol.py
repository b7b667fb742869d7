"""What agents ask for before and between pushes: to be enrolled, the CA to pin, a new token.

Open, for the secret or the token is the credential.
"""

from __future__ import annotations

from aiohttp import web

from collector.enrolment import Enrolment
from collector.intake.push import bearer_token
from watchkeeper.access.asking import open_to_all
from watchkeeper.access.bodies import first_bytes
from watchkeeper.core.errors import InvalidInput, Unauthenticated, Unavailable
from watchkeeper.core.logs import get_log
from watchkeeper.wire.encoder import TOKEN_PATH
from watchkeeper.wire.enrolment import (
    CA_PATH,
    ENROL_PATH,
    MAX_ANSWER_BYTES,
    bytes_from_answer,
    request_from_bytes,
)

log = get_log("collector")


def enrolment_routes(enrolment: Enrolment, ca_pem: bytes | None) -> list[web.RouteDef]:
    """Return the routes; *ca_pem* is None where the server speaks plain HTTP on loopback."""

    @open_to_all
    async def enrol(request: web.Request) -> web.Response:
        try:
            body = await first_bytes(request, MAX_ANSWER_BYTES + 1)
            answer = await enrolment.enrol(request_from_bytes(body), address=request.remote or "")
        except InvalidInput as error:
            return web.json_response({"error": str(error)}, status=400)
        except Unauthenticated as error:
            log.warning("enrolment refused", peer=request.remote, reason=error)
            return web.json_response({"error": str(error)}, status=401)
        except Unavailable as error:
            return web.json_response(
                {"error": str(error)}, status=503, headers={"Retry-After": "5"}
            )
        return web.Response(body=bytes_from_answer(answer), content_type="application/json")

    @open_to_all
    async def renew(request: web.Request) -> web.Response:
        try:
            word = await enrolment.renew_token(bearer_token(request), address=request.remote or "")
        except Unauthenticated as error:
            return web.json_response({"error": str(error)}, status=401)
        except Unavailable as error:
            return web.json_response(
                {"error": str(error)}, status=503, headers={"Retry-After": "5"}
            )
        return web.Response(text=word + "\n", headers={"Cache-Control": "no-store"})

    @open_to_all
    async def authority(_: web.Request) -> web.Response:
        if ca_pem is None:
            return web.Response(status=404, text="this server has no CA: it speaks plain HTTP\n")
        return web.Response(body=ca_pem, content_type="application/x-pem-file")

    return [
        web.post(ENROL_PATH, enrol),
        web.post(TOKEN_PATH, renew),
        web.get(CA_PATH, authority),
    ]
