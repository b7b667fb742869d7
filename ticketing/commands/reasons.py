"""Closed sets of words that commands choose from."""

from __future__ import annotations

from watchkeeper.core.words import Word


class CauseClass(Word):
    """What kind of thing caused a fault; decides where it goes from here (R3, R36)."""

    EQUIPMENT = "equipment"
    VENDOR_HARDWARE = "vendor_hardware"
    SYSTEM = "system"
    APPLICATION = "application"
    NETWORK = "network"
    CONFIGURATION = "configuration"
    OPERATION = "operation"
    CAPACITY = "capacity"
    EXTERNAL = "external"
    UNKNOWN = "unknown"


class PauseReason(Word):
    """Why a clock rests; each goal lists the reasons that count for it."""

    CUSTOMER = "customer"  # an answer is owed by the customer
    CUSTOMER_AUTHORISATION = "customer_authorisation"
    WRITTEN_AUTHORISATION = "written_authorisation"
    APPOINTMENT = "appointment"
    VENDOR = "vendor"
    MAINTENANCE = "maintenance"


class LevelCause(Word):
    """Why a level changes; decides from when the new target counts."""

    WORSENED = "worsened"
    IMPROVED = "improved"
    RECLASSIFIED = "reclassified"


class DefectClass(Word):
    """What a reported defect turns out to be; decides where it goes (R43)."""

    TECHNICAL = "technical"
    BUSINESS = "business"
    OPERATIONAL = "operational"


class Altered(Word):
    """Whether anything of the customer's was changed; then a change record is owed (R48)."""

    SOMETHING = "something"
    NOTHING = "nothing"


class Verified(Word):
    """What came of a solution once it was in place (R46)."""

    SOLVED = "solved"
    NOT_SOLVED = "not_solved"


class Reviewed(Word):
    """What the lead makes of a check form."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


class ReplyParty(Word):
    """Who was answered: who told of it, or the unit that passed it on (R48)."""

    REQUESTER = "requester"
    COMMISSIONER = "commissioner"
    BOTH = "both"


class ConsentScope(Word):
    """What a customer authorises: from looking to taking data away (R14, R15)."""

    MONITOR = "monitor"
    REMOTE = "remote"
    MODIFY = "modify"
    DOWNLOAD = "download"


class VisitReason(Word):
    """Why somebody goes to the customer: we find it necessary, or they wish it (R16)."""

    FIRM = "firm"
    CUSTOMER = "customer"


class DataLoss(Word):
    """Whether data was lost (R34)."""

    NONE = "none"
    PARTIAL = "partial"
    IRRECOVERABLE = "irrecoverable"
    UNKNOWN = "unknown"
