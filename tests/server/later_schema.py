"""A later version's migration, written for a test: it follows the newest one there is."""

from __future__ import annotations

import textwrap
from pathlib import Path

from watchkeeper.storage.migrate import newest_revision

REVISION = "9001_made_up"

_FILE = '''
"""Made up for a test."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None
changes_rows = {changes_rows!r}


def upgrade():
{body}
'''

REALISTIC = """
with op.batch_alter_table("ticket_terms", recreate="auto") as terms:
    terms.add_column(sa.Column("remark", sa.Text(), nullable=False, server_default=""))
    terms.alter_column("name", existing_type=sa.String(length=200), type_=sa.Text())
op.create_table(
    "made_up",
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint("number", name="pk_made_up"),
)
op.execute("INSERT INTO made_up (number, title) SELECT number, title FROM ticket")
"""
"""Rebuilds a table that others refer to, adds one, and fills it."""


def write_later(folder: Path, body: str = REALISTIC, *, changes_rows: tuple[str, ...] = ()) -> Path:
    """Write the migration into *folder*, which is handed to an upgrade as further history."""
    folder.mkdir(exist_ok=True)
    text = _FILE.format(
        revision=REVISION,
        before=newest_revision(),
        changes_rows=changes_rows,
        body=textwrap.indent(body.strip("\n"), "    "),
    )
    (folder / "r9001_made_up.py").write_text(text.lstrip())
    return folder
