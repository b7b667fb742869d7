"""Tables of inventory."""

from __future__ import annotations

revision = "0002_inventory"
down_revision = "0001_access"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
