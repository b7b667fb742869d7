"""Errors as REST tells them: ``{code, sentence, at}`` with the status of their kind."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from dashboards.web.visit import status_of
from watchkeeper.core.errors import Translate, Unauthenticated, WatchkeeperError

HEADERS: Mapping[str, str] = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def error_body(error: WatchkeeperError, translate: Translate) -> dict[str, str | None]:
    """Return an error as JSON has it: a stable code, the sentence, and its place apart."""
    sentence = error.text(translate)
    if error.at:
        sentence = sentence.removeprefix(f"{error.at}: ")
    return {"code": error.code, "sentence": sentence, "at": error.at}


def error_response(error: WatchkeeperError, translate: Translate) -> web.Response:
    """Return an error as JSON with its status."""
    headers = dict(HEADERS)
    if isinstance(error, Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    return web.json_response(error_body(error, translate), status=status_of(error), headers=headers)
