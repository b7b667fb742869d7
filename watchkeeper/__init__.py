"""Watchkeeper (值守): measure, judge, ticket, call, report."""

__version__ = "0.1.0"
