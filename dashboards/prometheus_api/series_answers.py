"""``labels``, ``label/<name>/values``, ``series``, ``metadata`` and ``query_exemplars``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from dashboards.prometheus_api import lookups
from dashboards.prometheus_api.encoding import TRUNCATED, Answer, cut
from dashboards.prometheus_api.known import Directory, Known
from dashboards.prometheus_api.lookups import Found, Stretch, found_of
from dashboards.prometheus_api.parameters import Parameters
from dashboards.prometheus_api.queries import Work
from rules.promql import parse
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.core.messages import mark


def labels(known: Known, parameters: Parameters) -> Work:
    limit, asked = parameters.limit(), _Asked(known, parameters)
    return lambda: asked.answer(
        lambda there: there.label_names(asked.match, asked.start, asked.end),
        lambda: lookups.label_names(asked.found()),
        limit,
    )


def label_values(known: Known, parameters: Parameters) -> Work:
    limit, asked = parameters.limit(), _Asked(known, parameters)
    name = _label_name(parameters.text("name"))
    return lambda: asked.answer(
        lambda there: there.label_values(name, asked.match, asked.start, asked.end),
        lambda: lookups.label_values(asked.found(), name),
        limit,
    )


def series(known: Known, parameters: Parameters) -> Work:
    if not parameters.all("match"):
        raise InvalidInput(mark("give at least one selector as match[]"))
    limit, asked = parameters.limit(), _Asked(known, parameters)
    return lambda: asked.answer(
        lambda there: map(dict, there.series(asked.match, asked.start, asked.end, limit)),
        lambda: map(dict, lookups.series(asked.found(), limit)),
        limit,
    )


class _Asked:
    """Selectors and a stretch of time: asked elsewhere first, then among the own series."""

    def __init__(self, known: Known, parameters: Parameters) -> None:
        self.match, self._known = parameters.all("match"), known
        self._stretch = _stretch(parameters)
        self.start, self.end = self._stretch.start, self._stretch.end

    def found(self) -> list[Found]:
        known = self._known
        return found_of(known.evaluator.source, self.match, self._stretch, known.clock.now())

    def answer(
        self,
        ask: Callable[[Directory], Iterable[object]],
        look: Callable[[], Iterable[object]],
        limit: int | None,
    ) -> Answer:
        if self._known.elsewhere is None:
            return cut([*look()], limit)
        try:
            return cut([*ask(self._known.elsewhere)], limit)
        except Unavailable as error:
            own = cut([*look()], limit)
            return replace(own, warnings=(*own.warnings, error.text()))


def _stretch(parameters: Parameters) -> Stretch:
    start, end = parameters.optional_instant("start"), parameters.optional_instant("end")
    if start is not None and end is not None and end < start:
        raise InvalidInput(mark("the parameter 'end' lies before 'start'"))
    return Stretch(start, end)


def _label_name(name: str) -> str:
    """Return a name of the path; ``U__`` marks one whose odd characters are written as codes."""
    return name if not name.startswith("U__") else _unescaped(name.removeprefix("U__"))


def _unescaped(text: str) -> str:
    """Read Prometheus's escaping of UTF-8 names: ``__`` is ``_``, ``_2e_`` is a full stop."""
    out, rest = [], text
    while rest:
        before, underscore, rest = rest.partition("_")
        out.append(before)
        if not underscore:
            break
        code, closing, after = rest.partition("_")
        if not closing:
            raise InvalidInput(mark("the label name {name!r} is escaped wrongly"), name=text[:60])
        out.append(_character(code, text) if code else "_")
        rest = after
    return "".join(out)


def _character(code: str, whole: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError) as error:
        raise InvalidInput(
            mark("the label name {name!r} is escaped wrongly"), name=whole[:60]
        ) from error


def metadata(known: Known, parameters: Parameters) -> Work:
    """Answer type and help of the metrics that the agent and this server measure themselves."""
    wanted, limit = parameters.optional("metric"), parameters.limit()

    def work() -> Answer:
        families = sorted(known.families().items())
        shown = {
            name: [{"type": family.kind, "help": family.help, "unit": ""}]
            for name, family in families
            if wanted in {None, name}
        }
        if limit is None or len(shown) <= limit:
            return Answer(shown)
        return Answer(dict([*shown.items()][:limit]), (TRUNCATED,))

    return work


def query_exemplars(_: Known, parameters: Parameters) -> Work:
    """Answer nothing, but to a question that makes sense: exemplars are not kept."""
    text = parameters.text("query")
    _stretch(parameters)

    def work() -> Answer:
        parse(text)
        return Answer([])

    return work
