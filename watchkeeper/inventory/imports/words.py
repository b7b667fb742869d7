"""Short words of lists for what targets/*.yml writes at length: probes, dates, yes and no."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta

from watchkeeper.core.errors import InvalidInput

_BETWEEN = re.compile(r"[;,，；、\n]+")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_SERIAL = re.compile(r"\d{5}(\.0+)?", re.ASCII)
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets; they count the 29th of February 1900, which was none."""

_YES = frozenset({"yes", "true", "1", "y", "x", "是", "有", "√"})
_NO = frozenset({"no", "false", "0", "n", "", "否", "无"})
_CRITICALITIES = {
    "high": "high", "normal": "normal", "low": "low", "medium": "normal",
    "高": "high", "重要": "high", "中": "normal", "普通": "normal", "一般": "normal", "低": "low",
}  # fmt: skip
_WITH_CREDENTIALS = frozenset({"snmp", "ssh", "postgresql", "mysql", "redis"})
_WITH_PORT = frozenset({"tcp", "exporter"})


def words_in(text: str) -> list[str]:
    """Return what stands between commas, semicolons (also Chinese ones) and line ends."""
    return [word for part in _BETWEEN.split(text) if (word := part.strip())]


def date_in(text: str) -> str:
    """Return a day as ``2026-03-01``, from how people and spreadsheets write it."""
    if _SERIAL.fullmatch(text):
        return (_FIRST_DAY + timedelta(days=int(text[:5]))).isoformat()
    found = _DATE.match(text)
    try:
        if found is None:
            raise ValueError  # noqa: TRY301 one sentence for both
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        raise InvalidInput("{text!r} is no day; write 2026-03-01", text=text[:40]) from None


def yes_or_no(text: str) -> bool:
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise InvalidInput("{text!r} is neither yes nor no", text=text[:40])


def criticality_in(text: str) -> str:
    """Return high, normal or low; what is neither stays as it is and is refused later."""
    return _CRITICALITIES.get(text.strip().casefold(), text.strip())


def probes_in(text: str) -> list[object]:
    """Read ``icmp; tcp:443; https://x/; snmp:core``, or JSON as targets/*.yml would have it."""
    if text.lstrip().startswith(("[", "{")):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            raise InvalidInput("{text!r} is no JSON", text=text[:40]) from None
        return found if isinstance(found, list) else [found]
    return list(_probes(words_in(text)))


def _probes(words: list[str]) -> Iterator[object]:
    for word in words:
        kind, _, rest = word.partition(":")
        if kind in {"http", "https"} and rest:
            yield {"http": {"url": word if rest.startswith("//") else rest}}
        elif kind in _WITH_PORT and rest.isascii() and rest.isdigit():
            yield {kind: {"port": int(rest[:9])}}
        elif kind in _WITH_CREDENTIALS and rest:
            yield {kind: {"credentials": rest}}
        elif not rest:
            yield kind
        else:
            raise InvalidInput(
                "{text!r} is no probe; write icmp, tcp:443, https://..., snmp:CREDENTIALS or JSON",
                text=word[:60],
            )
