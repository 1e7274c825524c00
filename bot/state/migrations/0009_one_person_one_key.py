"""A person stands under their organisation, else their workspace; a conversation knows the message that asked."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make one column of two; of a person who has several rows, the newest with a municipality stays."""
    op.create_table(
        "people_by_team",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text()),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team", "user", name="pk_people_by_team"),
    )
    op.execute(
        """
        INSERT INTO people_by_team
        SELECT team, "user", municipality, changed_at FROM (
            SELECT COALESCE(NULLIF(enterprise, ''), team) AS team, "user", municipality, changed_at,
                ROW_NUMBER() OVER (
                    PARTITION BY COALESCE(NULLIF(enterprise, ''), team), "user"
                    ORDER BY CASE WHEN municipality IS NULL THEN 1 ELSE 0 END, changed_at DESC
                ) AS place
            FROM people
        ) AS numbered WHERE place = 1
        """
    )
    op.drop_table("people")
    op.rename_table("people_by_team", "people")
    for name in ("conversations", "subscriptions"):
        table = sa.table(name, sa.column("team"), sa.column("enterprise"))
        op.execute(sa.update(table).where(table.c.enterprise != "").values(team=table.c.enterprise))
        op.drop_column(name, "enterprise")
    op.add_column("conversations", sa.Column("question_ts", sa.Text()))
