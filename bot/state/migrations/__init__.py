"""Alembic's revisions of the bot's tables, from 0007 on; older ones stand in ``corpus/storage/migrations``."""
