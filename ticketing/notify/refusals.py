"""What a service's code means for the message: later, or never as it is."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.notify.channel import PermanentTransportError, TemporaryTransportError
from watchkeeper.core.instants import Duration
from watchkeeper.core.messages import Text


def code_of(answer: Mapping[str, object], name: str) -> int | None:
    """Return the number that a service answered under *name*; None for nonsense."""
    code = answer.get(name)
    return code if isinstance(code, int) and not isinstance(code, bool) else None


def too_frequent(service: Text, answer: str, retry_after: Duration) -> TemporaryTransportError:
    return TemporaryTransportError(
        "{service} takes no more messages for now",
        service=service,
        answer=answer,
        retry_after=retry_after,
    )


def busy(service: Text, answer: str) -> TemporaryTransportError:
    return TemporaryTransportError("{service} is busy", service=service, answer=answer)


def refused(service: Text, code: object, answer: str) -> PermanentTransportError:
    return PermanentTransportError(
        "{service} refused the message with code {code}", service=service, code=code, answer=answer
    )


def no_address(service: Text) -> PermanentTransportError:
    return PermanentTransportError(
        "{service} needs the address of a person or of a group", service=service
    )


def not_sent_by_us(service: Text) -> PermanentTransportError:
    """Return the error of an update of something that this channel did not send."""
    return PermanentTransportError("{service} has no such message to update", service=service)
