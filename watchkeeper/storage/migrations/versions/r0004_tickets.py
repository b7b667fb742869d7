"""Tables of tickets."""

from __future__ import annotations

revision = "0004_tickets"
down_revision = "0003_collection"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
