"""Signing in by password or one-time link, signing out, and choosing the language."""

from __future__ import annotations

from aiohttp import web

from dashboards.web.deps import Pages
from dashboards.web.security import HEADERS, local_path
from dashboards.web.visit import (
    LANGUAGE_COOKIE,
    Answer,
    Door,
    Page,
    Visit,
    page,
    read_form,
    see_other,
    status_of,
)
from watchkeeper.access.languages import language_from_text
from watchkeeper.access.sessions import COOKIE, LONGEST_LIFE, NewSession
from watchkeeper.core.errors import TooManyAttempts, Unauthenticated

_YEAR_SECONDS = 365 * 86_400


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/sign-in", page(pages, show, Door.OPEN)),
        web.post("/sign-in", page(pages, sign_in, Door.OPEN)),
        web.get("/link/{secret}", page(pages, show_link, Door.OPEN)),
        web.post("/link/{secret}", page(pages, use_link, Door.OPEN)),
        web.post("/sign-out", page(pages, sign_out)),
        web.post("/language", page(pages, choose_language, Door.OPEN)),
    ]


async def show(visit: Visit) -> Answer:
    next_path = local_path(visit.request.query.get("next", "/"))
    if visit.signed_in is not None:
        return see_other(next_path)
    return _form(next_path)


async def sign_in(visit: Visit) -> Answer:
    form = await read_form(visit)
    next_path = local_path(form.get("next", "/"))
    person = form.get("person", "").strip()
    try:
        new = await visit.pages.gate.sign_in(
            person, form.get("password", ""), address=visit.request.remote or ""
        )
    except (Unauthenticated, TooManyAttempts) as error:
        return _form(next_path, person, visit.voice.problem(error), status_of(error))
    return _with_session(visit, new, next_path)


async def show_link(visit: Visit) -> Answer:
    """Show the button; looking at a link (mail scanners do) signs nobody in."""
    person = await visit.pages.gate.person_of_link(visit.request.match_info["secret"])
    status = 200 if person else 404
    return Page("link.html", {"link_person": person, "secret_path": visit.request.path}, status)


async def use_link(visit: Visit) -> Answer:
    await read_form(visit)
    new = await visit.pages.gate.sign_in_by_link(
        visit.request.match_info["secret"], address=visit.request.remote or ""
    )
    return _with_session(visit, new, "/")


async def sign_out(visit: Visit) -> Answer:
    await read_form(visit)
    assert visit.signed_in is not None
    await visit.pages.gate.sign_out(visit.signed_in)
    response = see_other("/sign-in")
    response.del_cookie(COOKIE, path="/")
    return response


async def choose_language(visit: Visit) -> Answer:
    """Keep the choice with the person, and in a cookie for the sign-in page."""
    form = await read_form(visit)
    language = language_from_text(form.get("language", ""))
    if visit.signed_in is not None and visit.principal.person is not None:
        await visit.pages.gate.choose_language(visit.principal.person, language)
    response = see_other(local_path(form.get("next", "/")))
    response.set_cookie(
        LANGUAGE_COOKIE,
        language.value,
        max_age=_YEAR_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=_is_https(visit),
        path="/",
    )
    return response


def _form(next_path: str, typed: str = "", problem: str = "", status: int = 200) -> Page:
    return Page(
        "sign_in.html", {"next_path": next_path, "typed": typed, "problem": problem}, status
    )


def _is_https(visit: Visit) -> bool:
    """Tell whether the browser came by https: to us, or to a proxy that we trust."""
    return visit.pages.is_https or visit.request.secure


def _with_session(visit: Visit, new: NewSession, next_path: str) -> web.Response:
    response = web.Response(status=303, headers={**HEADERS, "Location": next_path})
    response.set_cookie(
        COOKIE,
        new.id,
        max_age=LONGEST_LIFE // 1000,
        httponly=True,
        samesite="Lax",
        secure=_is_https(visit),
        path="/",
    )
    return response
