"""The bot's own tables: the inbox, and the little that people asked it to remember; rows expire."""
