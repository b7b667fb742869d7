"""``/ping/<key>``: jobs tell that they live, as with healthchecks.io.

``/ping/<key>`` success, ``/start``, ``/fail``, ``/<exit code>`` (0 is success), ``/log``; by GET,
HEAD or POST.  The first 10 kB of a body are kept.  Open without credentials: the key is one.
"""

from __future__ import annotations

import re

from aiohttp import web

from collector.heartbeat_state import Ping, Signal
from collector.heartbeats import Heartbeats
from watchkeeper.access.asking import open_to_all
from watchkeeper.access.bodies import first_bytes
from watchkeeper.core.errors import InvalidInput, NotFound, Unavailable

MAX_BODY_BYTES = 10_000
MAX_KEY_CHARACTERS = 100
_RUN = re.compile(r"[A-Za-z0-9-]{1,64}")
_WORDS = {"": Signal.SUCCESS, "start": Signal.START, "fail": Signal.FAIL, "log": Signal.LOG}


def heartbeat_routes(kept: Heartbeats) -> list[web.RouteDef]:
    @open_to_all
    async def ping(request: web.Request) -> web.Response:
        key = request.match_info["key"][:MAX_KEY_CHARACTERS]
        body = await first_bytes(request, MAX_BODY_BYTES) if request.can_read_body else b""
        try:
            said = ping_from(request.match_info.get("signal", ""), request.query.get("rid"), body)
            await kept.ping(key, said)
        except InvalidInput as error:
            return web.Response(status=400, text=f"{error}\n")
        except NotFound as error:
            return web.Response(status=404, text=f"{error}\n")
        except Unavailable as error:
            return web.Response(status=503, text=f"{error}\n", headers={"Retry-After": "5"})
        return web.Response(text="OK")

    paths = ("/ping/{key}", "/ping/{key}/{signal}")
    return [add(path, ping) for path in paths for add in (web.get, web.post)]


def ping_from(signal: str, run: str | None, body: bytes) -> Ping:
    """Read what a ping says.  Raises InvalidInput."""
    if run is not None and not _RUN.fullmatch(run):
        raise InvalidInput("rid must be 1 to 64 letters, digits or hyphens")
    text = body.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
    if signal in _WORDS:
        return Ping(_WORDS[signal], run=run, body=text)
    if signal.isascii() and signal.isdigit() and len(signal) <= 3 and int(signal) <= 255:
        ended = Signal.SUCCESS if int(signal) == 0 else Signal.FAIL
        return Ping(ended, exit_code=int(signal), run=run, body=text)
    raise InvalidInput("/ping/KEY can be followed by start, fail, log or an exit code 0 to 255")
