"""Tables of collection."""

from __future__ import annotations

revision = "0003_collection"
down_revision = "0002_inventory"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
