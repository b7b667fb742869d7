"""Rows of the security section that no expression measures; pure."""

from __future__ import annotations

from dashboards.reports.check_form import Result, Row
from dashboards.reports.checks import AGENT_SILENCE, Unit, text_of_value
from dashboards.reports.gather import Findings
from watchkeeper.core.messages import mark, text

MOST_REFUSED_SIGN_INS = 20
"""In a day; people mistype."""

_NOT_ON_DEVICES = mark("the agents and probes do not read this from the devices")
UNSOURCED = (
    ("device_log_ins", mark("failed log-ins to the devices"), mark("no unknown source")),
    ("accounts", mark("new accounts, keys and sudo rights"), mark("each one is known")),
    ("listening", mark("new listening ports"), mark("each one is known")),
    ("password_expiry", mark("passwords about to expire"), mark("none within 14 days")),
)


def sign_in_row(found: Findings) -> Row:
    """Return how often this server refused a sign-in, whoever's customer it was about."""
    count = found.refused_sign_ins
    return Row(
        key="sign_ins/watchkeeper",
        subject="Watchkeeper",
        item=text("refused sign-ins to this monitoring server"),
        standard=text("at most {limit}", limit=text_of_value(MOST_REFUSED_SIGN_INS, Unit.COUNT)),
        measured=text_of_value(count, Unit.COUNT),
        result=Result.NORMAL if count <= MOST_REFUSED_SIGN_INS else Result.ABNORMAL,
        checked_at=found.checked_at,
        handling=found.carried_handling("sign_ins/watchkeeper"),
    )


def never_heard_rows(found: Findings) -> tuple[Row, ...]:
    """Return a row for each agent that was silent for all of the period."""
    heard = found.samples.get(AGENT_SILENCE.key, {})
    has_failed = AGENT_SILENCE.key in found.failures
    return tuple(
        Row(
            key=f"{AGENT_SILENCE.key}/{target.name}",
            subject=target.name,
            item=text(AGENT_SILENCE.item),
            standard=AGENT_SILENCE.standard,
            measured=text("no data: the agent was not heard in the period"),
            result=Result.ABNORMAL,
            checked_at=found.checked_at,
            handling=found.carried_handling(f"{AGENT_SILENCE.key}/{target.name}"),
            ticket=found.ticket_of(target.name),
        )
        for target in found.targets
        if target.agent and target.name not in heard and not has_failed
    )


def unsourced_rows(found: Findings) -> tuple[Row, ...]:
    """Return what has to be looked at by hand, with why it is not measured."""
    return tuple(
        Row(
            key=f"security/{key}",
            subject="-",
            item=text(item),
            standard=text(standard),
            measured=text("no data: {reason}", reason=text(_NOT_ON_DEVICES)),
            result=Result.UNCHECKED,
            handling=found.carried_handling(f"security/{key}"),
        )
        for key, item, standard in UNSOURCED
    )
