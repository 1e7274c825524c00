"""Every event and interaction that Slack sends, with its fields changed at random: ``python -m tools.fuzz``."""
