"""Operation of the bot: health and metrics, check, setup, scheduled steps, messages to the operators."""
