"""For who runs the bot: set-up, checks, health, figures, logs, upkeep."""
