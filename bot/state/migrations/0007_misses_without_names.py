"""Terms that found nothing: of two people, without names; reasons of a closed list."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

#: Reasons of the bot's own, and those of Slack's that were usual: what else stands there may be anybody's words.
_OWN = (
    "busy",
    "gone",
    "late",
    "outsider",
    "restart",
    "too_many",
    "unsubscribed",
    "not_in_channel",
    "channel_not_found",
)


def upgrade() -> None:
    """Begin anew: the earlier rows may hold names, and terms of one person alone."""
    op.drop_table("misses")
    op.create_table(
        "misses",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("term", sa.Text()),
        sa.PrimaryKeyConstraint("mark", "person", name="pk_misses"),
    )
    for name in ("inbox", "notices"):
        table = sa.table(name, sa.column("reason"))
        op.execute(sa.update(table).where(table.c.reason.not_in(_OWN)).values(reason="other"))
