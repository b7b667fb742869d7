"""Hosts of a list: the same lists that ``targets import`` reads, one host in a row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from collector.rollout.hosts import Host, host_from_word
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.inventory.imports.formats import read_listing
from watchkeeper.inventory.imports.rows import MAX_FILE_BYTES, Row


def listed_hosts(path: Path) -> list[Host]:
    """Return the hosts of a list; rows that say no to an agent are left out.

    Raises ConfigError that names the row.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ConfigError(
            "cannot be read: {reason}", at=str(path), reason=error.strerror
        ) from error
    return list(_hosts(read_listing(data, str(path)).rows))


def _hosts(rows: tuple[Row, ...]) -> Iterator[Host]:
    for row in rows:
        if row.problem is not None:
            raise ConfigError("{reason}", at=row.at, reason=row.problem)
        if row.definition.get("agent") is not False:
            yield _host(row)


def _host(row: Row) -> Host:
    card = row.definition.get("card")
    jump = card.get("jump_host") if isinstance(card, dict) else None
    customer = row.definition.get("customer")
    try:
        found = host_from_word(str(row.definition.get("address") or row.name))
        return Host(
            found.host,
            found.user,
            found.port,
            target=row.name,
            customer=str(customer) if customer else None,
            jump=host_from_word(str(jump)) if jump else None,
        )
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=row.at, **error.facts) from error
