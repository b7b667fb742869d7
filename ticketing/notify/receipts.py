"""Receipts: what became of a message after the service took it, asked for by us.

Asking needs no public address.  A channel that can be asked is a ``ReceiptSource``; who asks,
how often and for how long is the outbox's to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from watchkeeper.core.instants import Instant


class ReceiptState(Enum):
    """What a service knows of a message."""

    WAITING = "waiting"  # no word from the carrier yet; ask again
    DELIVERED = "delivered"  # on the phone; a call: answered
    FAILED = "failed"  # it will not arrive


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message that a service took: what it answered, to which address, and when."""

    provider_id: str
    address: str
    sent_at: Instant


@dataclass(frozen=True, slots=True)
class DeliveryReceipt:
    """``said`` are the service's own words."""

    state: ReceiptState
    said: str = ""


class ReceiptSource(Protocol):
    """A channel whose service answers questions about messages."""

    async def receipt(self, sent: SentMessage) -> DeliveryReceipt:
        """Return what is known now.  Raises TransportError."""
        ...
