"""SSH host keys of targets: shown, believed by a person's word, and who said so written down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from collector.probes.ssh import routes_of
from collector.probes.tools import Tools
from collector.ssh.enrol import ShownKey, enrol, look
from collector.ssh.route import Route
from watchkeeper.access.audit import record_audit
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.inventory.model import Target
from watchkeeper.storage.database import Database


@dataclass(frozen=True, slots=True)
class Believer:
    """Who says that a key is the host's, and from where."""

    by: str
    address: str


@dataclass(frozen=True, slots=True)
class HostKeys:
    """Looks at the keys of a target's hosts; believes one of which a person gives the fingerprint."""

    database: Database
    clock: Clock
    tools: Tools

    async def show(self, target: Target) -> tuple[ShownKey, ...]:
        """Return what each host of the target shows.  Raises InvalidInput, Unavailable."""
        try:
            return tuple([(await look(route, self.tools.ssh))[0] for route in self._routes(target)])
        except (OSError, TimeoutError) as error:
            raise _no_answer(target, error) from error

    async def believe(
        self, target: Target, fingerprint: str, believer: Believer, *, replaces: bool
    ) -> tuple[ShownKey, ...]:
        """Enrol the key, with a row of the audit trail.  Raises Conflict, InvalidInput, Unavailable.

        The row is durable before the key counts: a file is in no transaction of a database.
        """
        file = self.tools.enrolled_hosts
        assert file is not None, "a server has a file for the keys it believes"
        note, by = partial(self._note, target.name, believer), believer.by
        ssh = self.tools.ssh
        try:
            return tuple(
                [
                    await enrol(route, ssh, fingerprint, file, replaces=replaces, by=by, note=note)
                    for route in self._routes(target)
                ]
            )
        except (OSError, TimeoutError) as error:
            raise _no_answer(target, error) from error

    def _routes(self, target: Target) -> tuple[Route, ...]:
        routes = routes_of(target, self.tools)
        if not routes:
            raise InvalidInput("{name!r} has no SSH probe", name=target.name)
        return tuple(routes)

    async def _note(self, target: str, believer: Believer, shown: ShownKey) -> None:
        now = self.clock.now()
        facts = {
            "host": shown.host,
            "port": shown.port,
            "kind": shown.kind,
            "fingerprint": shown.fingerprint,
            "address": believer.address,
        }
        action = "host_key_replaced" if shown.is_changed else "host_key_enrolled"
        await self.database.write(
            lambda connection: record_audit(
                connection, action, actor=believer.by, at=now, subject=target, facts=facts
            )
        )


def _no_answer(target: Target, error: Exception) -> Unavailable:
    return Unavailable("{name!r} does not answer by SSH: {reason}", name=target.name, reason=error)
