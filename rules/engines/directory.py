"""Which labels and series an engine beyond this machine knows, by its HTTP API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol
from urllib.parse import quote

from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.messages import mark
from watchkeeper.storage.remote.api import Answer, Method, Pairs


class Api(Protocol):
    """Asks the engine; ``storage.remote.api.EngineApi`` does."""

    def ask(
        self,
        path: str,
        parameters: Pairs,
        *,
        seconds: float | None = None,
        method: Method = Method.POST,
    ) -> Answer: ...


class RemoteDirectory:
    """Answers as the engine does; blocks, and raises Unavailable where it does not answer."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def label_names(
        self, match: Iterable[str], start: Instant | None, end: Instant | None
    ) -> list[str]:
        return _texts(self._api.ask("labels", _asked(match, start, end)).data)

    def label_values(
        self, name: str, match: Iterable[str], start: Instant | None, end: Instant | None
    ) -> list[str]:
        path = f"label/{quote(name, safe='')}/values"
        return _texts(self._api.ask(path, _asked(match, start, end), method=Method.GET).data)

    def series(
        self,
        match: Iterable[str],
        start: Instant | None,
        end: Instant | None,
        limit: int | None,
    ) -> list[Labels]:
        """Return the label sets, one more than *limit* where there are more."""
        more = () if limit is None else (("limit", str(limit + 1)),)
        found = self._api.ask("series", (*_asked(match, start, end), *more)).data
        try:
            return sorted(labels_of(one) for one in found)
        except (TypeError, AttributeError) as error:
            raise _unreadable() from error


def _asked(match: Iterable[str], start: Instant | None, end: Instant | None) -> Pairs:
    edges = (("start", start), ("end", end))
    times = [(name, f"{at / 1000:.3f}") for name, at in edges if at is not None]
    return [*(("match[]", one) for one in match), *times]


def _texts(data: Any) -> list[str]:
    if not isinstance(data, list) or not all(isinstance(one, str) for one in data):
        raise _unreadable()
    return data


def _unreadable() -> Unavailable:
    return Unavailable(mark("the metrics engine answers something that is no result"))
