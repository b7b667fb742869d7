"""The cookies of one log-in: kept from step to step, sent back only to who set them."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import SimpleCookie

import aiohttp
from yarl import URL

from collector.probes.outcome import ProbeFailed

MAX_COOKIES = 64
MAX_COOKIE_CHARACTERS = 4_096


class Cookies:
    """A jar that lives for one measurement; make it on a running loop."""

    def __init__(self) -> None:
        self._jar = aiohttp.CookieJar(unsafe=True)  # of servers that have only an IP address, too

    def keep(self, cookies: SimpleCookie, url: URL) -> None:
        """Take what a server set.  Raises ProbeFailed for too many or too long ones."""
        for morsel in cookies.values():
            if len(morsel.value) > MAX_COOKIE_CHARACTERS:
                raise ProbeFailed(
                    "a cookie has more than {most} characters", most=MAX_COOKIE_CHARACTERS
                )
        self._jar.update_cookies(cookies, url)
        if len(self._jar) > MAX_COOKIES:
            raise ProbeFailed("the server sets more than {most} cookies", most=MAX_COOKIES)

    def header(self, url: URL) -> dict[str, str]:
        """Return the header for a request; empty where no cookie is for that address."""
        found = self._jar.filter_cookies(url)
        pairs = "; ".join(f"{morsel.key}={morsel.coded_value}" for morsel in found.values())
        return {"Cookie": pairs} if pairs else {}

    def values(self) -> Iterator[str]:
        for morsel in self._jar:
            yield morsel.value
