"""Answers of people: from which services they are taken, and who carries them out."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from dashboards.callbacks.routes import Callbacks
from ticketing.answers.desk import AnswerDesk
from ticketing.answers.link_desk import LinkDesk
from ticketing.answers.metrics import AnswerMetrics
from ticketing.answers.settings import AnswerSource, read_sources
from ticketing.answers.signing import AnswerKeys
from ticketing.answers.ways import SignedWays
from ticketing.service import TicketService
from watchkeeper.config.settings import Settings
from watchkeeper.server.ground import Ground
from watchkeeper.server.mail_in import reply_mailbox


class AnswerRoom:
    """The sources in force and the desk behind them."""

    def __init__(self, ground: Ground, tickets: TicketService, keys: AnswerKeys) -> None:
        self.desk = AnswerDesk(
            ground.database,
            ground.clock,
            tickets=tickets,
            people=lambda: ground.gate.people,
            catalogues=ground.catalogues,
            language=ground.language,
            metrics=AnswerMetrics(ground.metrics.registry),
        )
        self.links = LinkDesk(
            ground.database,
            ground.clock,
            keys=keys,
            answers=self.desk,
            tickets=tickets,
            people=lambda: ground.gate.people,
        )
        self.ways = SignedWays(keys, ground.settings.url(), reply_mailbox(ground.settings))
        self._clock = ground.clock
        self._sources = sources_of(ground.settings)

    def use(self, sources: Mapping[str, AnswerSource]) -> None:
        """Take answers from these services from now on."""
        self._sources = sources

    def routes(self) -> tuple[web.RouteDef, ...]:
        return Callbacks(lambda: self._sources, self.desk, self._clock).routes()


def sources_of(settings: Settings) -> Mapping[str, AnswerSource]:
    """Return the sources by their names.  Raises ConfigError."""
    return {source.name: source for source in read_sources(settings.answers)}


def heard_kinds(settings: Settings) -> frozenset[str]:
    """Return the kinds of contacts whose pressed buttons reach us.  Raises ConfigError."""
    return frozenset(source.kind for source in read_sources(settings.answers))
