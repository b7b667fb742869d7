"""Tables of reports."""

from __future__ import annotations

revision = "0005_reports"
down_revision = "0004_tickets"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
