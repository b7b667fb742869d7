"""Answering by a link of a mail: looking at it changes nothing, its form answers, once."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from dashboards.web.deps import Pages
from dashboards.web.visit import Answer, Door, Page, Visit, page, read_form
from ticketing.answers.link import LinkRequest, LinkStep
from ticketing.answers.link_desk import LinkLook
from ticketing.answers.outcome import Outcome
from ticketing.verbs import Verb
from watchkeeper.core.errors import NotFound
from watchkeeper.core.messages import mark

_LABELS: Mapping[Verb, str] = {
    Verb.ACKNOWLEDGE: mark("Acknowledge"),
    Verb.COMMENT: mark("Comment"),
    Verb.ESCALATE: mark("Escalate"),
}
_STATUS: Mapping[LinkStep, int] = {
    LinkStep.REFUSE_FORGED: 404,
    LinkStep.REFUSE_EXPIRED: 410,
    LinkStep.REFUSE_USED: 409,
    LinkStep.REFUSE_VERB: 400,
    LinkStep.REFUSE_FORM: 400,
}
_SHOWS_FORM = frozenset({LinkStep.SHOW_PAGE, LinkStep.REFUSE_FORM, LinkStep.REFUSE_VERB})


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/answer/{token}", page(pages, show, Door.OPEN)),
        web.post("/answer/{token}", page(pages, answer, Door.OPEN)),
    ]


async def show(visit: Visit) -> Answer:
    """Show the form: a mail scanner that follows the link acknowledges nothing."""
    return await _use(visit, LinkRequest("GET", visit.request.match_info["token"]))


async def answer(visit: Visit) -> Answer:
    form = await read_form(visit)
    verb = next((one for one in Verb if one.value == form.get("verb")), None)
    token, proof = visit.request.match_info["token"], form.get("proof", "")
    return await _use(visit, LinkRequest("POST", token, proof, verb), form.get("text", ""))


async def _use(visit: Visit, request: LinkRequest, words: str = "") -> Answer:
    desk = visit.pages.answer_links
    if desk is None:
        raise NotFound("there is no such page")
    look = await desk.use(request, words)
    buttons = [(one, _LABELS[one]) for one in _LABELS if one in look.verbs]
    context = {
        "look": look,
        "said": visit.voice.say(look.said) if look.said else _said(visit, look),
        "buttons": buttons if look.step in _SHOWS_FORM else [],
        "typed": words,
        "is_refused": look.used is not None and look.used.outcome is Outcome.REFUSED,
    }
    return Page("answer.html", context, _status(look))


def _said(visit: Visit, look: LinkLook) -> str:
    """Return what became of a link that counts no more; empty while it does."""
    if look.used is None:
        return ""
    if look.used.outcome is Outcome.REFUSED:
        return visit.voice.say(mark("This answer was refused before."))
    done = visit.voice.say(_LABELS.get(look.used.verb, look.used.verb.value))
    return visit.voice.say(mark("This link was used before: {done}."), done=done)


def _status(look: LinkLook) -> int:
    if look.step is LinkStep.CARRY_OUT and look.used and look.used.outcome is Outcome.REFUSED:
        return 409
    if look.step is LinkStep.SHOW_PAGE and look.said:
        return 400
    return _STATUS.get(look.step, 200)
