"""On site at the customer, as subcommands."""

from __future__ import annotations

from collections.abc import Mapping

from watchkeeper.cli.ticket_actions.base import NOTE, Action

ACTIONS: Mapping[str, Action] = {
    "arrive": Action("arrive", "say that somebody is on site", (NOTE,)),
}
