"""What is counted of files."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter


class FileMetrics:
    """Counts files of tickets."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.attached_bytes = Counter(
            "watchkeeper_ticket_files_attached_bytes_total",
            "Bytes of files that were attached to tickets.",
            registry=registry,
        )
        self.refused = Counter(
            "watchkeeper_ticket_files_refused_total",
            "Files that were not attached: too large, of no kind that is taken, no room.",
            registry=registry,
        )
        self.swept = Counter(
            "watchkeeper_ticket_files_swept_total",
            "Files that no ticket knew, taken away after a start: left by a crash.",
            registry=registry,
        )
