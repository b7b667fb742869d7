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


class DataLoss(Word):
    """Whether data was lost (R34)."""

    NONE = "none"
    PARTIAL = "partial"
    IRRECOVERABLE = "irrecoverable"
    UNKNOWN = "unknown"
