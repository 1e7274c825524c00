"""How it is asked: the Slack bot and the command line."""
