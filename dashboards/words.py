"""Words for states, kinds and reasons, as pages, messages and reports show them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from dashboards.calendars import DayLook
from rules.evaluation import Health
from rules.state import AlertState
from ticketing.commands import CauseClass, DataLoss, LevelCause, PauseReason
from ticketing.events import Channel
from ticketing.outbox_rows import MessageKind, OutboxState, Way
from ticketing.views import ClockState, IntervalKind, Presence, TicketState, Verdict
from ticketing.words.links import NAMED
from ticketing.workdays.offered import TextKind
from ticketing.workdays.years import Standing
from watchkeeper.access.languages import Language
from watchkeeper.access.model import Role
from watchkeeper.core.levels import Criticality, Level
from watchkeeper.core.messages import mark
from watchkeeper.inventory.imports.plan import Verdict as ImportVerdict

WORDS: Mapping[Enum, str] = MappingProxyType(
    {
        Level.I: mark("Level I"),
        Level.II: mark("Level II"),
        Level.III: mark("Level III"),
        Level.IV: mark("Level IV"),
        Level.RECORD: mark("Record"),
        Criticality.HIGH: mark("high criticality"),
        Criticality.NORMAL: mark("normal criticality"),
        Criticality.LOW: mark("low criticality"),
        TicketState.NEW: mark("new"),
        TicketState.OPEN: mark("in progress"),
        TicketState.PENDING: mark("pending"),
        TicketState.RESOLVED: mark("resolved"),
        TicketState.CLOSED: mark("closed"),
        TicketState.CANCELLED: mark("cancelled"),
        TicketState.MERGED: mark("merged"),
        Presence.FAILING: mark("still failing"),
        Presence.RECOVERED: mark("recovered"),
        Presence.NO_DATA: mark("no data"),
        Presence.UNWATCHED: mark("not monitored"),
        ImportVerdict.ADDED: mark("added"),
        ImportVerdict.CHANGED: mark("changed"),
        ImportVerdict.UNCHANGED: mark("unchanged"),
        ImportVerdict.REFUSED: mark("refused"),
        DayLook.WORKED: mark("worked"),
        DayLook.FREE: mark("weekend"),
        DayLook.OFF: mark("day off"),
        DayLook.MADE_UP: mark("make-up day"),
        DayLook.OWN_HOURS: mark("own hours"),
        Standing.CONFIRMED: mark("confirmed"),
        Standing.PROVISIONAL: mark("provisional"),
        TextKind.NOTICE: mark("a notice"),
        TextKind.CSV: mark("CSV"),
        TextKind.ICS: mark("iCalendar"),
        Health.UNKNOWN: mark("not evaluated yet"),
        Health.GOOD: mark("healthy"),
        Health.BAD: mark("fails"),
        AlertState.PENDING: mark("waits to fire"),
        AlertState.FIRING: mark("firing"),
        ClockState.WAITING: mark("not started"),
        ClockState.RUNNING: mark("running"),
        ClockState.PAUSED: mark("paused"),
        ClockState.MET: mark("met"),
        ClockState.BREACHED: mark("breached"),
        ClockState.DROPPED: mark("does not apply"),
        Verdict.PENDING: mark("undecided"),
        Verdict.MET: mark("met"),
        Verdict.BREACHED: mark("breached"),
        Verdict.NONE: mark("does not apply"),
        IntervalKind.COUNTED: mark("counted"),
        IntervalKind.PAUSED: mark("paused"),
        IntervalKind.OUTSIDE_HOURS: mark("outside hours"),
        IntervalKind.RECOVERED: mark("recovered"),
        Channel.MONITOR: mark("monitoring"),
        Channel.PAGE: mark("page"),
        Channel.REST: mark("REST"),
        Channel.COMMAND_LINE: mark("command line"),
        Channel.PHONE: mark("phone"),
        Channel.MAIL: mark("mail"),
        Channel.CHAT: mark("chat"),
        Channel.PORTAL: mark("portal"),
        Channel.WALK_IN: mark("in person"),
        Way.CALL: mark("call"),
        Way.PAGE: mark("urgent message"),
        Way.CHAT: mark("chat"),
        Way.MAIL: mark("mail"),
        OutboxState.QUEUED: mark("waiting to be sent"),
        OutboxState.SENDING: mark("being sent"),
        OutboxState.SENT: mark("delivered"),
        OutboxState.FAILED: mark("failed"),
        OutboxState.DROPPED: mark("no longer needed"),
        MessageKind.OPENED: mark("ticket opened"),
        MessageKind.STILL_UNANSWERED: mark("still unanswered"),
        MessageKind.WORSENED: mark("level raised"),
        MessageKind.REOPENED: mark("reopened"),
        MessageKind.RELAPSED: mark("failing again"),
        MessageKind.RECOVERED: mark("recovered"),
        MessageKind.WENT_SILENT: mark("no data"),
        MessageKind.WARNED: mark("deadline warning"),
        MessageKind.BREACHED: mark("deadline missed"),
        MessageKind.ESCALATED: mark("escalation"),
        MessageKind.HOURLY_REPORT: mark("hourly report"),
        MessageKind.ASSIGNED: mark("assigned"),
        MessageKind.OFFERED: mark("offered"),
        MessageKind.CONFIRM_RECOVERY: mark("confirm the recovery"),
        MessageKind.RESOLVED: mark("resolved"),
        MessageKind.TEST: mark("test"),
        MessageKind.REPORT: mark("report"),
        CauseClass.EQUIPMENT: mark("equipment"),
        CauseClass.VENDOR_HARDWARE: mark("vendor's hardware"),
        CauseClass.SYSTEM: mark("operating system"),
        CauseClass.APPLICATION: mark("application"),
        CauseClass.NETWORK: mark("network"),
        CauseClass.CONFIGURATION: mark("configuration"),
        CauseClass.OPERATION: mark("operating error"),
        CauseClass.CAPACITY: mark("capacity"),
        CauseClass.EXTERNAL: mark("outside our reach"),
        CauseClass.UNKNOWN: mark("unknown"),
        DataLoss.NONE: mark("no data lost"),
        DataLoss.PARTIAL: mark("some data lost"),
        DataLoss.IRRECOVERABLE: mark("data lost for good"),
        DataLoss.UNKNOWN: mark("not known yet"),
        PauseReason.CUSTOMER: mark("waiting for the customer"),
        PauseReason.CUSTOMER_AUTHORISATION: mark("waiting for the customer's authorisation"),
        PauseReason.WRITTEN_AUTHORISATION: mark("waiting for a written authorisation"),
        PauseReason.APPOINTMENT: mark("appointment agreed"),
        PauseReason.VENDOR: mark("waiting for the vendor"),
        PauseReason.MAINTENANCE: mark("maintenance"),
        LevelCause.WORSENED: mark("it got worse"),
        LevelCause.IMPROVED: mark("it got better"),
        LevelCause.RECLASSIFIED: mark("classified anew"),
        **NAMED,
        Role.ADMIN: mark("administrator"),
        Role.ENGINEER: mark("engineer"),
        Role.READER: mark("reader"),
        Language.CHINESE: "中文",
        Language.ENGLISH: "English",
    }
)
