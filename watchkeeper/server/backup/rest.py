"""REST of backups: what one would hold, and making one that is sent to the caller."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboards.rest.call import Call, Frames
from dashboards.rest.routes import Route
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput
from watchkeeper.server.backup.make import BackupWish
from watchkeeper.server.backup.service import BackupPlan, Backups, BackupStep
from watchkeeper.storage.backup.manifest import stays_below
from watchkeeper.wire.frames import CONTENT_TYPE as FRAMES_TYPE

_MOST_GIVEN = 100


@dataclass(frozen=True, slots=True)
class BackupBody:
    """With or without series; what seals secrets; files that only the caller may read, base64."""

    series: bool = True
    passphrase: str = field(default="", repr=False)
    given: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class BackupRoutes:
    """Handlers that need the scope ``admin``."""

    backups: Backups

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/backups/plan", "What a backup would hold, and which files the server may not read", self.show_plan, BackupPlan),
            Route("POST", "/backups", "Make a backup; answers frames: its bytes, with steps as JSON between them", self.make, BackupStep, body=BackupBody, kind=FRAMES_TYPE),
        )  # fmt: skip

    async def show_plan(self, call: Call) -> BackupPlan:
        call.principal.require_scope(Scope.ADMIN)
        return await self.backups.plan()

    async def make(self, call: Call) -> Frames:
        call.principal.require_scope(Scope.ADMIN)
        return Frames(self.backups.stream(_wish(await call.body())))


def _wish(given: Mapping[str, Any]) -> BackupWish:
    """Read the body.  Raises InvalidInput."""
    series, passphrase = given.get("series", True), given.get("passphrase", "")
    if not isinstance(series, bool) or not isinstance(passphrase, str):
        raise InvalidInput("series is true or false, passphrase is text")
    return BackupWish(series, passphrase, _files(given.get("given", {})))


def _files(given: object) -> Mapping[str, bytes]:
    if not isinstance(given, dict) or len(given) > _MOST_GIVEN:
        raise InvalidInput("given is an object of at most {most} files", most=_MOST_GIVEN)
    try:
        return {
            name: base64.b64decode(content, validate=True)
            for name, content in given.items()
            if stays_below(name)
        }
    except (binascii.Error, TypeError, ValueError) as error:
        raise InvalidInput("given holds a file that is not base64") from error
