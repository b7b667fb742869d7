"""What all templates may call: addresses of static files, units, and words of stored values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dashboards.units import Unit
from dashboards.web.assets import Assets
from dashboards.web.subject import subject_of
from ticketing.commands import CauseClass, DataLoss
from ticketing.views import AlertView
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.levels import Criticality
from watchkeeper.core.messages import mark

BACKUP_KINDS: Mapping[str, str] = {
    "full": mark("full"),
    "differential": mark("differential"),
    "incremental": mark("incremental"),
    "wal": mark("log"),
}


def template_globals(assets: Assets) -> Mapping[str, object]:
    return {
        "asset": assets.url,
        "unit": Unit,
        "unit_of_alert": unit_of_alert,
        "criticality_of": Criticality,
        "cause_of": CauseClass,
        "loss_of": DataLoss,
        "backup_kinds": BACKUP_KINDS,
    }


def unit_of_alert(alert: AlertView) -> Unit:
    """Return the unit of an alert's value, as far as its expression tells."""
    return unit_of_expression(alert.expression) if alert.expression else Unit.NUMBER


@lru_cache(maxsize=2_000)
def unit_of_expression(expression: str) -> Unit:
    try:
        return subject_of(expression).unit
    except InvalidInput:
        return Unit.NUMBER
