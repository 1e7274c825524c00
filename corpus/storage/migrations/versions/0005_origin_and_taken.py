"""Whose question a conversation goes on with, and since when an event has been answered."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("inbox", sa.Column("taken_at", sa.DateTime()))
    op.add_column("conversations", sa.Column("origin", sa.Text()))
