"""Text from outside, as both databases can hold it."""

from watchkeeper.core.texts import storable

__all__ = ["storable"]
