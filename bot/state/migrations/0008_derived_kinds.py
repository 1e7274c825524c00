"""Rows of what was derived are named by kind and go with their article: those without a kind are made again."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Delete them."""
    op.execute("DELETE FROM derived")
